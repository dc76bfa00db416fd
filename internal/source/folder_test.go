package source_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"

	"vitrin/internal/source"
)

// countedFS is a folder that counts which of its files are opened by their names.
type countedFS struct {
	fs.FS
	root           *os.Root
	byName, opened *atomic.Int32 // files in open folders, and how many of these are open
	refuse         bool          // files in open folders
}

func (c countedFS) OpenFolder(dir string) (source.Folder, error) {
	root, err := c.root.OpenRoot(dir)
	c.opened.Add(1)
	return countedFolder{c, root}, err
}

type countedFolder struct {
	of   countedFS
	root *os.Root
}

func (f countedFolder) Open(name string) (fs.File, error) {
	if f.of.refuse {
		return nil, errors.New("it was moved")
	}
	f.of.byName.Add(1)
	return f.root.Open(name)
}

func (f countedFolder) Close() error {
	f.of.opened.Add(-1)
	return f.root.Close()
}

// TestFolder holds that files are read in folders that are open, that these are closed again, and that the path decides where a
// file cannot be had there.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	names := []string{"x/index.md", "y/index.md"}
	for i := range 2 * runtime.GOMAXPROCS(0) { // some goroutine reads two of them
		names = append(names, fmt.Sprintf("project-%d.md", i))
	}
	for _, name := range names {
		name = filepath.Join(dir, "content", "projects", name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte("---\ntitle: T\n---\nText of "+name), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, refuse := range []bool{false, true} {
		var byName, opened atomic.Int32
		var l source.Loader
		content, problems, err := l.Load(t.Context(), countedFS{root.FS(), root, &byName, &opened, refuse}, options())
		if err != nil || problems.Errors() > 0 || len(content.Documents) != len(names) {
			t.Fatal(err, problems, len(content.Documents))
		}
		if opened.Load() != 0 {
			t.Errorf("%d folders stay open", opened.Load())
		}
		if (byName.Load() == 0) != refuse {
			t.Errorf("refused %t: %d files were opened in open folders", refuse, byName.Load())
		}
	}
}
