package render

import (
	"bytes"
	"html/template"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"vitrin/internal/locale"
	"vitrin/internal/overlay"
	"vitrin/internal/site"
	"vitrin/internal/syntax"
	"vitrin/templates"
)

// hostile are texts and addresses that would do harm, or look otherwise, where they are not escaped as html/template does.
var hostile = []string{
	"", "text", "Å & <b>\"'+`=\x00\ufffe\xff</b>", `"><script>alert(1)</script>`, "/a/b-c_d.e~f/%C3%A5/", "/å/(b)/'c'/", "/a%2/%zz/%", "/?a=b&c=d+e#f", "//host/a",
	"https://example.org/a?b=c&d", "http://example.org/ü", "HTTPS://example.org/", "https:example.org", "mailto:a@example.org", "javascript:alert(1)", "JavaScript:alert(1)",
	"data:text/html,<b>", "tel:+46", "#top", "?q=a:b", "a/b:c", "https://a b/\n\t", "https:/\u2028", "https:javascript:alert(1)", "/javascript:alert(1)", ":/", "\x01/",
}

// TestElements holds the elements that are put together by hand to what html/template makes of the same words.
func TestElements(t *testing.T) {
	l := swedish(t)
	r, problems := New(templates.FS)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for file, p := range r.shared.parts() {
		if !p.built {
			t.Errorf("%s is executed for every view", file)
		}
	}
	set := template.Must(template.New("").Parse(`
{{define "mark"}}{{with .Mark}} <span class="mark">({{.}})</span>{{end -}}{{end}}
{{define "link"}}{{if .Href}}<a href="{{.Href}}"{{with .Lang}} hreflang="{{.}}"{{end}}{{with .TextLang}} lang="{{.}}"{{end}}>{{.Text}}</a>
{{- else if .TextLang}}<span lang="{{.TextLang}}">{{.Text}}</span>
{{- else}}{{.Text}}{{end}}
{{- if .Mark}}{{template "mark" .}}{{end}}{{end}}
{{define "value"}}{{if .Time}}<time datetime="{{.Time}}">{{template "link" .Link}}</time>
{{- else}}{{template "link" .Link}}{{end}}
{{- with .Note}} <span class="note">{{.}}</span>{{end}}{{end}}
{{define "values"}}{{range $i, $value := .}}{{if $i}}<br>{{end}}{{template "value" $value}}{{end}}{{end}}
{{define "fact"}}<div data-field="{{.Key}}">
<dt>{{.Label}}</dt>
{{range .Values}}<dd>{{template "value" .}}</dd>
{{end}}</div>
{{end}}
{{define "cells"}}<tr>
{{range $i, $cell := .Cells -}}
{{if $i}}<td{{if .Numeric}} class="numeric"{{end}}{{if .Shade}} data-shade="{{.Shade}}"{{end}}>{{template "values" .Values}}</td>
{{else}}<th scope="row">{{template "values" .Values}}</th>
{{end}}{{end}}</tr>
{{end}}
{{define "status"}}{{if .Label}}<span class="status"{{with .ID}} data-status="{{.}}"{{end}}>{{.Label}}</span>{{end}}{{end}}
{{define "links"}}{{range $i, $link := .}}{{if $i}}<br>{{end}}{{template "link" $link}}{{end}}{{end}}
{{define "texts"}}{{range $i, $text := .}}{{if $i}}<br>{{end}}{{$text}}{{end}}{{end}}
{{define "anchor"}}{{with .Link}}<a href="{{.Href}}" rel="{{$.Note}}"{{with .Lang}} hreflang="{{.}}"{{end}}{{with .TextLang}} lang="{{.}}"{{end}}>{{$.Time}}</a>{{end}}{{end}}
{{define "meta"}}<meta name="application-name" content="{{.SiteTitle}}">
{{with .Description}}<meta name="description" content="{{.}}">
{{end -}}
{{if .NoIndex}}<meta name="robots" content="noindex">
{{else}}<link rel="canonical" href="{{.Canonical}}">
{{end -}}
{{range .Alternates}}<link rel="alternate" hreflang="{{.Lang}}" href="{{.Href}}">
{{end -}}
{{range .OpenGraph}}<meta property="{{.Name}}" content="{{.Content}}">
{{end -}}{{end}}
{{define "prose"}}{{if .Body}}<div class="prose" data-source="{{.Source}}">
{{.Body}}</div>
{{end}}{{end}}
{{define "head"}}<title>{{.HeadTitle}}</title>
{{template "meta" . -}}
{{template "assets" . -}}
{{with .JSONLD}}{{.}}
{{end -}}{{end}}
{{define "assets"}}
{{- range .Feeds}}<link rel="alternate" type="application/atom+xml" title="{{.Text}}{{with .Mark}} ({{.}}){{end}}" href="{{.Href}}"{{with .Lang}} hreflang="{{.}}"{{end}}{{with .TextLang}} lang="{{.}}"{{end}}>
{{end -}}
<link rel="icon" href="{{.Icon}}" type="image/svg+xml">
<link rel="stylesheet" href="{{.Stylesheet}}">
{{with .Script}}<script type="module" src="{{.}}"></script>
{{end -}}{{end}}
{{define "pagelinks"}}
{{- if .Previous}}<li><a href="{{.Previous}}" rel="prev">{{.L.T "pagination.previous"}}</a></li>
{{end -}}
{{range .Links}}{{if .Gap}}<li class="gap">…</li>
{{else}}<li><a href="{{.Href}}"{{if .Current}} aria-current="page"{{end}} aria-label="{{$.L.T "pagination.page" .Number}}">{{.Number}}</a></li>
{{end}}{{end -}}
{{if .Next}}<li><a href="{{.Next}}" rel="next">{{.L.T "pagination.next"}}</a></li>
{{end}}{{end}}
{{define "track"}}<svg class="bar-track" width="100%" height="12" aria-hidden="true" focusable="false">
{{- range .}}<rect data-part="{{.Kind}}" x="{{.X}}" width="{{.Width}}" height="100%"/>{{end}}</svg>
{{end}}
{{define "bars"}}{{range .}}<li{{if .Empty}} data-empty{{end}}>
<span class="bar-name">{{template "link" .Link}}{{with .Note}} <span class="note">{{.}}</span>{{end}}</span>
{{with .Number}}<span class="bar-number">{{.}}</span>
{{end -}}
{{with .Measures}}<span class="measures">{{range .}}<span data-part="{{.Kind}}">{{.Label}} <b>{{.Number}}</b></span> {{end}}</span>
{{end -}}
{{template "track" .Parts}}</li>
{{end}}{{end}}
{{define "tally"}}{{range .}}<li><span>{{template "link" .Link}}</span> <span class="numeric">{{.Number}}</span></li>
{{end}}{{end}}
{{define "table"}}<caption>{{.Caption}}</caption>
<thead>
<tr>
{{range .Columns}}<th scope="col"{{if .Numeric}} class="numeric"{{end}}{{with .Sorted}} aria-sort="{{.}}"{{end}}>
{{- if .Sort}}<a href="{{.Sort}}">{{.Label}}</a>{{else}}{{.Label}}{{end}}</th>
{{end}}</tr>
</thead>
<tbody>
{{range .Rows}}{{template "cells" .}}{{end}}</tbody>
{{end}}
{{define "tags"}}{{range .}}<li>{{.}}</li>
{{end}}{{end}}`))
	same := func(name string, view any, add func(*bytes.Buffer) error) {
		t.Helper()
		var want strings.Builder
		got, err := r.shared.joined(add)
		if failed := set.ExecuteTemplate(&want, name, view); failed != nil || err != nil {
			t.Fatal(name, failed, err)
		}
		if string(got) != want.String() {
			t.Errorf("%s of %q\n%s\nwant\n%s", name, view, got, want.String())
		}
	}
	for i, a := range hostile {
		b, c := hostile[(i+5)%len(hostile)], hostile[(i+11)%len(hostile)]
		link := site.Link{Text: a, Href: b, Lang: c, TextLang: hostile[(i+17)%len(hostile)], Mark: a}
		here := site.Link{Text: c, Href: a}
		f := &site.Frame{
			SiteTitle: a, Description: b, Canonical: a, NoIndex: i%5 == 0, Alternates: []site.Alternate{{Lang: b, Href: c}, {Lang: c, Href: a}},
			OpenGraph: []site.Property{{Name: a, Content: b}, {Name: c, Content: a}}, Feeds: []site.Link{link, here}, Icon: a, Stylesheet: b, Script: c, HeadTitle: a,
		}
		if i%3 > 0 {
			f.MakeJSONLD = func(json []byte) []byte { return append(json, "<script>{}</script>"...) }
		}
		text := site.Words{Source: a}
		if i%3 > 0 {
			text.MakeBody = func(html []byte) ([]byte, error) { return append(html, "<p>"[:i%2*3]...), nil }
		}
		pages := site.Pagination{L: l, Previous: a, Next: b, Links: []site.PageLink{{Number: b, Href: a, Current: true}, {Gap: true}, {Number: a, Href: c}}}
		parts := []site.BarPart{{Kind: a, X: b, Width: c}, {Kind: c, X: a, Width: b}}
		measures := []site.Measure{{Kind: a, Label: b, Number: c}, {Kind: b, Label: c, Number: a}}
		values := []site.Value{{Link: link, Note: a, Time: b}, {Link: here, Note: c}, {Link: link}}
		for name, views := range map[string][]any{
			"link": {link, here, &link}, "value": {values[0], values[1], &values[2]}, "values": {values}, "links": {[]site.Link{link, here}}, "texts": {[]string{a, b, c}},
			"track": {parts},
			"fact":  {site.Fact{Key: a, Label: b, Values: values}, &site.Fact{Key: c}}, "status": {site.Status{ID: a, Label: b}, site.Status{Label: c}},
			"cells": {site.Row{Cells: []site.Cell{{Values: values}, {Values: values[:1], Numeric: true, Shade: i % 5}, {}}}, &site.Row{Cells: []site.Cell{{Values: values[1:]}}}},
		} {
			for _, view := range views {
				same(name, view, func(b *bytes.Buffer) error { return r.shared.addElement(b, view) })
			}
		}
		same("anchor", values[0], func(b *bytes.Buffer) error { return addAnchor(b, link, values[0].Note, values[0].Time) })
		same("prose", text, func(b *bytes.Buffer) error { return addProse(b, text) })
		same("head", f, func(b *bytes.Buffer) error { return addHead(b, f) })
		same("meta", f, func(b *bytes.Buffer) error { return addMeta(b, f) })
		same("assets", f, func(b *bytes.Buffer) error { return addAssets(b, f) })
		same("pagelinks", pages, func(b *bytes.Buffer) error { return addPageLinks(b, pages) })
		rows := []site.Bar{{Link: link, Number: a, Note: b, Parts: parts}, {Link: here, Measures: measures, Empty: true}}
		same("bars", rows, func(b *bytes.Buffer) error { return each(b, rows, "", "</li>\n", r.shared.addBar) })
		counts := []site.CountRow{{Link: link, Number: a}, {Link: here, Number: b}}
		same("tally", counts, func(b *bytes.Buffer) error { return each(b, counts, "<li>", "</li>\n", r.shared.addCount) })
		table := site.Table{Caption: a, Columns: []site.Column{{Label: b}, {Label: c, Numeric: true, Sort: a, Sorted: b}}, Rows: []site.Row{{Cells: []site.Cell{{Values: values}, {Numeric: true}}}}}
		same("table", table, func(b *bytes.Buffer) error { return r.shared.addTable(b, table) })
		tags := []string{a, b, c}
		same("tags", tags, func(b *bytes.Buffer) error { return each(b, tags, "<li>", "</li>\n", addText) })
	}
}

// FuzzAddress looks for an address that is judged otherwise than html/template does.
func FuzzAddress(f *testing.F) {
	for _, address := range hostile {
		f.Add(address)
	}
	t := template.Must(template.New("").Parse(`<a href="{{.}}">{{.}}</a>`))
	f.Fuzz(func(test *testing.T, address string) {
		var want strings.Builder
		if err := t.Execute(&want, address); err != nil {
			test.Fatal(err)
		}
		if got := string(markup(nil).raw(`<a`).address("href", address).raw(`>`).text(address).raw(`</a>`)); got != want.String() {
			test.Errorf("%q is written %s, want %s", address, got, want.String())
		}
	})
}

// TestOwnParts: what a site's own partial makes of a small view stands wherever that is shown, also within the elements.
func TestOwnParts(t *testing.T) {
	link := site.Link{Text: "Bron", Href: "/bro/"}
	value := site.Value{Link: link, Note: "now"}
	fact := site.Fact{Key: "a", Label: "A", Values: []site.Value{value, value}}
	row := site.Row{Cells: []site.Cell{{Values: []site.Value{value}}, {Values: []site.Value{value, value}}}}
	for _, test := range []struct{ file, own, fact, row string }{
		{
			"link.html", `<i>{{.Text}}</i>`, `<dd><i>Bron</i> <span class="note">now</span></dd>`,
			`<td><i>Bron</i> <span class="note">now</span><br><i>Bron</i> <span class="note">now</span></td>`,
		},
		{"link.html", `<b>{{element .}}</b>`, `<dd><b><a href="/bro/">Bron</a></b> <span`, `<td><b><a href="/bro/">Bron</a></b> <span`},
		{"value.html", `<i>{{template "partials/link.html" .Link}}</i>`, `<dd><i><a href="/bro/">Bron</a></i></dd>`, `<td><i><a href="/bro/">Bron</a></i><br><i>`},
		{"values.html", `{{len .}}`, `<dd><a href="/bro/">Bron</a> <span`, "<th scope=\"row\">1</th>\n<td>2</td>"},
		{"fact.html", `{{.Label}}: {{values .Values}}`, "A: <li><a href=\"/bro/\">Bron</a> <span class=\"note\">now</span></li>\n<li>", ``},
		{"cells.html", `<tr>{{len .Cells}}</tr>`, ``, `<tr>2</tr>`},
	} {
		own := fstest.MapFS{"partials/" + test.file: &fstest.MapFile{Data: []byte(test.own)}}
		r, problems := New(overlay.New(own, templates.FS))
		if len(problems) > 0 {
			t.Fatal(test.own, problems)
		}
		for range 3 { // made, made again and remembered
			if got, err := r.shared.joined(func(b *bytes.Buffer) error { return r.shared.addFact(b, &fact) }); err != nil || !strings.Contains(string(got), test.fact) {
				t.Errorf("%s %s: %s, %v, want in it %s", test.file, test.own, got, err, test.fact)
			}
			if got, err := r.shared.joined(func(b *bytes.Buffer) error { return r.shared.addRow(b, &row) }); err != nil || !strings.Contains(string(got), test.row) {
				t.Errorf("%s %s: %s, %v, want in it %s", test.file, test.own, got, err, test.row)
			}
		}
	}
	if err := new(shared).addElement(new(bytes.Buffer), 3); err == nil {
		t.Error("a number is an element")
	}
}

// TestPageLinksWithoutWords: a missing word is an error, not a page that lacks it.
func TestPageLinksWithoutWords(t *testing.T) {
	l := new(locale.Locale)
	for _, p := range []site.Pagination{{L: l, Previous: "/a/"}, {L: l, Next: "/b/"}, {L: l, Links: []site.PageLink{{Number: "1", Href: "/a/"}}}} {
		if err := addPageLinks(new(bytes.Buffer), p); err == nil {
			t.Errorf("%+v became links", p)
		}
	}
}

func swedish(t *testing.T) *locale.Locale {
	t.Helper()
	src, err := fs.ReadFile(templates.FS, "lang/sv.yaml")
	if err != nil {
		t.Fatal(err)
	}
	node, problems := syntax.YAML("lang/sv.yaml", src, 1)
	l, more := locale.New("sv", node, nil)
	if len(problems)+len(more) > 0 {
		t.Fatal(problems, more)
	}
	return l
}
