package render_test

import (
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"vitrin/internal/render"
	"vitrin/internal/site"
	"vitrin/templates"
)

// TestPens holds what functions write into pages to what is printed of them, as it is where a site has files of its own that
// say the same.
func TestPens(t *testing.T) {
	files, own := partials(t), map[string]string{}
	for name := range emptyViews() {
		files = append(files, name)
	}
	for _, name := range append(files, "base.html") {
		src, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		own[name] = string(src) + "{{/* a site's own */}}"
	}
	printing, problems := over(own)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, writing := range []*render.Renderer{builtIn(t), render.Trust(templates.FS)} {
		for name := range emptyViews() {
			for _, text := range []string{`<b>"'+&`, "/a/", "javascript:alert(1)"} {
				text := func(string, reflect.Type) string { return text }
				for _, f := range []fill{{l: words(t, "sv"), text: text, length: 2}, {l: words(t, "sv"), text: text, length: 2, flag: true}, {l: words(t, "sv"), text: text}} {
					view := f.view(emptyViews()[name])
					var want strings.Builder
					if err := printing.Print(&want, name, view); err != nil {
						t.Fatal(err)
					}
					for _, r := range []*render.Renderer{writing, printing} {
						if got := page(t, r, name, view); got != want.String() {
							t.Errorf("%s is written\n%s\nand printed\n%s", name, got, want.String())
						}
					}
				}
			}
		}
	}
}

// TestPenPrintsWithin: where a site's own file does more with what a function makes than to print it, it gets HTML.
func TestPenPrintsWithin(t *testing.T) {
	r, problems := over(map[string]string{"404.html": `{{define "main"}}{{$ways := links .Ways}}<p title="{{links .Ways}}">{{if $ways}}{{$ways}}{{$ways}}{{end}}{{links .Ways | len}}</p>{{end}}`})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	got := page(t, r, "404.html", site.NotFoundView{Frame: frame(t), Ways: []site.Link{{Text: "A"}}})
	if want := "<p title=\"A\n\"><li>A</li>\n<li>A</li>\n11</p>"; !strings.Contains(got, want) {
		t.Errorf("got %s, want in it %s", got, want)
	}
}

// TestPenElsewhere: what a built-in file says is escaped for the place in which a site's own file has it.
func TestPenElsewhere(t *testing.T) {
	const own = `{{define "main"}}{{with index .Ways 0}}<p title="{{template "partials/link.html" .}}">{{template "partials/link.html" .}}</p>` +
		`<a href="{{template "partials/link.html" .}}"></a><script>var a = {{template "partials/link.html" .}}, b = "{{link .}}";</script>` +
		`<textarea>{{template "partials/link.html" .}}</textarea><style>{{template "partials/link.html" .}}</style>{{end}}{{end}}`
	r, problems := over(map[string]string{"404.html": own})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	view := site.NotFoundView{Frame: frame(t), Ways: []site.Link{{Text: `alert(1) "<`, Href: "/a/"}}}
	const want = `<p title="alert(1) &#34;&lt;"><a href="/a/">alert(1) &#34;&lt;</a></p>`
	for range 2 {
		got := page(t, r, "404.html", view)
		start := strings.Index(got, "<p title=")
		if start < 0 {
			t.Fatal(got)
		}
		got, _, _ = strings.Cut(got[start:], "</main>")
		if !strings.HasPrefix(got, want) {
			t.Errorf("got %s, want first %s", got, want)
		}
		if n := strings.Count(got, `<a href="/a/">`); n != 1 {
			t.Errorf("the link stands in %d places as HTML: %s", n, got)
		}
	}
}

// TestPenOfAnyName: a site's own template may have the name of the one by which others are escaped.
func TestPenOfAnyName(t *testing.T) {
	r, problems := over(map[string]string{"404.html": `{{define "never"}}<i>{{(index .Ways 0).Text}}</i>{{end}}{{define "never!"}}!{{end}}{{define "main"}}{{template "never" .}}{{template "never!" .}}{{end}}`})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	view := site.NotFoundView{Frame: frame(t), Ways: []site.Link{{Text: "<b>"}}}
	if got := page(t, r, "404.html", view); !strings.Contains(got, "<i>&lt;b&gt;</i>!") {
		t.Errorf("the page is\n%s", got)
	}
}
