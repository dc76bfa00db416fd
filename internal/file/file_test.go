package file_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"vitrin/internal/file"
)

// open makes a folder with a file of a mode, or none where the mode is 0.
func open(t *testing.T, mode fs.FileMode) (*os.Root, string) {
	t.Helper()
	dir := t.TempDir()
	if mode != 0 {
		if err := os.Mkdir(filepath.Join(dir, "a"), 0o755); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, "a", "b.md")
		if err := errors.Join(os.WriteFile(name, []byte("old"), 0o644), os.Chmod(name, mode)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root, filepath.Join(dir, "a")
}

// names gives what lies in a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	found, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range found {
		all = append(all, f.Name())
	}
	return all
}

func TestReplace(t *testing.T) {
	for _, mode := range []fs.FileMode{0, 0o644, 0o600, 0o660} {
		root, dir := open(t, mode)
		if err := file.Replace(root, "a/b.md", []byte("new")); err != nil {
			t.Fatal(err)
		}
		got, err := root.ReadFile("a/b.md")
		if err != nil || string(got) != "new" || !slices.Equal(names(t, dir), []string{"b.md"}) {
			t.Errorf("%o: %q, %v, %q", mode, got, err, names(t, dir))
		}
		if info, err := root.Stat("a/b.md"); err != nil || mode != 0 && info.Mode() != mode {
			t.Errorf("%o has become %v, %v", mode, info.Mode(), err)
		}
	}
}

// What is read-only, or a link, stays as it is, and nothing is left beside it.
func TestReplaceRefuses(t *testing.T) {
	root, dir := open(t, 0o440)
	if err := root.Symlink("b.md", "a/link.md"); err != nil {
		t.Fatal(err)
	}
	if err := file.Replace(root, "a/b.md", []byte("new")); !errors.Is(err, file.ErrReadOnly) {
		t.Errorf("a read-only file: %v", err)
	}
	if err := file.Replace(root, "a/link.md", []byte("new")); err == nil {
		t.Error("a link is replaced")
	}
	if err := file.Replace(root, "../b.md", []byte("new")); err == nil {
		t.Error("the folder is left")
	}
	got, err := root.ReadFile("a/b.md")
	if err != nil || string(got) != "old" || !slices.Equal(names(t, dir), []string{"b.md", "link.md"}) {
		t.Errorf("%q, %v, %q", got, err, names(t, dir))
	}
}

func TestCreate(t *testing.T) {
	root, _ := open(t, 0)
	if err := file.Create(root, "a/b.md", []byte("first")); err != nil {
		t.Fatal(err)
	}
	if err := file.Create(root, "a/b.md", []byte("second")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("%v", err)
	}
	if got, err := root.ReadFile("a/b.md"); err != nil || string(got) != "first" {
		t.Errorf("%q, %v", got, err)
	}
}

// A file in the place of a folder is no file that is there already.
func TestCreateInFile(t *testing.T) {
	root, _ := open(t, 0o644)
	if err := file.Create(root, "a/b.md/c.md", nil); err == nil || errors.Is(err, fs.ErrExist) {
		t.Errorf("%v", err)
	}
}

// What was staged and never renamed is known by its name, and nothing else is.
func TestIsLeftover(t *testing.T) {
	root, _ := open(t, 0o644)
	fresh, err := file.Stage(root, "a/b.md", nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{filepath.Base(fresh): true, ".vitrin-notes": false, "b.md": false, ".vitrin": false} {
		if file.IsLeftover(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}

// TestCopy holds that a file from a reader has the modes that it is to have, or those of the file that was there, and that a
// reader that fails leaves what was there.
func TestCopy(t *testing.T) {
	const text = "a longer text"
	for before, want := range map[fs.FileMode]fs.FileMode{0: 0o604, 0o640: 0o640} {
		root, dir := open(t, before)
		if err := file.Copy(root, "a/b.md", strings.NewReader(text), 0o604, 0o705); err != nil {
			t.Fatal(err)
		}
		got, err := root.ReadFile("a/b.md")
		if err != nil || string(got) != text || !slices.Equal(names(t, dir), []string{"b.md"}) {
			t.Errorf("%q, %v, %q", got, err, names(t, dir))
		}
		for name, mode := range map[string]fs.FileMode{"a/b.md": want, "a": map[bool]fs.FileMode{true: 0o705, false: 0o755}[before == 0]} {
			if info, err := root.Stat(name); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != mode {
				t.Errorf("%s has mode %v, not %v, %v", name, info.Mode(), mode, err)
			}
		}
		broken := io.MultiReader(strings.NewReader("half"), iotest.ErrReader(errors.New("broken")))
		if err := file.Copy(root, "a/b.md", broken, 0o644, 0o755); err == nil || !slices.Equal(names(t, dir), []string{"b.md"}) {
			t.Errorf("%v, %q", err, names(t, dir))
		}
		if got, err := root.ReadFile("a/b.md"); err != nil || string(got) != text {
			t.Errorf("%q, %v", got, err)
		}
		if err := file.Copy(root, "a/b.md/c", strings.NewReader(text), 0o644, 0o755); err == nil {
			t.Error("a file is taken for a folder")
		}
	}
}
