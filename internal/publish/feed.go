package publish

import (
	"context"
	"fmt"
	"iter"
	"sync"
)

// job is a resource that is to be written.
type job struct {
	Resource
	file int // its number in the last record, or -1
}

// How many resources are handed over at a time: a few, since that wakes a goroutine each time; more where most are left as they
// are, so that to hand one over would cost as much as to look at it.
const (
	few     = 8
	handful = 32
)

// feed hands the resources to the writers, some at a time, and returns when all have come to rest, also when drawing a
// resource panics. The first error stops everything.
func feed(ctx context.Context, stop context.CancelCauseFunc, resources iter.Seq[Resource], known *paths, writers []*writer) {
	size := few
	if known.last != nil {
		size = handful
	}
	jobs := make(chan []job, 2*len(writers))
	var running sync.WaitGroup
	defer running.Wait()
	defer close(jobs)
	for _, w := range writers {
		running.Go(func() { w.run(ctx, stop, jobs) })
	}
	some := make([]job, 0, size)
	send := func() (sent bool) {
		select {
		case jobs <- some:
			some = make([]job, 0, size)
			return true
		case <-ctx.Done():
			return false
		}
	}
	for r := range resources {
		file, err := known.add(r.Path)
		if err != nil {
			stop(err)
			return
		}
		if some = append(some, job{r, file}); len(some) == size && !send() {
			return
		}
	}
	if len(some) > 0 {
		send()
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
