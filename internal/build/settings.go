package build

import (
	"errors"
	"fmt"
	"io/fs"
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
	settings, w, problems, err := readSettings(root.FS())
	return settings, w.dates, problems, err
}

// readSettings reads the settings and the words of the site in a file system. The settings are nil where they cannot be
// read; where words are missing there are fewer locales than languages.
func readSettings(fsys fs.FS) (*portfolio.Settings, words, diag.List, error) {
	node, problems, err := source.Settings(fsys)
	if err != nil || node == nil {
		return nil, words{}, problems, err
	}
	settings, more := portfolio.NewSettings(node)
	problems = append(problems, more...)
	w, more, err := newWords(overlay.New(below(fsys, "templates"), templates.FS), settings)
	return settings, w, append(problems, more...), err
}
