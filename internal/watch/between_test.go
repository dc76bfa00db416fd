package watch

import (
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"testing"
)

// onAdding is this machine; something is done once, before and after a folder of this name is watched.
func onAdding(name string, before, after func()) system {
	return altered(func(n *notifier) {
		add := n.add
		var done atomic.Bool
		n.add = func(folder string) error {
			if !strings.HasSuffix(folder, name) || done.Swap(true) {
				return add(folder)
			}
			before()
			defer after()
			return add(folder)
		}
	})
}

// TestBetween: what happens while a new folder is being watched and listed is not lost.
func TestBetween(t *testing.T) {
	nothing := func(*desk) {}
	tests := []struct {
		name          string
		before, after func(*desk)
	}{
		{"files before it is watched", write("content/new/b/c.md", "new"), nothing},
		{"files before it is listed", nothing, write("content/new/b/c.md", "new")},
		{"a watched folder moves in before it is watched", rename("content/old", "content/new/b"), nothing},
		{"a watched folder moves in before it is listed", nothing, rename("content/old", "content/new/b")},
		{"a folder above a watched one moves in", rename("content/over", "content/new/b"), nothing},
		{"it vanishes before it is watched", remove("content/new"), nothing},
		{"it vanishes before it is listed", nothing, remove("content/new")},
		{"it moves before it is watched", rename("content/new", "content/newer"), nothing},
		{"it moves before it is listed", nothing, rename("content/new", "content/newer")},
		{"it becomes a file", func(d *desk) { d.remove("content/new"); d.write("content/new", "file") }, nothing},
		{"another takes its place", func(d *desk) { d.rename("content/new", "content/newer"); d.write("content/new/b/c.md", "") }, nothing},
		{"a link takes its place", func(d *desk) {
			d.rename("content/new", "content/newer")
			d.must(os.Symlink("old", d.path("content/new")))
		}, nothing},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := newDesk(t, "content/old/c.md", "content/over/old/c.md", "content/a.md")
			d.openWith(Options{}, onAdding("new", func() { test.before(d) }, func() { test.after(d) }))
			d.mkdir("content/new")
			d.everywhere()
			if d.alls > 0 {
				t.Error("everything was told")
			}
		})
	}
}

// everywhere writes a file into every watched folder that is there once all is told, and expects it to be told by its
// own name: no folder has gone unwatched, or is known by another name.
func (d *desk) everywhere() {
	d.t.Helper()
	for range 2 {
		d.quiesce() // the second time, folders are watched that were found unwatched at the first
		d.expect()
	}
	d.forget()
	var want []string
	for rel, what := range d.tree() {
		if what == "a folder" {
			want = append(want, rel+"/everywhere")
			d.write(rel+"/everywhere", fmt.Sprint("once ", d.ends))
		}
	}
	d.expect(want...)
	if !d.w.options.Poll {
		d.watchesAll()
	}
}
