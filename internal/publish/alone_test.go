package publish_test

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

// TestInPlace: the only file that differs takes the other's place in the site, which needs no spare; all else stays as it is.
func TestInPlace(t *testing.T) {
	needsInodes(t)
	b := newBed(t)
	m := &made{texts: texts{"index.html": "index", "a/page": "total", "a/other": "a", "a/b/page": "b"}, total: "1"}
	b.publish(t, m)
	site, page, other := stat(t, b.dir), stat(t, filepath.Join(b.dir, "a", "page")), stat(t, filepath.Join(b.dir, "a", "other"))
	for _, m.total = range []string{"2", "3"} {
		result := b.publish(t, m)
		if want := (publish.Counts{Changed: 1, Unchanged: 3, Bytes: 8, Written: 1}); result.Counts != want || result.Unrecorded != nil {
			t.Errorf("%+v, %v; want %+v", result.Counts, result.Unrecorded, want)
		}
		if diff := cmp.Diff([]publish.File{{Path: "a/page", Change: publish.Changed, Why: []string{"total"}}}, result.Files); diff != "" {
			t.Errorf("files (-want +got):\n%s", diff)
		}
		if !os.SameFile(site, stat(t, b.dir)) || !os.SameFile(other, stat(t, filepath.Join(b.dir, "a", "other"))) || b.spare(t) != "" {
			t.Errorf("the site or what did not change is another, or there is a spare: %q", b.spare(t))
		}
		if os.SameFile(page, stat(t, filepath.Join(b.dir, "a", "page"))) {
			t.Error("a file that visitors may be reading was written to")
		}
		if !b.isCurrent(t) {
			t.Error("what was just published is not current")
		}
		expect(t, b.dir, m.bytes())
		b.expectRecords(t)
	}
	m.total, m.texts["new/page"] = "4", "new"
	b.check(t, m)
	if spare := b.spare(t); spare == "" || !os.SameFile(site, stat(t, spare)) {
		t.Errorf("two files differ, but the spare is %q", spare)
	}
	m.total = "5" // while the spare holds what was before the last
	b.check(t, m)
	m.total, m.texts["index.html"] = "6", "another"
	b.check(t, m)
	if !os.SameFile(site, stat(t, b.dir)) {
		t.Error("a spare that is older than the last site is not used")
	}
}

// TestLargeAlone: a large file is not kept in memory until it is known whether it is the only one that differs.
func TestLargeAlone(t *testing.T) {
	needsInodes(t)
	b := newBed(t)
	m := &made{texts: texts{"index.html": "index", "film": "total" + strings.Repeat("x", 5<<20)}, total: "1"}
	b.publish(t, m)
	site := stat(t, b.dir)
	m.total = "2"
	b.check(t, m)
	if os.SameFile(site, stat(t, b.dir)) {
		t.Error("the file was put into the site that stood")
	}
	b.expectRecords(t)
}

// TestNotInPlace: what somebody does to the site while its only file that differs is made is undone, or the next publish finds it.
func TestNotInPlace(t *testing.T) {
	needsInodes(t)
	for name, do := range map[string]func(t *testing.T, folder string){
		"a file comes":         func(t *testing.T, folder string) { write(t, filepath.Join(folder, "stray"), "mine") },
		"a file goes":          func(t *testing.T, folder string) { remove(t, filepath.Join(folder, "other")) },
		"a file changes":       func(t *testing.T, folder string) { write(t, filepath.Join(folder, "other"), "mine") },
		"the file itself goes": func(t *testing.T, folder string) { remove(t, filepath.Join(folder, "page")) },
		"the file is a folder": func(t *testing.T, folder string) {
			remove(t, filepath.Join(folder, "page"))
			write(t, filepath.Join(folder, "page", "x"), "x")
		},
		"the folder goes":         func(t *testing.T, folder string) { remove(t, folder) },
		"the folder closes":       func(t *testing.T, folder string) { chmod(t, folder, 0o700) },
		"a file comes to the top": func(t *testing.T, folder string) { write(t, filepath.Join(folder, "..", "stray"), "mine") },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBed(t)
			m := &made{texts: texts{"index.html": "index", "a/page": "total", "a/other": "a", "z/page": "z"}, total: "1"}
			b.publish(t, m)
			m.total = "2"
			meddled := false
			meddling := func(yield func(publish.Resource) bool) {
				for r := range m.resources() {
					if r.Path == "a/page" {
						write := r.Write
						r.Write = func(to io.Writer) error {
							do(t, filepath.Join(b.dir, "a"))
							meddled = true
							return write(to)
						}
					}
					if !yield(r) {
						return
					}
				}
			}
			if _, err := publish.Publish(t.Context(), b.dir, meddling, b.options); err == nil && b.isCurrent(t) {
				expect(t, b.dir, m.bytes())
			}
			if !meddled {
				t.Fatal("nobody meddled")
			}
			for _, m.total = range []string{"3", "4"} {
				b.check(t, m)
				b.expectRecords(t)
			}
		})
	}
}

// TestInPlaceInterrupted: a build that is killed when the file has its place, and the record does not tell of it yet, leaves what
// the next one knows, and may say otherwise.
func TestInPlaceInterrupted(t *testing.T) {
	needsInodes(t)
	for _, then := range []string{"1", "2", "3"} { // as before, as it stands, or another
		b := newBed(t)
		m := &made{texts: texts{"index.html": "index", "a/page": "total", "a/b/page": "b"}, total: "1"}
		b.publish(t, m)
		write(t, filepath.Join(filepath.Dir(b.dir), ".public.vitrin-new-"+id, publish.Marker), "mine")
		waiting := filepath.Join(filepath.Dir(b.dir), ".public.vitrin-new-"+id, "file")
		write(t, waiting, "2")
		if err := os.Rename(waiting, filepath.Join(b.dir, "a", "page")); err != nil {
			t.Fatal(err)
		}
		m.total = then
		b.check(t, m)
		b.expectRecords(t)
		if names := list(t, filepath.Dir(b.dir)); slices.ContainsFunc(names, func(e os.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") }) {
			t.Errorf("beside the site lies %v", names)
		}
	}
}
