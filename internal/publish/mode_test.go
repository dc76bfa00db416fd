package publish_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"vitrin/internal/publish"
)

func chmod(t *testing.T, name string, mode fs.FileMode) {
	t.Helper()
	if err := os.Chmod(name, mode); err != nil {
		t.Fatal(err)
	}
}

// expectModes holds that all below a folder has the modes that new files and folders have, and that the marker is a build's.
func expectModes(t *testing.T, dir string) {
	t.Helper()
	fresh := t.TempDir()
	write(t, filepath.Join(fresh, "a", "b"), "")
	file, folder := stat(t, filepath.Join(fresh, "a", "b")).Mode(), stat(t, filepath.Join(fresh, "a")).Mode()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		want := file
		if entry.IsDir() {
			want = folder
		}
		if got := stat(t, name).Mode(); got != want {
			t.Errorf("%s has mode %v, want %v", name, got, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	mark, err := os.ReadFile(filepath.Join(dir, publish.Marker))
	if err != nil || string(mark) == "mine" {
		t.Errorf("the marker says %q, %v", mark, err)
	}
}

// TestModes: whose mode somebody changed, here or in the spare, is not current, and the next publish mends it, with a record
// and without; the folder itself stays as open as it is.
func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("this system has no such modes")
	}
	for name, change := range map[string]func(t *testing.T, dir string){
		"a file":          func(t *testing.T, dir string) { chmod(t, filepath.Join(dir, "a", "page"), 0o600) },
		"a folder":        func(t *testing.T, dir string) { chmod(t, filepath.Join(dir, "a"), 0o700) },
		"the marker":      func(t *testing.T, dir string) { chmod(t, filepath.Join(dir, publish.Marker), 0o600) },
		"what it says":    func(t *testing.T, dir string) { write(t, filepath.Join(dir, publish.Marker), "mine") },
		"all of it":       func(t *testing.T, dir string) { chmodAll(t, dir, 0o600) },
		"all, more open":  func(t *testing.T, dir string) { chmodAll(t, dir, 0o666) },
		"all, executable": func(t *testing.T, dir string) { chmodAll(t, dir, 0o755) },
	} {
		for where, of := range map[string]func(b bed) string{
			"the site":  func(b bed) string { return b.dir },
			"the spare": func(b bed) string { return b.spare(t) },
		} {
			for _, recorded := range []bool{true, false} {
				t.Run(name+" of "+where, func(t *testing.T) {
					b := newBed(t)
					m := &made{texts: texts{"index.html": "total", "a/page": "a", "a/b/page": "b", "total": "total"}}
					for _, m.total = range []string{"1", "2"} {
						b.publish(t, m)
					}
					chmod(t, b.dir, 0o750)
					dir := of(b)
					if dir == "" {
						t.Fatal("there is no spare")
					}
					change(t, dir)
					if name != "a folder" && b.isCurrent(t) || where == "the site" && b.isCurrent(t) {
						t.Error("the site is current")
					}
					if !recorded {
						remove(t, filepath.Dir(b.options.Records))
					}
					m.total = "3"
					for range 2 {
						b.publish(t, m)
						expect(t, b.dir, m.bytes())
						expectModes(t, b.dir)
					}
					if mode := stat(t, b.dir).Mode().Perm(); mode != 0o750 {
						t.Errorf("the folder has mode %v", mode)
					}
				})
			}
		}
	}
}

// chmodAll gives all files below a folder a mode, and folders one that can be entered.
func chmodAll(t *testing.T, dir string, mode fs.FileMode) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		if entry.IsDir() {
			return os.Chmod(name, mode|0o100)
		}
		return os.Chmod(name, mode)
	})
	if err != nil {
		t.Fatal(err)
	}
}
