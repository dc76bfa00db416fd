package render_test

import (
	"io"
	"testing"

	"vitrin/internal/locale"
	"vitrin/internal/markdown"
	"vitrin/internal/render"
	"vitrin/internal/sample"
	"vitrin/internal/site"
)

// BenchmarkPages measures the pages of a whole site of 10,000 projects, from the plan to their views, and
// to their bytes: with the built-in templates, and with a project's page that shows little.
func BenchmarkPages(b *testing.B) {
	const n = 10000
	p := sample.Portfolio(b, n, markdown.Options{ReservedIDs: render.IDs()})
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
				r.Forget(plan) // so that its cards are remembered
				for _, page := range plan.Pages() {
					if err := test.page(r, page); err != nil {
						b.Fatal(err)
					}
				}
				if err := r.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
