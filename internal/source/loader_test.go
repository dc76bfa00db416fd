package source_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
	"vitrin/internal/source"
)

func TestLoaderRemembers(t *testing.T) {
	files := map[string]string{"a.md": "---\ntitle: x\ntitle: y\n---\nA", "b.md": "B"}
	var l source.Loader
	next := func(o source.Options) (map[string]*source.Document, diag.List) {
		t.Helper()
		content, found, err := l.Load(context.Background(), tree(files), o)
		if err != nil {
			t.Fatal(err)
		}
		byPath := map[string]*source.Document{}
		for _, d := range content.Documents {
			byPath[strings.TrimPrefix(d.Path, "content/")] = d
		}
		return byPath, found
	}
	first, problems := next(options())
	files["b.md"] = "B2"
	files["c.md"] = "A"
	second, again := next(options())
	if first["a.md"] != second["a.md"] {
		t.Error("a file with the same bytes was parsed anew")
	}
	if d := cmp.Diff(problems, again); d != "" || len(again) != 1 {
		t.Errorf("a remembered file's problems are lost: %v", said(again))
	}
	if textOf(t, second["b.md"]) != "B2" || textOf(t, second["c.md"]) != "A" {
		t.Error("a changed file was not parsed anew")
	}
	delete(files, "b.md")
	if third, _ := next(options()); third["b.md"] != nil {
		t.Error("a removed file is still there")
	}
	o := options()
	o.MarkdownKey = "other"
	if fourth, _ := next(o); fourth["a.md"] == first["a.md"] {
		t.Error("other converters did not parse anew")
	}
	o.Languages = []string{"en"}
	if fifth, _ := next(o); fifth["c.md"] == second["c.md"] {
		t.Error("other languages did not parse anew")
	}
}

func TestLoaderSeesWhatChangedOnDisk(t *testing.T) {
	dir, fsys := write(t, map[string]string{"content/a.md": "one"})
	var l source.Loader
	for _, text := range []string{"one", "two", "six", "three"} { // same size, same second
		if err := os.WriteFile(filepath.Join(dir, "content", "a.md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		content, _, err := l.Load(context.Background(), fsys, options())
		if err != nil || textOf(t, content.Documents[0]) != text {
			t.Fatalf("the body is %q, want %q (%v)", textOf(t, content.Documents[0]), text, err)
		}
	}
}
