package asset_test

import (
	"bytes"
	"io/fs"
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
	o := asset.Options{Entry: asset.Stylesheet, Folder: "static/", Append: "b { top: 0 }", Program: "test"}
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
		{"another program", func() { o.Program = "other" }},
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
	o := asset.Options{Entry: asset.Stylesheet, Kept: kept, Program: "test"}
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
	o.Program = "other"
	asset.New(files, o)
	if again, err := os.Stat(record); err != nil || os.SameFile(info, again) {
		t.Error("the bundle of another program was taken")
	}
	huge := append(bytes.Clone(text), bytes.Repeat([]byte(" "), 16<<20)...)
	for _, damaged := range [][]byte{nil, text[:len(text)/2], bytes.Replace(text, []byte(first.Path), []byte("css/site-0000000000.css"), 1), huge} {
		if err := os.WriteFile(record, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		if again, _ := asset.New(files, o); again.Path != first.Path {
			t.Errorf("of a damaged record comes %s", again.Path)
		}
	}
}

// TestNothingIsKept holds that nothing is kept where nobody knows which program keeps it, and where a folder lies in the way.
func TestNothingIsKept(t *testing.T) {
	kept := t.TempDir()
	files := fstest.MapFS{"css/site.css": {Data: []byte("a { color: red }")}}
	want, _ := asset.New(files, asset.Options{Entry: asset.Stylesheet})
	asset.New(files, asset.Options{Entry: asset.Stylesheet, Kept: kept})
	if left, err := os.ReadDir(kept); err != nil || len(left) > 0 {
		t.Errorf("%v is kept, %v", left, err)
	}
	if err := os.Mkdir(filepath.Join(kept, "site.css.json"), 0o755); err != nil {
		t.Fatal(err)
	}
	got, problems := asset.New(files, asset.Options{Entry: asset.Stylesheet, Kept: kept, Program: "test"})
	if got.Path != want.Path || len(problems) > 0 {
		t.Errorf("%s and %v", got.Path, problems)
	}
}

// TestChangeWhileRead holds that a file which changes while the bundle is made is not taken for what it was made of.
func TestChangeWhileRead(t *testing.T) {
	files := changing{fstest.MapFS{"css/site.css": {Data: []byte("a { color: red }")}}}
	o := asset.Options{Entry: asset.Stylesheet, Kept: t.TempDir(), Program: "test"}
	before, _ := asset.New(files, o)
	if after, _ := asset.New(files, o); after.Path == before.Path {
		t.Errorf("the bundle is still %s", after.Content)
	}
}

// changing is a file system whose files are written anew whenever one has been read.
type changing struct{ fstest.MapFS }

func (c changing) ReadFile(name string) ([]byte, error) {
	src, err := c.MapFS.ReadFile(name)
	c.MapFS[name] = &fstest.MapFile{Data: []byte("b { top: 0 }")}
	return src, err
}

var _ fs.ReadFileFS = changing{}
