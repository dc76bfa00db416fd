package render_test

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"sync"
	"testing"
	"testing/fstest"

	"vitrin/internal/overlay"
	"vitrin/internal/render"
	"vitrin/templates"
)

// plainly fills a view's texts with their paths.
func plainly(path string, _ reflect.Type) string { return path }

// TestTrust holds that templates that are parsed when they are needed give the same pages.
func TestTrust(t *testing.T) {
	checked, trusted := builtIn(t), render.Trust(templates.FS)
	l := words(t, "sv")
	var pages sync.WaitGroup
	for name := range emptyViews() {
		for range 3 {
			pages.Go(func() {
				var want, got bytes.Buffer
				view := fill{l: l, text: plainly, length: 2, flag: true}.view(emptyViews()[name])
				if err := checked.Page(&want, name, view); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				if err := trusted.Page(&got, name, view); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				if got.String() != want.String() {
					t.Errorf("%s becomes another page", name)
				}
			})
		}
	}
	pages.Wait()
	if err := trusted.Page(io.Discard, "nothing.html", nil); err == nil {
		t.Error("a page without a template is rendered")
	}
}

// TestTrustInVain holds that a template that is not well is an error of the page, with its place.
func TestTrustInVain(t *testing.T) {
	for name, file := range map[string]string{"page.html": "page.html", "home.html": "base.html"} {
		r := render.Trust(overlay.New(fstest.MapFS{file: &fstest.MapFile{Data: []byte("\n{{if}}")}}, templates.FS))
		err := r.Page(io.Discard, name, emptyViews()[name])
		wrong, ok := errors.AsType[*render.Error](err)
		if !ok || wrong.Problem.Pos.File != "templates/"+file || wrong.Problem.Pos.Line != 2 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
