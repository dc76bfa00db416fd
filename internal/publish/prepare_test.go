package publish_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

func (b bed) prepare(t *testing.T) {
	t.Helper()
	if err := publish.Prepare(t.Context(), b.dir, b.options); err != nil {
		t.Fatalf("Prepare: %v", err)
	}
}

// needsInodes skips a test of what only systems have that tell a folder from another by its inode.
func needsInodes(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("this system has no inodes")
	}
}

// TestPrepare: the second publish finds a spare as the third does, which is no part of the site.
func TestPrepare(t *testing.T) {
	needsInodes(t)
	b := newBed(t)
	m := &made{texts: texts{"index.html": "total", "a/page": "a", "a/b/page": "b", "c/d/e/page": "c", "!/page": "!"}, total: "1"}
	b.publish(t, m)
	site, page := stat(t, b.dir), stat(t, filepath.Join(b.dir, "a", "b", "page"))
	b.prepare(t)
	spare := b.spare(t)
	if spare == "" {
		t.Fatal("there is no spare")
	}
	if diff := cmp.Diff(m.bytes(), read(t, spare)); diff != "" {
		t.Errorf("the spare (-want +got):\n%s", diff)
	}
	if !b.isCurrent(t) || !os.SameFile(site, stat(t, b.dir)) {
		t.Error("the site is another one")
	}
	first := stat(t, spare)
	b.prepare(t)
	if spare := b.spare(t); spare == "" || !os.SameFile(first, stat(t, spare)) {
		t.Errorf("a spare that was there is another one: %q", spare)
	}
	m.total, m.texts["x/y/page"] = "2", "x"
	delete(m.texts, "c/d/e/page")
	b.check(t, m)
	if !os.SameFile(first, stat(t, b.dir)) || !os.SameFile(page, stat(t, filepath.Join(b.dir, "a", "b", "page"))) {
		t.Error("the spare was not used")
	}
	if got := read(t, b.spare(t))["index.html"]; got != "1" {
		t.Errorf("the spare holds %q", got)
	}
	b.expectRecords(t)
}

// TestPrepareAfter: whatever people did, there is no spare of a site that is not as it was left, and the next publish makes what
// it has to.
func TestPrepareAfter(t *testing.T) {
	needsInodes(t)
	gone := []string{
		"add to the site", "break a record", "copy the site", "edit the mark", "edit the site", "remove from the site", "remove records", "remove the site",
		"replace in the site",
	}
	for deed, do := range meddle {
		t.Run(deed, func(t *testing.T) {
			b := newBed(t)
			m := &made{texts: texts{"index.html": "total", "a/page": "a", "b/c/page": "b"}, total: "1"}
			b.publish(t, m)
			do(t, &b, rand.New(rand.NewPCG(1, 1)))
			if b.prepare(t); slices.Contains(gone, deed) == (b.spare(t) != "") {
				t.Errorf("the spare is %q", b.spare(t))
			}
			m.total = "2"
			b.check(t, m)
			b.expectRecords(t)
		})
	}
}

// TestPrepareGivesWay: a preparation that is stopped, or finds a build at work, leaves nothing.
func TestPrepareGivesWay(t *testing.T) {
	b := newBed(t)
	m := &made{texts: texts{"index.html": "total"}, total: "1"}
	b.publish(t, m)
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := publish.Prepare(stopped, b.dir, b.options); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	m.total = "2"
	during := func(yield func(publish.Resource) bool) {
		if err := publish.Prepare(t.Context(), b.dir, b.options); !errors.Is(err, publish.ErrBusy) {
			t.Errorf("while a build is at work: %v", err)
		}
		for r := range m.resources() {
			if !yield(r) {
				return
			}
		}
	}
	if _, err := publish.Publish(t.Context(), b.dir, during, b.options); err != nil {
		t.Fatal(err)
	}
	expect(t, b.dir, m.bytes())
	b.expectRecords(t)
}
