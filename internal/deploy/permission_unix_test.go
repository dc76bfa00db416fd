//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package deploy

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
)

// asNobody makes the system answer as it does to an account that owns nothing what the account may do, where it is root's, to
// whom nothing is forbidden; what is done is done as root all the same.
func asNobody(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	if err := syscall.Setreuid(65534, 0); err != nil {
		t.Skip("this system has root's account alone:", err)
	}
	t.Cleanup(func() {
		if err := syscall.Setreuid(0, 0); err != nil {
			t.Error(err)
		}
	})
}

// unlock lets everybody change a test's folder and those in it.
func unlock(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Dir(dir), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		return os.Chmod(name, 0o777)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestFolderForbidden holds that folders and files that may not be changed are told before anything is, by a dry run too, with
// what to do; and that they are in nobody's way where nothing is to be done there.
func TestFolderForbidden(t *testing.T) {
	for name, c := range map[string]struct {
		closed string // what may not be changed
		change map[string]string
		told   string // "": nothing
	}{
		"a changed file":  {"a", map[string]string{"a/index.html": "other"}, "cannot write a/index.html in "},
		"a new file":      {"a", map[string]string{"a/new.html": "new"}, "cannot write a/new.html in "},
		"a new folder":    {"a", map[string]string{"a/b/c/new.html": "new"}, "cannot write a/b/c/new.html in "},
		"a removed file":  {"a", map[string]string{"a/index.html": "-"}, "cannot remove a/index.html from "},
		"the record":      {".", map[string]string{"a/index.html": "other"}, "cannot write " + RecordName + " in "},
		"a file":          {"a/index.html", map[string]string{"a/index.html": "other"}, "cannot write a/index.html in "},
		"somewhere else":  {"css", map[string]string{"a/index.html": "other"}, ""},
		"nothing changed": {".", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			target, dir := t.TempDir(), built(t, small())
			if _, err := into(t, target, dir, Options{}); err != nil {
				t.Fatal(err)
			}
			change(t, dir, c.change)
			at, before := filepath.Join(target, c.closed), lies(t, target)
			unlock(t, target)
			if err := os.Chmod(at, 0o555); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Chmod(at, 0o755) }) // or it could not be removed
			asNobody(t)
			for _, o := range []Options{{DryRun: true}, {}} {
				_, err := into(t, target, dir, o)
				if c.told == "" && err == nil {
					continue
				}
				if err == nil || c.told == "" || !strings.Contains(err.Error(), c.told) || !strings.Contains(diag.Advice(err), "let your account write to "+at+",") {
					t.Errorf("dry %t: %v, hint %q", o.DryRun, err, diag.Advice(err))
				}
				if diff := cmp.Diff(before, lies(t, target)); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

// TestFolderNotToBeMade holds that a target that cannot be made is told by a dry run.
func TestFolderNotToBeMade(t *testing.T) {
	above := t.TempDir()
	unlock(t, above)
	if err := os.Chmod(above, 0o555); err != nil {
		t.Fatal(err)
	}
	asNobody(t)
	_, err := into(t, filepath.Join(above, "srv", "www"), built(t, small()), Options{DryRun: true})
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(diag.Advice(err), "let your account write to "+above+",") {
		t.Errorf("%v, hint %q", err, diag.Advice(err))
	}
}
