package markdown

import (
	"regexp"

	"github.com/microcosm-cc/bluemonday"
)

// sanitizer lets a safe subset of raw HTML through, and keeps what it lets through in balance.
type sanitizer struct {
	policy *bluemonday.Policy
	open   []openElement // raw elements that wait for their end tags
	floor  int           // the first of them that may be closed here: the others are further out
}

type openElement struct {
	name  string // as written
	tag   string // as the end tag names it
	link  int    // the link that it is, -1 for all others
	plain int    // where its plain text starts
}

// enter starts an element of our own, and gives the floor to come back to.
func (s *sanitizer) enter() (outer int) {
	outer, s.floor = s.floor, len(s.open)
	return outer
}

// endImplied says whether an element ends where the next of its kind starts (HTML Living Standard,
// section 13.1.2.4).
func endImplied(name string) bool {
	switch name {
	case "p", "li", "dt", "dd", "tr", "td", "th":
		return true
	}
	return false
}

// newPolicy lists what raw HTML may hold: text, its structure and its pictures. There is no style,
// no script, no form and nothing that loads another page. Addresses pass unseen, since each becomes
// a link of the document and is checked by SafeURL.
func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.RequireParseableURLs(false)
	elements := []string{
		"h2", "h3", "h4", "h5", "h6", "p", "div", "blockquote", "pre", "hr", "br", "wbr",
		"ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "figure", "figcaption",
		"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
		"a", "img", "span", "b", "i", "em", "strong", "u", "s", "del", "ins", "small", "sub", "sup",
		"abbr", "cite", "code", "dfn", "kbd", "mark", "q", "samp", "time", "var", "bdi",
	}
	p.AllowElements(elements...)
	p.AllowNoAttrs().OnElements(elements...)

	number := regexp.MustCompile(`^[0-9]{1,4}$`)
	p.AllowAttrs("id").Matching(regexp.MustCompile(`^[\p{L}\p{N}_.:-]+$`)).Globally()
	p.AllowAttrs("class").Globally() // see cleanClasses
	p.AllowAttrs("title").Globally()
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[A-Za-z0-9-]{2,35}$`)).Globally()
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(?:ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("open").OnElements("details")
	p.AllowAttrs("start").Matching(number).OnElements("ol")
	p.AllowAttrs("value").Matching(number).OnElements("li")
	p.AllowAttrs("colspan", "rowspan").Matching(number).OnElements("th", "td")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^(?:row|col|rowgroup|colgroup)$`)).OnElements("th")
	p.AllowAttrs("datetime").Matching(regexp.MustCompile(`^[0-9A-Z:. +-]+$`)).OnElements("time", "del", "ins")
	return p
}
