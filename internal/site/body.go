package site

import (
	"cmp"
	"html/template"
	"strings"

	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
)

// body gives an entry's body as HTML with every link resolved to this edition's pages. The error is a [*TextError].
func (e *edition) body(v *portfolio.Version) (template.HTML, error) {
	body, err := v.Body()
	if err != nil {
		return "", &TextError{err}
	}
	room := e.s.room()
	defer e.s.bodies.Put(room)
	at := 0
	*room = body.AppendHTML((*room)[:0], func(l *markdown.Link) markdown.Target {
		for &body.Links[at] != l { // links are asked about in their order, so that the next one is near
			at = (at + 1) % len(body.Links)
		}
		if to := v.Linked[at]; to.File == nil || l.Kind != markdown.Image {
			return e.target(to)
		}
		return e.shown(v.Linked[at].File)
	})
	return template.HTML(*room), nil //nolint:gosec // markdown escapes and filters all that people write
}

// room gives room to put HTML together, to be put back among the bodies.
func (s *Site) room() *[]byte {
	if room, ok := s.bodies.Get().(*[]byte); ok {
		return room
	}
	return new([]byte)
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
