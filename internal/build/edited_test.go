package build_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"vitrin/internal/build"
)

// TestEdited holds that a site can be checked as it would be, while its files stay as they are.
func TestEdited(t *testing.T) {
	dir := t.TempDir()
	const page = "---\ntitle: A\nstart: soon\n---\n"
	for name, text := range map[string]string{
		"site.yaml": "title: T\nbase_url: https://example.org/\n", "projects/a.md": page, "projects/target": "---\ntitle: B\n---\n",
	} {
		name = filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("target", filepath.Join(dir, "content", "projects", "b.md")); err != nil {
		t.Fatal(err)
	}
	errors := func(edited map[string][]byte) int {
		_, problems, err := build.Check(t.Context(), build.Options{Dir: dir, Now: time.Unix(1794744000, 0), Edited: edited})
		if err != nil {
			t.Fatal(err)
		}
		return problems.Errors()
	}
	for i, tt := range []struct {
		edited map[string][]byte
		want   int
	}{
		{nil, 1},
		{map[string][]byte{"content/projects/a.md": []byte("---\ntitle: A\nstart: 2022 # and longer than it was before\n---\n")}, 0},
		{map[string][]byte{"content/projects/a.md": []byte("---\n---\n"), "content/site.yaml": []byte("title: T\n")}, 2},
		{map[string][]byte{"content/projects/none.md": nil}, 1},
	} {
		if got := errors(tt.edited); got != tt.want {
			t.Errorf("%d: %d errors, want %d", i, got, tt.want)
		}
	}
	if src, err := os.ReadFile(filepath.Join(dir, "content", "projects", "a.md")); string(src) != page {
		t.Errorf("the file holds %q, %v", src, err)
	}
}
