package file

import (
	"fmt"
	"io"
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

// ReadUpTo reads a regular file of no more than a number of bytes. A longer one is an error, as what [Open] refuses is.
func ReadUpTo(name string, most int64) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(src)) > most {
		err = fmt.Errorf("%s is longer than %d bytes", name, most)
	}
	if err != nil {
		return nil, err
	}
	return src, nil
}
