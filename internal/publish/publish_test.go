package publish_test

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

func TestFirst(t *testing.T) {
	s := texts{"index.html": "home", "projekt/å/index.html": "project", "css/a.css": "", "projekt/b": strings.Repeat("x", 200_000)}
	for name, prepare := range map[string]func(dir string) error{
		"missing": func(string) error { return nil },
		"empty":   func(dir string) error { return os.Mkdir(dir, 0o755) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			if err := prepare(dir); err != nil {
				t.Fatal(err)
			}
			result := mustPublish(t, dir, s, publish.Options{})
			want := publish.Counts{Added: 4, Bytes: 200_011, Written: 200_011}
			if diff := cmp.Diff(want, result.Counts); diff != "" {
				t.Errorf("result (-want +got):\n%s", diff)
			}
			expect(t, dir, s)
		})
	}
}

func TestChanges(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	long := strings.Repeat("långt ", 30_000)
	mustPublish(t, dir, texts{
		"same.html": "same", "long/same": long, "empty": "", "long/tail": long + "a",
		"other/size": "1", "other/bytes": "1", "gone": "x", "folder/gone": "x", "was-file": "x", "was/folder": "x",
	}, publish.Options{})
	age(t, dir)
	before := map[string]os.FileInfo{}
	kept := []string{"same.html", "long/same", "empty", publish.Marker}
	for _, name := range kept {
		before[name] = stat(t, filepath.Join(dir, name))
	}
	next := texts{
		"same.html": "same", "long/same": long, "empty": "", "long/tail": long + "b",
		"other/size": "22", "other/bytes": "2", "new/page": "new", "was-file/x": "x", "was": "x",
	}
	old, err := os.Open(filepath.Join(dir, "other", "bytes"))
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()

	result := mustPublish(t, dir, next, publish.Options{})
	want := publish.Counts{
		Added: 3, Changed: 3, Unchanged: 3, Removed: 4,
		Bytes: int64(2*len(long) + len("same"+"a"+"22"+"2"+"new"+"x"+"x")), Written: int64(len(long) + len("b"+"22"+"2"+"new"+"x"+"x")),
	}
	if diff := cmp.Diff(want, result.Counts); diff != "" {
		t.Errorf("result (-want +got):\n%s", diff)
	}
	expect(t, dir, next)
	for _, name := range kept {
		now := stat(t, filepath.Join(dir, name))
		if !os.SameFile(before[name], now) || !now.ModTime().Equal(before[name].ModTime()) {
			t.Errorf("%s did not change, but is a new file", name)
		}
	}
	// A reader that had the old file open still reads the old bytes: it was not written over.
	if text, err := io.ReadAll(old); err != nil || string(text) != "1" {
		t.Errorf("the old file now reads %q, %v", text, err)
	}
}

func TestNothingChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	s := texts{"index.html": "home", "a/b": "b"}
	mustPublish(t, dir, s, publish.Options{})
	before := stat(t, dir)
	result := mustPublish(t, dir, s, publish.Options{})
	if diff := cmp.Diff(publish.Counts{Unchanged: 2, Bytes: 5}, result.Counts); diff != "" {
		t.Errorf("result (-want +got):\n%s", diff)
	}
	if now := stat(t, dir); !os.SameFile(before, now) || !before.ModTime().Equal(now.ModTime()) {
		t.Error("the folder was replaced though nothing changed")
	}
	expect(t, dir, s)
}

func TestClean(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	s := texts{"index.html": "home"}
	mustPublish(t, dir, s, publish.Options{})
	before := stat(t, filepath.Join(dir, "index.html"))
	result := mustPublish(t, dir, s, publish.Options{Clean: true})
	if diff := cmp.Diff(publish.Counts{Changed: 1, Bytes: 4, Written: 4}, result.Counts); diff != "" {
		t.Errorf("result (-want +got):\n%s", diff)
	}
	if os.SameFile(before, stat(t, filepath.Join(dir, "index.html"))) {
		t.Error("a clean build kept a file")
	}
	expect(t, dir, s)
}

// TestLinkInOldSite: a link that somebody laid into the site is not followed and goes with the old site.
func TestLinkInOldSite(t *testing.T) {
	top := t.TempDir()
	outside := filepath.Join(top, "outside")
	write(t, filepath.Join(outside, "x"), "x")
	dir := filepath.Join(top, "there", "public")
	mustPublish(t, dir, texts{"index.html": "home"}, publish.Options{})
	for _, link := range []string{"folder", "file"} {
		to := map[string]string{"folder": outside, "file": filepath.Join(outside, "x")}[link]
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	s := texts{"index.html": "home", "folder/x": "x", "file": "x"}
	result := mustPublish(t, dir, s, publish.Options{})
	if diff := cmp.Diff(publish.Counts{Added: 1, Changed: 1, Unchanged: 1, Removed: 1, Bytes: 6, Written: 2}, result.Counts); diff != "" {
		t.Errorf("result (-want +got):\n%s", diff)
	}
	expect(t, dir, s)
	for _, name := range []string{"file", "folder/x"} {
		if os.SameFile(stat(t, filepath.Join(outside, "x")), stat(t, filepath.Join(dir, name))) {
			t.Errorf("%s is the file outside the site", name)
		}
	}
	if diff := cmp.Diff(texts{"x": "x"}, read(t, outside)); diff != "" {
		t.Errorf("outside (-want +got):\n%s", diff)
	}
}

// TestTargetIsLink: the folder that a link leads to is published, and the link stays.
func TestTargetIsLink(t *testing.T) {
	top := t.TempDir()
	real := filepath.Join(top, "real", "public")
	if err := os.MkdirAll(real, 0o755); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(top, "link")
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	s := texts{"index.html": "home"}
	mustPublish(t, link, s, publish.Options{})
	expect(t, real, s)
	if to, err := os.Readlink(link); err != nil || to != real {
		t.Errorf("the link leads to %q, %v", to, err)
	}
}

func TestMode(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no modes there")
	}
	dir := filepath.Join(t.TempDir(), "public")
	mustPublish(t, dir, texts{"a/b": "1"}, publish.Options{})
	if mode := stat(t, filepath.Join(dir, "a", "b")).Mode().Perm(); mode&^0o644 != 0 {
		t.Errorf("a file has mode %v", mode)
	}
	if mode := stat(t, filepath.Join(dir, "a")).Mode().Perm(); mode&^0o755 != 0 || mode&0o700 != 0o700 {
		t.Errorf("a folder has mode %v", mode)
	}
	if err := os.Chmod(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	mustPublish(t, dir, texts{"a/b": "2"}, publish.Options{})
	if mode := stat(t, dir).Mode().Perm(); mode != 0o750 {
		t.Errorf("the folder has mode %v, want the old site's", mode)
	}
}
