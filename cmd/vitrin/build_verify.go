package main

import (
	"context"
	"fmt"
	"time"

	"vitrin/internal/build"
)

// shownDifferences is how many files are named before the rest is counted.
const shownDifferences = 20

// verify holds what was just built against a clean build. The error carries an exit status.
func (t terminal) verify(ctx context.Context, o build.Options, since build.Stamp) (build.Verification, error) {
	began := time.Now()
	tell, end := t.progress()
	o.Progress = tell
	v, problems, err := build.Verify(ctx, o, since)
	end()
	if err != nil {
		return v, &exit{exitMachine, err}
	}
	if problems.Errors() > 0 { // the build before had none
		if told := t.problems(o.Dir, problems); told != nil {
			return v, &exit{exitMachine, told}
		}
		return v, &exit{exitContent, fmt.Errorf("the content: %w", build.ErrChanged)}
	}
	t.verified(v, time.Since(began))
	return v, nil
}

// verified tells what a verification found.
func (t terminal) verified(v build.Verification, took time.Duration) {
	if len(v.Differences) == 0 {
		t.say("verified: %s as a clean build makes them, in %.1f s", counted(v.Files, "file"), took.Seconds())
		return
	}
	for i, d := range v.Differences {
		if i == shownDifferences {
			t.say("and %d more", len(v.Differences)-i)
			break
		}
		t.say("%s: %s", string(d.Fault), d.Path)
	}
	t.say("%s not as a clean build makes them", are(len(v.Differences)))
	hint := set(t.style().Hint, "hint:")
	if len(v.Moved) > 0 {
		t.say("  %s this may come of what changed while it was built, such as %s: build again", hint, v.Moved[0])
		return
	}
	t.say("  %s vitrin build --clean mends it. Unless somebody changed these files, it is a mistake of Vitrin's: please report it, with this list, what you", hint)
	t.say("        changed since the build before, and what vitrin version prints")
}

// are counts files with their verb: "1 file is", "2 files are".
func are(n int) string {
	if n == 1 {
		return "1 file is"
	}
	return counted(n, "file") + " are"
}
