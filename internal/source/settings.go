package source

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// Settings reads content/site.yaml in fsys, which is rooted at the site folder. The node is a Mapping; it
// is nil where the file is missing or cannot be read, which the problems then say. The error is
// trouble of the machine.
func Settings(fsys fs.FS) (*syntax.Node, diag.List, error) {
	var found diag.List
	pos := diag.Pos{File: SettingsFile}
	name := SettingsFile
	info, err := fs.Lstat(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		found.Error(pos, diag.File, "the settings of the site are missing",
			"write a file "+SettingsFile+" with at least\ntitle: The name of the site\nbase_url: https://example.org/\nlanguages: [sv]")
		return nil, found, nil
	case err != nil:
		return nil, nil, fmt.Errorf("reading %s: %w", name, err)
	case info.Mode()&fs.ModeSymlink != 0:
		target, problem := follow(fsys, name)
		if problem != "" {
			found.Error(pos, diag.File, "this link "+problem, "put a copy of the file here instead of the link")
			return nil, found, nil
		}
		if info, err = fs.Lstat(fsys, target); err != nil {
			return nil, nil, fmt.Errorf("reading %s: %w", name, err)
		}
		name = target
	}
	if !info.Mode().IsRegular() {
		found.Error(pos, diag.File, "the settings are no ordinary file", "write them in a file "+SettingsFile)
		return nil, found, nil
	}
	src, err := read(fsys, name, maxFile)
	if err != nil {
		return nil, nil, err
	}
	src = bytes.TrimPrefix(src, []byte(byteOrderMark))
	if problem, ok := checkEncoding(SettingsFile, src); !ok {
		return nil, append(found, problem), nil
	}
	node, found := syntax.YAML(SettingsFile, src, 1)
	return node, append(found, personalNumbers(SettingsFile, src)...), nil
}
