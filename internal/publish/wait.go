package publish

import (
	"context"
	"os"

	"vitrin/internal/lock"
)

// Wait waits until nobody publishes to the folder dir. Where somebody does, busy is told so, once. The error is ctx's own if it
// ended before; trouble with the lock is for [Publish] to tell. Another publish may begin at any moment after.
func Wait(ctx context.Context, dir string, busy func(held error)) error {
	real, err := resolve(dir)
	if err != nil {
		return nil
	}
	name := target{dir: real}.sibling("lock")
	if _, err := os.Lstat(name); err != nil {
		return nil // a lock that is held is there, and nothing need be made to see that
	}
	unlock, err := lock.Wait(ctx, name, busy)
	if err != nil {
		return ctx.Err()
	}
	unlock()
	return nil
}
