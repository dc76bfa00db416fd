package skeleton

import (
	"slices"

	"vitrin/internal/portfolio"
)

// Key is a key that matters to a new page.
type Key struct {
	Field portfolio.Field
	Flag  string // by which a command line states it; empty: by none
	Asked bool   // somebody who starts a page will know it
}

// row is a key of the table below.
type row struct {
	key, flag string
	asked     bool
}

// asked is a key that somebody is asked for, and may state by a flag; stated is one that only a flag states; shown is one
// that stands in the file as a comment.
func asked(key, flag string) row  { return row{key, flag, true} }
func stated(key, flag string) row { return row{key, flag, false} }
func shown(key string) row        { return row{key: key} }

// matter lists the keys that matter to a new page of a collection, in the order in which they are written.
var matter = map[portfolio.Collection][]row{
	portfolio.Projects: {
		asked("title", "title"), asked("summary", "summary"), stated("reference", "reference"), stated("kind", "kind"),
		asked("start", "start"), asked("end", "end"), asked("clusters", "cluster"), asked("programmes", "programme"),
		asked("coordinator", "coordinator"), stated("partners", "partner"), shown("funding"), asked("granted", "granted"),
		stated("budget", "budget"), stated("regions", "region"), stated("municipalities", "municipality"), stated("themes", "theme"),
		shown("contacts"), shown("links"), shown("documents"), shown("image"), stated("draft", "draft"),
	},
	portfolio.Clusters: {
		asked("title", "title"), asked("summary", "summary"), asked("organisation", "organisation"), stated("founded", "founded"),
		stated("members", "member"), stated("owners", "owner"), asked("website", "website"), stated("regions", "region"),
		stated("themes", "theme"), shown("people"), shown("contacts"), shown("links"), shown("image"), stated("draft", "draft"),
	},
	portfolio.Programmes: {
		asked("title", "title"), asked("summary", "summary"), asked("funders", "funder"), asked("parent", "parent"),
		asked("start", "start"), asked("end", "end"), asked("budget", "budget"), shown("calls"), stated("strategy", "strategy"),
		stated("instruments", "instrument"), shown("contacts"), shown("links"), shown("documents"), stated("draft", "draft"),
	},
	portfolio.Organisations: {
		asked("title", "title"), asked("summary", "summary"), asked("kind", "kind"), asked("website", "website"),
		stated("number", "number"), stated("ror", "ror"), stated("aka", "aka"), stated("regions", "region"), shown("logo"),
		shown("contacts"), shown("links"), stated("draft", "draft"),
	},
}

// translated lists the keys that matter to a translation.
var translated = []row{asked("title", "title"), asked("summary", "summary"), shown("slug"), shown("keywords"), shown("links"), shown("documents"), shown("image")}

// KeysOf gives the keys that matter to a new page of a collection, in the order in which they are written.
func KeysOf(c portfolio.Collection) []Key { return keys(portfolio.Front(c), matter[c]) }

// Keys gives the keys that matter to the page, in the order in which they are written.
func (p Page) Keys() []Key {
	if p.Main != "" {
		return keys(portfolio.TranslationFront(), translated)
	}
	return KeysOf(p.Collection)
}

// keys finds what the contract says of each key; all are keys of the contract, as the tests hold.
func keys(front portfolio.Shape, rows []row) []Key {
	var all []Key
	for _, r := range rows {
		if at := slices.IndexFunc(front.Fields, func(f portfolio.Field) bool { return f.Key == r.key }); at >= 0 {
			all = append(all, Key{Field: front.Fields[at], Flag: r.flag, Asked: r.asked})
		}
	}
	return all
}
