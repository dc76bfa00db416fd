package site

import (
	"cmp"
	"strings"

	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
)

// body adds an entry's body as HTML with every link resolved to this edition's pages. The error is a [*TextError].
func (e *edition) body(b []byte, v *portfolio.Version) ([]byte, error) {
	html, err := v.AppendHTML(b, func(i int, l *markdown.Link) markdown.Target {
		if to := v.Linked[i]; to.File == nil || l.Kind != markdown.Image {
			return e.target(to)
		}
		return e.shown(v.Linked[i].File)
	})
	if err != nil {
		return nil, &TextError{err}
	}
	return html, nil
}

// opening gives what stands in for the summary of a page that has none. Links without a text of their own are called as they are
// in the body.
func (e *edition) opening(v *portfolio.Version) string {
	named := markdown.Named(v.Opening, len(v.Linked), func(link int) string { return e.target(v.Linked[link]).Text })
	return markdown.Shorten(named, markdown.OpeningLength)
}

// target gives the address of what a link in a body leads to.
func (e *edition) target(to portfolio.LinkTarget) markdown.Target {
	fragment := ""
	if to.Fragment != "" {
		fragment = "#" + escape(to.Fragment)
	}
	switch {
	case to.Entry != nil:
		from := e
		if to.Lang != "" {
			from = e.s.edition(to.Lang)
		}
		link := from.link(to.Entry)
		lang := link.Lang
		if from != e {
			lang = cmp.Or(lang, from.l.Tag.String())
		}
		return markdown.Target{Href: link.Href + fragment, Text: link.Text, Lang: lang}
	case to.File != nil:
		return markdown.Target{Href: e.href(e.s.files[to.File]) + fragment}
	case to.Static != "":
		return markdown.Target{Href: e.href(strings.TrimPrefix(to.Static, "/")) + fragment}
	case to.Withheld():
		return markdown.Target{Text: e.t("link.withheld")} // what the author typed would tell of the page
	default:
		return markdown.Target{Href: to.URL}
	}
}
