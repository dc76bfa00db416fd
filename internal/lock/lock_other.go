//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package lock

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Take takes the lock of a name, by making a file of that name, which only one can. A run that was killed leaves it,
// so [ErrBusy] comes with the file's name, for the user to remove.
func Take(name string) (unlock func(), err error) {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%w; if none is running, remove %s", ErrBusy, name)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot lock: %w", err)
	}
	return func() {
		file.Close()
		os.Remove(name)
	}, nil
}
