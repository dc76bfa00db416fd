package publish

import (
	"context"
	"fmt"
	"iter"
	"sync"
)

// feed hands the resources to the writers and returns when all have come to rest, also when drawing a
// resource panics. The first error stops everything.
func feed(ctx context.Context, stop context.CancelCauseFunc, resources iter.Seq[Resource], known paths, writers []*writer) {
	jobs := make(chan Resource, 64) // where most are left as they are, to hand one over costs as much as to look at it
	var running sync.WaitGroup
	defer running.Wait()
	defer close(jobs)
	for _, w := range writers {
		running.Go(func() { w.run(ctx, stop, jobs) })
	}
	for r := range resources {
		if err := known.add(r.Path); err != nil {
			stop(err)
			return
		}
		select {
		case jobs <- r:
		case <-ctx.Done():
			return
		}
	}
}

// failure gives what stopped work under ctx, or nil. That the caller wanted it stopped goes before what
// else failed, since most of that follows from it.
func failure(parent, ctx context.Context) error {
	if err := parent.Err(); err != nil {
		return fmt.Errorf("the build was stopped: %w", err)
	}
	return context.Cause(ctx)
}
