package site

import (
	"path"
	"slices"

	"vitrin/internal/portfolio"
)

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
	if link, made := e.links[entry]; made {
		return link
	}
	return e.makeLink(entry)
}

// makeLinks makes the links that stand on very many pages: those to all but projects.
func (e *edition) makeLinks() map[*portfolio.Entry]Link {
	links := map[*portfolio.Entry]Link{}
	for _, entry := range e.s.p.Entries() {
		if entry.Collection != portfolio.Projects {
			links[entry] = e.makeLink(entry)
		}
	}
	return links
}

func (e *edition) makeLink(entry *portfolio.Entry) Link {
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
