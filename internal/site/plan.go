package site

import (
	"strings"

	"vitrin/internal/portfolio"
)

// icon is the path of the site's icon, which is in static/.
const icon = "icon.svg"

const notFound = "404.html"

// plan adds all pages of the edition.
func (e *edition) plan() {
	e.planHome()
	e.planProjects()
	for _, p := range e.s.p.Projects {
		if page := e.planEntry(&p.Entry, "project.html"); page != nil {
			page.View = func() any { return e.projectView(page, p) }
			page.Inputs = func() []Input { return e.s.made(func(in *inputs) { in.entry(&p.Entry); in.related(p) }) }
		}
	}
	e.planGroups()
	for _, by := range portfolio.Dimensions() {
		e.planIndex(by)
	}
	e.planMatrix()
	for _, p := range e.s.p.Pages {
		if p.ID == "" || isCollection(p.ID) || e.s.isStatement(p.ID) {
			continue
		}
		if page := e.planEntry(&p.Entry, "page.html"); page != nil {
			page.View = func() any { return e.pageView(page, p) }
			page.Inputs = func() []Input { return e.s.made(func(in *inputs) { in.entry(&p.Entry) }) }
		}
	}
	e.planAccessibility()
	if e.prefix == "" {
		e.planNotFound()
	}
}

// planEntry adds the page of an entry where it is written in this language; else it gives nil.
func (e *edition) planEntry(entry *portfolio.Entry, template string) *Page {
	address, ok := e.address(entry)
	if !ok {
		return nil
	}
	v := entry.Version(e.lang)
	page := &Page{Address: address, Lang: e.lang, Template: template, Entry: entry, listed: v == nil || !v.NoIndex}
	page.in = func(other *edition) (string, bool) { return other.address(entry) }
	page.modified = machineDate(entry.Updated)
	return e.s.add(page, claimOf(entry, e.lang))
}

// paged is a list that exists in every language, in pages that are numbered from 1.
type paged struct {
	address  func(*edition) string
	template string
	count    int // of pages
	by       claim
	view     func(page *Page, number int) any
	inputs   func(in *inputs, number int)
}

// planList adds the pages of a list. The first has a view of its own.
func (e *edition) planList(l paged) {
	first := l.address(e)
	written := e.writtenAt(first)
	listed := written == nil || !written.Version(e.lang).NoIndex // an editor may keep a list out of search engines
	for number := 1; number <= l.count; number++ {
		page := &Page{Address: e.pageOf(first, number), Lang: e.lang, Template: l.template, Entry: written, listed: listed}
		if number > 1 {
			page.Entry = nil
			page.Template = further(l.template)
		}
		page.in = func(other *edition) (string, bool) { return other.pageOf(l.address(other), number), true }
		page.View = func() any { return l.view(page, number) }
		page.Inputs = func() []Input {
			return e.s.made(func(in *inputs) {
				in.h.Bool(listed)
				in.elsewhere(page)
				if number == 1 {
					in.entry(written)
				}
				l.inputs(in, number)
			})
		}
		e.s.add(page, l.by)
	}
}

// writtenAt gives what an editor wrote for the home page or a list at an address, or nil.
func (e *edition) writtenAt(address string) *portfolio.Entry {
	for _, p := range e.s.p.Pages {
		if v := p.Version(e.lang); v != nil && (p.ID == "" || isCollection(p.ID)) && e.pageAddress(&p.Entry, v) == address {
			return &p.Entry
		}
	}
	return nil
}

// further gives the template of a list's second and later pages.
func further(template string) string {
	switch template {
	case "cluster.html", "programme.html", "organisation.html":
		return "group.html"
	default:
		return template
	}
}

// planGroups adds a page for every value of every dimension, and for those that state none.
func (e *edition) planGroups() {
	for _, by := range portfolio.Dimensions() {
		for _, g := range e.s.p.Groups(by) {
			list := e.s.lists[g]
			if g.Entry != nil {
				e.planGroupEntry(g, list)
				continue
			}
			address := func(other *edition) string { return other.groups[g] }
			e.planList(paged{
				address: address, template: "group.html", count: list.pages(e), by: claimHere(e.t(string(by)) + ": " + e.groupName(g)),
				view:   func(page *Page, number int) any { return e.groupView(page, list, number) },
				inputs: func(in *inputs, number int) { in.listed(list, number) },
			})
		}
	}
}

// planGroupEntry adds the page of a cluster, a programme or an organisation, and the further pages
// of its projects.
func (e *edition) planGroupEntry(g *portfolio.Group, l list) {
	templates := map[portfolio.Dimension]string{portfolio.ByCluster: "cluster.html", portfolio.ByProgramme: "programme.html", portfolio.ByOrganisation: "organisation.html"}
	first := e.planEntry(g.Entry, templates[g.Dimension])
	if first == nil {
		return
	}
	first.View = func() any { return e.groupEntryView(first, l) }
	first.Inputs = func() []Input { return e.s.made(func(in *inputs) { in.entry(g.Entry); in.listed(l, 1) }) }
	for number := 2; number <= l.pages(e); number++ {
		page := &Page{Address: e.pageOf(first.Address, number), Lang: e.lang, Template: "group.html", listed: first.listed}
		page.in = func(other *edition) (string, bool) {
			address, ok := first.in(other)
			return other.pageOf(address, number), ok
		}
		page.View = func() any { return e.groupView(page, l, number) }
		page.Inputs = func() []Input {
			return e.s.made(func(in *inputs) { in.h.Bool(first.listed); in.link(g.Entry); in.listed(l, number) })
		}
		e.s.add(page, claimOf(g.Entry, e.lang))
	}
}

func (e *edition) planNotFound() {
	page := &Page{Path: notFound, Address: notFound, Lang: e.lang, Template: "404.html"}
	page.View = func() any {
		f := e.frame(page, outline{title: e.t("not-found.title"), noIndex: true})
		f.Breadcrumbs = nil
		return &NotFoundView{Frame: f, Ways: e.ways()}
	}
	page.Inputs = func() []Input { return e.s.made(func(*inputs) {}) }
	e.s.add(page, claimHere(e.t("not-found.title")))
}

// ways leads to the lists of the portfolio, for somebody who is lost.
func (e *edition) ways() []Link {
	ways := []Link{{Text: e.t("home"), Href: e.href(e.prefix)}}
	for _, c := range portfolio.Collections() {
		link, _ := e.menuLink(string(c))
		ways = append(ways, link)
	}
	return ways
}

// redirects adds a page at every old address.
func (s *Site) redirects() {
	for _, entry := range s.p.Entries() {
		for _, v := range entry.Versions {
			for _, alias := range v.Aliases {
				s.redirect(v, alias)
			}
		}
	}
}

func (s *Site) redirect(v *portfolio.Version, from portfolio.Alias) {
	e := s.edition(v.Lang)
	address, _ := e.address(v.Entry)
	old := strings.TrimPrefix(from.Path, "/")
	page := &Page{Address: old, Lang: e.lang, Template: "redirect.html"}
	switch {
	case strings.HasSuffix(old, ".html"):
		page.Path = old
	case !strings.HasSuffix(old, "/"):
		page.Path = old + "/index.html"
	}
	page.View = func() any {
		return &RedirectView{L: e.l, Lang: e.l.Tag.String(), Title: v.Title, Href: e.href(address), Canonical: e.absolute(address)}
	}
	page.Inputs = func() []Input {
		return s.made(func(in *inputs) { in.link(v.Entry); in.h.Text(v.Title); in.end(InputLinks) })
	}
	s.add(page, claim{name: v.Path, pos: from.Pos})
}
