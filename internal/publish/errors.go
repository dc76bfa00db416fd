package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"vitrin/internal/lock"
)

// ErrBusy is returned, wrapped with the folder, where another build is writing to the same place.
var ErrBusy = lock.ErrBusy

// RefusedError says that a folder must not be published to. Nothing was touched.
type RefusedError struct {
	Dir    string // the folder, absolute
	Reason string // why, in plain words: "it holds files that Vitrin did not make"
	Hint   string // what to do instead
}

// Error gives the folder and the reason, without the hint.
func (e *RefusedError) Error() string {
	return fmt.Sprintf("cannot publish to %s: %s", e.Dir, e.Reason)
}

// Advice gives the hint.
func (e *RefusedError) Advice() string { return e.Hint }

// PathError says that a resource's path is none that a site can have.
type PathError struct {
	Path   string
	Reason string // in plain words: "it leaves the site"
}

// Error gives the path, quoted, and the reason.
func (e *PathError) Error() string {
	return fmt.Sprintf("%q cannot be the path of a file in the site: %s", e.Path, e.Reason)
}

// ConflictError says that two resources cannot stand in one folder on every system.
type ConflictError struct {
	First, Second string // the paths, in the order in which they came
	Reason        string // what is the matter between them, in plain words
}

// Error gives both paths, quoted, and the reason.
func (e *ConflictError) Error() string {
	return fmt.Sprintf("the site cannot hold both %q and %q: %s", e.First, e.Second, e.Reason)
}

// PanicError holds the value with which a resource's Write panicked.
type PanicError struct {
	Value any
	Stack []byte // the goroutine's stack, as runtime/debug.Stack gives it
}

// Error gives the value, without the stack.
func (e *PanicError) Error() string { return fmt.Sprintf("the program failed: %v", e.Value) }

// Unwrap gives the value where it is an error, else nil.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// CleanupError says that a folder that is no longer of use could not be removed. The next publish tries
// again, and publishes whether it can or not.
type CleanupError struct {
	Dir       string // the folder that is left
	Published bool   // the new site stands at its place; else the old one does
	Err       error
}

// Error gives the folder, what of it, and the cause.
func (e *CleanupError) Error() string {
	if e.Published {
		return fmt.Sprintf("the site is published, but %s, which the build needed beside it, cannot be removed: %v", e.Dir, e.Err)
	}
	return fmt.Sprintf("cannot remove %s, which a build left: %v", e.Dir, e.Err)
}

// Unwrap gives the cause.
func (e *CleanupError) Unwrap() error { return e.Err }

// Advice tells what to do.
func (e *CleanupError) Advice() string {
	return "remove " + e.Dir + ", which nobody needs, with an account that may; each build tries again, and publishes all the same"
}

// StorageError says that the disk, or somebody's rights there, did not let a site be written. What stood at the
// folder stands there still.
type StorageError struct {
	Dir  string // the folder of the site, absolute
	Err  error
	Hint string // what to do
}

// Error gives the cause.
func (e *StorageError) Error() string { return e.Err.Error() }

// Unwrap gives the cause.
func (e *StorageError) Unwrap() error { return e.Err }

// Advice gives the hint.
func (e *StorageError) Advice() string { return e.Hint }

// resourceError is what went wrong with the making of a file, which is no matter of where it is written to.
type resourceError struct {
	path string
	err  error
}

func (e *resourceError) Error() string { return fmt.Sprintf("cannot make %s: %v", e.path, e.err) }
func (e *resourceError) Unwrap() error { return e.err }

// advise adds what to do to an error that the system gave while a site was written to a folder.
func advise(dir string, err error) error {
	hint := ""
	_, inMaking := errors.AsType[*resourceError](err)
	_, advised := errors.AsType[*CleanupError](err)
	switch {
	case err == nil || inMaking || advised:
		return err
	case isFull(err):
		hint = "make room on the disk that holds " + dir + ", where what is new is written beside what is shown, and build again"
	case isReadOnly(err):
		hint = "publish to a folder on a disk that can be written to, or have it mounted so"
	case errors.Is(err, fs.ErrPermission):
		hint = "let your account write to " + dir + " and to the folder that holds it, or publish to another folder"
	default:
		return err
	}
	return &StorageError{Dir: dir, Err: err, Hint: hint}
}

// isFull tells whether the disk, or what one may use of it, is full, on systems that say so by these numbers.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

// isReadOnly tells whether a file system takes no changes.
func isReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }
