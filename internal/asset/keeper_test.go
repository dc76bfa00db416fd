package asset_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/asset"
)

// TestKept holds that what one run kept is what a run without it makes, whatever changed between them.
func TestKept(t *testing.T) {
	kept := t.TempDir()
	files := map[string]string{"css/site.css": "@import 'a.css';", "css/a.css": "a { color: red; background: url(b.png) }", "css/b.png": ""}
	o := asset.Options{Entry: asset.Stylesheet, Folder: "static/", Append: "b { top: 0 }"}
	for _, step := range []struct {
		name   string
		change func()
	}{
		{"first", func() {}},
		{"again", func() {}},
		{"a source", func() { files["css/a.css"] = "a { color: blue; background: url(b.png) }" }},
		{"the text that is added", func() { o.Append = "b { top: 1px }" }},
		{"a picture that is gone", func() { delete(files, "css/b.png") }},
		{"the picture again", func() { files["css/b.png"] = "x" }},
		{"a source that is gone", func() { delete(files, "css/a.css") }},
		{"no source any more", func() { files["css/site.css"] = "i { left: 0 }" }},
	} {
		step.change()
		o.Kept = ""
		want, problems := asset.New(folder(files), o)
		o.Kept = kept
		for range 2 {
			got, again := asset.New(folder(files), o)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: another bundle: %s", step.name, diff)
			}
			if diff := cmp.Diff(problems, again); diff != "" {
				t.Errorf("%s: other problems: %s", step.name, diff)
			}
		}
	}
}

// TestKeptIsTaken holds that a kept bundle is taken, and a damaged one is not.
func TestKeptIsTaken(t *testing.T) {
	kept := t.TempDir()
	o := asset.Options{Entry: asset.Stylesheet, Kept: kept}
	files := fstest.MapFS{"css/site.css": {Data: []byte("a { color: red }")}}
	first, _ := asset.New(files, o)
	record := filepath.Join(kept, "site.css.json")
	text, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(record)
	if err != nil {
		t.Fatal(err)
	}
	asset.New(files, o)
	if again, err := os.Stat(record); err != nil || !os.SameFile(info, again) {
		t.Error("the bundle was made again")
	}
	for _, damaged := range [][]byte{nil, text[:len(text)/2], bytes.Replace(text, []byte(first.Path), []byte("css/site-0000000000.css"), 1)} {
		if err := os.WriteFile(record, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		if again, _ := asset.New(files, o); again.Path != first.Path {
			t.Errorf("of a damaged record comes %s", again.Path)
		}
	}
}
