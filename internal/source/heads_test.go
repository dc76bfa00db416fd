package source_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/markdown"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
)

// What was checked when it was loaded from the store stays as it was, whatever becomes of store and files.
func TestCheckedDocumentsStay(t *testing.T) {
	s := shelved(t, few)
	var first, second source.Loader
	c, _, err := first.Load(t.Context(), s.fsys, s.options)
	if err != nil {
		t.Fatal(err)
	}
	want := headsOf(t, c.Documents)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if c, _, err = second.Load(t.Context(), s.fsys, s.options); err != nil {
		t.Fatal(err)
	}
	packs, err := filepath.Glob(filepath.Join(s.options.Store, "pack-*"))
	if err != nil || len(packs) != 1 || os.Truncate(packs[0], 0) != nil || os.RemoveAll(filepath.Join(s.dir, source.Root)) != nil {
		t.Fatal(packs, err)
	}
	if diff := cmp.Diff(want, headsOf(t, c.Documents), alike); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
	for _, d := range c.Documents {
		if _, err := d.Text.AppendHTML(nil, nil); err == nil {
			t.Errorf("%s has a body that nothing holds any more", d.Path)
		}
	}
	if err := second.Close(); err != nil {
		t.Error(err)
	}
}

// What a damaged store no longer holds of documents that were loaded is read from their files, as long as those are there.
func TestDocumentsOutliveTheirStore(t *testing.T) {
	s := shelved(t, few)
	var l source.Loader
	c, _, err := l.Load(t.Context(), s.fsys, s.options)
	if err != nil {
		t.Fatal(err)
	}
	want := headsOf(t, c.Documents)
	packs, err := filepath.Glob(filepath.Join(s.options.Store, "pack-*"))
	if err != nil || len(packs) != 1 {
		t.Fatal(packs, err)
	}
	if err := os.Truncate(packs[0], 0); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, headsOf(t, c.Documents), alike); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
	var room source.Room
	for _, d := range c.Documents {
		if err := os.WriteFile(filepath.Join(s.dir, d.Path), []byte("other"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := d.FrontIn(&room); err == nil {
			t.Errorf("%s is read as it is no more", d.Path)
		}
		if _, err := d.OutlineIn(&room); err == nil {
			t.Errorf("the outline of %s is read as it is no more", d.Path)
		}
		if front := d.Front(); front.Kind != syntax.Mapping || len(front.Fields) > 0 {
			t.Errorf("%s states %+v", d.Path, front)
		}
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

// head is what is needed of a document to tie it to others.
type head struct {
	Front   *syntax.Node
	Outline *markdown.Outline
}

func headsOf(t *testing.T, documents []*source.Document) []head {
	t.Helper()
	var heads []head
	for _, d := range documents {
		front, err := d.FrontIn(new(source.Room))
		if err != nil {
			t.Fatal(err)
		}
		heads = append(heads, head{front, outlineOf(t, d)})
	}
	return heads
}
