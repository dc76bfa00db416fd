package listing

import (
	"cmp"
	"slices"

	"vitrin/internal/locale"
	"vitrin/internal/portfolio"
)

// entry names an entry by its id and its titles.
func (v view) entry(e *portfolio.Entry) word {
	w := word{id: e.ID, text: e.Title(v.l.Code)}
	for _, l := range v.all {
		w.also = append(w.also, e.Title(l.Code))
	}
	if o, ok := e.Record().(*portfolio.Organisation); ok {
		w.also = append(w.also, o.Aka...)
	}
	return w
}

func (v view) region(r *portfolio.Region) word {
	w := word{id: r.ID, text: r.Short.In(v.l.Code), also: slices.Clone(r.Aka)}
	for _, l := range v.all {
		w.also = append(w.also, r.Label.In(l.Code))
	}
	return w
}

// term names a theme, a kind, a municipality, a status or a year.
func (v view) term(t *portfolio.Term) word {
	w := word{id: t.ID, text: termIn(t, v.l)}
	for _, l := range v.all {
		w.also = append(w.also, termIn(t, l))
	}
	return w
}

// termIn gives a term's label, or the language's own word for it.
func termIn(t *portfolio.Term, l *locale.Locale) string {
	group := map[portfolio.Dimension]string{portfolio.ByStatus: "status.", portfolio.ByKind: "kind."}[t.Dimension]
	if label := t.Label.In(l.Code); label != "" && label != t.ID {
		return label
	}
	return catalogued(l, group+t.ID, cmp.Or(t.Label.In(l.Code), t.ID))
}

// catalogued gives a language's words for a key, or what stands in for them.
func catalogued(l *locale.Locale, key, otherwise string) string {
	if text, err := l.T(key); err == nil {
		return text
	}
	return otherwise
}

// group names the value of a group; that of the projects that state none has no id and comes last.
func (v view) group(g *portfolio.Group) word {
	switch {
	case g.Entry != nil:
		return v.entry(g.Entry)
	case g.Region != nil:
		return v.region(g.Region)
	case g.Term != nil:
		return v.term(g.Term)
	}
	return word{text: catalogued(v.l, "not-stated", ""), last: true}
}

// groups names the values of a dimension.
func (v view) groups(by portfolio.Dimension) []word {
	var words []word
	for _, g := range v.p.Groups(by) {
		if g.Stated() {
			words = append(words, v.group(g))
		}
	}
	return words
}

// inGroups gives the values of a project in a dimension: a round belongs to its parent programme too.
func (v view) inGroups(p *portfolio.Project, by portfolio.Dimension) list {
	var words list
	for _, g := range v.p.Membership(p, by) {
		if g.Stated() {
			words = append(words, v.group(g))
		}
	}
	return words
}

func (v view) parties(parties []portfolio.Party) list {
	var words list
	for _, p := range parties {
		words = words.with(v.entry(&p.Organisation.Entry))
	}
	return words
}

// with gives the list with a word that it does not hold yet.
func (l list) with(w word) list {
	if slices.ContainsFunc(l, func(have word) bool { return have.id == w.id }) {
		return l
	}
	return append(l, w)
}

func (v view) everybody() []word {
	var words []word
	for _, o := range v.p.Organisations {
		words = append(words, v.entry(&o.Entry))
	}
	return words
}
