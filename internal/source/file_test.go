package source_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"vitrin/internal/identity"
	"vitrin/internal/source"
)

// TestFileIdentity holds that a file that is no page comes with its identity, which is to be relied on where the file was
// not written just before, nor is looked at as if it held other bytes; that of a link is the one of the file it leads to.
func TestFileIdentity(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "content", "a.pdf")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("abc"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("a.pdf", filepath.Join(dir, "content", "link.pdf")); err != nil {
		t.Fatal(err)
	}
	files := func(o source.Options) map[string]source.File {
		t.Helper()
		var l source.Loader
		c, problems, err := l.Load(t.Context(), os.DirFS(dir), o)
		if err != nil || len(problems) > 0 {
			t.Fatal(problems, err)
		}
		return c.Files
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	id, known := identity.Of(info)
	for at, f := range files(options()) {
		if f.Path != "content/a.pdf" || f.Identity != id || f.Settled {
			t.Errorf("%s, just written: %+v, want %+v", at, f, id)
		}
	}
	settle()
	for at, f := range files(options()) {
		if f.Identity != id || f.Settled != known {
			t.Errorf("%s, a while ago: %+v, want %+v", at, f, id)
		}
	}
	doubtful := options()
	doubtful.Doubtful = map[string]bool{"content/a.pdf": true}
	for at, f := range files(doubtful) {
		if f.Settled {
			t.Errorf("%s, looked at as another: %+v", at, f)
		}
	}
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(name, later, later); err != nil {
		t.Fatal(err)
	}
	if f := files(options())["content/a.pdf"]; f.Settled {
		t.Errorf("of a time to come: %+v", f)
	}
}
