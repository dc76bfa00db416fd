package publish_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"vitrin/internal/diag"
	"vitrin/internal/publish"
)

// failing gives some pages and then one that is written by the given function.
func failing(name string, write func(io.Writer) error) iter.Seq[publish.Resource] {
	return func(yield func(publish.Resource) bool) {
		for i := range 20 {
			if !yield(resource(fmt.Sprintf("page-%d.html", i), "new")) {
				return
			}
		}
		yield(publish.Resource{Path: name, Write: write})
	}
}

// TestFailure: whatever goes wrong, the old site stays as it was and nothing is left beside it.
func TestFailure(t *testing.T) {
	mine := errors.New("no template for it")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	during, stopDuring := context.WithCancel(t.Context())
	defer stopDuring()
	tests := map[string]struct {
		ctx       context.Context
		resources iter.Seq[publish.Resource]
		want      error
		says      string // in the message
	}{
		"write error": {
			resources: failing("projekt/a.html", func(w io.Writer) error { io.WriteString(w, "half"); return mine }),
			want:      mine, says: "projekt/a.html",
		},
		"panic with an error": {
			resources: failing("projekt/a.html", func(io.Writer) error { panic(mine) }),
			want:      mine, says: "projekt/a.html",
		},
		"panic with a text": {
			resources: failing("projekt/a.html", func(io.Writer) error { panic("odd") }), says: "projekt/a.html: the program failed: odd",
		},
		"no Write": {resources: failing("projekt/a.html", nil), says: "projekt/a.html"},
		"goroutine ended": {
			resources: failing("projekt/a.html", func(io.Writer) error { runtime.Goexit(); return nil }), says: "projekt/a.html",
		},
		"name too long for the system": {
			resources: failing(strings.Repeat("x", 300)+"/a", func(io.Writer) error { return nil }),
			want:      syscall.ENAMETOOLONG, says: "cannot write xxx",
		},
		"stopped before": {ctx: stopped, resources: texts{"a": "new"}.resources(), want: context.Canceled, says: "stopped"},
		"stopped during": {
			ctx:       during,
			resources: failing("projekt/a.html", func(io.Writer) error { stopDuring(); return nil }), want: context.Canceled,
		},
		"bad path":  {resources: failing("../a", func(io.Writer) error { return nil }), says: `"../a"`},
		"same path": {resources: failing("page-0.html", func(io.Writer) error { return nil }), says: "page-0.html"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			old := texts{"index.html": "home", "page-1.html": "old", "page-2.html": "new"}
			mustPublish(t, dir, old, publish.Options{})
			before := stat(t, dir)
			ctx := test.ctx
			if ctx == nil {
				ctx = t.Context()
			}
			for _, workers := range []int{1, 4} {
				_, err := publish.Publish(ctx, dir, test.resources, publish.Options{Workers: workers})
				if err == nil || test.want != nil && !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
					t.Errorf("Publish: %v, want %v and %q", err, test.want, test.says)
				}
			}
			if !os.SameFile(before, stat(t, dir)) {
				t.Error("the folder was replaced")
			}
			expect(t, dir, old)

			fresh := filepath.Join(t.TempDir(), "public")
			if _, err := publish.Publish(ctx, fresh, test.resources, publish.Options{}); err == nil {
				t.Error("Publish to a new folder: no error")
			}
			expectBeside(t, fresh)
		})
	}
}

func TestPanicHasStack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	_, err := publish.Publish(t.Context(), dir, failing("a", func(io.Writer) error { panic("odd") }), publish.Options{})
	failure, ok := errors.AsType[*publish.PanicError](err)
	if !ok || failure.Value != "odd" || !strings.Contains(string(failure.Stack), "TestPanicHasStack") {
		t.Errorf("Publish: %#v", err)
	}
}

// TestDrawingPanics: the caller's own panic passes through, and nothing is left.
func TestDrawingPanics(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	func() {
		defer func() {
			if value := recover(); value != "drawing" {
				t.Errorf("recovered %v", value)
			}
		}()
		publish.Publish(t.Context(), dir, func(yield func(publish.Resource) bool) {
			yield(resource("a", "a"))
			panic("drawing")
		}, publish.Options{})
	}()
	expectBeside(t, dir)
	mustPublish(t, dir, texts{"a": "a"}, publish.Options{})
	expect(t, dir, texts{"a": "a"})
}

// TestBusy: while one build writes, another is told so, and the first is not disturbed.
func TestBusy(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	inner := errors.New("never called")
	first := func(yield func(publish.Resource) bool) {
		_, inner = publish.Publish(t.Context(), dir, texts{"b": "b"}.resources(), publish.Options{})
		yield(resource("a", "a"))
	}
	if _, err := publish.Publish(t.Context(), dir, first, publish.Options{}); err != nil {
		t.Fatalf("Publish: %v", err)
	}
	if !errors.Is(inner, publish.ErrBusy) || !strings.Contains(inner.Error(), dir) || !strings.Contains(diag.Advice(inner), "wait until it has ended") {
		t.Errorf("the second Publish: %v, want ErrBusy", inner)
	}
	expect(t, dir, texts{"a": "a"})
}

// TestMany: of builds that start at once each is done whole or told that it must wait, with records and without.
func TestMany(t *testing.T) {
	for _, records := range []string{"", filepath.Join(t.TempDir(), "releases")} {
		b := bed{filepath.Join(t.TempDir(), "public"), publish.Options{Workers: 2, Records: records, Key: publish.Sum{1}}}
		published := make([][]int, 4)
		var running sync.WaitGroup
		for i := range published {
			running.Go(func() {
				for number := 100 * i; number < 100*i+8; number++ {
					m := &made{texts: version(number)}
					result, err := publish.Publish(t.Context(), b.dir, m.resources(), b.options)
					if err == nil && result.Unrecorded == nil {
						published[i] = append(published[i], number)
					} else if !errors.Is(err, publish.ErrBusy) {
						t.Errorf("Publish: %v, unrecorded: %v", err, result.Unrecorded)
					}
				}
			})
		}
		running.Wait()
		number, err := strconv.Atoi(read(t, b.dir)["index.html"])
		if err != nil || !slices.Contains(slices.Concat(published...), number) {
			t.Errorf("the site is of version %d, %v; published were %v", number, err, published)
		}
		expect(t, b.dir, version(number))
		b.check(t, &made{texts: version(5)})
		b.expectRecords(t)
	}
}

// TestMissingParents: parents are made, and go again when the build fails.
func TestMissingParents(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "a", "b", "public")
	_, err := publish.Publish(t.Context(), dir, failing("x", func(io.Writer) error { return io.ErrShortWrite }), publish.Options{})
	if !errors.Is(err, io.ErrShortWrite) {
		t.Fatalf("Publish: %v", err)
	}
	if left := list(t, top); len(left) != 0 {
		t.Errorf("a failed publish left %v", left)
	}
	mustPublish(t, dir, texts{"a": "a"}, publish.Options{})
	expect(t, dir, texts{"a": "a"})
}
