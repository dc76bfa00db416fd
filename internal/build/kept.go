package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// KeptError says that the folder in which builds keep what they know cannot be used as it is.
type KeptError struct {
	Dir string // the folder
	Err error  // what is the matter with it
}

// Error gives the folder and what is the matter.
func (e *KeptError) Error() string {
	return fmt.Sprintf("cannot keep in %s what builds know: %v", e.Dir, e.Err)
}

// Unwrap gives what is the matter.
func (e *KeptError) Unwrap() error { return e.Err }

// Advice tells what to do.
func (e *KeptError) Advice() string {
	return "delete " + e.Dir + ", which holds nothing that a build does not make again, and build once more"
}

// checkKept holds that the folder in which builds keep what they know can be looked into, and makes it where it is missing. Where
// it cannot be made nothing is kept.
func (o Options) checkKept() error {
	dir := filepath.Clean(o.cache(""))
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Lstat(dir); err == nil {
			return &KeptError{dir, errors.New("it is a symbolic link that leads nowhere")}
		}
		_ = os.MkdirAll(dir, 0o777)
		return nil
	}
	if err == nil && !info.IsDir() {
		err = errors.New("it is not a folder")
	}
	if err == nil {
		if _, err = os.Lstat(o.Releases()); errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	}
	if err != nil {
		return &KeptError{dir, err}
	}
	return nil
}
