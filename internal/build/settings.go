package build

import (
	"errors"
	"fmt"
	"os"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/overlay"
	"vitrin/internal/portfolio"
	"vitrin/internal/source"
	"vitrin/templates"
)

// Settings reads what a command that writes content needs to know of the site in a folder: its settings, and the words
// of dates. The settings are nil where they cannot be read, which the problems then say. The error is trouble of the
// machine.
func Settings(dir string) (settings *portfolio.Settings, words edtf.Words, problems diag.List, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, edtf.Words{}, nil, fmt.Errorf("cannot open the site's folder: %w", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	node, problems, err := source.Settings(root.FS())
	if err != nil || node == nil {
		return nil, edtf.Words{}, problems, err
	}
	settings, more := portfolio.NewSettings(node)
	problems = append(problems, more...)
	list, more, err := locales(overlay.New(below(root.FS(), "templates"), templates.FS), settings)
	problems = append(problems, more...)
	if err != nil {
		return nil, edtf.Words{}, problems, err
	}
	words, err = dateWords(list)
	return settings, words, problems, err
}
