package build

import (
	"io"
	"iter"
	"sync/atomic"

	"vitrin/internal/publish"
)

// Stage is a part of a build that can take long.
type Stage int

// The stages, in their order.
const (
	Reading  Stage = iota // the files of the content folder
	Linking               // what they say is tied together; this has no counts
	Pictures              // pictures are made ready
	Pages                 // pages are written
	Asking                // other sites are asked
)

// Progress is told how far a build has come: how many of a stage's files, pictures or pages are done, or 0 of 0 where
// a stage begins that has no counts. It is called often and from several goroutines at once, so it must be quick, and
// a call may be overtaken by the next.
type Progress func(stage Stage, done, total int)

// counter gives a function that tells of one more. It may be called on nil.
func (p Progress) counter(stage Stage, total int) func() {
	if p == nil {
		return func() {}
	}
	var done atomic.Int64
	return func() { p(stage, int(done.Add(1)), total) }
}

// tell tells of a stage. It may be called on nil.
func (p Progress) tell(stage Stage, done, total int) {
	if p != nil {
		p(stage, done, total)
	}
}

// counted tells of each of the first resources, which are the pages, when it is written. Those that need not be are none
// of them.
func (p Progress) counted(resources iter.Seq[publish.Resource], pages int) iter.Seq[publish.Resource] {
	if p == nil {
		return resources
	}
	written := p.counter(Pages, pages)
	return func(yield func(publish.Resource) bool) {
		place := 0
		for r := range resources {
			if place < pages {
				write := r.Write
				r.Write = func(w io.Writer) error {
					defer written()
					return write(w)
				}
			}
			place++
			if !yield(r) {
				return
			}
		}
	}
}
