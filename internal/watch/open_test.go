package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestClose: nothing is left behind, whatever the watcher does while it is closed.
func TestClose(t *testing.T) {
	before := runtime.NumGoroutine()
	for _, o := range []Options{{}, {Poll: true}, {Probe: filepath.Join(t.TempDir(), "probe")}} {
		for round := range 5 {
			d := newDesk(t, "content/a.md").open(o)
			for i := range 10 * round {
				d.write(fmt.Sprintf("content/%d/a.md", i), "new")
			}
			if round == 4 {
				d.receive() // now others are offered, or will be
			}
			closed := make(chan error)
			for range 2 {
				go func() { closed <- d.w.Close() }()
			}
			for range 2 {
				d.must(<-closed)
			}
			for range d.w.Changes() {
				t.Error("a change after Close")
			}
		}
	}
	// A goroutine may be about to end when that is known already.
	for wait := time.Millisecond; runtime.NumGoroutine() > before; wait *= 2 {
		if wait > time.Minute {
			all := make([]byte, 1<<20)
			t.Fatalf("goroutines are left:\n%s", all[:runtime.Stack(all, true)])
		}
		time.Sleep(wait)
	}
}

func TestOpenRefuses(t *testing.T) {
	d := newDesk(t, "content/a.md")
	tests := []struct {
		name, dir string
		folders   []string
		want      string
	}{
		{"no folder", d.path("none"), nil, "none"},
		{"a file", d.path("content/a.md"), nil, "it is no folder"},
		{"the site", d.dir, paths("."), `"."`},
		{"nothing", d.dir, paths(""), `""`},
		{"a path", d.dir, paths("content", "content/a"), `"content/a"`},
		{"outside", d.dir, paths(".."), `".."`},
	}
	for _, test := range tests {
		w, err := Open(test.dir, Options{Folders: test.folders})
		if err == nil {
			w.Close()
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want words on %s", test.name, err, test.want)
		}
	}
}

// TestOpen watches this machine as it is.
func TestOpen(t *testing.T) {
	d := newDesk(t, "content/a.md")
	w, err := Open(d.dir, Options{Folders: paths("content"), Probe: d.path(".vitrin"), Interval: time.Millisecond})
	d.must(err)
	t.Cleanup(func() { w.Close() })
	d.w = w
	d.model = d.tree()
	d.write("content/a.md", "new")
	d.expect("content/a.md")
	left, err := os.ReadDir(d.path(".vitrin"))
	if err != nil || len(left) > 0 {
		t.Errorf("left by the probe: %v, %v", left, err)
	}
}
