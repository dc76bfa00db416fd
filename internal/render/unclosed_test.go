package render_test

import (
	"fmt"
	"strings"
	"testing"
)

// What html/template finds wrong with HTML is told where the site's own file opens what it does not close, once, even where
// built-in parts stand in it; never with the words of html/template for where it was.
func TestUnclosed(t *testing.T) {
	const tag, element = "close the tag, and each quotation mark in it", "close the element with its end tag, and each quotation mark in it"
	open := func(where string) string { return "what opens here is not closed: the template ends in " + where }
	for _, test := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"a part of every page", map[string]string{"partials/title.html": "<i>å</i>\nå<p class=\""}, "templates/partials/title.html:2:2+2 " + open("an attribute's value") + "; " + tag},
		{"a part of a page's own part", map[string]string{
			"page.html":       "{{define \"main\"}}<p>{{template \"partials/a.html\" .}}</p>{{end}}",
			"partials/a.html": "<p>{{.Title}}</p><p title=\"{{.Title}}>\n",
		}, "templates/partials/a.html:1:18+2 " + open("an attribute's value") + "; " + tag},
		{"a page", map[string]string{"page.html": "{{define \"main\"}}\n<p><b {{end}}"}, "templates/page.html:2:4+2 " + open("a tag") + "; " + tag},
		{"a part that all pages share", map[string]string{"partials/footer.html": "<footer>{{.Publisher}}<a href='"}, "templates/partials/footer.html:1:23+2 " + open("an attribute's value") + "; " + tag},
		{"a definition within a file", map[string]string{"partials/a.html": "<b {{define \"partials/title.html\"}}\n<h1>{{.Title}}<i{{end}}"}, "templates/partials/a.html:2:15+2 " + open("a tag") + "; " + tag},
		{"a comment", map[string]string{"partials/title.html": "<p></p><!-- <p> "}, "templates/partials/title.html:1:8+1 " + open("a comment") + "; end the comment with -->"},
		{"a script", map[string]string{"partials/title.html": "<script>let a = \"{{.Title}}</script>"}, "templates/partials/title.html:1:1+7 " + open("a script") + "; " + element},
		{"a style", map[string]string{"partials/title.html": "{{- /* a */ -}} <style>b"}, "templates/partials/title.html:1:17+6 " + open("a style") + "; " + element},
		{"a title", map[string]string{"partials/title.html": "<title>{{.Title}}"}, "templates/partials/title.html:1:1+6 " + open("a title or a field of text") + "; " + element},
		{"what cannot be read", map[string]string{"partials/title.html": "<p title=\"a>\n{{.Title}}<b class=\"c\"><i id=\"d\">"}, "templates/partials/title.html:1:1+2 from here on this cannot be read as HTML: \"\\\"\" in attribute name: \"c\\\"><i id=\\\"d\\\">\"; " + tag},
		{"an action before", map[string]string{"partials/title.html": "<p>{{if .Title}}<b{{else}}<i{{end}} class=\"a"}, "templates/partials/title.html:1:9+1 " + open("an attribute's value") + "; " + tag},
		{"branches", map[string]string{"partials/title.html": "<p>\n{{if .Title}}<a href=\"{{else}}<b{{end}}>"}, "templates/partials/title.html:2:6+0 {{if}} branches end in different contexts: in an attribute's value, in a tag; close in each branch, and in what is repeated, the tags and quotation marks that are opened there"},
		{"the base", map[string]string{"base.html": "<body {{if .Title}}x{{end}}>{{template \"main\" .}}<p class=\"</body>"}, "templates/base.html:1:50+2 " + open("an attribute's value") + "; " + tag},
		{"a definition that stands twice", map[string]string{"partials/a.html": "{{define \"a\"}}b{{end}}\n{{define \"a\"}}b{{end}}"}, "templates/partials/a.html:2:0+0 multiple definition of template \"a\"; delete one of the two, or give it another name"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := over(test.files)
			var got []string
			for _, p := range problems {
				got = append(got, fmt.Sprintf("%s:%d:%d+%d %s; %s", p.Pos.File, p.Pos.Line, p.Pos.Column, p.Pos.Width, p.Message, p.Hint))
			}
			if strings.Join(got, "\n") != test.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), test.want)
			}
		})
	}
}
