package site

import (
	"strings"

	"vitrin/internal/portfolio"
)

// icon is the path of the site's icon, which is in static/.
const icon = "icon.svg"

const notFound = "404.html"

// indexFile is the file of a folder's page.
const indexFile = "index.html"

// plan adds all pages of the edition.
func (e *edition) plan() {
	e.planHome()
	e.planProjects()
	for _, p := range e.s.p.Projects {
		e.planEntry(&p.Entry, "project.html", projectMatter{p})
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
		e.planEntry(&p.Entry, "page.html", pageMatter{written{&p.Entry}})
	}
	e.planAccessibility()
	if e.prefix == "" {
		e.planNotFound()
	}
}

// planEntry adds the page of an entry where it is written in this language; else it gives nil.
func (e *edition) planEntry(entry *portfolio.Entry, template string, of matter) *Page {
	folder, name, ok := e.place(entry)
	if !ok {
		return nil
	}
	path := folder + indexFile
	if name != "" {
		path = folder + name + "/" + indexFile
	}
	v := entry.Version(e.lang)
	return e.s.add(&Page{Path: path, Address: strings.TrimSuffix(path, indexFile), Lang: e.lang, Template: template, Entry: entry, e: e, of: of, listed: v == nil || !v.NoIndex})
}

// paged is a list that exists in every language, in pages that are numbered from 1.
type paged struct {
	everywhere
	address  func(*edition) string
	template string
	count    int // of pages
	made     func(page *Page, number int) any
	of       func(in *inputs, number int)
}

func (l *paged) view(p *Page) any { return l.made(p, int(p.number)) }

func (l *paged) inputs(in *inputs, p *Page) {
	in.h.Bool(p.listed)
	in.elsewhere(p)
	in.entry(p.Entry)
	l.of(in, int(p.number))
}

func (l *paged) in(p *Page, other *edition) (string, bool) {
	return other.pageOf(l.address(other), int(p.number)), true
}

// planList adds the pages of a list, and gives the address of the first, which has a view of its own.
func (e *edition) planList(l *paged) (address string) {
	first := l.address(e)
	written := e.writtenAt(first)
	listed := written == nil || !written.Version(e.lang).NoIndex // an editor may keep a list out of search engines
	page := e.s.add(&Page{Address: first, Lang: e.lang, Template: l.template, Entry: written, e: e, of: l, listed: listed})
	for number := 2; number <= l.count; number++ {
		e.s.add(&Page{Address: e.pageOf(first, number), Lang: e.lang, Template: further(l.template), e: e, of: l, number: int32(number), listed: listed})
	}
	return page.Address
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
			e.groups[g] = e.planList(&paged{
				everywhere: everywhere{e.t(string(by)) + ": " + e.groupName(g)},
				address:    func(other *edition) string { return other.groups[g] }, template: "group.html", count: list.pages(e),
				made: func(page *Page, number int) any { return e.groupView(page, list, number) },
				of:   func(in *inputs, number int) { in.listed(list, number) },
			})
		}
	}
}

// planGroupEntry adds the page of a cluster, a programme or an organisation, and the further pages
// of its projects.
func (e *edition) planGroupEntry(g *portfolio.Group, l *list) {
	templates := map[portfolio.Dimension]string{portfolio.ByCluster: "cluster.html", portfolio.ByProgramme: "programme.html", portfolio.ByOrganisation: "organisation.html"}
	first := e.planEntry(g.Entry, templates[g.Dimension], groupMatter{l})
	if first == nil {
		return
	}
	e.groups[g] = first.Address
	for number := 2; number <= l.pages(e); number++ {
		e.s.add(&Page{Address: e.pageOf(first.Address, number), Lang: e.lang, Template: "group.html", e: e, of: groupMatter{l}, number: int32(number), listed: first.listed})
	}
}

func (e *edition) planNotFound() {
	e.s.add(&Page{Path: notFound, Address: notFound, Lang: e.lang, Template: "404.html", e: e, of: notFoundMatter{alone{everywhere{e.t("not-found.title")}}}})
}

// notFoundMatter is what a server shows for an address that is not there.
type notFoundMatter struct{ alone }

func (notFoundMatter) view(p *Page) any {
	f := p.e.frame(p, outline{title: p.e.t("not-found.title"), noIndex: true})
	f.Breadcrumbs = nil
	return &NotFoundView{Frame: f, Ways: p.e.ways()}
}

func (notFoundMatter) inputs(*inputs, *Page) {}

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
	old := strings.TrimPrefix(from.Path, "/")
	page := &Page{Address: old, Lang: e.lang, Template: "redirect.html", e: e, of: &redirectMatter{v: v, from: from}}
	switch {
	case strings.HasSuffix(old, ".html"):
		page.Path = old
	case !strings.HasSuffix(old, "/"):
		page.Path = old + "/index.html"
	}
	s.add(page)
}

// redirectMatter is an old address of a page.
type redirectMatter struct {
	alone
	v    *portfolio.Version
	from portfolio.Alias
}

func (m *redirectMatter) view(p *Page) any {
	e := p.e
	address, _ := e.address(m.v.Entry)
	return &RedirectView{L: e.l, Lang: e.l.Tag.String(), Title: m.v.Title, Href: e.href(address), Canonical: e.absolute(address)}
}

func (m *redirectMatter) inputs(in *inputs, _ *Page) {
	in.link(m.v.Entry)
	in.h.Text(m.v.Title)
	in.end(InputLinks)
}

func (m *redirectMatter) claim(*Page) claim {
	return claim{name: m.v.Path, pos: m.from.Pos, hint: "take this old address out, or give the other page another slug"}
}
