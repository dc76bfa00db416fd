package publish_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
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
	if b.options.Ahead != nil {
		if err := b.options.Ahead.LookAtSpare(t.Context(), b.dir, b.options); err != nil {
			t.Fatalf("LookAtSpare: %v", err)
		}
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

// TestAhead: a publish goes on from what was found ahead as another does, whether the spare was there or was made.
func TestAhead(t *testing.T) {
	needsInodes(t)
	b := newBed(t)
	m := &made{texts: texts{"index.html": "total", "a/page": "a", "a/b/page": "b", "z/page": "total and more"}, total: "0"}
	b.publish(t, m)
	for _, m.total = range []string{"1", "2", "3"} {
		b.options.Ahead = new(publish.Ahead)
		b.prepare(t)
		if reflect.ValueOf(b.options.Ahead).Elem().FieldByName("found").IsZero() {
			t.Error("nothing was found")
		}
		spare := stat(t, b.spare(t))
		m.texts["c"+m.total+"/page"] = "new"
		if b.check(t, m); m.calls.Load() != 3 {
			t.Errorf("%d files were written, of which three are others", m.calls.Load())
		}
		if !os.SameFile(spare, stat(t, b.dir)) {
			t.Error("the spare was not used")
		}
		b.expectRecords(t)
	}
}

// TestLook: who looked ahead finds a site current that is, another that is not, and is not misled by what was published since.
func TestLook(t *testing.T) {
	look := func(b *bed) {
		b.options.Ahead = new(publish.Ahead)
		b.options.Ahead.Look(t.Context(), b.dir, b.options)
	}
	for deed, do := range meddle {
		t.Run(deed, func(t *testing.T) {
			b := newBed(t)
			m := &made{texts: texts{"index.html": "total", "a/page": "a", "a/b/page": "b"}, total: "1"}
			b.publish(t, m)
			b.publish(t, m)
			if look(&b); !b.isCurrent(t) {
				t.Error("what was just published is not current")
			}
			do(t, &b, rand.New(rand.NewPCG(1, 1)))
			plain := b
			plain.options.Ahead = nil
			if look(&b); b.isCurrent(t) != plain.isCurrent(t) {
				t.Errorf("current: %v, to who did not look ahead", plain.isCurrent(t))
			}
			look(&b)
			b.options.Ahead.End()
			m.total = "2"
			plain.publish(t, m)
			if !b.isCurrent(t) {
				t.Error("what was published since is not current")
			}
			m.total = "3"
			b.check(t, m)
			b.expectRecords(t)
		})
	}
}

// TestMeddledAfterPrepare: whatever people do to site, spare and records after they were looked at, what is published is either
// not current or what it has to be, and the next publish makes good.
func TestMeddledAfterPrepare(t *testing.T) {
	needsInodes(t)
	for deed, do := range meddle {
		for first := range 2 {
			t.Run(fmt.Sprintf("%s, %d", deed, first), func(t *testing.T) {
				b := newBed(t)
				m := &made{texts: texts{"index.html": "total", "a/page": "a", "a/b/page": "b", "z/page": "total and more"}, total: "0"}
				b.publish(t, m)
				if m.total = "1"; first == 0 {
					b.publish(t, m)
				}
				b.options.Ahead = new(publish.Ahead)
				b.prepare(t)
				do(t, &b, rand.New(rand.NewPCG(1, uint64(first))))
				m.total = "2"
				_, err := publish.Publish(t.Context(), b.dir, m.resources(), b.options)
				if err == nil && b.isCurrent(t) {
					expect(t, b.dir, m.bytes())
					expectModes(t, b.dir)
				}
				for _, m.total = range []string{"3", "4"} {
					b.options.Ahead = new(publish.Ahead)
					b.prepare(t)
					b.check(t, m)
					b.expectRecords(t)
				}
			})
		}
	}
}

// TestPublishedAfterPrepare: what was found ahead is of no use once somebody else has published there, however often, and
// whether that one kept records or not.
func TestPublishedAfterPrepare(t *testing.T) {
	needsInodes(t)
	for times := range 5 {
		for _, records := range []string{"kept", "lost before", "lost after"} {
			b := newBed(t)
			m := &made{texts: texts{"index.html": "total", "a/page": "a", "a/b/page": "b"}, total: "0"}
			for _, m.total = range []string{"1", "2"} {
				b.publish(t, m)
			}
			b.options.Ahead = new(publish.Ahead)
			b.prepare(t)
			other, their := b, &made{texts: texts{"index.html": "total", "b/page": "b", "a/b/page": "other"}}
			other.options.Ahead = nil
			if records == "lost before" {
				remove(t, b.options.Records)
			}
			for n := range times {
				their.total = fmt.Sprint("other ", n)
				other.publish(t, their)
			}
			if records == "lost after" {
				remove(t, b.options.Records)
			}
			m.total = "3"
			b.check(t, m)
			b.expectRecords(t)
			if t.Failed() {
				t.Fatalf("after %d publishes, records %s", times, records)
			}
		}
	}
}
