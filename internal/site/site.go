// Package site plans what is published of a portfolio: every page with its address in each language
// and a view for its template, made when it is asked for. A [Site] is the list of those pages, and of
// the feeds, the sitemap and the files that go with them.
//
// It knows nothing of templates beyond their names and views, and writes nothing.
package site

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"vitrin/internal/diag"
	"vitrin/internal/locale"
	"vitrin/internal/picture"
	"vitrin/internal/portfolio"
)

// Page is one page of the site.
type Page struct {
	Path     string           // of its file: "projekt/creative-innovation/index.html"
	Address  string           // from the site's root, not escaped, without a leading slash
	Lang     string           // code of its language
	Template string           // that it is rendered with: "project.html"
	View     func() any       // makes the template's view; may be called on any goroutine
	Entry    *portfolio.Entry // whose words it shows; nil where no editor wrote any

	alternates []alternate
	listed     bool   // in the sitemap
	modified   string // last change, RFC 3339 date, for the sitemap; may be empty
}

// alternate is the same page in another language.
type alternate struct {
	lang, address string
}

// Site is a planned site.
type Site struct {
	p        *portfolio.Portfolio
	options  Options
	editions []*edition
	pages    []*Page
	files    map[*portfolio.File]string // address of each file that pages link to
	taken    map[string]claim           // by folded path
	folders  map[string]claim           // by folded path: somebody who lies in it
	problems diag.List

	finding sync.Once
	byPath  map[string]*Page // made when a page is first looked for
}

// Options tell the plan what the pages share.
type Options struct {
	Stylesheet string // path of the style sheet in the site
	Script     string // likewise of the script; empty where the site has none

	// What the files that pages show became. One that has not become anything yet is published as it is.
	Pictures map[*portfolio.File]picture.Set
	Copies   map[*portfolio.File]picture.Variant // without metadata: those that pages link to and that are pictures
}

// claim is who lies at an address.
type claim struct {
	name string // for people: the file, or what the page lists
	pos  diag.Pos
}

// Plan gives the site of a portfolio in the languages of the locales, which are those of the
// settings in the same order. Two pages at one address, and a menu that leads nowhere, are problems.
func Plan(p *portfolio.Portfolio, locales []*locale.Locale, o Options) (*Site, diag.List) {
	s := &Site{p: p, options: o, files: map[*portfolio.File]string{}, taken: map[string]claim{}, folders: map[string]claim{}}
	for i, l := range locales {
		s.editions = append(s.editions, newEdition(s, l, i == 0))
	}
	for _, use := range p.Linked {
		s.files[use.File] = s.fileAddress(use.File)
	}
	for _, use := range p.Pictures {
		if _, made := o.Pictures[use.File]; !made {
			s.files[use.File] = s.fileAddress(use.File)
		}
	}
	order := newOrder(p)
	for _, e := range s.editions {
		e.plan(order)
	}
	s.strayed()
	for _, f := range s.Feeds() {
		s.taken[fold(f.Path)] = claim{name: "a feed"}
	}
	s.taken["sitemap.xml"] = claim{name: "the sitemap"}
	for _, e := range s.editions {
		e.frames()
	}
	s.redirects()
	return s, s.problems
}

// strayed warns of pages in a folder that looks like a collection's but is not: what is in it is an ordinary
// page and in no list.
func (s *Site) strayed() {
	collections := make([]string, 0, len(portfolio.Collections()))
	for _, c := range portfolio.Collections() {
		collections = append(collections, string(c))
	}
	for _, p := range s.p.Pages {
		folder, _, below := strings.Cut(p.ID, "/")
		if !below {
			continue
		}
		meant := diag.Nearest(folder, collections)
		for _, e := range s.editions {
			for _, c := range collections {
				if e.path(c) == folder {
					meant = c
				}
			}
		}
		if meant != "" {
			s.problems.Warn(diag.Pos{File: p.Main.Path}, diag.FileName, fmt.Sprintf("this is an ordinary page, in no list: the folder %q is none of the collections'", folder),
				fmt.Sprintf("did you mean content/%s/?", meant))
		}
	}
}

// Pages gives every page of the site, in the order of languages and addresses' making.
func (s *Site) Pages() []*Page { return s.pages }

// Page finds the page whose file lies at a path.
func (s *Site) Page(path string) (*Page, bool) {
	s.finding.Do(func() {
		s.byPath = make(map[string]*Page, len(s.pages))
		for _, p := range s.pages {
			s.byPath[p.Path] = p
		}
	})
	p, ok := s.byPath[path]
	return p, ok
}

// Address gives the address of an entry's page in a language, or in the nearest that it has, from the server's root.
func (s *Site) Address(entry *portfolio.Entry, lang string) string {
	return s.edition(lang).link(entry).Href
}

// Taken tells whether something lies at a path of the site, and what.
func (s *Site) Taken(path string) (by string, taken bool) {
	c, taken := s.taken[fold(path)]
	return c.name, taken
}

// Files gives the files of the content folder that are published as they are, by their paths there, each
// with its path in the site.
func (s *Site) Files() map[string]string {
	files := make(map[string]string, len(s.files))
	for f, address := range s.files {
		if _, copied := s.options.Copies[f]; !copied {
			files[f.Path] = address
		}
	}
	return files
}

// add plans a page and reports an address that is taken.
func (s *Site) add(page *Page, by claim) *Page {
	if page.Path == "" {
		page.Path = page.Address + "index.html"
	}
	key := fold(page.Path)
	if other, taken := s.taken[key]; taken {
		s.clash(page, by, other)
		return page
	}
	for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
		if other, taken := s.taken[dir]; taken {
			s.clash(page, by, other) // a file where the page needs a folder
			return page
		}
		s.folders[dir] = by
	}
	if other, taken := s.folders[key]; taken {
		s.clash(page, by, other)
		return page
	}
	s.taken[key] = by
	s.pages = append(s.pages, page)
	return page
}

func (s *Site) clash(page *Page, a, b claim) {
	if a.pos.File == "" {
		a, b = b, a
	}
	hint := "give one of them another slug"
	if a.pos.File == "" {
		a.pos.File = "content/site.yaml"
		hint = "give one of them another name"
	}
	s.problems.Error(a.pos, diag.DuplicateAddress, fmt.Sprintf("two pages have the address /%s: this one and %s", page.Address, b.name), hint)
}

// edition gives the edition in a language.
func (s *Site) edition(lang string) *edition {
	i := slices.IndexFunc(s.editions, func(e *edition) bool { return e.lang == lang })
	return s.editions[i]
}

// order holds the projects of every group in the order in which lists show them, so that a list of
// many pages is put in order once.
type order map[*portfolio.Group][]item

// item is an entry of a list of projects, under a heading.
type item struct {
	project *portfolio.Project
	under   string // what the heading says, as a key of its list
}

func newOrder(p *portfolio.Portfolio) order {
	o := order{}
	for _, by := range portfolio.Dimensions() {
		for _, g := range p.Groups(by) {
			o[g] = ordered(g)
		}
	}
	return o
}

// ordered gives a group's projects by status, and an organisation's by its role in them.
func ordered(g *portfolio.Group) []item {
	if g.Entry != nil {
		if org, ok := g.Entry.Record().(*portfolio.Organisation); ok {
			return byRole(org)
		}
	}
	items := make([]item, 0, len(g.Projects))
	for _, status := range append(portfolio.Statuses(), "") {
		for _, p := range g.Projects {
			if p.Status == status {
				items = append(items, item{p, string(status)})
			}
		}
	}
	return items
}

// byRole gives an organisation's projects role by role: those that it leads first, those that it
// funds last.
func byRole(o *portfolio.Organisation) []item {
	inRole := map[string][]item{}
	add := func(role string, p *portfolio.Project) {
		list := inRole[role]
		if one := (item{p, role}); len(list) == 0 || list[len(list)-1] != one {
			inRole[role] = append(list, one)
		}
	}
	for _, p := range o.Coordinates {
		add("coordinator", p)
	}
	for _, t := range o.TakesPart {
		add(t.Role, t.Project)
	}
	for _, p := range o.Funds {
		add("funder", p)
	}
	rank := map[string]int{"coordinator": -1, "funder": 1}
	roles := slices.SortedFunc(maps.Keys(inRole), func(a, b string) int {
		return cmp.Or(cmp.Compare(rank[a], rank[b]), cmp.Compare(a, b))
	})
	var items []item
	for _, role := range roles {
		items = append(items, inRole[role]...)
	}
	return items
}
