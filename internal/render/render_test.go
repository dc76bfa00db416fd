package render_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"vitrin/internal/diag"
	"vitrin/internal/render"
	"vitrin/internal/site"
)

func frame(t testing.TB) *site.Frame {
	l := words(t, "sv")
	return &site.Frame{L: l, Lang: "sv", Dir: "ltr", Title: "En sida", Header: &site.Header{L: l, SiteTitle: "Portföljen"}, Footer: &site.Footer{L: l}}
}

// projects gives a page that lists cards.
func projects(t testing.TB, count int) site.GroupView {
	f := frame(t)
	v := site.GroupView{Frame: f, Projects: site.Listing{L: f.L, Sections: make([]site.Section, 1)}}
	for i := range count {
		v.Projects.Sections[0].Cards = append(v.Projects.Sections[0].Cards, site.NewCard(i+1, site.CardWords{
			L: f.L, Link: site.Link{Text: fmt.Sprint("Projekt ", i), Href: fmt.Sprintf("/projekt/%d/", i)}, Summary: strings.Repeat("Vad det handlar om. ", 10),
			Status: site.Status{ID: "ongoing", Label: "Pågående"}, Period: "2020–2022", Granted: []string{"850 000 kr"},
			Coordinator: site.Link{Text: "Region Exempel", Href: "/organisationer/region-exempel/"},
			Clusters:    []site.Link{{Text: "Ett kluster", Href: "/kluster/ett/"}}, Programmes: []site.Link{{Text: "Ett program", Href: "/program/ett/"}},
		}))
	}
	return v
}

func TestOverride(t *testing.T) {
	for _, test := range []struct {
		name, file, text, want string
	}{
		{"a page's own matter", "404.html", `{{define "main"}}<p>Own: {{.Title}}</p>{{end}}`, `<main id="main" tabindex="-1">` + "\n<p>Own: En sida</p></main>"},
		{"a whole document", "404.html", `<!doctype html><title>{{.Title}}</title>`, `<!doctype html><title>En sida</title>`},
		{"a part", "partials/title.html", `<h1>-{{.Title}}-</h1>`, `<h1>-En sida-</h1>`},
		{"a part that is rendered once", "partials/header.html", `<p>{{.SiteTitle}}!</p>`, `<p>Portföljen!</p>`},
		{"a byte order mark", "partials/title.html", "\uFEFF<h1>-{{.Title}}-</h1>", "tabindex=\"-1\">\n<h1>-En sida-</h1>"},
		{"the base", "base.html", `<body>{{template "main" .}}</body>`, `<body><h1>En sida</h1>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			r, problems := over(map[string]string{test.file: test.text})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if got := page(t, r, "404.html", site.NotFoundView{Frame: frame(t)}); !strings.Contains(got, test.want) {
				t.Errorf("got %s, want in it %s", got, test.want)
			}
		})
	}
}

func TestOwnPartial(t *testing.T) {
	r, problems := over(map[string]string{
		"partials/own.html": `<b>{{.Title}}</b>`,
		"404.html":          `{{define "main"}}{{template "partials/own.html" .}}{{end}}`,
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if got := page(t, r, "404.html", site.NotFoundView{Frame: frame(t)}); !strings.Contains(got, "<b>En sida</b>") {
		t.Errorf("the site's own partial is not used: %s", got)
	}
}

func TestExtra(t *testing.T) {
	r, problems := over(map[string]string{"page.html": `{{define "main"}}{{.Words.Extra.colour}}|{{.Words.Extra.nothing}}|{{with .Words.Extra.box}}{{.depth}}{{end}}{{end}}`})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	view := site.PageView{Frame: frame(t), Words: site.Words{Extra: map[string]any{"colour": "<red>", "box": map[string]any{"depth": 3}}}}
	if got := page(t, r, "page.html", view); !strings.Contains(got, "&lt;red&gt;||3") {
		t.Errorf("what the editor added does not reach the template: %s", got)
	}
}

// What is known only when a page is made is no problem before.
func TestExtraIsComputedWith(t *testing.T) {
	r, problems := over(map[string]string{"page.html": `{{define "main"}}{{with .Words.Extra}}{{index .list 0}}|{{with .n}}{{if gt . 2}}many{{end}}{{end}}|` +
		`{{range slice .list 1 2}}{{.}}{{end}}|{{range 3}}{{.}}{{end}}|{{index (index .deep "k") 0}}{{end}}{{end}}`})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	view := site.PageView{Frame: frame(t), Words: site.Words{Extra: map[string]any{
		"list": []any{"a", "b"}, "n": 3, "deep": map[string]any{"k": []any{"x"}},
	}}}
	if got := page(t, r, "page.html", view); !strings.Contains(got, "a|many|b|012|x") {
		t.Errorf("not computed: %s", got)
	}
}

func TestProblems(t *testing.T) {
	for _, test := range []struct {
		name, file, text string
		pos              diag.Pos
		message          string
	}{
		{
			"an end that is missing", "project.html", "{{define \"main\"}}\n{{if .Status.ID}}\n{{end}}\n",
			diag.Pos{File: "templates/project.html", Line: 3},
			"unexpected EOF",
		},
		{
			"a stray brace", "partials/card.html", "<p>\n{{.Link.Text}</p>",
			diag.Pos{File: "templates/partials/card.html", Line: 2},
			"bad character U+007D '}'",
		},
		{
			"an unknown function", "page.html", "\n\n{{upper .Title}}",
			diag.Pos{File: "templates/page.html", Line: 3},
			`function "upper" not defined`,
		},
		{
			"a field that the view has not", "project.html", "{{define \"main\"}}\n<p>å{{.Budget}}</p>{{end}}",
			diag.Pos{File: "templates/project.html", Line: 2, Column: 7, Width: 7},
			"Budget",
		},
		{
			"a field that is missing in a card", "partials/card.html", "<p>{{.Title}}</p>",
			diag.Pos{File: "templates/partials/card.html", Line: 1, Column: 6, Width: 6},
			"Title",
		},
		{
			"a template that is not there", "page.html", `{{define "main"}}{{template "partials/nothing.html" .}}{{end}}`,
			diag.Pos{File: "templates/page.html", Line: 1, Column: 29, Width: 38},
			"partials/nothing.html",
		},
		{
			"HTML in which nothing can be escaped", "page.html", "{{define \"main\"}}\n<a href={{if .Title}}'{{end}}>{{end}}",
			diag.Pos{File: "templates/page.html", Line: 2, Column: 14},
			"{{if}} branches end in different contexts",
		},
		{
			"an empty page", "page.html", "", diag.Pos{File: "templates/page.html"}, "empty",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := over(map[string]string{test.file: test.text})
			if len(problems) != 1 {
				t.Fatalf("got %d problems, want 1: %+v", len(problems), problems)
			}
			p := problems[0]
			if p.Pos != test.pos || p.Code != diag.Template || p.Severity != diag.Error {
				t.Errorf("got %s %s at %+v, want an error of a template at %+v", p.Severity, p.Code, p.Pos, test.pos)
			}
			if !strings.Contains(p.Message, test.message) || p.Hint == "" {
				t.Errorf("got %q with the hint %q, want in it %q", p.Message, p.Hint, test.message)
			}
		})
	}
}

// TestTemplatesAreText holds that nothing comes into pages from a template that a page cannot hold.
func TestTemplatesAreText(t *testing.T) {
	for text, want := range map[string]string{
		"<h1>\n\u00e5 \xe5</h1>":                      "2:3+1 error encoding this character is not UTF-8",
		"<h1>\xef\xbf</h1>":                           "1:5+1 error encoding this character is not UTF-8",
		"\uFEFF<h1>\uFFFD\a</h1>":                     "1:6+1 error encoding here stands an invisible control character (U+0007)",
		"\xff\xfe<\x00h\x001\x00>\x00":                "1:1+1 error encoding this character is not UTF-8",
		"<h1>\u00e5\u200d\u202e\t\r\n{{.Title}}</h1>": "",
		`å{{"a\u0001"}}`:                              "1:6+6 error encoding this escape stands for an invisible control character (U+0001)",
		"{{with .Title}}\n{{else with printf `\\a`}}{{template `x` (print (print `b` \"\\a\").Nothing)}}{{end}}{{define `x`}}{{end}}": "2:60+2 error encoding this escape stands for an invisible control character (U+0007)",
		`{{define "x"}}{{"\x9f"}}{{end}}{{template "x"}}`:    `1:17+6 error encoding these escapes stand for bytes that are not UTF-8`,
		"{{\"\\u202e\\t\\\\a \\xc3\\x85\\n\"}}{{`\\u0001`}}": "",
	} {
		_, problems := over(map[string]string{"partials/title.html": text})
		var got []string
		for _, p := range problems {
			got = append(got, fmt.Sprintf("%d:%d+%d %s %s %s", p.Pos.Line, p.Pos.Column, p.Pos.Width, p.Severity, p.Code, p.Message))
		}
		if strings.Join(got, "\n") != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	_, problems := over(map[string]string{"page.html": "{{", "project.html": "{{", "cluster.html": `{{define "main"}}{{.Nothing}}{{end}}`})
	var files []string
	for _, p := range problems {
		files = append(files, p.Pos.File)
	}
	want := []string{"templates/cluster.html", "templates/page.html", "templates/project.html"}
	if !reflect.DeepEqual(files, want) {
		t.Errorf("got problems in %q, want %q", files, want)
	}
}

func TestStranger(t *testing.T) {
	_, problems := over(map[string]string{"projekt.html": "x"})
	if len(problems) != 1 || problems[0].Severity != diag.Warning || problems[0].Hint != "did you mean project.html?" {
		t.Errorf("got %+v, want one warning that means project.html", problems)
	}
}

func TestMissingTemplates(t *testing.T) {
	r, problems := render.New(fstest.MapFS{})
	if problems.Errors() == 0 {
		t.Error("a folder without templates has no problems")
	}
	if err := r.Page(io.Discard, "page.html", site.PageView{}); err == nil {
		t.Error("a page is rendered without a template")
	}
}

func TestCardIsRenderedOnce(t *testing.T) {
	r := builtIn(t)
	v := projects(t, 1)
	first := page(t, r, "group.html", v)
	if !strings.Contains(first, "Projekt 0") {
		t.Fatal("the card is not shown")
	}
	// A card that has changed since would show if it were rendered again.
	v.Projects.Sections[0].Cards[0].Link.Text = "Changed"
	if again := page(t, r, "group.html", v); again != first {
		t.Error("the card is rendered a second time")
	}
	row := page(t, r, "table.html", site.TableView{Frame: v.Frame, Rows: v.Projects.Sections[0].Cards})
	if !strings.Contains(row, "Changed") {
		t.Error("the row is the card's")
	}
}

// TestForget changes cards, which show so only where they are rendered again.
func TestForget(t *testing.T) {
	r := builtIn(t)
	v := projects(t, 1)
	table := site.TableView{Frame: v.Frame, Rows: v.Projects.Sections[0].Cards}
	page(t, r, "group.html", v)
	page(t, r, "table.html", table)
	v.Projects.Sections[0].Cards[0].Link.Text = "Changed"
	r.Forget(nil)
	for template, view := range map[string]any{"group.html": v, "table.html": table} {
		if got := page(t, r, template, view); !strings.Contains(got, "Changed") {
			t.Errorf("%s shows what was rendered before", template)
		}
	}
}

// TestOwnCards: a card is the same whatever a site's own templates do with it, when it is made and when it is remembered.
func TestOwnCards(t *testing.T) {
	own := map[string]string{
		"group.html": "{{define \"main\"}}{{range .Projects.Sections}}{{range .Cards}}{{with card .}}<p>{{.}}</p>{{end}}{{$c := card .}}{{if $c}}<b>{{$c}}</b>{{end}}{{end}}{{end}}{{end}}",
		// A row that shows the card.
		"partials/card.html": "<i>{{.Link.Text}}</i>", "partials/row.html": "<tr><td>{{card .}}</td></tr>\n",
	}
	r, problems := over(own)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	v := projects(t, 2)
	table := site.TableView{Frame: v.Frame, Rows: v.Projects.Sections[0].Cards}
	for range 3 {
		if got, want := page(t, r, "group.html", v), "<p><i>Projekt 0</i></p><b><i>Projekt 0</i></b><p><i>Projekt 1</i></p><b><i>Projekt 1</i></b>"; !strings.Contains(got, want) {
			t.Errorf("a page of cards is %s", got)
		}
		if got, want := page(t, r, "table.html", table), "<tr><td><i>Projekt 0</i></td></tr>\n<tr><td><i>Projekt 1</i></td></tr>\n"; !strings.Contains(got, want) {
			t.Errorf("a table of cards is %s", got)
		}
	}
}

// TestForgetWhileRendering forgets again and again while others render.
func TestForgetWhileRendering(t *testing.T) {
	r, v := builtIn(t), projects(t, 20)
	want := page(t, builtIn(t), "group.html", v)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 20 {
				var b bytes.Buffer
				if err := r.Page(&b, "group.html", v); err != nil || b.String() != want {
					t.Errorf("a page differs from what one goroutine renders: %v", err)
				}
				r.Forget(nil)
			}
		})
	}
	wait.Wait()
}

func TestHeadersAreToldApart(t *testing.T) {
	r, f := builtIn(t), frame(t)
	menu := func(current int, texts ...string) []site.MenuLink {
		var links []site.MenuLink
		for i, text := range texts {
			links = append(links, site.MenuLink{Link: site.Link{Text: text, Href: "/" + text + "/"}, Current: i == current})
		}
		return links
	}
	for _, test := range []struct {
		menu []site.MenuLink
		want string
	}{
		{menu(0, "a", "b"), `<a href="/a/" aria-current="true">a</a>`},
		{menu(1, "a", "b"), `<a href="/b/" aria-current="true">b</a>`},
		{menu(0, "a", "b"), `<a href="/a/" aria-current="true">a</a>`},
		{menu(0, "c", "b"), `<a href="/c/" aria-current="true">c</a>`},
		{menu(-1, "a"), `<a href="/a/">a</a>`},
	} {
		f.Header.Menu = test.menu
		if got := page(t, r, "404.html", site.NotFoundView{Frame: f}); !strings.Contains(got, test.want) {
			t.Errorf("the header of %v lacks %s", test.menu, test.want)
		}
	}
}

func TestErrorNamesPlace(t *testing.T) {
	r, problems := over(map[string]string{"404.html": "{{define \"main\"}}\n{{.L.T \"no-such-words\"}}{{end}}"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var b bytes.Buffer
	b.WriteString("before")
	for _, to := range []io.Writer{&b, struct{ io.Writer }{&b}} {
		err := r.Page(to, "404.html", site.NotFoundView{Frame: frame(t)})
		if err == nil || !strings.Contains(err.Error(), "404.html:2:") || b.String() != "before" {
			t.Errorf("got %v and %q, want an error at 404.html:2 and nothing written", err, b.String())
		}
	}
}

// TestPanicIsAnError gives templates what their functions cannot bear.
func TestPanicIsAnError(t *testing.T) {
	r := builtIn(t)
	v := projects(t, 1)
	v.Projects.Sections[0].Cards = []*site.Card{nil}
	for range 2 {
		if err := r.Page(io.Discard, "group.html", v); err == nil {
			t.Error("a card that is nil is rendered")
		}
	}
	if err := r.Page(io.Discard, "group.html", site.GroupView{Frame: &site.Frame{}}); err == nil {
		t.Error("a page without a language is rendered")
	}
}

type brokenWriter struct{}

var errBroken = errors.New("no room left")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestWriterError(t *testing.T) {
	if err := builtIn(t).Page(brokenWriter{}, "group.html", projects(t, 1)); !errors.Is(err, errBroken) {
		t.Errorf("got %v, want the writer's error", err)
	}
}

func TestConcurrentUse(t *testing.T) {
	r, v := builtIn(t), projects(t, 20)
	want := page(t, builtIn(t), "group.html", v)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 20 {
				var b bytes.Buffer
				if err := r.Page(&b, "group.html", v); err != nil || b.String() != want {
					t.Errorf("a page differs from what one goroutine renders: %v", err)
				}
			}
		})
	}
	wait.Wait()
}

func BenchmarkPageOf50Cards(b *testing.B) {
	r, v := builtIn(b), projects(b, 50)
	page(b, r, "group.html", v)
	b.ReportAllocs()
	for b.Loop() {
		if err := r.Page(io.Discard, "group.html", v); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNewCard(b *testing.B) {
	r := builtIn(b)
	for b.Loop() {
		b.StopTimer()
		v := projects(b, 50)
		b.StartTimer()
		if err := r.Page(io.Discard, "group.html", v); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		builtIn(b)
	}
}
