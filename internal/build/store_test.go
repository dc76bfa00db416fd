package build_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"vitrin/internal/build"
)

// TestStoredDocuments holds that a site is the same, byte by byte, and so is what is told of it, whether its documents
// are parsed, written to the store, or read from it.
func TestStoredDocuments(t *testing.T) {
	archive, err := os.ReadFile("testdata/every-field.txtar")
	if err != nil {
		t.Fatal(err)
	}
	every := t.TempDir()
	for _, f := range txtar.Parse(archive).Files {
		name := filepath.Join(every, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	demo := t.TempDir()
	if err := os.CopyFS(filepath.Join(demo, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	for name, dir := range map[string]string{"every field": every, "the example": demo} {
		o := build.Options{Dir: dir, Now: day, Drafts: true}
		want := publishedAs(t, o)
		o.Program = "test"
		for _, run := range []string{"written", "read"} {
			if diff := cmp.Diff(want, publishedAs(t, o)); diff != "" {
				t.Errorf("%s, %s (-parsed +kept)\n%s", name, run, diff)
			}
		}
		if _, err := os.Stat(filepath.Join(dir, ".vitrin", "documents", "index")); err != nil {
			t.Errorf("%s: nothing is kept: %v", name, err)
		}
	}
}

// outcome is a site, by the hashes of its files, and all that is told of it.
type outcome struct {
	Files any
	Told  []string
}

func publishedAs(t *testing.T, o build.Options) outcome {
	t.Helper()
	o.Out = filepath.Join(t.TempDir(), "out")
	_, problems, err := build.Build(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	_, audit, err := build.Check(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	p := outcome{Files: sums(t, o.Out)}
	for _, problem := range append(problems, audit...).Sorted() {
		p.Told = append(p.Told, problem.Pos.File+" "+problem.Message+" "+problem.Hint)
	}
	return p
}

// TestLostText holds that a text that is to be had nowhere any more is trouble of the machine, which names its file.
func TestLostText(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"content/site.yaml": "title: Projekt\nbase_url: https://example.org/\nlanguages: [sv]\n", "content/om.md": "---\ntitle: Om\n---\n\nText\n",
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, _, err := build.Load(t.Context(), build.Options{Dir: dir, Now: time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC), Program: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	packs, err := filepath.Glob(filepath.Join(dir, ".vitrin", "documents", "pack-*"))
	if err != nil || len(packs) != 1 {
		t.Fatal(packs, err)
	}
	if err := os.Truncate(packs[0], 0); err != nil {
		t.Fatal(err)
	}
	page, ok := s.Resource("om/index.html")
	if !ok {
		t.Fatal("there is no page")
	}
	var out strings.Builder
	if err := page.Write(&out); err != nil || !strings.Contains(out.String(), "<p>Text</p>") {
		t.Errorf("with its file there: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content", "om.md"), []byte("Another"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := page.Write(&out); err == nil || !strings.Contains(err.Error(), "content/om.md") {
		t.Errorf("with another file there: %v", err)
	}
}
