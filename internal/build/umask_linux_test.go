package build_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"vitrin/internal/build"
)

// TestUmask holds that a build of an unchanged site under another umask gives its files the modes that this lets them have, and
// that one under the same umask touches nothing.
func TestUmask(t *testing.T) {
	defer unix.Umask(unix.Umask(0o077))
	dir := t.TempDir()
	page := filepath.Join(dir, "public", "index.html")
	if err := os.Mkdir(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	settings := filepath.Join(dir, "content", "site.yaml")
	if err := os.WriteFile(settings, []byte("title: Prov\nbase_url: https://example.org/\nlanguages: [sv]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	settle() // so that a look tells that nothing changed
	var before fs.FileInfo
	for i, test := range []struct {
		umask int
		mode  fs.FileMode
		anew  bool
	}{{0o077, 0o600, true}, {0o077, 0o600, false}, {0o022, 0o644, true}, {0o022, 0o644, false}} {
		unix.Umask(test.umask)
		made, problems, err := build.Build(t.Context(), build.Options{Dir: dir, Now: day, Program: "1"})
		if err != nil || problems.Errors() > 0 {
			t.Fatal(err, problems)
		}
		info, err := os.Stat(page)
		if err != nil || info.Mode() != test.mode || (made.Added+made.Changed > 0) != test.anew || os.SameFile(before, info) == test.anew {
			t.Errorf("build %d: %v, mode %v, %+v", i, err, info.Mode(), made.Counts)
		}
		before = info
	}
	if info, err := os.Stat(filepath.Join(dir, "public")); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the published folder itself does not stay closed: %v", err)
	}
}
