package build

import (
	"os"
	"path/filepath"
	"sync"

	"vitrin/internal/heap"
	"vitrin/internal/publish"
)

// perFile is about how much memory a build has in use for each file of the content, in bytes.
const perFile = 4 << 10

// Bounded bounds the memory of a process that does nothing but build a site, once, and gives the options with which it is to.
func Bounded(o Options) Options {
	o.Progress = o.Progress.expecting(heap.NewBound(o.enough()))
	return o
}

// enough gives how much memory a build may take before its garbage is collected, in bytes: where a site stands already twice as much
// as usual, since most builds then make a few pages, and are over before there is much garbage.
func (o Options) enough() int64 {
	if o.HasSite() {
		return 2 * heap.Usual
	}
	return heap.Usual
}

// HasSite tells whether a site stands where one would be published.
func (o Options) HasSite() bool {
	_, err := os.Lstat(filepath.Join(o.Folder(), publish.Marker))
	return err == nil
}

// expecting gives a progress that raises a bound: it lets a build of very many files take at once what it will need in any case.
func (p Progress) expecting(bound *heap.Bound) Progress {
	var known sync.Once
	return func(stage Stage, done, total int) {
		if stage == Reading {
			known.Do(func() { bound.Expect(int64(total) * perFile) })
		}
		p.tell(stage, done, total)
	}
}
