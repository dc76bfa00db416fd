package overlay

import (
	"errors"
	"io"
	"io/fs"
)

// errIsFolder is what reading the bytes of a folder gives.
var errIsFolder = errors.New("is a directory")

// folder is an opened folder of all layers. It is listed when it is first read.
type folder struct {
	name    string
	info    fs.FileInfo
	layers  tree
	listed  bool
	entries []fs.DirEntry // what is still to be read
}

// Stat describes the folder as its uppermost layer has it.
func (f *folder) Stat() (fs.FileInfo, error) { return f.info, nil }

// Read fails: a folder has no bytes.
func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: errIsFolder}
}

// Close does nothing: the layers' folders are not kept open.
func (f *folder) Close() error { return nil }

// ReadDir gives the next n entries, or with n at most 0 all that are left, as [fs.ReadDirFile] has it.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if !f.listed {
		entries, err := f.layers.merge(f.name)
		if err != nil {
			return nil, err
		}
		f.entries, f.listed = entries, true
	}
	if n > 0 && len(f.entries) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(f.entries) {
		n = len(f.entries)
	}
	head := f.entries[:n:n]
	f.entries = f.entries[n:]
	return head, nil
}
