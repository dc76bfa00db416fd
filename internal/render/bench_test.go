package render_test

import (
	"io"
	"os"
	"testing"

	"vitrin/internal/corpus"
	"vitrin/internal/edtf"
	"vitrin/internal/locale"
	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
	"vitrin/internal/render"
	"vitrin/internal/site"
	"vitrin/internal/source"
)

// BenchmarkPages measures the pages of a whole site of 10,000 projects, from the plan to their views, and
// to their bytes: with the built-in templates, and with a project's page that shows little.
func BenchmarkPages(b *testing.B) {
	const n = 10000
	dir := b.TempDir()
	if err := corpus.Write(dir, n); err != nil {
		b.Fatal(err)
	}
	files := os.DirFS(dir)
	node, problems, err := source.Settings(files)
	if err != nil || len(problems) > 0 {
		b.Fatal(err, problems)
	}
	settings, _ := portfolio.NewSettings(node)
	converter := markdown.New(markdown.Options{ReservedIDs: render.IDs()})
	var loader source.Loader
	content, problems, err := loader.Load(b.Context(), files, source.Options{Languages: settings.Languages, Markdown: func(string) *markdown.Converter { return converter }})
	if err != nil || len(problems) > 0 {
		b.Fatal(err, problems)
	}
	p, problems := portfolio.New(content, settings, portfolio.Options{Today: edtf.NewDay(2026, 11, 15)})
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	minimal := `{{define "main"}}<h1>{{.Title}}</h1>{{.Words.Summary}}{{template "partials/facts.html" .Facts}}{{.Words.Body}}` +
		`{{range .Related}}<a href="{{.Card.Link.Href}}">{{.Card.Link.Text}}</a>{{end}}{{end}}`
	locales := []*locale.Locale{words(b, "sv")}
	for _, test := range []struct {
		name string
		own  map[string]string
		page func(r *render.Renderer, page *site.Page) error
	}{
		{"views", nil, func(_ *render.Renderer, page *site.Page) error { page.View(); return nil }},
		{"built-in", nil, func(r *render.Renderer, page *site.Page) error { return r.Page(io.Discard, page.Template, page.View()) }},
		{"minimal", map[string]string{"project.html": minimal}, func(r *render.Renderer, page *site.Page) error { return r.Page(io.Discard, page.Template, page.View()) }},
	} {
		b.Run(test.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r, problems := over(test.own)
				plan, clashes := site.Plan(p, locales, site.Options{Fields: r.Fields})
				if len(problems) > 0 || len(clashes) > 0 {
					b.Fatal(problems, clashes)
				}
				for _, page := range plan.Pages() {
					if err := test.page(r, page); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
