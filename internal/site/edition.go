package site

import (
	"cmp"
	"html/template"
	"path"
	"slices"
	"strings"
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
	rank    func() map[*portfolio.Group]int                   // place in the list of the dimension, found once
	cards   []Card                                            // by the projects' numbers, without words
	footer  Footer
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
	e.rank = sync.OnceValue(e.ranks)
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

// address gives where an entry lies in this edition; ok is false where it is not translated.
func (e *edition) address(entry *portfolio.Entry) (address string, ok bool) {
	folder, name, ok := e.place(entry)
	if name == "" {
		return folder, ok
	}
	return folder + name + "/", ok
}

// place gives the folder and the name in it where an entry lies in this edition; the home page and lists have no name of
// their own.
func (e *edition) place(entry *portfolio.Entry) (folder, name string, ok bool) {
	v := entry.Version(e.lang)
	switch {
	case v == nil && entry.Main != nil:
		return "", "", false
	case entry.Collection == portfolio.Pages:
		return e.pageAddress(entry, v), "", true
	case v == nil:
		return e.folders[entry.Collection], entry.ID, true
	default:
		return e.folders[entry.Collection], v.Slug, true
	}
}

// pageAddress gives where an ordinary page lies: at its path, with its slug as the last part.
func (e *edition) pageAddress(entry *portfolio.Entry, v *portfolio.Version) string {
	switch {
	case entry.ID == "":
		return e.prefix
	case isCollection(entry.ID):
		return e.prefix + e.path(entry.ID) + "/"
	}
	dir, _ := path.Split(entry.ID)
	return e.prefix + dir + v.Slug + "/"
}

func isCollection(id string) bool {
	return slices.Contains(portfolio.Collections(), portfolio.Collection(id))
}

// href gives the address that a page's link to somewhere in this site has.
func (e *edition) href(address string) string {
	var room [addressRoom]byte
	return string(appendEscaped(append(room[:0], e.base...), address))
}

// entryHref is [edition.href] of the page of an entry; ok is false where it is not translated.
func (e *edition) entryHref(entry *portfolio.Entry) (href string, ok bool) {
	folder, name, ok := e.place(entry)
	var room [addressRoom]byte
	b := appendEscaped(appendEscaped(append(room[:0], e.base...), folder), name)
	if name != "" {
		b = append(b, '/')
	}
	return string(b), ok
}

// absolute gives the address of something in this site with scheme and host.
func (e *edition) absolute(address string) string {
	var room [addressRoom]byte
	u := e.s.p.Settings.BaseURL
	return string(appendEscaped(append(append(append(append(room[:0], u.Scheme...), "://"...), u.Host...), e.base...), address))
}

// link gives a link to an entry: to its page in this language, or, marked, in the one that it has.
func (e *edition) link(entry *portfolio.Entry) Link {
	if href, ok := e.entryHref(entry); ok {
		return Link{Text: entry.Title(e.lang), Href: href}
	}
	v := entry.Nearest(e.lang)
	other := e.s.edition(v.Lang)
	href, _ := other.entryHref(entry)
	link := Link{Text: entry.Title(e.lang), Href: href, Lang: other.l.Tag.String(), Mark: e.mark(other)}
	if lang := entry.TitleLang(e.lang); lang != "" && lang != e.lang {
		link.TextLang = e.s.edition(lang).l.Tag.String()
	}
	return link
}

// mark says in which language a target is, where it is not this one.
func (e *edition) mark(other *edition) string {
	return e.t("in-language", e.languageName(other.l.Tag.String()))
}

// groupLink gives a link to a group's page.
func (e *edition) groupLink(g *portfolio.Group) Link {
	if g.Entry != nil {
		return e.link(g.Entry)
	}
	return Link{Text: e.groupName(g), Href: e.href(e.groups[g])}
}

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
	default:
		return markdown.Target{Href: to.URL}
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
