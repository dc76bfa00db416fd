package render_test

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"vitrin/internal/diag"
	"vitrin/internal/site"
)

// filled gives a view in which every text says x.
func filled(t testing.TB, name, x string) any {
	t.Helper()
	f := fill{l: words(t, "sv"), text: func(string, reflect.Type) string { return x }, length: 1, flag: true}
	return f.view(emptyViews()[name])
}

// TestOverride holds that a site's own file replaces one built-in file, and one block of a page all of its
// matter.
func TestOverride(t *testing.T) {
	r, problems := over(map[string]string{
		"partials/card.html": `<i>{{.Link.Text}}</i>`,
		"page.html":          `{{define "main"}}<b>{{.Title}}</b>{{end}}`,
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if html := page(t, r, "home.html", filled(t, "home.html", "/x")); !strings.Contains(html, "<i>/x</i>") {
		t.Error("the card of the site is not used")
	}
	if html := page(t, r, "page.html", filled(t, "page.html", "/x")); !strings.Contains(html, "<b>/x</b>") || !strings.Contains(html, "<footer") {
		t.Error("the page of the site is not used within the built-in layout")
	}
}

// TestProblems holds that what is wrong with a template is told at its place, before any page is rendered.
func TestProblems(t *testing.T) {
	for _, tt := range []struct {
		file, text string
		line       int
		want       string
	}{
		{"page.html", "{{define \"main\"}}\n{{.Titel}}{{end}}", 2, "Titel"},
		{"page.html", "{{define \"main\"}}\n{{.Title}{{end}}", 2, "bad character"},
		{"page.html", "{{define \"main\"}}\n{{nothing .Title}}{{end}}", 2, `function "nothing" not defined`},
		{"page.html", "{{define \"main\"}}\n\n{{template \"nothing\"}}{{end}}", 3, "nothing"},
		{"page.html", "{{define \"main\"}}<a href={{.Title}}{{end}}", 0, "unquoted attr"},
		{"partials/card.html", "<p>\n{{.Nothing}}", 2, "Nothing"},
		{"pages.html", "", 0, "no page is rendered with this template"},
	} {
		_, problems := over(map[string]string{tt.file: tt.text})
		found := false
		for _, p := range problems {
			found = found || p.Code == diag.Template && p.Pos.File == "templates/"+tt.file && p.Pos.Line == tt.line && strings.Contains(p.Message, tt.want)
		}
		if !found {
			t.Errorf("%s with %q: no problem in line %d with %q among %+v", tt.file, tt.text, tt.line, tt.want, problems)
		}
	}
}

// TestHostileWords holds that nothing that people write becomes HTML, a script or an unsafe address.
func TestHostileWords(t *testing.T) {
	r := builtIn(t)
	for _, hostile := range []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `javascript:alert(1)`} {
		f := fill{l: words(t, "sv"), length: 2, flag: true, text: func(_ string, kind reflect.Type) string {
			if kind.String() == "template.HTML" {
				return "" // made by the program, not written by people
			}
			return hostile
		}}
		for name, view := range emptyViews() {
			html := page(t, r, name, f.view(view))
			for _, bad := range []string{"<script>alert", "<img src=x", `href="javascript`, `src="javascript`, "' onmouseover='"} {
				if strings.Contains(html, bad) {
					t.Errorf("%s: %q comes through as %q", name, hostile, bad)
				}
			}
		}
	}
}

// TestCardsAreRenderedOnce holds that a card is made once, whoever asks for it and however many do at once.
func TestCardsAreRenderedOnce(t *testing.T) {
	r, problems := over(map[string]string{"partials/card.html": `{{.L.T "count.projects" 1}}{{.Summary}}`})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	card := &site.Card{L: words(t, "sv"), Summary: "first"}
	view := site.GroupView{Frame: filled(t, "group.html", "/x").(*site.GroupView).Frame}
	view.Projects.L = card.L
	view.Projects.Sections = []site.Section{{Cards: []*site.Card{card, card}}}
	first := page(t, r, "group.html", view)
	if strings.Count(first, "first") != 2 {
		t.Fatal("the card is not shown twice")
	}
	// A card is not changed once it is made; one that is shows that it was not rendered again.
	card.Summary = "second"
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			var b bytes.Buffer
			if err := r.Page(&b, "group.html", view); err != nil || b.String() != first {
				t.Errorf("another goroutine got another page, or %v", err)
			}
		})
	}
	all.Wait()
}

func TestNoSuchTemplate(t *testing.T) {
	var b bytes.Buffer
	if err := builtIn(t).Page(&b, "nothing.html", nil); err == nil || b.Len() > 0 {
		t.Errorf("error %v and %d bytes", err, b.Len())
	}
}

// BenchmarkPage measures a page of a list with 50 cards that were rendered before.
func BenchmarkPage(b *testing.B) {
	r, l := builtIn(b), words(b, "sv")
	view := site.GroupView{Frame: filled(b, "group.html", "/x").(*site.GroupView).Frame}
	view.Projects.L = l
	view.Projects.Sections = []site.Section{{}}
	for i := range 50 {
		card := &site.Card{L: l, Link: site.Link{Text: fmt.Sprint("Projekt ", i), Href: "/x/"}, Summary: "En sammanfattning"}
		view.Projects.Sections[0].Cards = append(view.Projects.Sections[0].Cards, card)
	}
	b.ReportAllocs()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := r.Page(&out, "group.html", view); err != nil {
			b.Fatal(err)
		}
	}
}
