package render_test

import (
	"os"
	"testing"

	"vitrin/internal/edtf"
	"vitrin/internal/locale"
	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
	"vitrin/internal/render"
	"vitrin/internal/site"
	"vitrin/internal/source"
)

func TestFields(t *testing.T) {
	for _, test := range []struct {
		name, text string
		read       []string // of the names below
	}{
		{"fields and functions of fields", `{{.Title}}{{len .Related}}{{if eq .Period "x"}}{{end}}`, []string{"Title", "Related", "Period"}},
		{"fields of fields", `{{.Words.Summary}}{{(index .Related 0).Reason}}`, []string{"Words", "Summary", "Related", "Reason"}},
		{"functions that read fields", `{{with .Frame}}{{assets .}}{{end}}{{related .Related}}`, []string{"Related", "Reason"}},
		{"a branch", `{{with .Words}}{{.Body}}{{$.Title}}{{end}}`, []string{"Words", "Body", "Title"}},
		{"what else there is", `{{range .Related}}{{else}}{{.Period}}{{end}}`, []string{"Related", "Period"}},
		{"a variable", `{{$w := .Words}}{{$w.Body}}`, []string{"Words", "Body"}},
		{"the view in a variable", `{{$view := .}}{{$view.Title}}`, []string{"Title"}},
		{"a template that is used", `{{template "partials/title.html" .}}`, []string{"Title"}},
		{"one of the site's own", `{{define "own"}}{{.Period}}{{end}}{{template "own" .}}`, []string{"Period"}},
		{"the whole view, printed", `{{printf "%v" .}}`, nil},
		{"the whole view, in a variable", `{{$view := .}}{{with .Title}}{{print $view}}{{end}}`, nil},
		{"the whole view, in a template", `{{define "own"}}{{. | print}}{{end}}{{template "own" $}}`, nil},
		{"a part, printed", `{{with .Title}}{{.}}{{end}}{{range .Related}}{{print .}}{{end}}`, []string{"Title", "Related"}},
	} {
		r, problems := over(map[string]string{"project.html": test.text})
		if len(problems) > 0 {
			t.Fatal(test.name, problems)
		}
		fields := r.Fields("project.html")
		for _, name := range []string{"Title", "Related", "Reason", "Period", "Words", "Summary", "Body"} {
			want := test.read == nil
			for _, read := range test.read {
				want = want || read == name
			}
			if fields.Has(name) != want {
				t.Errorf("%s: %s is read: %v", test.name, name, !want)
			}
		}
	}
}

// TestFieldsAreEnough renders the example of views that hold all and of views that hold what is read.
func TestFieldsAreEnough(t *testing.T) {
	minimal, problems := over(map[string]string{
		"project.html": `{{define "main"}}<h1>{{.Title}}</h1>{{.Words.Body}}{{range .Related}}{{.Card.Link.Text}}{{end}}{{end}}`,
		"cluster.html": `<!doctype html><title>{{.HeadTitle}}</title>{{range .Projects.Sections}}{{range .Cards}}{{.Link.Text}}{{end}}{{end}}`,
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for name, r := range map[string]*render.Renderer{"built-in": builtIn(t), "minimal": minimal} {
		var want []string
		for _, p := range example(t, nil) {
			want = append(want, page(t, r, p.Template, p.View()))
		}
		r.Forget(nil)
		for i, p := range example(t, r.Fields) {
			if page(t, r, p.Template, p.View()) != want[i] {
				t.Errorf("%s: %s differs where its view holds only what is read", name, p.Path)
			}
		}
	}
}

// TestFieldsAreMade holds a view to what is read of it: other fields cost nothing.
func TestFieldsAreMade(t *testing.T) {
	r, problems := over(map[string]string{"project.html": `{{define "main"}}{{.Period}}{{end}}`, "base.html": `{{template "main" .}}`})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, p := range example(t, r.Fields) {
		v, ok := p.View().(*site.ProjectView)
		if ok && (v.Period == "" && v.Status.ID != "" || v.Facts != nil || v.Related != nil || v.MakeJSONLD != nil || v.Words.MakeBody != nil || v.Funding.Caption != "") {
			t.Errorf("%s has more than its period: %+v", p.Path, v)
		}
	}
}

// example plans the example portfolio with views of these fields.
func example(t *testing.T, fields func(string) site.Fields) []*site.Page {
	t.Helper()
	files := os.DirFS("../..")
	node, problems, err := source.Settings(files)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	settings, _ := portfolio.NewSettings(node)
	converter := markdown.New(markdown.Options{ReservedIDs: render.IDs()})
	var loader source.Loader
	content, _, err := loader.Load(t.Context(), files, source.Options{Languages: settings.Languages, Markdown: func(string) *markdown.Converter { return converter }})
	if err != nil {
		t.Fatal(err)
	}
	p, _ := portfolio.New(content, settings, portfolio.Options{Today: edtf.NewDay(2026, 11, 15)})
	var locales []*locale.Locale
	for _, lang := range settings.Languages {
		locales = append(locales, words(t, lang))
	}
	plan, problems := site.Plan(p, locales, site.Options{Fields: fields})
	if len(problems) > 0 || len(plan.Pages()) < 100 {
		t.Fatal(problems, len(plan.Pages()))
	}
	return plan.Pages()
}
