// Package lock keeps two runs of the program from writing to one place at once: in goes the name of a file, out comes
// the lock, or that somebody holds it. It knows nothing of what it guards.
package lock

import (
	"context"
	"errors"
	"time"
)

// ErrBusy is what [Take] gives where another process, or another part of this one, holds the lock.
var ErrBusy error = busyError{}

type busyError struct{}

func (busyError) Error() string { return "another run of vitrin is writing there" }

// Advice tells what to do.
func (busyError) Advice() string { return "wait until it has ended, and do this once more" }

// pause is how long [Wait] lets a lock be before it tries again.
const pause = 100 * time.Millisecond

// Wait takes the lock of a name like [Take], as soon as nobody holds it. Where somebody does, busy is told once,
// in the words of [Take]: on some systems what a killed run left is to be removed. The error is ctx's own if it ended before.
func Wait(ctx context.Context, name string, busy func(held error)) (unlock func(), err error) {
	for told := false; ; told = true {
		unlock, err := Take(name)
		if !errors.Is(err, ErrBusy) {
			return unlock, err
		}
		if !told {
			busy(err)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
		}
	}
}
