package site

import (
	"cmp"
	"path"
	"slices"
	"sync"

	"vitrin/internal/locale"
	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
)

// edition is the site in one language.
type edition struct {
	s      *Site
	l      *locale.Locale
	lang   string
	index  int    // place among the site's
	prefix string // "" in the first language, else "en/"
	base   string // escaped path of the site's root, with slashes at both ends

	groups  map[*portfolio.Group]string // address of each group's page
	dims    map[portfolio.Dimension]string
	folders map[portfolio.Collection]string                   // address of what holds the pages of a collection
	values  map[portfolio.Dimension]func() []*portfolio.Group // as people look them up, put in order once
	links   map[*portfolio.Entry]Link                         // see makeLinks
	rank    func() []int32                                    // place in the list of the dimension, by the groups' numbers, found once
	titles  func() []int32                                    // the numbers of all projects, put in order once,
	orders  map[sorting]func() []int32                        // and those in every order
	cards   []Card                                            // by the projects' numbers, without words
	footer  *Footer
	common  common
}

func newEdition(s *Site, l *locale.Locale, index int) *edition {
	e := &edition{
		s: s, l: l, index: index, lang: l.Code, base: s.p.Settings.BaseURL.EscapedPath(),
		groups: map[*portfolio.Group]string{}, dims: map[portfolio.Dimension]string{}, folders: map[portfolio.Collection]string{},
		values: map[portfolio.Dimension]func() []*portfolio.Group{}, cards: make([]Card, len(s.p.Projects)),
	}
	if index > 0 {
		e.prefix = l.Code + "/"
	}
	for _, by := range portfolio.Dimensions() {
		e.values[by] = sync.OnceValue(func() []*portfolio.Group { return e.sortedGroups(by) })
	}
	e.rank, e.titles = sync.OnceValue(e.ranks), sync.OnceValue(e.byTitle)
	e.addresses()
	return e
}

// t gives words of the interface. That every key is in the catalogue is a matter of the tests.
func (e *edition) t(key string, args ...any) string {
	text, err := e.l.T(key, args...)
	if err != nil {
		return key
	}
	return text
}

// label gives the label of an id: as the settings have it, else as the catalogue has it, else the id.
func (e *edition) label(labels []portfolio.Label, group, id string) string {
	for _, l := range labels {
		if l.ID == id {
			return l.Label.In(e.lang)
		}
	}
	if text, err := e.l.T(group + "." + id); err == nil {
		return text
	}
	return id
}

func (e *edition) role(id string) string { return e.label(e.s.p.Settings.Roles, "role", id) }

// path gives a word of addresses: the settings' or the catalogue's.
func (e *edition) path(key string) string {
	if word := e.s.p.Settings.Paths[key].In(e.lang); word != "" {
		return word
	}
	return e.l.Path(key)
}

// addresses gives every collection, every dimension and every group its address.
func (e *edition) addresses() {
	for _, c := range portfolio.Collections() {
		e.folders[c] = e.prefix + e.path(string(c)) + "/"
	}
	for _, by := range portfolio.Dimensions() {
		e.dims[by] = e.prefix + e.path(string(by)) + "/"
		for _, g := range e.s.p.Groups(by) {
			e.groups[g] = e.dims[by] + e.groupSlug(g) + "/"
		}
	}
}

func (e *edition) groupSlug(g *portfolio.Group) string {
	switch {
	case g.Entry != nil:
		if v := g.Entry.Version(e.lang); v != nil {
			return v.Slug
		}
		return path.Base(g.Entry.ID)
	case g.Region != nil:
		return markdown.ID(g.Region.Short.In(e.lang))
	case g.Term != nil:
		return markdown.ID(e.term(g.Term))
	default:
		return e.path("not-stated")
	}
}

// term gives the name of a theme, kind, municipality, status or year.
func (e *edition) term(t *portfolio.Term) string {
	switch t.Dimension {
	case portfolio.ByKind:
		if labelled(e.s.p.Settings.Kinds, t.ID) {
			return t.Label.In(e.lang)
		}
		if text, err := e.l.T("kind." + t.ID); err == nil {
			return text
		}
		return cmp.Or(t.Label.In(e.lang), t.ID)
	case portfolio.ByStatus:
		return e.t("status." + t.ID)
	default:
		return cmp.Or(t.Label.In(e.lang), t.ID)
	}
}

func labelled(list []portfolio.Label, id string) bool {
	return slices.ContainsFunc(list, func(l portfolio.Label) bool { return l.ID == id })
}

// groupName gives what a group's page is called.
func (e *edition) groupName(g *portfolio.Group) string {
	switch {
	case g.Entry != nil:
		return g.Entry.Title(e.lang)
	case g.Region != nil:
		return g.Region.Label.In(e.lang)
	case g.Term != nil:
		return e.term(g.Term)
	case g.Dimension == portfolio.ByStatus:
		return e.t("status.none")
	default:
		return e.t("not-stated")
	}
}

// alternate is a page in a language.
type alternate struct {
	in      *edition
	address string
}

// alternates gives a page in all its languages; none where it has but one.
func (s *Site) alternates(p *Page) []alternate {
	if len(s.editions) < 2 {
		return nil
	}
	var all []alternate
	for _, e := range s.editions {
		if address, ok := p.in(e); ok {
			all = append(all, alternate{e, address})
		}
	}
	if len(all) < 2 {
		return nil
	}
	return all
}
