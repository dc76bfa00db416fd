package render

import (
	"bytes"
	"errors"
	"html/template"
	"strconv"
	"strings"

	"vitrin/internal/site"
)

// Most of what a template takes is the calling of functions: each value that it prints costs one, and each address three.
// So the smallest elements, which stand on a page by the dozen, are put together here, and a template prints several in
// one go. TestElements holds them to what html/template makes of the same words.

// markup is HTML in the making.
type markup []byte

// raw adds HTML as it is.
func (m markup) raw(html ...string) markup {
	for _, h := range html {
		m = append(m, h...)
	}
	return m
}

// text adds a text as it has to stand between tags, and in an attribute's value between double quotes.
func (m markup) text(s string) markup {
	from := 0
	for i := range len(s) {
		if e := escapes[s[i]]; e != "" {
			m = append(append(m, s[from:i]...), e...)
			from = i + 1
		}
	}
	return append(m, s[from:]...)
}

// attribute adds an attribute.
func (m markup) attribute(name, value string) markup {
	return m.raw(` `, name, `="`).text(value).raw(`"`)
}

// optional adds an attribute unless it is empty.
func (m markup) optional(name, value string) markup {
	if value == "" {
		return m
	}
	return m.attribute(name, value)
}

// address adds an attribute whose value is an address. One that is not plain is left to html/template, which knows what
// is safe.
func (m markup) address(name, address string) markup {
	if plain(address) {
		return m.attribute(name, address)
	}
	return m.raw(` `, name, `="`, judged(address), `"`)
}

// escapes are the characters that text of HTML must not have as they are, as html/template writes them.
var escapes = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// plain tells whether an address needs no change but that of a text: it leads to this site or by HTTP to another, and has
// only characters that RFC 3986 lets it have and that end no attribute.
func plain(address string) bool {
	path := strings.TrimPrefix(strings.TrimPrefix(address, "https:"), "http:")
	if !strings.HasPrefix(path, "/") {
		return false
	}
	for i := range len(path) {
		switch c := path[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		case strings.IndexByte("-._~!#$&*+,/:;=?@[]", c) >= 0:
		case c == '%' && i+2 < len(path) && hexadecimal(path[i+1]) && hexadecimal(path[i+2]):
		default:
			return false
		}
	}
	return true
}

// judged gives what html/template makes of an address. It takes its time, and few addresses need it.
func judged(address string) string {
	const before, after = `<a href="`, `">`
	var made strings.Builder
	t, err := template.New("").Parse(before + `{{.}}` + after)
	if err == nil {
		err = t.Execute(&made, address)
	}
	if err != nil {
		return "" // which leads nowhere
	}
	return strings.TrimSuffix(strings.TrimPrefix(made.String(), before), after)
}

func hexadecimal(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// anchor adds a link without the mark of its language.
func (m markup) anchor(l *site.Link) markup {
	switch {
	case l.Href != "":
		return m.raw(`<a`).address("href", l.Href).optional("hreflang", l.Lang).optional("lang", l.TextLang).raw(`>`).text(l.Text).raw(`</a>`)
	case l.TextLang != "":
		return m.raw(`<span`).attribute("lang", l.TextLang).raw(`>`).text(l.Text).raw(`</span>`)
	}
	return m.text(l.Text)
}

// status adds a project's status.
func (m markup) status(s *site.Status) markup {
	if s.Label == "" {
		return m
	}
	return m.raw(`<span class="status"`).optional("data-status", s.ID).raw(`>`).text(s.Label).raw(`</span>`)
}

// cell adds the beginning of a cell of a table.
func (m markup) cell(c *site.Cell) markup {
	m = m.raw(`<td`)
	if c.Numeric {
		m = m.raw(` class="numeric"`)
	}
	if c.Shade != 0 {
		m = m.attribute("data-shade", strconv.Itoa(c.Shade))
	}
	return m.raw(`>`)
}

// addAnchor adds a link that says something of its own, with the relation in which its target stands to the page.
func addAnchor(b *bytes.Buffer, l site.Link, rel, text string) error {
	m := markup(b.AvailableBuffer()).raw(`<a`).address("href", l.Href).attribute("rel", rel).optional("hreflang", l.Lang).optional("lang", l.TextLang)
	b.Write(m.raw(`>`).text(text).raw(`</a>`))
	return nil
}

// addHead adds the elements of a page's head that tell of it.
func addHead(b *bytes.Buffer, f *site.Frame) error {
	b.Write(markup(b.AvailableBuffer()).raw(`<title>`).text(f.HeadTitle).raw("</title>\n"))
	if err := errors.Join(addMeta(b, f), addAssets(b, f)); err != nil || f.MakeJSONLD == nil {
		return err
	}
	b.Write(append(f.MakeJSONLD(b.AvailableBuffer()), '\n'))
	return nil
}

// addProse adds the text of a Markdown file, if there is one.
func addProse(b *bytes.Buffer, w site.Words) error {
	if w.MakeBody == nil {
		return nil
	}
	before := markup(b.AvailableBuffer()).raw(`<div class="prose"`).attribute("data-source", w.Source).raw(">\n")
	html, err := w.MakeBody(before)
	if err != nil || len(html) == len(before) {
		return err
	}
	b.Write(markup(html).raw("</div>\n"))
	return nil
}

// addMeta adds what machines read of a page but for its title.
func addMeta(b *bytes.Buffer, f *site.Frame) error {
	m := markup(b.AvailableBuffer()).raw(`<meta name="application-name"`).attribute("content", f.SiteTitle).raw(">\n")
	if f.Description != "" {
		m = m.raw(`<meta name="description"`).attribute("content", f.Description).raw(">\n")
	}
	if f.NoIndex {
		m = m.raw(`<meta name="robots" content="noindex">`, "\n")
	} else {
		m = m.raw(`<link rel="canonical"`).address("href", f.Canonical).raw(">\n")
	}
	for i := range f.Alternates {
		m = m.raw(`<link rel="alternate"`).attribute("hreflang", f.Alternates[i].Lang).address("href", f.Alternates[i].Href).raw(">\n")
	}
	for i := range f.OpenGraph {
		m = m.raw(`<meta`).attribute("property", f.OpenGraph[i].Name).attribute("content", f.OpenGraph[i].Content).raw(">\n")
	}
	b.Write(m)
	return nil
}

// addAssets adds the links to what belongs to a page: its feeds, the icon, styles and scripts.
func addAssets(b *bytes.Buffer, f *site.Frame) error {
	m := markup(b.AvailableBuffer())
	for i := range f.Feeds {
		feed := &f.Feeds[i]
		m = m.raw(`<link rel="alternate" type="application/atom+xml" title="`).text(feed.Text)
		if feed.Mark != "" {
			m = m.raw(` (`).text(feed.Mark).raw(`)`)
		}
		m = m.raw(`"`).address("href", feed.Href).optional("hreflang", feed.Lang).optional("lang", feed.TextLang).raw(">\n")
	}
	m = m.raw(`<link rel="icon"`).address("href", f.Icon).raw(` type="image/svg+xml">`, "\n")
	m = m.raw(`<link rel="stylesheet"`).address("href", f.Stylesheet).raw(">\n")
	if f.Script != "" {
		m = m.raw(`<script type="module"`).address("src", f.Script).raw("></script>\n")
	}
	b.Write(m)
	return nil
}

// addPageLinks adds the pages of a list as items of one, with the ways to the page before and the page after.
func addPageLinks(b *bytes.Buffer, p site.Pagination) error {
	before, err := p.L.T("pagination.previous")
	after, missing := p.L.T("pagination.next")
	m := markup(b.AvailableBuffer()).step(p.Previous, "prev", before)
	err = errors.Join(err, missing)
	for i := range p.Links {
		link := &p.Links[i]
		if link.Gap {
			m = m.raw(`<li class="gap">…</li>`, "\n")
			continue
		}
		label, missing := p.L.T("pagination.page", link.Number)
		err = errors.Join(err, missing)
		m = m.raw(`<li><a`).address("href", link.Href)
		if link.Current {
			m = m.raw(` aria-current="page"`)
		}
		m = m.attribute("aria-label", label).raw(`>`).text(link.Number).raw("</a></li>\n")
	}
	b.Write(m.step(p.Next, "next", after))
	return err
}

// step adds the way to the page before or after, where there is one.
func (m markup) step(address, rel, text string) markup {
	if address == "" {
		return m
	}
	return m.raw(`<li><a`).address("href", address).attribute("rel", rel).raw(`>`).text(text).raw("</a></li>\n")
}

// track adds the drawing of a row of bars.
func (m markup) track(parts []site.BarPart) markup {
	m = m.raw(`<svg class="bar-track" width="100%" height="12" aria-hidden="true" focusable="false">`)
	for i := range parts {
		m = m.raw(`<rect`).attribute("data-part", parts[i].Kind).attribute("x", parts[i].X).attribute("width", parts[i].Width).raw(` height="100%"/>`)
	}
	return m.raw("</svg>\n")
}

// numbers adds the numbers of a row of bars: one, or several, each with its mark.
func (m markup) numbers(r *site.Bar) markup {
	if r.Number != "" {
		m = m.raw(`<span class="bar-number">`).text(r.Number).raw("</span>\n")
	}
	if len(r.Measures) == 0 {
		return m
	}
	m = m.raw(`<span class="measures">`)
	for i := range r.Measures {
		one := &r.Measures[i]
		m = m.raw(`<span`).attribute("data-part", one.Kind).raw(`>`).text(one.Label).raw(` <b>`).text(one.Number).raw(`</b></span> `)
	}
	return m.raw("</span>\n")
}

func addText(b *bytes.Buffer, text *string) error {
	b.Write(markup(b.AvailableBuffer()).text(*text))
	return nil
}
