package main

import (
	"runtime/debug"
	"testing"

	"vitrin/internal/build"
)

// TestSparing holds that garbage is collected sooner once many pages were written, or from the start of a cold build, and never where somebody has said when.
func TestSparing(t *testing.T) {
	const before = 321
	percent := func(t *testing.T, gogc string, cold bool, stage build.Stage, done int) (told int, set int) {
		t.Helper()
		t.Setenv("GOGC", gogc)
		own := debug.SetGCPercent(before)
		tell := sparing(func(build.Stage, int, int) { told++ }, cold)
		tell(stage, done, 2*manyPages)
		tell(stage, done+1, 2*manyPages)
		return told, debug.SetGCPercent(own)
	}
	for _, c := range []struct {
		name, gogc string
		cold       bool
		stage      build.Stage
		done       int
		want       int
	}{
		{"many pages", "", false, build.Pages, manyPages, gcPercent},
		{"few pages", "", false, build.Pages, 1, before},
		{"many files", "", false, build.Reading, manyPages, before},
		{"it was said", "off", false, build.Pages, manyPages, before},
		{"it was said of a cold build", "80", true, build.Pages, manyPages, before},
		{"cold", "", true, build.Reading, 1, gcPercent},
	} {
		t.Run(c.name, func(t *testing.T) {
			if told, got := percent(t, c.gogc, c.cold, c.stage, c.done); got != c.want || told != 2 {
				t.Errorf("the percentage is %d, want %d; told %d times of 2", got, c.want, told)
			}
		})
	}
	own := debug.SetGCPercent(before)
	defer debug.SetGCPercent(own)
	sparing(nil, false)(build.Pages, 1, 1) // where nobody is told
}
