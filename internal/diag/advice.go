package diag

import "errors"

// Advised is an error that knows what to do instead.
type Advised interface {
	error
	Advice() string // may be empty
}

// Advice gives what an error, or one that it wraps, advises to do instead; "" where it does not.
func Advice(err error) string {
	if a, ok := errors.AsType[Advised](err); ok {
		return a.Advice()
	}
	return ""
}
