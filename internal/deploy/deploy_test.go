package deploy

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
	"vitrin/internal/publish"
)

// small is a site with one of each that differs in when it is sent.
func small() map[string]string {
	return map[string]string{
		"index.html": "front", "a/index.html": "a", "atom.xml": "feed", "sitemap.xml": "map", "robots.txt": "all",
		"css/site.css": "style", "data/all.csv": "1", "a/sitemap.xml.txt": "a text",
	}
}

// TestOrder holds that pages come after what they fetch, new ones before changed ones, what tells of them after both, and
// removals last; and that the record stands before the first file.
func TestOrder(t *testing.T) {
	at := newFake()
	dir := built(t, small())
	if _, err := at.to(t, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	at.holdsSite(t, dir)
	change(t, dir, map[string]string{
		"index.html": "front 2", "b/index.html": "b", "z.html": "z", "css/site.css": "-", "css/new.css": "style 2",
		"atom.xml": "feed 2", "sitemap.xml": "map 2", "sitemap-1.xml": "part", "b/atom.xml": "feed of b", "a/index.html": "-", "pictures/b.webp": "b",
	})
	if _, err := at.to(t, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	at.holdsSite(t, dir)
	want := [][]string{
		{"record"},
		{"put css/new.css", "put pictures/b.webp"},
		{"put b/index.html", "put z.html"},
		{"put index.html"},
		{"put atom.xml", "put b/atom.xml", "put sitemap-1.xml", "put sitemap.xml"},
		{"remove a/index.html", "remove css/site.css"},
		{"record"},
	}
	got := at.log
	for _, phase := range want {
		if len(got) < len(phase) {
			t.Fatalf("done was %q", at.log)
		}
		now := slices.Sorted(slices.Values(got[:len(phase)])) // files of a phase are sent side by side
		if diff := cmp.Diff(phase, now); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
		got = got[len(phase):]
	}
	if len(got) > 0 {
		t.Errorf("done was more: %q", got)
	}
}

// TestNothingToDo holds that an unchanged site does nothing at all to the target.
func TestNothingToDo(t *testing.T) {
	at := newFake()
	dir := built(t, small())
	first, err := at.to(t, dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(first.Steps) != 8 || first.Steps[0] != (Step{publish.Added, "a/sitemap.xml.txt", 6}) {
		t.Errorf("done was %v", first.Steps)
	}
	first.Steps = nil
	if want := (Result{Target: "fake", Added: 8, Bytes: 28, Sent: 28}); !cmp.Equal(first, want) {
		t.Error(cmp.Diff(want, first))
	}
	again, err := at.to(t, dir, Options{})
	if err != nil || len(at.log) > 0 {
		t.Errorf("done was %q, error %v", at.log, err)
	}
	if want := (Result{Target: "fake", Unchanged: 8, Bytes: 28}); !cmp.Equal(again, want) {
		t.Error(cmp.Diff(want, again))
	}
}

// TestBreak breaks a deploy off at each of its files, with and without a word of how far it came, and holds that the next one
// sends the rest alone.
func TestBreak(t *testing.T) {
	for at := 1; at <= 8; at++ {
		target := newFake()
		target.breakAt = at
		dir := built(t, small())
		if _, err := target.to(t, dir, Options{}); !errors.Is(err, errBroken) {
			t.Fatalf("break at %d: %v", at, err)
		}
		arrived := len(target.held)
		target.dead, target.breakAt = false, 0
		result, err := target.to(t, dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if result.Added+result.Changed != 8-arrived || result.Unchanged != arrived {
			t.Errorf("break at %d, %d arrived: then %+v", at, arrived, result)
		}
		target.holdsSite(t, dir)
		if _, err := target.to(t, dir, Options{}); err != nil || len(target.log) > 0 {
			t.Errorf("and then %q, %v", target.log, err)
		}
	}
}

// TestBreakAndChange holds that what a broken deploy sent, and the site lost since, is known for Vitrin's own and removed.
func TestBreakAndChange(t *testing.T) {
	at := newFake()
	at.breakAt = 8
	dir := built(t, small())
	if _, err := at.to(t, dir, Options{}); err == nil {
		t.Fatal("it is not broken")
	}
	at.dead, at.breakAt = false, 0
	change(t, dir, map[string]string{"css/site.css": "-", "index.html": "other"})
	if _, err := at.to(t, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	at.holdsSite(t, dir)
}

// TestOthers holds that what others did to our files is mended, and that their own files are left alone.
func TestOthers(t *testing.T) {
	at := newFake()
	dir := built(t, small())
	if _, err := at.to(t, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	at.held["theirs.html"], at.stamps["theirs.html"] = "theirs", "x"
	at.held["index.html"], at.stamps["index.html"] = "fronT", "y" // as long as ours
	delete(at.held, "a/index.html")
	result, err := at.to(t, dir, Options{})
	if err != nil || result.Added != 1 || result.Changed != 1 || !slices.Equal(result.Foreign, []string{"theirs.html"}) {
		t.Errorf("%+v, %v", result, err)
	}
	at.holdsSite(t, dir, "theirs.html")

	change(t, dir, map[string]string{"theirs.html": "ours"})
	_, err = at.to(t, dir, Options{})
	refused(t, err, "it holds 1 file that no deploy to it put there and the site would replace, such as theirs.html")
	if _, err := at.to(t, dir, Options{Adopt: true}); err != nil {
		t.Fatal(err)
	}
	at.holdsSite(t, dir)
}

// TestExclusive holds that a target of its own must be empty at first.
func TestExclusive(t *testing.T) {
	at := newFake()
	at.separate, at.held["other"] = true, "x"
	dir := built(t, small())
	_, err := at.to(t, dir, Options{})
	refused(t, err, "it holds files that Vitrin did not put there")
	if _, err := at.to(t, dir, Options{Adopt: true}); err != nil {
		t.Fatal(err)
	}
	at.holdsSite(t, dir, "other")
	if _, err := at.to(t, dir, Options{}); err != nil {
		t.Error(err)
	}
}

func refused(t testing.TB, err error, reason string) {
	t.Helper()
	r, ok := errors.AsType[*RefusedError](err)
	if !ok || r.Reason != reason || diag.Advice(err) == "" {
		t.Errorf("%v, hint %q", err, diag.Advice(err))
	}
}

// TestSiteChanges holds that a site that changes while it is sent is never taken for the one that was looked at.
func TestSiteChanges(t *testing.T) {
	for name, alter := range map[string]func(dir string) error{
		"a file of the same size": func(dir string) error { return os.WriteFile(filepath.Join(dir, "index.html"), []byte("tnorf"), 0o644) },
		"a longer file": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "index.html"), []byte("front and more"), 0o644)
		},
		"a file that is gone": func(dir string) error { return os.Remove(filepath.Join(dir, "index.html")) },
		"another folder": func(dir string) error {
			return errors.Join(os.Rename(dir, dir+"-old"), os.RemoveAll(dir+"-old/index.html"), os.Mkdir(dir, 0o755))
		},
	} {
		t.Run(name, func(t *testing.T) {
			at := newFake()
			dir := built(t, small())
			_, err := at.to(t, dir, Options{List: func(ctx context.Context, root *os.Root, each func(File)) error {
				return errors.Join(Walk(ctx, root, each), alter(dir))
			}})
			if changed, ok := errors.AsType[*ChangedError](err); !ok || changed.Path != "index.html" || diag.Advice(err) == "" {
				t.Errorf("%v", err)
			}
			if at.held["index.html"] != "" || len(at.held) == 0 {
				t.Errorf("there is %q", at.held)
			}
		})
	}
}

// TestLargeFile holds that the last bytes of a long file that changed do not come.
func TestLargeFile(t *testing.T) {
	long := strings.Repeat("0123456789abcdef", inMemory/16+1000)
	at := newFake()
	dir := built(t, map[string]string{"index.html": "front", "film.mp4": long})
	if _, err := at.to(t, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	at.holdsSite(t, dir)
	at = newFake()
	_, err := at.to(t, dir, Options{List: func(ctx context.Context, root *os.Root, each func(File)) error {
		return errors.Join(Walk(ctx, root, each), os.WriteFile(filepath.Join(dir, "film.mp4"), []byte("x"+long[1:]), 0o644))
	}})
	if changed, ok := errors.AsType[*ChangedError](err); !ok || changed.Path != "film.mp4" || at.held["film.mp4"] != "" {
		t.Errorf("%v", err)
	}
}

// TestNoSite holds that what is no built site is not deployed.
func TestNoSite(t *testing.T) {
	_, err := Deploy(t.Context(), t.TempDir(), Options{Out: filepath.Join(t.TempDir(), "none")})
	refused(t, err, "there is no such folder")
	_, err = Deploy(t.Context(), t.TempDir(), Options{Out: t.TempDir()})
	refused(t, err, "it is not a site that Vitrin built")
	_, err = newFake().to(t, built(t, map[string]string{"a.css": "x"}), Options{})
	refused(t, err, "the site holds no page")
	_, err = newFake().to(t, built(t, map[string]string{"index.html": "x", RecordName: "x"}), Options{})
	refused(t, err, RecordName+" is where the record of a deploy lies")
	dir := built(t, map[string]string{"index.html": "x"})
	if err := os.Symlink("index.html", filepath.Join(dir, "link.html")); err != nil {
		t.Skip(err)
	}
	_, err = newFake().to(t, dir, Options{})
	refused(t, err, "it is a link or a device, which no build makes")
}

// TestStopped holds that an end of the context ends a deploy.
func TestStopped(t *testing.T) {
	dir := built(t, small())
	ctx, stop := context.WithCancel(t.Context())
	stop()
	s, err := openSite(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.root.Close()
	at := newFake()
	if _, err := deploy(ctx, s, at, Options{Progress: func(Stage, int, int) {}}); !errors.Is(err, context.Canceled) || len(at.held) > 0 {
		t.Errorf("%v, there is %q", err, at.held)
	}
}

// TestRecords holds that a site that stands as its record says is not read to find out what changed, that it is deployed as one
// that is read, and that a record that does not hold sends nothing wrong.
func TestRecords(t *testing.T) {
	dir, records := filepath.Join(t.TempDir(), "public"), t.TempDir()
	write := func(files map[string]string) {
		t.Helper()
		resources := func(yield func(publish.Resource) bool) {
			for path, text := range files {
				if !yield(publish.Resource{Path: path, Write: func(w io.Writer) error { _, err := io.WriteString(w, text); return err }}) {
					return
				}
			}
		}
		if _, err := publish.Publish(t.Context(), dir, resources, publish.Options{Records: records}); err != nil {
			t.Fatal(err)
		}
	}
	files := small()
	files["data.csv.gz"], files["data.csv"] = "no compressed form, by the record", "1"
	write(files)
	at := newFake()
	if result, err := at.to(t, dir, Options{Records: records}); err != nil || result.Added != len(files) {
		t.Fatalf("%+v, %v", result, err)
	}
	at.holdsSite(t, dir)
	if result, err := at.to(t, dir, Options{}); err != nil || result.Unchanged != len(files) || len(at.log) > 0 {
		t.Errorf("read: %+v, %q, %v", result, at.log, err)
	}
	for _, test := range []struct {
		o       Options
		variant bool
	}{{Options{Records: records}, false}, {Options{}, true}} {
		s, err := openSite(dir, false)
		if err != nil {
			t.Fatal(err)
		}
		defer s.root.Close()
		test.o.Progress = func(Stage, int, int) {}
		if err := s.read(t.Context(), test.o, func(File) bool { return true }); err != nil {
			t.Fatal(err)
		}
		if i, ok := find(s.files, "data.csv.gz"); !ok || s.files[i].Variant != test.variant {
			t.Errorf("records %q: data.csv.gz is a variant: %v", test.o.Records, s.files[i].Variant)
		}
	}
	files["index.html"] = "front 2"
	write(files)
	if result, err := at.to(t, dir, Options{Records: records}); err != nil || result.Changed != 1 {
		t.Errorf("edited: %+v, %v", result, err)
	}
	at.holdsSite(t, dir)

	// By the same size and time of the same file nobody can see this, unless the file is read.
	name := filepath.Join(dir, "index.html")
	info, err := os.Stat(name)
	if err := errors.Join(err, os.WriteFile(name, []byte("FRONT 2"), 0o644)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(name, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if result, err := at.to(t, dir, Options{Records: records}); err != nil || result.Changed != 0 {
		t.Errorf("the site was read: %+v, %v", result, err)
	}
	_, err = newFake().to(t, dir, Options{Records: records})
	if changed, ok := errors.AsType[*ChangedError](err); !ok || changed.Path != "index.html" {
		t.Errorf("%v", err)
	}
}
