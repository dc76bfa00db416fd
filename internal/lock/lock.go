// Package lock keeps two runs of the program from writing to one place at once: in goes the name of a file, out comes
// the lock, or that somebody holds it. It knows nothing of what it guards.
package lock

import "errors"

// ErrBusy is what [Take] gives where another process, or another part of this one, holds the lock.
var ErrBusy = errors.New("another run of vitrin is writing there")
