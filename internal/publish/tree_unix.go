//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package publish

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"

	"vitrin/internal/release"
)

// look looks at a path without following a link at its end: fstatat(2).
func (t tree) look(name string) (look, error) {
	for {
		var st unix.Stat_t
		err := unix.Fstatat(int(t.folder.Fd()), name, &st, unix.AT_SYMLINK_NOFOLLOW)
		switch {
		case err == nil:
			l := newLook(&st)
			if name == "." {
				l.stamp.Mode = 0 // whoever keeps the site opens and closes it as a whole
			}
			return l, nil
		case errors.Is(err, unix.ENOTDIR):
			return look{}, &fs.PathError{Op: "fstatat", Path: name, Err: fs.ErrNotExist}
		case !errors.Is(err, unix.EINTR):
			return look{}, &fs.PathError{Op: "fstatat", Path: name, Err: err}
		}
	}
}

// lookAt looks at an open file.
func lookAt(file *os.File) (look, error) {
	for {
		var st unix.Stat_t
		err := unix.Fstat(int(file.Fd()), &st)
		switch {
		case err == nil:
			return newLook(&st), nil
		case !errors.Is(err, unix.EINTR):
			return look{}, &fs.PathError{Op: "fstat", Path: file.Name(), Err: err}
		}
	}
}

func newLook(st *unix.Stat_t) look {
	l := look{stamp: release.Stamp{ModTime: st.Mtim.Nano(), Inode: uint64(st.Ino), Mode: uint32(st.Mode) & 0o7777}}
	switch st.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		l.stamp.Size = st.Size
	case unix.S_IFDIR:
		l.kind = fs.ModeDir
	case unix.S_IFLNK:
		l.kind = fs.ModeSymlink
	default:
		l.kind = fs.ModeIrregular
	}
	return l
}

// syncFolder waits until the disk has a folder's entries: fsync(2). Some file systems do not offer that for folders.
func syncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := folder.Sync(); err != nil && !errors.Is(err, unix.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}
