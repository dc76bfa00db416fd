//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package publish

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"

	"vitrin/internal/release"
)

// maxWrite is how many bytes are written at a time: not all systems take more than 2 GiB.
const maxWrite = 1 << 30

// write makes a file that does not exist: openat(2), write(2), fstat(2) and close(2), of which a site has many.
func (t tree) write(name string, content []byte) (stamp release.Stamp, err error) {
	fd, err := again(func() (int, error) {
		return unix.Openat(int(t.folder.Fd()), name, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL|unix.O_CLOEXEC, 0o644)
	})
	if err != nil {
		return stamp, &fs.PathError{Op: "openat", Path: name, Err: err}
	}
	defer func() {
		if closed := unix.Close(fd); closed != nil && err == nil && !errors.Is(closed, unix.EINTR) {
			err = &fs.PathError{Op: "close", Path: name, Err: closed}
		}
	}()
	for len(content) > 0 {
		n, err := again(func() (int, error) { return unix.Write(fd, content[:min(len(content), maxWrite)]) })
		if err != nil {
			return stamp, &fs.PathError{Op: "write", Path: name, Err: err}
		}
		content = content[n:]
	}
	var st unix.Stat_t
	if _, err := again(func() (int, error) { return 0, unix.Fstat(fd, &st) }); err != nil {
		return stamp, &fs.PathError{Op: "fstat", Path: name, Err: err}
	}
	return newLook(&st).stamp, nil
}

// mkdir makes a folder.
func (t tree) mkdir(name string) error {
	if _, err := again(func() (int, error) { return 0, unix.Mkdirat(int(t.folder.Fd()), name, 0o755) }); err != nil {
		return &fs.PathError{Op: "mkdirat", Path: name, Err: err}
	}
	return nil
}

// link makes a file that is one of another tree, with its path.
func (t tree) link(from tree, name string) error {
	_, err := again(func() (int, error) {
		return 0, unix.Linkat(int(from.folder.Fd()), name, int(t.folder.Fd()), name, 0)
	})
	if err != nil {
		return &os.LinkError{Op: "linkat", Old: at(from.folder.Name(), name), New: at(t.folder.Name(), name), Err: err}
	}
	return nil
}

// again calls the system until no signal comes between.
func again(call func() (int, error)) (n int, err error) {
	for {
		if n, err = call(); !errors.Is(err, unix.EINTR) {
			return n, err
		}
	}
}
