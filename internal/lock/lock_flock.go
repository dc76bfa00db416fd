//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package lock

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// Take takes the lock of a name, by flock(2) on a file of that name, which is there while somebody holds it, with the mode that
// the holder's umask lets it have. The system lets go of it when the process ends, however it ends. A lock that is held gives
// [ErrBusy].
func Take(name string) (unlock func(), err error) {
	for {
		file, made, err := open(name)
		if err != nil {
			return nil, fmt.Errorf("cannot lock: %w", err)
		}
		if err := flock(file); err != nil {
			file.Close()
			return nil, err
		}
		switch {
		case !isNamed(file, name):
			file.Close()
		case !made && os.Remove(name) == nil:
			// A run that was killed left it. Its mode tells of that run's umask, and that of a lock is to tell of ours.
			file.Close()
		default:
			return func() {
				// Removed while it is held: whoever opened it before sees by isNamed that it is no lock any more.
				os.Remove(name)
				file.Close()
			}, nil
		}
	}
}

// open opens the file of a name, and tells whether it made that. It does not go through a symbolic link, which others may lay
// into a folder open to all.
func open(name string) (file *os.File, made bool, err error) {
	file, err = os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if !errors.Is(err, fs.ErrExist) {
		return file, err == nil, err
	}
	file, err = os.OpenFile(name, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW, 0o644) // it may be gone by now
	return file, false, err
}

func flock(file *os.File) error {
	for {
		err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.EWOULDBLOCK):
			return ErrBusy
		}
		return &os.PathError{Op: "flock", Path: file.Name(), Err: err}
	}
}

// isNamed tells whether a file still has its name, or another has taken it.
func isNamed(file *os.File, name string) bool {
	held, err := file.Stat()
	if err != nil {
		return false
	}
	named, err := os.Lstat(name)
	return err == nil && os.SameFile(held, named)
}
