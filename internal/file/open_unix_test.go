//go:build unix

package file_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"vitrin/internal/file"
)

// TestOpen: a regular file is opened, also through a link, and a named pipe is not, which would be waited for.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err == nil {
		err = errors.Join(
			os.WriteFile(filepath.Join(dir, "a"), []byte("text"), 0o600), os.Symlink("a", filepath.Join(dir, "link")),
			syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600), os.Mkdir(filepath.Join(dir, "folder"), 0o700),
		)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for how, open := range map[string]func(name string) (*os.File, error){
		"by its path": func(name string) (*os.File, error) { return file.Open(filepath.Join(dir, name)) },
		"in a folder": func(name string) (*os.File, error) { return file.OpenIn(root, name) },
	} {
		for _, name := range []string{"a", "link"} {
			f, err := open(name)
			if err != nil {
				t.Fatalf("%s %s: %v", name, how, err)
			}
			if text, err := io.ReadAll(f); err != nil || string(text) != "text" {
				t.Errorf("%s %s holds %q, %v", name, how, text, err)
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
		}
		for _, name := range []string{"pipe", "folder"} {
			if _, err := open(name); !errors.Is(err, file.ErrNotFile) {
				t.Errorf("%s %s: %v", name, how, err)
			}
		}
		if _, err := open("none"); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("none %s: %v", how, err)
		}
	}
	if text, err := file.ReadUpTo(filepath.Join(dir, "a"), 4); err != nil || string(text) != "text" {
		t.Errorf("a is read as %q, %v", text, err)
	}
	if text, err := file.ReadUpTo(filepath.Join(dir, "a"), 3); err == nil {
		t.Errorf("three bytes at most are read as %q", text)
	}
}
