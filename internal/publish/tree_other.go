//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package publish

import (
	"io/fs"
	"os"

	"vitrin/internal/release"
)

// look looks at a path without following a link at its end.
func (t tree) look(name string) (look, error) {
	info, err := os.Lstat(at(t.folder.Name(), name))
	if err != nil {
		return look{}, err
	}
	return newLook(info), nil
}

// lookAt looks at an open file.
func lookAt(file *os.File) (look, error) {
	info, err := file.Stat()
	if err != nil {
		return look{}, err
	}
	return newLook(info), nil
}

// newLook knows no inodes and no modes: those that this system has are no numbers of 64 bits, and tell little.
func newLook(info fs.FileInfo) look {
	l := look{kind: info.Mode().Type(), stamp: release.Stamp{ModTime: info.ModTime().UnixNano()}}
	if l.kind.IsRegular() {
		l.stamp.Size = info.Size()
	}
	return l
}

// syncFolder does nothing: when entries of folders reach the disk is left to the system.
func syncFolder(string) error { return nil }
