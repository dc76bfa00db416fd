package markdown_test

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"vitrin/internal/markdown"
)

// FuzzParse holds what the package promises of every input: no panic, links within the input, ids
// once each, and HTML of balanced, known tags without style, script and event attributes, though
// the resolver gives back whatever address was written.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"# Å {#b .c style=\"d\"}\n\n[a](javascript:b \"c\") ![d](e) [[f|g]] <h@i.j> https://k.se", "> [!NOTE]\n> a[^b]\n\n[^b]: c",
		"| a | b |\n|:-|-:|\n| [[c\\|d]] | `e\\|f` |", "- [ ] a\n- [x] b\n\nc\n: d", "<div onclick=\"a\">\n\n<a href=\"b\" style=\"c\">d [e](f)</a></div>",
		"<details><summary>a</summary>\n\n<script>b</script>\n\n<!-- c", "<a href=\"data:b\"><img src=\"javascript:c\" onerror=d>", "```a\" onclick=b\nc\n```", "\"a 'b' c\" &#x22; \\\" ... --",
		"[a]: <b> 'c'\n\n[a] [d][a] ![a]", "<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>", "[^a]: [^a]\n\n[^a] [b[^a]](c)", "a\r\n\xff\x00\u00ad", "> - 1. # a\n>   b\n===",
	} {
		f.Add(seed)
	}
	options := markdown.Options{
		Quotes: [4]string{"“", "”", "‘", "’"}, Words: swedish.Words, ReservedIDs: []string{"main", "menu"},
	}
	asText := markdown.New(options)
	options.SafeHTML = true
	asHTML := markdown.New(options)
	f.Fuzz(func(t *testing.T, body string) {
		for _, c := range []*markdown.Converter{asText, asHTML} {
			d := c.Parse([]byte(body))
			if strings.Contains(d.Limit, "failed") {
				t.Errorf("%s", d.Limit)
			}
			checkHTML(t, string(d.HTML(echo)), options.ReservedIDs)
			checkHTML(t, string(d.HTML(nil)), options.ReservedIDs)
			checkLinks(t, body, d.Links)
			for _, n := range []int{1, 7, 160} {
				if got := c.Excerpt([]byte(body), n); utf8.RuneCountInString(got) > n || !utf8.ValidString(got) {
					t.Errorf("excerpt of %d: %q", n, got)
				}
			}
			if d.Limit != "" {
				continue
			}
			if text := c.PlainText([]byte(body)); !utf8.ValidString(text) || strings.Trim(text, " \t\n") != text || strings.Contains(text, "  ") {
				t.Errorf("text %q", text)
			}
			for _, h := range d.Headings {
				if !d.HasFragment(h.ID) {
					t.Errorf("heading %+v is no fragment", h)
				}
			}
		}
	})
}

func checkLinks(t *testing.T, body string, links []markdown.Link) {
	t.Helper()
	written := strings.Split(body, "\n")
	for _, link := range links {
		if link.Line < 1 || link.Line > len(written) {
			t.Errorf("%+v: no such line among %d", link, len(written))
			continue
		}
		length := utf8.RuneCountInString(written[link.Line-1])
		if link.Column < 1 || link.Column > length+1 || link.Width < 1 {
			t.Errorf("%+v: outside a line of %d characters", link, length)
		}
	}
}

var (
	tagPattern       = regexp.MustCompile(`^<(/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)>`)
	attributePattern = regexp.MustCompile(` ([a-z-]+)(?:="([^"<>]*)")?`)
)

var knownAttributes = []string{
	"alt", "aria-label", "checked", "class", "colspan", "datetime", "dir", "disabled", "height", "href", "hreflang", "id", "lang",
	"loading", "open", "role", "rowspan", "scope", "src", "start", "tabindex", "title", "type", "value", "width",
}

var knownElements = strings.Fields("a abbr b bdi blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img " +
	"input ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr")

func checkHTML(t *testing.T, text string, reserved []string) {
	t.Helper()
	ids := slices.Clone(reserved)
	var open []string
	for {
		i := strings.IndexAny(text, "<>")
		if i < 0 {
			break
		}
		tag := tagPattern.FindStringSubmatch(text[i:])
		if tag == nil {
			t.Fatalf("no tag: %.80q", text[i:])
		}
		text = text[i+len(tag[0]):]
		name := tag[2]
		switch {
		case !slices.Contains(knownElements, name):
			t.Errorf("element %s", name)
		case tag[1] != "":
			if len(open) == 0 || open[len(open)-1] != name {
				t.Fatalf("</%s> where %v are open", name, open)
			}
			open = open[:len(open)-1]
		case !slices.Contains([]string{"br", "hr", "img", "input", "wbr"}, name):
			if name == "a" && slices.Contains(open, "a") {
				t.Error("a link within a link")
			}
			open = append(open, name)
		}
		for _, attribute := range attributePattern.FindAllStringSubmatch(tag[3], -1) {
			name, value := attribute[1], html.UnescapeString(attribute[2])
			switch {
			case !slices.Contains(knownAttributes, name):
				t.Errorf("attribute %s", name)
			case (name == "href" || name == "src") && !markdown.SafeURL(value):
				t.Errorf("%s %q", name, value)
			case name == "id":
				if slices.Contains(ids, value) || value == "" || strings.ContainsAny(value, " \t\n") {
					t.Errorf("id %q among %q", value, ids)
				}
				ids = append(ids, value)
			}
		}
	}
	if len(open) > 0 {
		t.Errorf("left open: %v", open)
	}
}
