package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps two folders of one parent in a single step: renameat2(2) with RENAME_EXCHANGE. Where
// kernel or file system cannot, the error is [errors.ErrUnsupported].
func exchange(a, b string) error {
	return rename("exchange", a, b, unix.RENAME_EXCHANGE)
}

// move renames a folder and fails where the new name is taken: renameat2(2) with RENAME_NOREPLACE.
func move(from, to string) error {
	err := rename("rename", from, to, unix.RENAME_NOREPLACE)
	if errors.Is(err, errors.ErrUnsupported) {
		return moveByRename(from, to)
	}
	return err
}

func rename(op, from, to string, flags uint) error {
	for {
		err := unix.Renameat2(unix.AT_FDCWD, from, unix.AT_FDCWD, to, flags)
		switch err {
		case nil:
			return nil
		case unix.EINTR:
			continue
		case unix.EINVAL: // the file system does not know the flag
			err = errors.ErrUnsupported
		case unix.EBUSY, unix.EXDEV: // neighbours on two file systems
			err = errMounted
		}
		return &os.LinkError{Op: op, Old: from, New: to, Err: err}
	}
}

// flush waits until the file system of an open folder has all that was written to it: syncfs(2), one call for a site of
// any size.
func flush(folder *os.File) error {
	return os.NewSyscallError("syncfs", unix.Syncfs(int(folder.Fd())))
}
