package site

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"vitrin/internal/diag"
	"vitrin/internal/portfolio"
)

// outline is what a page says of itself to its frame.
type outline struct {
	title       string
	description string
	section     string        // id of the menu's entry in which the page lies
	crumbs      []Link        // between home and the page
	kind        string        // og:type; "website" where empty
	image       func() string // absolute address for og:image, may be empty; nil: none
	noIndex     bool
	feeds       []Link
	thing       func(*ld) // writes the schema.org description, may be nil
}

// frame makes what a page has around its own matter, as far as its template reads it.
func (e *edition) frame(p *Page, o outline) *Frame {
	asked, c := e.s.asked(p), &e.common
	f := &Frame{
		L: e.l, Lang: c.lang, Dir: e.l.Direction, SiteTitle: c.siteTitle, Title: o.title, HeadTitle: c.siteTitle,
		NoIndex: o.noIndex, Stylesheet: c.stylesheet, Icon: c.icon, Script: c.script, Feeds: c.feeds, Footer: e.footer,
	}
	if o.title != c.siteTitle {
		f.HeadTitle = o.title + " – " + c.siteTitle
	}
	if len(o.feeds) > 0 {
		f.Feeds = append(c.feeds[:1:1], o.feeds...)
	}
	if asked.Has("Header") {
		f.Header = e.header(o.section)
	}
	if p.Address != e.prefix && (asked.Has("Breadcrumbs") || asked.Has("JSONLD")) {
		f.Breadcrumbs = append(c.home[:1:1], o.crumbs...)
	}
	if asked.Has("Languages") {
		f.Languages = e.languageLinks(p)
	}
	if asked.Has("Alternates") {
		f.Alternates = e.alternateLinks(p)
	}
	e.describe(f, p, o, asked)
	return f
}

// describe adds to a frame what search engines and other machines read.
func (e *edition) describe(f *Frame, p *Page, o outline, asked Fields) {
	if asked.Has("Canonical") || asked.Has("OpenGraph") || asked.Has("JSONLD") {
		f.Canonical = e.absolute(p.Address)
	}
	if asked.Has("Description") || asked.Has("OpenGraph") {
		f.Description = oneLine(o.description)
	}
	if asked.Has("OpenGraph") {
		f.OpenGraph = e.openGraph(f, o)
	}
	if thing, crumbs := o.thing, f.Breadcrumbs; asked.Has("JSONLD") && (thing != nil || len(crumbs) > 0) {
		f.MakeJSONLD = func(b []byte) []byte { return e.jsonLD(b, f, crumbs, thing) }
	}
}

// common is what the frames of all pages of an edition share.
type common struct {
	lang, siteTitle, origin  string
	stylesheet, icon, script string
	feeds, home, projects    []Link // one each
	headers                  map[string]*Header
}

func (e *edition) makeCommon() common {
	c := common{
		lang: e.l.Tag.String(), siteTitle: e.s.p.Settings.Title.In(e.lang), origin: e.origin(), stylesheet: e.href(e.s.options.Stylesheet), icon: e.href(icon),
		feeds: []Link{{Text: e.t("feed.all"), Href: e.href(e.feedAddress())}}, home: []Link{{Text: e.t("home"), Href: e.href(e.prefix)}},
		projects: []Link{{Text: e.t("projects"), Href: e.href(e.projectsAddress())}},
		headers:  map[string]*Header{"": e.makeHeader("")},
	}
	if e.s.options.Script != "" {
		c.script = e.href(e.s.options.Script)
	}
	for _, item := range e.s.p.Settings.Menu {
		c.headers[item.ID] = e.makeHeader(item.ID)
	}
	return c
}

func (e *edition) alternateLinks(p *Page) []Alternate {
	all := e.s.alternates(p)
	if len(all) == 0 {
		return nil
	}
	links := make([]Alternate, 0, len(all)+1)
	for _, a := range all {
		links = append(links, Alternate{Lang: a.in.l.Tag.String(), Href: a.in.absolute(a.address)})
	}
	return append(links, Alternate{Lang: "x-default", Href: links[0].Href})
}

// openGraph describes the page by the Open Graph protocol (ogp.me).
func (e *edition) openGraph(f *Frame, o outline) []Property {
	kind := o.kind
	if kind == "" {
		kind = "website"
	}
	properties := append(make([]Property, 0, 7),
		Property{"og:title", f.Title},
		Property{"og:type", kind},
		Property{"og:url", f.Canonical},
		Property{"og:site_name", f.SiteTitle},
		Property{"og:locale", strings.ReplaceAll(f.Lang, "-", "_")},
	)
	if f.Description != "" {
		properties = append(properties, Property{"og:description", f.Description})
	}
	if o.image != nil {
		if image := o.image(); image != "" {
			properties = append(properties, Property{"og:image", image})
		}
	}
	return properties
}

// header gives the top of the pages of a section. Sections that are not in the menu are all alike.
func (e *edition) header(section string) *Header {
	if h, ok := e.common.headers[section]; ok {
		return h
	}
	return e.common.headers[""]
}

func (e *edition) makeHeader(section string) *Header {
	h := &Header{L: e.l, SiteTitle: e.s.p.Settings.Title.In(e.lang), Home: e.href(e.prefix)}
	for _, item := range e.s.p.Settings.Menu {
		if link, ok := e.menuLink(item.ID); ok {
			h.Menu = append(h.Menu, MenuLink{Link: link, Current: item.ID == section})
		}
	}
	return h
}

// menuLink gives the link of a menu's entry: a collection, a dimension, the matrix, or the id of an
// ordinary page.
func (e *edition) menuLink(id string) (Link, bool) {
	switch {
	case id == "projects":
		return Link{Text: e.t("projects"), Href: e.href(e.projectsAddress())}, true
	case id == "matrix":
		return Link{Text: e.t("matrix"), Href: e.href(e.matrixAddress())}, true
	case slices.Contains(portfolio.Dimensions(), portfolio.Dimension(id)):
		return Link{Text: e.t(id), Href: e.href(e.dims[portfolio.Dimension(id)])}, true
	}
	if e.s.isStatement(id) {
		return e.statementLink(), true
	}
	for _, page := range e.s.p.Pages {
		if page.ID == id {
			return e.link(&page.Entry), true
		}
	}
	return Link{}, false
}

// frames checks the menu and makes what all pages of the edition share.
func (e *edition) frames() {
	known := []string{"projects", "matrix"}
	for _, by := range portfolio.Dimensions() {
		known = append(known, string(by))
	}
	for _, page := range e.s.p.Pages {
		if page.ID != "" {
			known = append(known, page.ID)
		}
	}
	if e.s.hasStatement() {
		known = append(known, statement)
	}
	for _, item := range e.s.p.Settings.Menu {
		if _, ok := e.menuLink(item.ID); ok || e.prefix != "" || e.s.p.Withheld(portfolio.Pages, item.ID) {
			continue
		}
		hint := "the menu takes: " + strings.Join(known, ", ")
		if near := portfolio.Meant(item.ID, known); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		e.s.problems.Error(item.Pos, diag.Reference, fmt.Sprintf("the menu names %q, which is no list and no page", item.ID), hint)
	}
	e.footer, e.common = e.makeFooter(), e.makeCommon()
}

// footerLinks is how many links the end of a page holds at most; further pages are reached from others.
const footerLinks = 30

func (e *edition) makeFooter() *Footer {
	publisher := e.s.p.Settings.Publisher
	f := &Footer{L: e.l, Publisher: Publisher{Name: publisher.Name.In(e.lang), Number: publisher.Number, Email: publisher.Email, URL: publisher.URL}}
	ids := []string{"projects"}
	for _, by := range portfolio.Dimensions() {
		ids = append(ids, string(by))
	}
	for _, id := range append(ids, "matrix") {
		link, _ := e.menuLink(id)
		f.Links = append(f.Links, link)
	}
	for _, page := range e.s.p.Pages {
		if e.s.isStatement(page.ID) {
			continue // it has a link of its own
		}
		if v := page.Version(e.lang); v != nil && !v.NoIndex && page.ID != "" && !isCollection(page.ID) && !strings.Contains(page.ID, "/") && len(f.Links) < footerLinks {
			f.Links = append(f.Links, e.link(&page.Entry))
		}
	}
	if e.s.hasStatement() {
		f.Accessibility = e.statementLink()
	}
	f.Links = append(f.Links, Link{Text: e.t("feed"), Href: e.href(e.feedAddress())})
	return f
}

// languageLinks leads to the page in the site's other languages. Where the page is not there, the link
// leads to the language's home page and is marked.
func (e *edition) languageLinks(p *Page) []LanguageLink {
	var links []LanguageLink
	for _, other := range e.s.editions {
		if other == e {
			continue
		}
		link := LanguageLink{Lang: other.l.Tag.String(), Name: other.l.Name, Href: e.href(other.prefix), Missing: true}
		if address, ok := p.in(other); ok {
			link.Href, link.Missing = e.href(address), false
		}
		links = append(links, link)
	}
	return links
}

// oneLine makes text fit for a description.
func oneLine(s string) string {
	before := ' '
	for _, r := range s {
		if unicode.IsSpace(r) && (r != ' ' || before == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
		before = r
	}
	return strings.TrimSuffix(s, " ")
}
