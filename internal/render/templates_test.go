package render_test

import (
	"html/template"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"vitrin/internal/locale"
	"vitrin/internal/site"
	"vitrin/templates"
)

// TestStrictTypes holds the built-in templates to more than sites must keep: that every type is known
// before a template is executed.
func TestStrictTypes(t *testing.T) {
	funcs := template.FuncMap{
		"card":     func(*site.Card) template.HTML { return "" },
		"cards":    func([]*site.Card) template.HTML { return "" },
		"rows":     func([]*site.Card) template.HTML { return "" },
		"timerows": func([]site.TimeRow) template.HTML { return "" },
		"related":  func([]site.Related) template.HTML { return "" },
		"link":     func(site.Link) template.HTML { return "" },
		"links":    func([]site.Link) template.HTML { return "" },
		"values":   func([]site.Value) template.HTML { return "" },
		"element":  func(any) template.HTML { return "" },
		"status":   func(site.Status) template.HTML { return "" },
		"word":     func(*locale.Locale, string) string { return "" },
		"facts":    func([]site.Fact) template.HTML { return "" },
		"cells":    func([]site.Row) template.HTML { return "" },
		"columns":  func([]site.Column) template.HTML { return "" },
		"header":   func(*site.Header) template.HTML { return "" },
		"footer":   func(*site.Footer) template.HTML { return "" },

		"anchor":    func(site.Link, string, string) template.HTML { return "" },
		"head":      func(*site.Frame) template.HTML { return "" },
		"prose":     func(site.Words) template.HTML { return "" },
		"meta":      func(*site.Frame) template.HTML { return "" },
		"assets":    func(*site.Frame) template.HTML { return "" },
		"pagelinks": func(site.Pagination) template.HTML { return "" },
		"table":     func(site.Table) template.HTML { return "" },
		"tally":     func([]site.CountRow) template.HTML { return "" },
		"bars":      func([]site.Bar) template.HTML { return "" },
		"tags":      func([]string) template.HTML { return "" },
	}
	for name, view := range emptyViews() {
		set := template.New("").Funcs(funcs)
		for _, file := range append(partials(t), "base.html", name) {
			src, err := fs.ReadFile(templates.FS, file)
			if err != nil {
				t.Fatal(err)
			}
			template.Must(set.New(file).Parse(string(src)))
		}
		root := set.Lookup("base.html")
		if set.Lookup("main") == nil {
			root = set.Lookup(name)
		}
		if err := templatecheck.CheckHTMLStrict(root, view); err != nil {
			t.Error(err)
		}
	}
}

func partials(t *testing.T) []string {
	t.Helper()
	files, err := fs.Glob(templates.FS, "partials/*.html")
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestManual holds templates/README.md to what there is: it describes every template and every partial.
func TestManual(t *testing.T) {
	manual, err := os.ReadFile("../../templates/README.md")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := fs.Glob(templates.FS, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(partials(t), pages...) {
		if !strings.Contains(string(manual), "`"+path.Base(file)+"`") {
			t.Errorf("templates/README.md does not tell of %s", file)
		}
	}
}

// TestEveryPartialIsUsed finds partials that nothing refers to.
func TestEveryPartialIsUsed(t *testing.T) {
	var all strings.Builder
	err := fs.WalkDir(templates.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := fs.ReadFile(templates.FS, name)
		all.Write(src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	shared := map[string]bool{}
	for _, name := range []string{"card", "row", "header", "footer", "link", "value", "values", "fact", "cells", "columns", "status", "track"} {
		shared["partials/"+name+".html"] = true
	}
	for _, file := range partials(t) {
		if !shared[file] && !strings.Contains(all.String(), `"`+file+`"`) {
			t.Errorf("nothing uses %s", file)
		}
	}
}

// TestContentPolicy finds styles and scripts within the templates, which a strict policy forbids.
func TestContentPolicy(t *testing.T) {
	pages, err := fs.Glob(templates.FS, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(partials(t), pages...) {
		src, err := fs.ReadFile(templates.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		for _, forbidden := range []string{"<script>", "<style", " style=", " onclick", " onload", "http://", "https://"} {
			if strings.Contains(string(src), forbidden) {
				t.Errorf("%s has %q", file, forbidden)
			}
		}
	}
}
