// Package overlay lays file trees over each other: a site's own templates over the built-in ones.
// Any number of [fs.FS] go in, the uppermost first; one [fs.FS] comes out in which the first tree
// that has a file wins, file by file, and folders hold what all of them hold.
//
// It knows nothing of what the files are for, remembers nothing between calls and is safe for
// concurrent use where its layers are.
package overlay

import (
	"cmp"
	"embed"
	"errors"
	"io/fs"
	"maps"
	"slices"
)

// New lays the trees over each other, the uppermost first. A nil layer is skipped, and so is one
// whose root does not exist: a site without a folder of templates is no error.
//
// A file hides everything of the same name below it, a folder and what it holds too; a folder hides a
// file below it, and all that lies below that file. What a folder says of itself (mode, time) is
// said by its uppermost layer. Trouble in reading a layer, other than that a file is missing, is
// returned: never does a layer that cannot be read let a lower one shine through.
//
// The result implements [fs.ReadDirFS], [fs.ReadFileFS] and [fs.StatFS]. Its root always exists.
func New(layers ...fs.FS) fs.FS {
	var t tree
	for _, layer := range layers {
		if layer != nil {
			t = append(t, layer)
		}
	}
	// The ground on which all others lie: it has a root and nothing else.
	return append(t, embed.FS{})
}

// tree is the layers, the uppermost first.
type tree []fs.FS

// Open opens a file of the first layer that has it, or a merged folder, which is a [fs.ReadDirFile].
func (t tree) Open(name string) (fs.File, error) {
	layers, info, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return layers[0].Open(name)
	}
	return &folder{name: name, info: info, layers: layers}, nil
}

// ReadDir lists a folder: what all layers hold there, each name once, sorted by name.
func (t tree) ReadDir(name string) ([]fs.DirEntry, error) {
	layers, info, err := t.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a directory")}
	}
	return layers.merge(name)
}

// ReadFile gives the bytes of a file of the first layer that has it.
func (t tree) ReadFile(name string) ([]byte, error) {
	layers, info, err := t.find("read", name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errIsFolder}
	}
	return fs.ReadFile(layers[0], name)
}

// Stat describes a file or, as its uppermost layer has it, a folder.
func (t tree) Stat(name string) (fs.FileInfo, error) {
	_, info, err := t.find("stat", name)
	return info, err
}

// find gives the layers in which a name is seen: one for a file, one or more for a folder; and what
// the first of them says of it. It goes down from the root, since a file in an upper layer hides the
// folder of its name, and with it everything inside.
func (t tree) find(op, name string) (tree, fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	seen, info, err := t.at(".")
	if name != "." {
		for i, r := range name + "/" {
			if r != '/' {
				continue
			}
			if err == nil && !info.IsDir() {
				err = fs.ErrNotExist
			}
			if err != nil {
				break
			}
			seen, info, err = seen.at(name[:i])
		}
	}
	if err != nil {
		return nil, nil, &fs.PathError{Op: op, Path: name, Err: cause(err)}
	}
	return seen, info, nil
}

// at is one step of find: the name is "." or lies in a folder that all layers of t have.
func (t tree) at(name string) (tree, fs.FileInfo, error) {
	var folders tree
	var first fs.FileInfo
	for _, layer := range t {
		info, err := fs.Stat(layer, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		if !info.IsDir() && first == nil {
			return tree{layer}, info, nil
		}
		if !info.IsDir() {
			break // hidden by a folder above it, and hides what lies below it
		}
		if folders = append(folders, layer); first == nil {
			first = info
		}
	}
	if first == nil {
		return nil, nil, fs.ErrNotExist
	}
	return folders, first, nil
}

// merge lists a folder that all layers of t have.
func (t tree) merge(name string) ([]fs.DirEntry, error) {
	entries := make(map[string]fs.DirEntry)
	for _, layer := range t {
		list, err := fs.ReadDir(layer, name)
		if err != nil {
			return nil, err
		}
		for _, entry := range list {
			if _, hidden := entries[entry.Name()]; !hidden {
				entries[entry.Name()] = entry
			}
		}
	}
	return slices.SortedFunc(maps.Values(entries), func(a, b fs.DirEntry) int {
		return cmp.Compare(a.Name(), b.Name())
	}), nil
}

// cause takes the operation and path off an error, which find states anew for the whole tree.
func cause(err error) error {
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		return pathError.Err
	}
	return err
}
