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
func (e *ChangedError) Advice() string { return "deploy again, and let no build run meanwhile" }
