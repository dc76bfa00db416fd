package portfolio_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
	"vitrin/internal/source"
)

// TestLost takes away a file, and what was kept of it, after it was loaded. That is told once, and nothing that follows from it.
func TestLost(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"site.yaml": "title: T\nbase_url: https://example.org/\n", "projects/a.md": "---\ntitle: A\n---\n[b](b.md#part)\n", "projects/b.md": "---\ntitle: B\n---\n# Part\n"} {
		name = filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	files := os.DirFS(dir)
	node, _, err := source.Settings(files)
	if err != nil {
		t.Fatal(err)
	}
	settings, _ := portfolio.NewSettings(node)
	var loader source.Loader
	converter := markdown.New(markdown.Options{})
	content, problems, err := loader.Load(t.Context(), files, source.Options{
		Languages: settings.Languages, Markdown: func(string) *markdown.Converter { return converter }, Store: filepath.Join(dir, "store"), Program: "test",
	})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	packs, err := filepath.Glob(filepath.Join(dir, "store", "pack-*"))
	if err != nil || len(packs) != 1 {
		t.Fatal(packs, err)
	}
	if err := os.Truncate(packs[0], 0); err != nil {
		t.Fatal(err)
	}
	o := portfolio.Options{Today: edtf.NewDay(2026, 11, 15), Words: words}
	if _, problems := portfolio.New(content, settings, o); len(problems) > 0 {
		t.Error("the files are there, and yet:", problems)
	}
	if err := os.Remove(filepath.Join(dir, "content", "projects", "b.md")); err != nil {
		t.Fatal(err)
	}
	_, problems = portfolio.New(content, settings, o)
	if len(problems) != 1 || problems[0].Pos.File != "content/projects/b.md" || problems[0].Code != diag.File || problems.Errors() != 1 || !strings.Contains(problems[0].Message, "cannot be read any more") {
		t.Errorf("%+v", problems)
	}
	if err := loader.Close(); err != nil {
		t.Error(err)
	}
}
