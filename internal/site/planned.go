package site

import (
	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/portfolio"
)

// Page is one page of the site. There is one for each project in each language, so it holds little: what it shows is
// found when somebody asks.
type Page struct {
	Path     string           // of its file: "projekt/creative-innovation/index.html"
	Address  string           // from the site's root, not escaped, without a leading slash
	Lang     string           // code of its language
	Template string           // that it is rendered with: "project.html"
	Entry    *portfolio.Entry // whose words it shows; nil where no editor wrote any

	e      *edition
	of     matter
	number int32 // of a list's pages, from 1 on
	listed bool  // in the sitemap
}

// matter is what a page shows. One may be that of all pages of a list.
type matter interface {
	view(*Page) any
	inputs(*inputs, *Page)
	in(*Page, *edition) (address string, ok bool) // where the page lies in a language; false: not there
	modified() edtf.Date                          // last change, for the sitemap; zero: not known
	claim(*Page) claim                            // who wants the address
}

// View makes the template's view. It may be called on any goroutine.
func (p *Page) View() any { return p.of.view(p) }

// Inputs gives what the view is made of. It may be called on any goroutine.
func (p *Page) Inputs() []Input {
	return p.e.s.made(func(in *inputs) { p.of.inputs(in, p) })
}

// in gives where the page lies in a language.
func (p *Page) in(e *edition) (address string, ok bool) { return p.of.in(p, e) }

// modified gives the last change as RFC 3339 has it; empty where it is not known.
func (p *Page) modified() string { return machineDate(p.of.modified()) }

// lies tells whether the page's file has a folded path.
func (p *Page) lies(folded string) bool { return fold(p.Path) == folded }

// claim is who lies at an address.
type claim struct {
	name string // for people: the file, or what the page lists
	pos  diag.Pos
	hint string // what to do where another has it, too; "": the usual
}

// claimOf says who wants an entry's address.
func claimOf(entry *portfolio.Entry, lang string) claim {
	v := entry.Version(lang)
	if v == nil {
		return claim{name: entry.Title(lang)}
	}
	return claim{name: v.Path, pos: v.SlugPos()}
}

// written is what pages of entries have in common.
type written struct{ *portfolio.Entry }

func (w written) in(_ *Page, other *edition) (address string, ok bool) { return other.address(w.Entry) }
func (w written) modified() edtf.Date                                  { return w.Updated }
func (w written) claim(p *Page) claim                                  { return claimOf(w.Entry, p.Lang) }

// projectMatter is the page of a project.
type projectMatter struct{ *portfolio.Project }

func (m projectMatter) view(p *Page) any { return p.e.projectView(p, m.Project) }
func (m projectMatter) inputs(in *inputs, _ *Page) {
	in.entry(&m.Entry)
	in.related(m.Project)
}
func (m projectMatter) in(p *Page, e *edition) (string, bool) { return written{&m.Entry}.in(p, e) }
func (m projectMatter) modified() edtf.Date                   { return m.Updated }
func (m projectMatter) claim(p *Page) claim                   { return written{&m.Entry}.claim(p) }

// pageMatter is an ordinary page.
type pageMatter struct{ written }

func (m pageMatter) view(p *Page) any           { return p.e.pageView(p, m.Entry) }
func (m pageMatter) inputs(in *inputs, _ *Page) { in.entry(m.Entry) }

// groupMatter is the pages of a cluster, a programme or an organisation: its own, and the further ones of its projects.
type groupMatter struct{ *list }

func (m groupMatter) view(p *Page) any {
	if p.number > 1 {
		return p.e.groupView(p, m.list, int(p.number))
	}
	return p.e.groupEntryView(p, m.list)
}

func (m groupMatter) inputs(in *inputs, p *Page) {
	if p.number > 1 {
		in.h.Bool(p.listed)
		in.link(m.group.Entry)
	} else {
		in.entry(m.group.Entry)
	}
	in.listed(m.list, int(p.number))
}

func (m groupMatter) in(p *Page, other *edition) (address string, ok bool) {
	address, ok = other.address(m.group.Entry)
	return other.pageOf(address, int(p.number)), ok
}

func (m groupMatter) modified() edtf.Date { return m.group.Entry.Updated }
func (m groupMatter) claim(p *Page) claim { return claimOf(m.group.Entry, p.Lang) }

// everywhere is what has no entry: nobody knows when it changed.
type everywhere struct{ name string } // for people: what the page lists

func (everywhere) modified() edtf.Date { return edtf.Date{} }
func (m everywhere) claim(*Page) claim { return claim{name: m.name} }

// alone is what lies in one language alone.
type alone struct{ everywhere }

func (alone) in(*Page, *edition) (string, bool) { return "", false }

// reserved is an address at which there is something that is no page.
type reserved struct{ alone }

func (reserved) view(*Page) any        { return nil }
func (reserved) inputs(*inputs, *Page) {}

func (s *Site) reserve(path, name string) {
	s.taken[placeOf(fold(path))] = &Page{Path: path, of: reserved{alone{everywhere{name}}}}
}
