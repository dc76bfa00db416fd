package main

import (
	"runtime/debug"
	"testing"

	"vitrin/internal/build"
)

// TestSparing holds that garbage is collected sooner once many pages were written, and never where somebody has said when.
func TestSparing(t *testing.T) {
	const before = 321
	percent := func(t *testing.T, gogc string, stage build.Stage, done int) (told int, set int) {
		t.Helper()
		t.Setenv("GOGC", gogc)
		own := debug.SetGCPercent(before)
		tell := sparing(func(build.Stage, int, int) { told++ })
		tell(stage, done, 2*manyPages)
		tell(stage, done+1, 2*manyPages)
		return told, debug.SetGCPercent(own)
	}
	for _, c := range []struct {
		name, gogc string
		stage      build.Stage
		done       int
		want       int
	}{
		{"many pages", "", build.Pages, manyPages, gcPercent},
		{"few pages", "", build.Pages, 1, before},
		{"many files", "", build.Reading, manyPages, before},
		{"it was said", "off", build.Pages, manyPages, before},
	} {
		t.Run(c.name, func(t *testing.T) {
			if told, got := percent(t, c.gogc, c.stage, c.done); got != c.want || told != 2 {
				t.Errorf("the percentage is %d, want %d; told %d times of 2", got, c.want, told)
			}
		})
	}
	own := debug.SetGCPercent(before)
	defer debug.SetGCPercent(own)
	sparing(nil)(build.Pages, 1, 1) // where nobody is told
}
