package publish_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"testing"

	"vitrin/internal/publish"
)

// lookAhead looks at the site and its spare.
func (b *bed) lookAhead(t *testing.T) {
	t.Helper()
	b.options.Ahead = new(publish.Ahead)
	b.lookAtSpare(t)
}

func (b bed) lookAtSpare(t *testing.T) {
	t.Helper()
	if err := b.options.Ahead.LookAtSpare(t.Context(), b.dir, b.options); err != nil {
		t.Fatalf("LookAtSpare: %v", err)
	}
}

// needsInodes skips a test of what only systems have that tell a folder from another by its inode.
func needsInodes(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("this system has no inodes")
	}
}

// TestAhead: a publish goes on from what was found ahead as another does.
func TestAhead(t *testing.T) {
	needsInodes(t)
	b := newBed(t)
	m := &made{texts: texts{"index.html": "total", "a/page": "a", "a/b/page": "b", "z/page": "total and more"}}
	for _, m.total = range []string{"0", "1"} {
		b.publish(t, m)
	}
	for _, m.total = range []string{"2", "3", "4"} {
		b.lookAhead(t)
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

// TestMeddledAfterLook: whatever people do to site, spare and records after they were looked at, what is published is either
// not current or what it has to be, and the next publish makes good.
func TestMeddledAfterLook(t *testing.T) {
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
				b.lookAhead(t)
				do(t, &b, rand.New(rand.NewPCG(1, uint64(first))))
				m.total = "2"
				_, err := publish.Publish(t.Context(), b.dir, m.resources(), b.options)
				if err == nil && b.isCurrent(t) {
					expect(t, b.dir, m.bytes())
					expectModes(t, b.dir)
				}
				for _, m.total = range []string{"3", "4"} {
					b.lookAhead(t)
					b.check(t, m)
					b.expectRecords(t)
				}
			})
		}
	}
}

// TestPublishedAfterLook: what was found ahead is of no use once somebody else has published there, however often, and
// whether that one kept records or not.
func TestPublishedAfterLook(t *testing.T) {
	needsInodes(t)
	for times := range 5 {
		for _, records := range []string{"kept", "lost before", "lost after"} {
			b := newBed(t)
			m := &made{texts: texts{"index.html": "total", "a/page": "a", "a/b/page": "b", "total": "total"}, total: "0"}
			for _, m.total = range []string{"1", "2"} {
				b.publish(t, m)
			}
			b.lookAhead(t)
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
