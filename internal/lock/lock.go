// Package lock keeps two runs of the program from writing to one place at once: in goes the name of a file, out comes
// the lock, or that somebody holds it. It knows nothing of what it guards.
package lock

// ErrBusy is what [Take] gives where another process, or another part of this one, holds the lock.
var ErrBusy error = busyError{}

type busyError struct{}

func (busyError) Error() string { return "another run of vitrin is writing there" }

// Advice tells what to do.
func (busyError) Advice() string { return "wait until it has ended, and do this once more" }
