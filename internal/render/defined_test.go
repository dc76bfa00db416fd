package render_test

import (
	"fmt"
	"strings"
	"testing"

	"vitrin/internal/site"
)

// A site's own definition takes the place of a built-in partial, whichever file it stands in, and even if it says nothing.
func TestOwnDefinitions(t *testing.T) {
	const shows = `{{define "main"}}{{template "partials/title.html" .}}|{{range .Ways}}{{link .}}{{end}}{{end}}`
	for _, test := range []struct{ name, text, want string }{
		{"partials/title.html", "mine", `mine|<a href="/bro/">Bron</a>`},
		{"partials/title.html", "", `|<a href="/bro/">Bron</a>`},
		{"partials/link.html", "<b>{{.Text}}</b>", "<h1>En sida</h1>\n|<b>Bron</b>"},
	} {
		for _, file := range []string{"partials/a.html", "partials/zzz.html", "base.html"} {
			t.Run(test.name+" in "+file, func(t *testing.T) {
				r, problems := over(map[string]string{file: fmt.Sprintf(`{{define %q}}%s{{end}}<main>{{template "main" .}}</main>`, test.name, test.text), "404.html": shows})
				if len(problems) > 0 {
					t.Fatal(problems)
				}
				got := page(t, r, "404.html", site.NotFoundView{Frame: frame(t), Ways: []site.Link{{Text: "Bron", Href: "/bro/"}}})
				_, got, _ = strings.Cut(got, "<main")
				if _, got, _ = strings.Cut(got, ">"); !strings.HasPrefix(strings.TrimSpace(got), test.want) {
					t.Errorf("got %q, want %q", got, test.want)
				}
			})
		}
	}
}

// What a site's own files define and nothing shows is told, at its place.
func TestUnheardDefinitions(t *testing.T) {
	const main = `{{define "main"}}{{template "partials/title.html" .}}{{template "mine" .}}{{end}}`
	for _, test := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{
			"twice in two files",
			map[string]string{"partials/a.html": "å{{define \"partials/title.html\"}}a{{end}}", "partials/b.html": "\n{{- define `partials/title.html`}}b{{end}}"},
			`templates/partials/a.html:1:2+32 this definition is not used: templates/partials/b.html defines "partials/title.html", too; delete one of the two, or give it another name`,
		},
		{
			"a file and a definition",
			map[string]string{"partials/a.html": `{{define "partials/title.html"}}a{{end}}`, "partials/title.html": "b"},
			`templates/partials/a.html:1:1+32 this definition is not used: templates/partials/title.html defines "partials/title.html", too; delete one of the two, or give it another name`,
		},
		{
			"a block and a definition, which is what blocks are for",
			map[string]string{"base.html": `{{block "mine" .}}a{{end}}{{template "main" .}}`, "partials/b.html": `{{define "mine"}}b{{end}}`},
			"",
		},
		{
			"a definition that a page replaces",
			map[string]string{"partials/a.html": `{{define "mine"}}a{{end}}`, "page.html": main + `{{define "mine"}}b{{end}}`},
			"",
		},
		{
			"what a page shows, outside of it",
			map[string]string{"partials/a.html": "\n {{ define \"main\" }}a{{end}}"},
			`templates/partials/a.html:2:2+19 this definition is not used: a page is what its own file says; what a page is to show goes between {{define "main"}} and {{end}} in its file, such as templates/page.html`,
		},
		{
			"what all pages share, in a page",
			map[string]string{"page.html": `{{define "partials/footer.html"}}a{{end}}{{define "mine"}}{{end}}` + main},
			"templates/page.html:1:1+33 this definition is not used: partials/footer.html is rendered once for all pages; write it in templates/partials/footer.html, for all pages",
		},
		{
			"a slip in a name",
			map[string]string{"partials/a.html": `{{define "partials/tilte.html"}}a{{end}}`},
			`templates/partials/a.html:1:1+32 no template uses "partials/tilte.html"; did you mean "partials/title.html"?`,
		},
		{
			"a slip in a file's name",
			map[string]string{"partials/crad.html": "a"},
			`templates/partials/crad.html:0:0+0 no template uses "partials/crad.html"; did you mean "partials/card.html"?`,
		},
		{
			"a part of one's own",
			map[string]string{"partials/mine.html": `{{define "mine"}}a{{end}}b`, "page.html": main},
			"",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := over(test.files)
			var got []string
			for _, p := range problems {
				got = append(got, fmt.Sprintf("%s:%d:%d+%d %s; %s", p.Pos.File, p.Pos.Line, p.Pos.Column, p.Pos.Width, p.Message, p.Hint))
			}
			if problems.Errors() > 0 || strings.Join(got, "\n") != test.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), test.want)
			}
		})
	}
}
