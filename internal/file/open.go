package file

import (
	"io/fs"
	"os"
	"path/filepath"
)

// Open opens a regular file to read it. The error wraps [ErrNotFile] for anything else: who opens a named pipe waits until
// somebody writes to it, and nobody can call that off.
func Open(name string) (*os.File, error) { return open(name, os.Stat, os.Open) }

// OpenIn is [Open] for a slash-separated path in a folder.
func OpenIn(root *os.Root, name string) (*os.File, error) {
	return open(filepath.FromSlash(name), root.Stat, root.Open)
}

func open(name string, stat func(string) (fs.FileInfo, error), do func(string) (*os.File, error)) (*os.File, error) {
	info, err := stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: ErrNotFile}
	}
	return do(name)
}
