package deploy

import "fmt"

// RefusedError says that a deploy must not be made as it was asked for. Nothing was touched.
type RefusedError struct {
	What   string // what cannot be deployed, or where to
	Reason string
	Hint   string
}

// Error gives what is refused, and the reason.
func (e *RefusedError) Error() string { return e.What + ": " + e.Reason }

// Advice gives the hint.
func (e *RefusedError) Advice() string { return e.Hint }

// ChangedError says that the site was built anew, or changed by hand, while it was deployed.
type ChangedError struct {
	Path string // the file that is not what it was
}

// Error gives the file.
func (e *ChangedError) Error() string {
	return fmt.Sprintf("the site changed while it was deployed: %s is not what it was", e.Path)
}

// Advice tells what to do.
func (e *ChangedError) Advice() string {
	return "deploy again, and let no build run meanwhile; if it says so once more, somebody has changed the file and kept its time: vitrin build --clean makes it anew"
}

// accessError says that a file or folder of the target cannot be read or written as it has to be.
type accessError struct {
	err  error
	hint string
}

// Error gives the cause.
func (e *accessError) Error() string { return e.err.Error() }

// Unwrap gives the cause.
func (e *accessError) Unwrap() error { return e.err }

// Advice tells what to do.
func (e *accessError) Advice() string { return e.hint }
