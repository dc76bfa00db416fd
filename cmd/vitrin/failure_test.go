package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"vitrin/internal/build"
	"vitrin/internal/deploy"
	"vitrin/internal/lock"
	"vitrin/internal/publish"
)

// TestFailureKinds holds that a program can tell without reading words whether it should try again.
func TestFailureKinds(t *testing.T) {
	refused := &publish.RefusedError{Dir: "/srv", Reason: "it is a file", Hint: "name a folder"}
	for _, c := range []struct {
		status int
		err    error
		want   failure
	}{
		{exitUsage, refused, failure{kindRefused, refused.Error(), "name a folder"}},
		{exitMachine, errors.New("no disk"), failure{kindMachine, "no disk", ""}},
		{exitMachine, fmt.Errorf("/srv: %w", build.ErrChanged), failure{kindBusy, "/srv: " + build.ErrChanged.Error(), ""}},
		{exitMachine, &deploy.ChangedError{Path: "a"}, failure{kindBusy, "the site changed while it was deployed: a is not what it was", "deploy again, and let no build run meanwhile; if it says so once more, somebody has changed the file and kept its time: vitrin build --clean makes it anew"}},
	} {
		if got := *failureOf(c.status, c.err); got != c.want {
			t.Errorf("failureOf(%d, %v): %+v, want %+v", c.status, c.err, got, c.want)
		}
	}
	name := filepath.Join(t.TempDir(), "lock")
	unlock, err := lock.Take(name)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	_, err = lock.Take(name)
	if got := failureOf(exitMachine, fmt.Errorf("/srv: %w", err)); got.Kind != kindBusy || got.Hint == "" {
		t.Errorf("where another run holds the lock: %+v", got)
	}
}
