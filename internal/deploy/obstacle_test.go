package deploy

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
)

// TestFolderObstacles holds that what stands where a file has to go is told, with what to do, and stays; once it is gone the
// deploy goes on.
func TestFolderObstacles(t *testing.T) {
	dir := built(t, small())
	for name, put := range map[string]func(target string) (at, what string, err error){
		"folder": func(target string) (string, string, error) {
			return "index.html", "a folder", os.MkdirAll(filepath.Join(target, "index.html", "mine"), 0o755)
		},
		"file for a folder": func(target string) (string, string, error) {
			return "a", "a file", os.WriteFile(filepath.Join(target, "a"), []byte("mine"), 0o644)
		},
		"dead link": func(target string) (string, string, error) {
			return "index.html", "a symbolic link", symlink(t, filepath.Join(target, "nowhere"), filepath.Join(target, "index.html"))
		},
		"link out of it": func(target string) (string, string, error) {
			return "a", "a symbolic link", symlink(t, t.TempDir(), filepath.Join(target, "a"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			target := t.TempDir()
			at, what, err := put(target)
			if err != nil {
				t.Fatal(err)
			}
			before, err := os.Lstat(filepath.Join(target, at))
			if err != nil {
				t.Fatal(err)
			}
			_, err = into(t, target, dir, Options{Adopt: true})
			if err == nil || !strings.Contains(err.Error(), what+" stands in the way at "+at) || !strings.Contains(diag.Advice(err), "move "+filepath.Join(target, at)+" away") {
				t.Errorf("%v, hint %q", err, diag.Advice(err))
			}
			if found, err := os.ReadDir(target); err != nil || len(found) != 1 {
				t.Errorf("%v, %v: nothing is to be touched", found, err)
			}
			if _, foreseen := into(t, target, dir, Options{Adopt: true, DryRun: true}); foreseen == nil || foreseen.Error() != err.Error() || diag.Advice(foreseen) != diag.Advice(err) {
				t.Errorf("a dry run tells %v, hint %q", foreseen, diag.Advice(foreseen))
			}
			if after, err := os.Lstat(filepath.Join(target, at)); err != nil || !os.SameFile(before, after) {
				t.Errorf("it is gone: %v", err)
			}
			if err := os.RemoveAll(filepath.Join(target, at)); err != nil {
				t.Fatal(err)
			}
			if _, err := into(t, target, dir, Options{}); err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff(small(), lies(t, target)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestFolderNoRecord holds that what stands in the record's place and is none is told, with what to do, and stays.
func TestFolderNoRecord(t *testing.T) {
	dir, elsewhere := built(t, small()), t.TempDir()
	for name, put := range map[string]func(at string) (what string, err error){
		"folder":    func(at string) (string, error) { return "a folder", os.Mkdir(at, 0o755) },
		"dead link": func(at string) (string, error) { return "a symbolic link", symlink(t, "nowhere", at) },
		"link": func(at string) (string, error) { // to a record, which would be replaced by a file
			return "a symbolic link", errors.Join(os.Rename(at+".old", filepath.Join(filepath.Dir(at), "record")), symlink(t, "record", at))
		},
		"link out of it": func(at string) (string, error) { return "a symbolic link", symlink(t, elsewhere, at) },
	} {
		t.Run(name, func(t *testing.T) {
			target := t.TempDir()
			if _, err := into(t, target, dir, Options{}); err != nil {
				t.Fatal(err)
			}
			at := filepath.Join(target, RecordName)
			if err := os.Rename(at, at+".old"); err != nil {
				t.Fatal(err)
			}
			what, err := put(at)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range []Options{{}, {Adopt: true}, {Adopt: true, DryRun: true}} {
				_, err := into(t, target, dir, o)
				if err == nil || !strings.Contains(err.Error(), what+" stands there") || !strings.Contains(diag.Advice(err), "move "+at+" away") {
					t.Errorf("%+v: %v, hint %q", o, err, diag.Advice(err))
				}
			}
			if err := os.Remove(at); err != nil {
				t.Fatal(err)
			}
			if _, err := into(t, target, dir, Options{Adopt: true}); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestFolderGivesWay holds that what goes first is in nobody's way, and what somebody laid beside it is.
func TestFolderGivesWay(t *testing.T) {
	former, target := map[string]string{"index.html": "i", "a/b/index.html": "b", "a/c.css": "c", "d": "d"}, t.TempDir()
	if _, err := into(t, target, built(t, former), Options{}); err != nil {
		t.Fatal(err)
	}
	now := map[string]string{"index.html": "i", "a": "a", "d/index.html": "d"}
	dir := built(t, now)
	const way = "a folder stands in the way at a"
	for _, foreign := range []string{"a/b/mine/empty", "a/mine.txt"} {
		made := filepath.Join(target, filepath.FromSlash(foreign))
		if err := os.MkdirAll(made, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, dry := range []bool{true, false} {
			if _, err := into(t, target, dir, Options{DryRun: dry}); err == nil || !strings.Contains(err.Error(), way) {
				t.Errorf("%s, dry %t: %v", foreign, dry, err)
			}
		}
		if err := os.RemoveAll(made); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(target, "a", "b", "mine")); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	for _, dry := range []bool{true, false} {
		if _, err := into(t, target, dir, Options{DryRun: dry}); err != nil {
			t.Errorf("dry %t: %v", dry, err)
		}
	}
	if diff := cmp.Diff(now, lies(t, target)); diff != "" {
		t.Error(diff)
	}
}

func symlink(t *testing.T, to, name string) error {
	err := os.Symlink(to, name)
	if err != nil && runtime.GOOS == "windows" {
		t.Skip("Windows lets not everybody make links")
	}
	return err
}

// TestFolderCannotRemove holds that what cannot be removed is told with what that means, since it may have been withdrawn.
func TestFolderCannotRemove(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "full", "more"), 0o755); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	f := &folder{dir: dir, root: root}
	err = f.remove(t.Context(), []string{"missing", "full"}, func(name string) {
		if name != "missing" {
			t.Errorf("%s is said to be gone", name)
		}
	})
	access, is := errors.AsType[*accessError](err)
	if !is || !strings.Contains(access.Error(), "cannot remove full") || !strings.Contains(access.hint, "still there for visitors") {
		t.Errorf("got %v", err)
	}
}
