// Package site plans what is published of a portfolio: every page with its address in each language
// and a view for its template, made when it is asked for. A [Site] is the list of those pages, and of
// the feeds, the sitemap and the files that go with them.
//
// It knows nothing of templates beyond their names and views, and writes nothing.
package site

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"vitrin/internal/diag"
	"vitrin/internal/digest"
	"vitrin/internal/locale"
	"vitrin/internal/picture"
	"vitrin/internal/portfolio"
)

// Site is a planned site.
type Site struct {
	p         *portfolio.Portfolio
	options   Options
	editions  []*edition
	pages     []*Page
	files     map[*portfolio.File]string // address of each file that pages link to
	lists     map[*portfolio.Group]*list
	matrix    crossings
	taken     map[string]*Page // by place: whose file lies there; of a folder without one, a page below
	digests   func() *digests  // made once, when somebody asks for a page's inputs
	gathering sync.Pool        // of *inputs
	problems  diag.List
}

// Options tell the plan what the pages share.
type Options struct {
	Shared     digest.Sum // stands for all that every page is made of and the plan does not know: settings, templates, words, the program
	Stylesheet string     // path of the style sheet in the site
	Script     string     // likewise of the script; empty where the site has none

	// Whether all pages will be asked for, so that what takes long is begun while they are planned.
	Whole bool

	// What a template reads of its view, which need hold no more. Nil: all.
	Fields func(template string) Fields

	// What the files that pages show became. One that has not become anything yet is published as it is.
	Pictures map[*portfolio.File]picture.Set
	Copies   map[*portfolio.File]picture.Variant // without metadata: those that pages link to and that are pictures
}

// Plan gives the site of a portfolio in the languages of the locales, which are those of the
// settings in the same order. Two pages at one address, and a menu that leads nowhere, are problems.
func Plan(p *portfolio.Portfolio, locales []*locale.Locale, o Options) (*Site, diag.List) {
	s := &Site{p: p, options: o, files: map[*portfolio.File]string{}, lists: lists(p), taken: make(map[string]*Page, len(locales)*len(p.Entries()))}
	s.matrix, s.digests = s.crossings(), sync.OnceValue(s.makeDigests)
	for i, l := range locales {
		e := newEdition(s, l, i)
		if s.editions = append(s.editions, e); o.Whole {
			go e.titles() // [Site.Ahead] waits for it
		}
	}
	for _, e := range s.editions {
		e.links = e.makeLinks()
		for _, project := range p.Projects {
			e.cards[project.Number()].lister = e.lister(project)
		}
	}
	for _, use := range p.Linked {
		s.files[use.File] = s.fileAddress(use.File)
	}
	for _, use := range p.Pictures {
		if _, made := o.Pictures[use.File]; !made {
			s.files[use.File] = s.fileAddress(use.File)
		}
	}
	for _, e := range s.editions {
		e.plan()
	}
	s.strayed()
	for _, f := range s.Feeds() {
		s.reserve(f.Path, "a feed")
	}
	s.reserve("sitemap.xml", "the sitemap")
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
	p := s.fileAt(fold(path))
	if p == nil || p.Path != path {
		return nil, false // nothing, or a name in other letters
	}
	_, other := p.of.(reserved) // a feed or the sitemap
	return p, !other
}

// Address gives the address of an entry's page in a language, or in the nearest that it has, from the server's root.
func (s *Site) Address(entry *portfolio.Entry, lang string) string {
	return s.edition(lang).link(entry).Href
}

// Taken tells whether something lies at a path of the site, and what.
func (s *Site) Taken(path string) (by string, taken bool) {
	p := s.fileAt(fold(path))
	if p == nil {
		return "", false
	}
	return p.of.claim(p).name, true
}

// Claimed tells whether a page or another file lies at a path, or in a folder of that path, and where that was written.
func (s *Site) Claimed(path string) (at diag.Pos, claimed bool) {
	p := s.taken[placeOf(fold(path))]
	if p == nil {
		return diag.Pos{}, false
	}
	return p.of.claim(p).pos, true
}

// Folder tells whether the site has pages in a folder, or below it.
func (s *Site) Folder(path string) bool {
	key := fold(path)
	p := s.taken[key]
	return p != nil && !p.lies(key)
}

// placeOf gives the place of a folded path: the folder whose page it is, or itself.
func placeOf(folded string) string {
	if folded == indexFile {
		return ""
	}
	return strings.TrimSuffix(folded, "/"+indexFile)
}

// fileAt gives whose file lies at a folded path; nil where there is nothing, or a folder.
func (s *Site) fileAt(key string) *Page {
	if p := s.taken[placeOf(key)]; p != nil && p.lies(key) {
		return p
	}
	return nil
}

// Files gives the files of the content folder that are published as they are, by their paths in the site.
func (s *Site) Files() map[string]*portfolio.File {
	files := make(map[string]*portfolio.File, len(s.files))
	for f, address := range s.files {
		if _, copied := s.options.Copies[f]; !copied {
			files[address] = f
		}
	}
	return files
}

// add plans a page and reports an address that is taken.
func (s *Site) add(page *Page) *Page {
	if page.Path == "" {
		page.Path = page.Address + indexFile
		page.Address = page.Path[:len(page.Address)] // of the same bytes
	}
	page.number = max(1, page.number)
	key := fold(page.Path)
	place := placeOf(key)
	other := s.taken[place]
	switch {
	case other == nil:
		other = s.fileAbove(place, page)
	case place != key && !other.lies(key) && !other.lies(place):
		other = nil // a page below had made the folder known
	}
	if other != nil {
		s.clash(page, page.of.claim(page), other.of.claim(other))
		return page
	}
	s.taken[place] = page
	s.pages = append(s.pages, page)
	return page
}

// fileAbove makes the folders known in which a page lies, or finds whose file stands in the way.
func (s *Site) fileAbove(place string, page *Page) *Page {
	dir := path.Dir(place)
	if dir == "." {
		return nil
	}
	if known := s.taken[dir]; known != nil {
		if known.lies(dir) {
			return known
		}
		return nil
	}
	file := s.fileAbove(dir, page)
	if file == nil {
		s.taken[dir] = page
	}
	return file
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
	hint = cmp.Or(a.hint, hint)
	s.problems.Error(a.pos, diag.DuplicateAddress, fmt.Sprintf("two pages have the address /%s: this one and %s", page.Address, b.name), hint)
}

// edition gives the edition in a language.
func (s *Site) edition(lang string) *edition {
	i := slices.IndexFunc(s.editions, func(e *edition) bool { return e.lang == lang })
	return s.editions[i]
}
