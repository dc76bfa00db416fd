package publish_test

import (
	"crypto/sha256"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

// made is a site whose files say what they are made of: their own text, and for some a total. calls counts the
// Writes.
type made struct {
	texts
	total string
	calls atomic.Int32
}

// resources gives the site; a path that ends with "?" stands for a file without it of which the inputs are not known.
func (m *made) resources() iter.Seq[publish.Resource] {
	return func(yield func(publish.Resource) bool) {
		for _, name := range sorted(m.texts) {
			text := m.texts[name]
			inputs := []publish.Input{{Name: "text", Sum: sum(text)}}
			if strings.Contains(text, "total") {
				inputs = append(inputs, publish.Input{Name: "total", Sum: sum(m.total)})
			}
			r := publish.Resource{
				Path:   strings.TrimSuffix(name, "?"),
				Inputs: func() []publish.Input { return inputs },
				Write: func(w io.Writer) error {
					m.calls.Add(1)
					_, err := io.WriteString(w, strings.ReplaceAll(text, "total", m.total))
					return err
				},
			}
			if r.Path != name {
				r.Inputs = nil
			}
			if !yield(r) {
				return
			}
		}
	}
}

func sum(text string) publish.Sum {
	whole := sha256.Sum256([]byte(text))
	return publish.Sum(whole[:16])
}

// bed is a target with records, on one file system as they mostly are.
type bed struct {
	dir     string
	options publish.Options
}

func newBed(t *testing.T) bed {
	t.Helper()
	top := t.TempDir()
	return bed{filepath.Join(top, "out", "public"), publish.Options{Records: filepath.Join(top, ".vitrin", "releases"), Workers: 1, Key: publish.Sum{1}}}
}

func (b bed) publish(t *testing.T, m *made) publish.Result {
	t.Helper()
	m.calls.Store(0)
	result, err := publish.Publish(t.Context(), b.dir, m.resources(), b.options)
	if err != nil {
		t.Fatalf("Publish: %v", err)
	}
	if result.Unrecorded != nil {
		t.Errorf("not recorded: %v", result.Unrecorded)
	}
	return result
}

func (b bed) isCurrent(t *testing.T) bool {
	t.Helper()
	_, _, ok, err := publish.Current(t.Context(), b.dir, b.options)
	if err != nil {
		t.Fatalf("Current: %v", err)
	}
	return ok
}

// TestWhy publishes a site, does something, and publishes again: it holds what is told of the files, and how many were
// written.
func TestWhy(t *testing.T) {
	type files = []publish.File
	tests := []struct {
		name   string
		do     func(t *testing.T, b *bed, m *made)
		want   files
		counts publish.Counts // without sizes
		calls  int
	}{
		{name: "nothing", do: func(*testing.T, *bed, *made) {}, counts: publish.Counts{Unchanged: 4}, calls: 1, want: files{
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}},
		{name: "its text", counts: publish.Counts{Changed: 1, Unchanged: 3}, calls: 2, want: files{
			{Path: "a/page", Change: publish.Changed, Why: []string{"text"}},
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}, do: func(_ *testing.T, _ *bed, m *made) { m.texts["a/page"] = "another page" }},
		{name: "something shared", counts: publish.Counts{Changed: 1, Unchanged: 3}, calls: 2, want: files{
			{Path: "index.html", Change: publish.Changed, Why: []string{"total"}},
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}, do: func(_ *testing.T, _ *bed, m *made) { m.total = "3" }},
		{name: "other inputs, same bytes", counts: publish.Counts{Unchanged: 4}, calls: 2, want: files{
			{Path: "index.html", Change: publish.Same, Why: []string{"text", "total"}},
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}, do: func(_ *testing.T, _ *bed, m *made) { m.texts["index.html"] = "2 pages" }},
		{name: "new and gone", counts: publish.Counts{Added: 1, Unchanged: 3, Removed: 1}, calls: 2, want: files{
			{Path: "a/page", Change: publish.Removed},
			{Path: "b/page", Change: publish.Added, Why: []string{"new"}},
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}, do: func(_ *testing.T, _ *bed, m *made) { delete(m.texts, "a/page"); m.texts["b/page"] = "b" }},
		{name: "clean", counts: publish.Counts{Changed: 4}, calls: 4, want: files{
			{Path: "a/b/page", Change: publish.Changed, Why: []string{"forced"}},
			{Path: "a/page", Change: publish.Changed, Why: []string{"forced"}},
			{Path: "index.html", Change: publish.Changed, Why: []string{"forced"}},
			{Path: "unknown", Change: publish.Changed, Why: []string{"forced"}},
		}, do: func(_ *testing.T, b *bed, _ *made) { b.options.Clean = true }},
		{name: "no record", counts: publish.Counts{Unchanged: 4}, calls: 4, want: files{
			{Path: "a/b/page", Change: publish.Same, Why: []string{"unknown"}},
			{Path: "a/page", Change: publish.Same, Why: []string{"unknown"}},
			{Path: "index.html", Change: publish.Same, Why: []string{"unknown"}},
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}, do: func(t *testing.T, b *bed, _ *made) { remove(t, b.options.Records) }},
		{name: "a file with other bytes", counts: publish.Counts{Changed: 1, Unchanged: 3}, calls: 2, want: files{
			{Path: "a/page", Change: publish.Changed, Why: []string{"touched"}},
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}, do: func(t *testing.T, b *bed, _ *made) { write(t, filepath.Join(b.dir, "a", "page"), "A page") }},
		{name: "a file with the same bytes", counts: publish.Counts{Unchanged: 4}, calls: 2, want: files{
			{Path: "a/page", Change: publish.Same, Why: []string{"touched"}},
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}, do: func(t *testing.T, b *bed, _ *made) {
			remove(t, filepath.Join(b.dir, "a", "page"))
			write(t, filepath.Join(b.dir, "a", "page"), "a page")
		}},
		{name: "a file removed", counts: publish.Counts{Added: 1, Unchanged: 3}, calls: 2, want: files{
			{Path: "a/page", Change: publish.Added, Why: []string{"touched"}},
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}, do: func(t *testing.T, b *bed, _ *made) { remove(t, filepath.Join(b.dir, "a", "page")) }},
		{name: "a file removed that is not wanted either", counts: publish.Counts{Unchanged: 3}, calls: 1, want: files{
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}, do: func(t *testing.T, b *bed, m *made) {
			remove(t, filepath.Join(b.dir, "a", "b", "page"))
			delete(m.texts, "a/b/page")
		}},
		{name: "strange files", counts: publish.Counts{Unchanged: 4, Removed: 3}, calls: 1, want: files{
			{Path: "a/b/notes.txt", Change: publish.Removed, Foreign: true},
			{Path: "a/c/d/notes.txt", Change: publish.Removed, Foreign: true},
			{Path: "empty", Change: publish.Removed, Foreign: true},
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}, do: func(t *testing.T, b *bed, _ *made) {
			write(t, filepath.Join(b.dir, "a", "b", "notes.txt"), "mine")
			write(t, filepath.Join(b.dir, "a", "c", "d", "notes.txt"), "mine")
			if err := os.Mkdir(filepath.Join(b.dir, "empty"), 0o755); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "a strange file where a page comes", counts: publish.Counts{Changed: 1, Unchanged: 4}, calls: 2, want: files{
			{Path: "new", Change: publish.Changed, Why: []string{"touched"}},
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}, do: func(t *testing.T, b *bed, m *made) {
			write(t, filepath.Join(b.dir, "new"), "mine")
			m.texts["new"] = "new"
		}},
		{name: "a folder moved and linked", counts: publish.Counts{Added: 2, Unchanged: 2, Removed: 1}, calls: 3, want: files{
			{Path: "a", Change: publish.Removed, Foreign: true},
			{Path: "a/b/page", Change: publish.Added, Why: []string{"touched"}},
			{Path: "a/page", Change: publish.Added, Why: []string{"touched"}},
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}, do: func(t *testing.T, b *bed, _ *made) {
			elsewhere := filepath.Join(t.TempDir(), "a")
			if err := os.Rename(filepath.Join(b.dir, "a"), elsewhere); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(elsewhere, filepath.Join(b.dir, "a")); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "a file in the place of a folder", counts: publish.Counts{Added: 2, Unchanged: 2, Removed: 1}, calls: 3, want: files{
			{Path: "a", Change: publish.Removed, Foreign: true},
			{Path: "a/b/page", Change: publish.Added, Why: []string{"touched"}},
			{Path: "a/page", Change: publish.Added, Why: []string{"touched"}},
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}, do: func(t *testing.T, b *bed, _ *made) {
			remove(t, filepath.Join(b.dir, "a"))
			write(t, filepath.Join(b.dir, "a"), "mine")
		}},
		{name: "a folder in the place of a file", counts: publish.Counts{Added: 1, Unchanged: 3, Removed: 1}, calls: 2, want: files{
			{Path: "a/page", Change: publish.Added, Why: []string{"touched"}},
			{Path: "a/page/x", Change: publish.Removed, Foreign: true},
			{Path: "unknown", Change: publish.Same, Why: []string{"unknown"}},
		}, do: func(t *testing.T, b *bed, _ *made) {
			remove(t, filepath.Join(b.dir, "a", "page"))
			write(t, filepath.Join(b.dir, "a", "page", "x"), "mine")
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := newBed(t)
			m := &made{texts: texts{"index.html": "total pages", "a/page": "a page", "a/b/page": "b page", "unknown?": "?"}, total: "2"}
			b.publish(t, m)
			test.do(t, &b, m)
			result := b.publish(t, m)
			result.Bytes, result.Written = 0, 0
			if diff := cmp.Diff(test.counts, result.Counts); diff != "" {
				t.Errorf("counts (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.want, result.Files); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			if int(m.calls.Load()) != test.calls {
				t.Errorf("%d files were written, want %d", m.calls.Load(), test.calls)
			}
			expect(t, b.dir, m.bytes())
			b.options.Clean = false
			before := stat(t, b.dir)
			if !b.isCurrent(t) {
				t.Error("what was published is not current")
			}
			b.publish(t, m)
			if !os.SameFile(before, stat(t, b.dir)) {
				t.Error("a second publish replaced the site")
			}
		})
	}
}

// bytes is what the published files are to hold.
func (m *made) bytes() texts {
	want := texts{}
	for name, text := range m.texts {
		want[strings.TrimSuffix(name, "?")] = strings.ReplaceAll(text, "total", m.total)
	}
	return want
}

func remove(t *testing.T, name string) {
	t.Helper()
	if err := os.RemoveAll(name); err != nil {
		t.Fatal(err)
	}
}

// TestCurrent: a site is current only with the same key, and while all of it stands as it was published.
func TestCurrent(t *testing.T) {
	tests := []struct {
		name string
		do   func(t *testing.T, b *bed)
		want bool
	}{
		{"as published", func(*testing.T, *bed) {}, true},
		{"other key", func(_ *testing.T, b *bed) { b.options.Key = publish.Sum{2} }, false},
		{"no key", func(_ *testing.T, b *bed) { b.options.Key = publish.Sum{} }, false},
		{"clean", func(_ *testing.T, b *bed) { b.options.Clean = true }, false},
		{"no records", func(_ *testing.T, b *bed) { b.options.Records = "" }, false},
		{"records removed", func(t *testing.T, b *bed) { remove(t, b.options.Records) }, false},
		{"site removed", func(t *testing.T, b *bed) { remove(t, b.dir) }, false},
		{"file removed", func(t *testing.T, b *bed) { remove(t, filepath.Join(b.dir, "a", "page")) }, false},
		{"file appended", func(t *testing.T, b *bed) { write(t, filepath.Join(b.dir, "a", "page"), "a page and more") }, false},
		{"file added", func(t *testing.T, b *bed) { write(t, filepath.Join(b.dir, "a", "b", "x"), "x") }, false},
		{"folder added", func(t *testing.T, b *bed) { write(t, filepath.Join(b.dir, "x", "y"), "x") }, false},
		{"marker written over", func(t *testing.T, b *bed) { write(t, filepath.Join(b.dir, publish.Marker), "x") }, false},
		{"site copied", func(t *testing.T, b *bed) {
			copied := b.dir + "2"
			if err := os.CopyFS(copied, os.DirFS(b.dir)); err != nil {
				t.Fatal(err)
			}
			remove(t, b.dir)
			if err := os.Rename(copied, b.dir); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"moved away and back", func(t *testing.T, b *bed) {
			for _, names := range [][2]string{{b.dir, b.dir + "2"}, {b.dir + "2", b.dir}} {
				if err := os.Rename(names[0], names[1]); err != nil {
					t.Fatal(err)
				}
			}
		}, true},
		{"moved elsewhere", func(t *testing.T, b *bed) {
			if err := os.Rename(b.dir, b.dir+"2"); err != nil {
				t.Fatal(err)
			}
			b.dir += "2"
		}, false},
		{"a killed build left something", func(t *testing.T, b *bed) {
			if err := os.Mkdir(filepath.Join(filepath.Dir(b.dir), ".public.vitrin-new-"+id), 0o755); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"a killed build left its lock", func(t *testing.T, b *bed) {
			write(t, filepath.Join(filepath.Dir(b.dir), ".public.vitrin-lock"), "")
		}, false},
		{"record cut off", func(t *testing.T, b *bed) {
			for _, name := range manifests(t, b.options.Records) {
				if err := os.Truncate(name, stat(t, name).Size()-1); err != nil {
					t.Fatal(err)
				}
			}
		}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := newBed(t)
			b.options.Note = []byte("two warnings")
			m := &made{texts: texts{"index.html": "total pages", "a/page": "a page", "a/b/page": "b page"}, total: "2"}
			first := b.publish(t, m)
			test.do(t, &b)
			result, note, ok, err := publish.Current(t.Context(), b.dir, b.options)
			if err != nil || ok != test.want {
				t.Errorf("Current: %v, %v; want %v", ok, err, test.want)
			}
			if !ok {
				if diff := cmp.Diff(publish.Result{}, result); diff != "" || note != nil {
					t.Errorf("a result of what is not current: note %q (-want +got):\n%s", note, diff)
				}
				return
			}
			if diff := cmp.Diff(publish.Result{Counts: publish.Counts{Unchanged: 3, Bytes: first.Bytes}}, result); diff != "" || string(note) != "two warnings" {
				t.Errorf("note %q, result (-want +got):\n%s", note, diff)
			}
		})
	}
}

// manifests lists the records below a folder.
func manifests(t *testing.T, records string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(records, "*", "manifest*"))
	if err != nil || len(found) == 0 {
		t.Fatalf("no records in %s: %v", records, err)
	}
	return found
}

// TestKeyAndNoteAreRenewed: where no file differs, the site stays and the new key and note are kept.
func TestKeyAndNoteAreRenewed(t *testing.T) {
	b := newBed(t)
	m := &made{texts: texts{"a/page": "a page"}}
	b.publish(t, m)
	before := stat(t, b.dir)
	b.options.Key, b.options.Note = publish.Sum{2}, []byte("new")
	b.publish(t, m)
	if _, note, ok, err := publish.Current(t.Context(), b.dir, b.options); err != nil || !ok || string(note) != "new" {
		t.Errorf("Current: %q, %v, %v", note, ok, err)
	}
	if !os.SameFile(before, stat(t, b.dir)) || m.calls.Load() != 0 {
		t.Errorf("the site was replaced, or one of %d files written", m.calls.Load())
	}
}

// TestInputsPanic: a panic where inputs are computed is an error, and leaves the old site.
func TestInputsPanic(t *testing.T) {
	b := newBed(t)
	m := &made{texts: texts{"a/page": "a page"}}
	b.publish(t, m)
	r := resource("a/page", "new")
	r.Inputs = func() []publish.Input { panic("odd") }
	_, err := publish.Publish(t.Context(), b.dir, slices.Values([]publish.Resource{r}), b.options)
	if err == nil || !strings.Contains(err.Error(), "a/page: the program failed: odd") {
		t.Errorf("Publish: %v", err)
	}
	expect(t, b.dir, m.bytes())
}

// TestCannotBeRecorded: a site whose record cannot be kept is published all the same, and that is told.
func TestCannotBeRecorded(t *testing.T) {
	b := newBed(t)
	write(t, filepath.Join(filepath.Dir(b.options.Records), "releases"), "a file where the folder should be")
	for _, text := range []string{"a", "b", "b"} {
		result := mustPublish(t, b.dir, texts{"a/page": text}, b.options)
		if result.Unrecorded == nil || !strings.Contains(result.Unrecorded.Error(), "releases") {
			t.Errorf("unrecorded: %v", result.Unrecorded)
		}
		expect(t, b.dir, texts{"a/page": text})
	}
}

// TestRecordIsFolder: what somebody puts in the place of a record goes, and the next publish is recorded.
func TestRecordIsFolder(t *testing.T) {
	for _, name := range []string{"target", "manifest", "manifest-next", "manifest-spare", "spare"} {
		b := newBed(t)
		m := &made{texts: texts{"index.html": "total", "a": "a"}}
		for _, m.total = range []string{"1", "2"} {
			b.publish(t, m)
		}
		inTheWay := filepath.Join(filepath.Dir(manifests(t, b.options.Records)[0]), name)
		remove(t, inTheWay)
		write(t, filepath.Join(inTheWay, "x"), "x")
		m.total = "3"
		if result := b.publish(t, m); result.Unrecorded != nil {
			t.Errorf("%s: %v", name, result.Unrecorded)
		}
		b.check(t, m)
	}
}

// TestOlderRecords: with records from before the last publishes but one, by which the folder is the one that they tell of, a
// site that has not changed since stays as it is.
func TestOlderRecords(t *testing.T) {
	needsInodes(t)
	b := newBed(t)
	m := &made{texts: texts{"index.html": "total", "a/page": "a", "gone/page": "b", "total": "total"}, total: "1"}
	b.publish(t, m)
	older := filepath.Join(t.TempDir(), "older")
	if err := os.CopyFS(older, os.DirFS(b.options.Records)); err != nil {
		t.Fatal(err)
	}
	first := stat(t, b.dir)
	m.total, m.texts["new/page"] = "2", "c"
	delete(m.texts, "gone/page")
	b.publish(t, m)
	m.total = "3"
	b.publish(t, m)
	if !os.SameFile(first, stat(t, b.dir)) {
		t.Fatal("the site is not the first folder again")
	}
	if err := errors.Join(os.RemoveAll(b.options.Records), os.CopyFS(b.options.Records, os.DirFS(older))); err != nil {
		t.Fatal(err)
	}
	b.publish(t, m)
	if !os.SameFile(first, stat(t, b.dir)) {
		t.Error("nothing changed, but the folder is another one")
	}
	expect(t, b.dir, m.bytes())
}
