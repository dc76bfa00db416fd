package render_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"vitrin/internal/render"
	"vitrin/internal/site"
)

// TestDirect holds what is written into pages to what html/template prints: values of any type, wherever they stand.
func TestDirect(t *testing.T) {
	values := []string{
		".Frame.Title", ".Frame.Lang", "len .Ways", "(index .Ways 0).Href", "index .Ways 0", ".Ways", "links .Ways", "link (index .Ways 0)", ".Frame.NoIndex", ".Frame.L.Tag",
		"word .Frame.L \"home\"", "printf \"%d%s\" (len .Ways) .Frame.Title", "1.5", "(index .Ways 0).Href | printf \"%s\"", ".Frame.Canonical",
	}
	places := []string{
		"<p>%</p>", "<p title=\"%\"></p>", "<p title='a % b'></p>", "<p title=%></p>", "<a href=\"%\"></a>", "<a href='%'></a>", "<a href=\"mailto:%\"></a>", "<a href=\"/a?b=%\"></a>",
		"<img srcset=\"%\">", "<textarea>%</textarea>", "<title>%</title>", "<script>var a = %;</script>", "<style>a { b: % }</style>", "<p onclick=\"a(%)\"></p>", "<p style=\"a: %\"></p>",
		"{{if .Frame}}%{{end}}", "<p>%%</p>",
	}
	for _, place := range places {
		var own strings.Builder
		own.WriteString(`{{define "main"}}`)
		for _, value := range values {
			own.WriteString(strings.ReplaceAll(place, "%", "{{"+value+"}}") + "\n")
		}
		own.WriteString("{{end}}")
		r, problems := over(map[string]string{"404.html": own.String()})
		if len(problems) > 0 {
			t.Error(place, problems)
			continue
		}
		for _, text := range []string{"", "a", `<b>"'+&` + "\x00\xff\u00ad", "/a/å?b=c&d#e", "javascript:alert(1)", "https://a.se/"} {
			f := frame(t)
			f.Title, f.Canonical = text, text
			var got, want bytes.Buffer
			view := site.NotFoundView{Frame: f, Ways: []site.Link{{Text: text, Href: text}, {Text: "b"}}}
			if err := errors.Join(r.Page(&got, "404.html", view), r.Print(&want, "404.html", view)); err != nil {
				t.Error(place, err)
			} else if got.String() != want.String() {
				t.Errorf("%s with %q is written\n%s\nand printed\n%s", place, text, got.String(), want.String())
			}
		}
	}
}

// TestFailure holds that a function which fails where it writes into the page is told of with its place and the reason.
func TestFailure(t *testing.T) {
	const reason = `the catalogue of svenska has no words for "nothing"`
	for text, want := range map[string]string{
		`{{word .Frame.L "nothing"}}`:                     reason,
		`<p>{{.Frame.L.T "nothing"}}</p>`:                 `in {{.Frame.L.T}}: error calling T: ` + reason,
		`<p title="{{word .Frame.L "nothing"}}"></p>`:     `in {{word .Frame.L "nothing"}}: error calling word: ` + reason,
		`{{link (index .Ways 7)}}`:                        `in {{index .Ways 7}}: error calling index: index out of range: 7`,
		`{{template "partials/link.html" index .Ways 7}}`: `in {{index .Ways 7}}: error calling index: index out of range: 7`,
	} {
		r, problems := over(map[string]string{"404.html": "{{define \"main\"}}\n" + text + "{{end}}"})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		err := r.Page(new(bytes.Buffer), "404.html", site.NotFoundView{Frame: frame(t)})
		var told *render.Error
		if !errors.As(err, &told) || told.Problem.Pos.Line != 2 || told.Problem.Message != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}
