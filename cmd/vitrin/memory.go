package main

import (
	"sync"

	"vitrin/internal/build"
	"vitrin/internal/heap"
)

// perFile is about how much memory a build has in use for each file of the content, in bytes.
const perFile = 4 << 10

// enough gives how much memory a build may take before its garbage is collected, in bytes: twice as much as usual where a site
// stands already, since most builds then make a few pages, and are over before they have taken that.
func enough(o build.Options) int64 {
	if stands(o) {
		return 2 * heap.Usual
	}
	return heap.Usual
}

// expecting gives a progress that raises a bound: it lets a build of very many files take at once what it will need in any case. The other
// progress, which may be nil, is told as before.
func expecting(bound *heap.Bound, tell build.Progress) build.Progress {
	var known sync.Once
	return func(stage build.Stage, done, total int) {
		if stage == build.Reading {
			known.Do(func() { bound.Expect(int64(total) * perFile) })
		}
		if tell != nil {
			tell(stage, done, total)
		}
	}
}
