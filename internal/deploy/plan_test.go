package deploy

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

// TestShare holds that a large share of a site does not go unasked, and that a few files always may.
func TestShare(t *testing.T) {
	files := map[string]string{"index.html": "front"}
	for i := range 99 {
		files[fmt.Sprintf("p/%d/index.html", i)] = "page"
	}
	less := func(n int) map[string]string {
		gone := map[string]string{}
		for i := range n {
			gone[fmt.Sprintf("p/%d/index.html", i)] = "-"
		}
		return gone
	}
	for _, test := range []struct {
		name   string
		gone   int
		o      Options
		reason string
	}{
		{"a few", 20, Options{MaxDelete: 0}, ""},
		{"more than a few", 21, Options{MaxDelete: 20}, "21 of 100 files there would be removed, which is more than 20 %"},
		{"the share", 30, Options{MaxDelete: 30}, ""},
		{"by force", 90, Options{MaxDelete: 30, Force: true}, ""},
		{"looking", 90, Options{MaxDelete: 30, DryRun: true}, "90 of 100 files there would be removed, which is more than 30 %"},
	} {
		t.Run(test.name, func(t *testing.T) {
			at := newFake()
			dir := built(t, files)
			if _, err := at.to(t, dir, Options{}); err != nil {
				t.Fatal(err)
			}
			change(t, dir, less(test.gone))
			result, err := at.to(t, dir, test.o)
			switch {
			case test.reason != "":
				refused(t, err, test.reason)
				if len(at.held) != 100 || len(at.log) > 0 {
					t.Errorf("%d are left, done was %q", len(at.held), at.log)
				}
				if len(result.Steps) != test.gone {
					t.Errorf("%d steps are told", len(result.Steps))
				}
			case err != nil || result.Removed != test.gone:
				t.Errorf("%+v, %v", result, err)
			default:
				at.holdsSite(t, dir)
			}
		})
	}
}

// TestDryRun holds that a dry run tells all, in order, and does nothing.
func TestDryRun(t *testing.T) {
	at := newFake()
	dir := built(t, small())
	if _, err := at.to(t, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	change(t, dir, map[string]string{"index.html": "new front", "b.html": "b", "css/site.css": "-"})
	result, err := at.to(t, dir, Options{DryRun: true})
	if err != nil || len(at.log) > 0 {
		t.Errorf("done was %q, %v", at.log, err)
	}
	if diff := cmp.Diff([]Step{{publish.Added, "b.html", 1}, {publish.Changed, "index.html", 9}, {publish.Removed, "css/site.css", 5}}, result.Steps); diff != "" {
		t.Error(diff)
	}
}

// TestInTheWay holds that a file goes first that stands where the site has a folder now, and the other way round.
func TestInTheWay(t *testing.T) {
	at := newFake()
	dir := built(t, map[string]string{"index.html": "front", "a": "file", "b/c": "file", "d": "file"})
	if _, err := at.to(t, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	change(t, dir, map[string]string{"a": "-", "b/c": "-", "d": "-"})
	if err := os.Remove(filepath.Join(dir, "b")); err != nil {
		t.Fatal(err)
	}
	change(t, dir, map[string]string{"a/index.html": "page", "b": "file"})
	if _, err := at.to(t, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	at.holdsSite(t, dir)
	if want := "remove a\nremove b/c\nput b\nput a/index.html\nremove d"; at.done() != want {
		t.Errorf("done was %q", at.done())
	}
}

// TestOtherSpellings holds that a file that is only written otherwise now goes before the new one comes, since they are one
// file on some systems.
func TestOtherSpellings(t *testing.T) {
	at := newFake()
	dir := built(t, map[string]string{"index.html": "front", "A.html": "a", "e\u0301.html": "e", "b.html": "b"})
	if _, err := at.to(t, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	dir = built(t, map[string]string{"index.html": "front", "a.html": "a", "é.html": "e"})
	if _, err := at.to(t, dir, Options{}); err != nil {
		t.Fatal(err)
	}
	at.holdsSite(t, dir)
	if done := at.done(); !strings.HasPrefix(done, "remove A.html\nremove e\u0301.html\nput ") || !strings.HasSuffix(done, "\nremove b.html") {
		t.Errorf("done was %q", done)
	}
}
