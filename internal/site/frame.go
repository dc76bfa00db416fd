package site

import (
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/portfolio"
)

// outline is what a page says of itself to its frame.
type outline struct {
	title       string
	description string
	section     string // id of the menu's entry in which the page lies
	crumbs      []Link // between home and the page
	kind        string // og:type; "website" where empty
	image       string // absolute address for og:image, may be empty
	noIndex     bool
	feeds       []Link
	thing       any // schema.org description, may be nil
}

// frame makes what a page has around its own matter.
func (e *edition) frame(p *Page, o outline) *Frame {
	siteTitle := e.s.p.Settings.Title.In(e.lang)
	f := &Frame{
		L: e.l, Lang: e.l.Tag.String(), Dir: e.l.Direction, SiteTitle: siteTitle,
		Title: o.title, HeadTitle: siteTitle, Description: oneLine(o.description),
		Canonical: e.absolute(p.Address), NoIndex: o.noIndex, Stylesheet: e.href(e.s.options.Stylesheet), Icon: e.href(icon),
		Feeds:  append([]Link{{Text: e.t("feed.all"), Href: e.href(e.feedAddress())}}, o.feeds...),
		Header: e.header(o.section), Languages: e.languageLinks(p), Footer: e.footer,
	}
	if e.s.options.Script != "" {
		f.Script = e.href(e.s.options.Script)
	}
	if o.title != siteTitle {
		f.HeadTitle = o.title + " – " + siteTitle
	}
	if p.Address != e.prefix {
		f.Breadcrumbs = append([]Link{{Text: e.t("home"), Href: e.href(e.prefix)}}, o.crumbs...)
	}
	for _, a := range e.s.alternates(p) {
		f.Alternates = append(f.Alternates, Alternate{Lang: a.in.l.Tag.String(), Href: a.in.absolute(a.address)})
	}
	if len(f.Alternates) > 0 {
		f.Alternates = append(f.Alternates, Alternate{Lang: "x-default", Href: f.Alternates[0].Href})
	}
	f.OpenGraph = e.openGraph(f, o)
	f.JSONLD = e.jsonLD(f, o)
	return f
}

// openGraph describes the page by the Open Graph protocol (ogp.me).
func (e *edition) openGraph(f *Frame, o outline) []Property {
	kind := o.kind
	if kind == "" {
		kind = "website"
	}
	properties := []Property{
		{"og:title", f.Title},
		{"og:type", kind},
		{"og:url", f.Canonical},
		{"og:site_name", f.SiteTitle},
		{"og:locale", strings.ReplaceAll(f.Lang, "-", "_")},
	}
	if f.Description != "" {
		properties = append(properties, Property{"og:description", f.Description})
	}
	if o.image != "" {
		properties = append(properties, Property{"og:image", o.image})
	}
	return properties
}

// header makes the top of the pages of a section.
func (e *edition) header(section string) Header {
	h := Header{L: e.l, SiteTitle: e.s.p.Settings.Title.In(e.lang), Home: e.href(e.prefix)}
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
	e.footer = e.makeFooter()
}

// footerLinks is how many links the end of a page holds at most; further pages are reached from others.
const footerLinks = 30

func (e *edition) makeFooter() Footer {
	publisher := e.s.p.Settings.Publisher
	f := Footer{L: e.l, Publisher: Publisher{Name: publisher.Name.In(e.lang), Number: publisher.Number, Email: publisher.Email, URL: publisher.URL}}
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
		if p.in != nil {
			if address, ok := p.in(other); ok {
				link.Href, link.Missing = e.href(address), false
			}
		}
		links = append(links, link)
	}
	return links
}

// oneLine makes text fit for a description.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
