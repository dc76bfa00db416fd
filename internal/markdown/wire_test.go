package markdown_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vitrin/content"
	"vitrin/internal/markdown"
	"vitrin/internal/wire"
)

// whole compares documents with all that they hold.
var whole = cmp.AllowUnexported(markdown.Document{}, markdown.Outline{}, markdown.Body{}, markdown.Slot{})

// bodies gives the texts of the example's pages, and some with all kinds of links and headings.
func bodies(t testing.TB) []string {
	all := []string{
		"", strings.Repeat("> ", 100) + "deep", "# Å {#b}\n## Å\n\n[a](c.md#d%20e \"f\") ![\"\"](g.png) ![h](<i j.png>) [[k|l]] [[m#n]] https://o.se [](p.md)\n\n[q]: #r\n\n[q][q]",
		"a[^1]\n\n[^1]: b [[c]]\n\n| d | e |\n|---|---|\n| f | g |\n", "<details><summary>[[a]]</summary>\n\n<a href=\"b.md\" id=\"c\">d</a> ![\xff](e)\n\n</details>\n",
	}
	err := fs.WalkDir(content.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := fs.ReadFile(content.FS, name)
		all = append(all, string(src))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func converters() []*markdown.Converter {
	o := markdown.Options{Quotes: [4]string{"”", "”", "’", "’"}, Words: swedish.Words, ReservedIDs: []string{"main"}}
	asText := markdown.New(o)
	o.SafeHTML = true
	return []*markdown.Converter{asText, markdown.New(o)}
}

func written(d *markdown.Document) (outline, body wire.Writer, html []byte) {
	markdown.AppendOutline(&outline, &d.Outline)
	html = markdown.AppendBody(&body, &d.Body)
	return outline, body, html
}

// reread writes a document and reads it back.
func reread(t *testing.T, d *markdown.Document) *markdown.Document {
	t.Helper()
	outline, body, html := written(d)
	r := wire.NewReader(string(outline.Marks), string(outline.Texts))
	got := &markdown.Document{Outline: *markdown.ReadOutline(r)}
	rest := wire.NewReader(string(body.Marks), string(body.Texts))
	got.Body.Read(rest, html)
	if !r.Done() || !rest.Done() {
		t.Fatal("the document is not read as it was written")
	}
	return got
}

func TestDocumentsAreReadBack(t *testing.T) {
	for _, c := range converters() {
		for _, text := range bodies(t) {
			d := c.Parse([]byte(text))
			got := reread(t, d)
			if diff := cmp.Diff(d, got, whole); diff != "" {
				t.Errorf("%.100q (-written +read)\n%s", text, diff)
			}
			if !bytes.Equal(d.HTML(echo), got.HTML(echo)) {
				t.Errorf("%.100q: other HTML", text)
			}
		}
	}
}

// FuzzRead holds that nothing that lies on a disk makes reading it or writing its HTML panic, or take much memory.
func FuzzRead(f *testing.F) {
	for _, c := range converters() {
		for _, text := range bodies(f) {
			outline, body, html := written(c.Parse([]byte(text)))
			f.Add(outline.Marks, outline.Texts, body.Marks, body.Texts, html)
		}
	}
	f.Add([]byte("\x00\xff\xff\xff\xff\x0f"), []byte{}, []byte("\x00\x00\xff\xff\xff\xff\x0f"), []byte{}, []byte{})
	f.Fuzz(func(t *testing.T, outlineMarks, outlineTexts, bodyMarks, bodyTexts, html []byte) {
		r := wire.NewReader(string(outlineMarks), string(outlineTexts))
		d := &markdown.Document{Outline: *markdown.ReadOutline(r)}
		rest := wire.NewReader(string(bodyMarks), string(bodyTexts))
		d.Body.Read(rest, html)
		if !r.OK() || !rest.OK() {
			return
		}
		d.HTML(echo)
		if diff := cmp.Diff(d, reread(t, d), whole); diff != "" {
			t.Errorf("(-written +read)\n%s", diff)
		}
	})
}

func BenchmarkReadBody(b *testing.B) {
	d := converters()[0].Parse([]byte(bodies(b)[10]))
	_, body, html := written(d)
	var got markdown.Body
	b.ReportAllocs()
	for b.Loop() {
		got.Read(wire.NewReader(string(body.Marks), string(body.Texts)), html)
	}
}

// One outline after the other is read into the same memory, and holds nothing of the one before.
func TestOutlinesAreReadIntoOne(t *testing.T) {
	var got markdown.Outline
	for _, c := range converters() {
		for _, text := range bodies(t) {
			d := c.Parse([]byte(text))
			outline, _, _ := written(d)
			r := wire.NewReader(string(outline.Marks), string(outline.Texts))
			if got.Read(r); !r.Done() {
				t.Fatalf("%.100q: the outline is not read as it was written", text)
			}
			if diff := cmp.Diff(d.Outline, got, whole, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%.100q (-written +read)\n%s", text, diff)
			}
		}
	}
}
