package listing

import (
	"vitrin/internal/portfolio"
)

// entryFields are the columns that all entries have.
func entryFields[T any](entry func(T) *portfolio.Entry) []field[T] {
	version := func(v view, x T, of func(*portfolio.Version) cell, otherwise cell) cell {
		if version := entry(x).Nearest(v.l.Code); version != nil {
			return of(version)
		}
		return otherwise
	}
	return []field[T]{
		{key: "id", of: func(_ view, x T) cell { return plain(entry(x).ID) }},
		{key: "title", of: func(v view, x T) cell {
			w := v.entry(entry(x))
			w.id = w.text
			return single{w}
		}},
		{key: "summary", of: func(v view, x T) cell { return plain(entry(x).Summary(v.l.Code)) }},
		{key: "regions", also: "region", kind: manyWords, of: func(v view, x T) cell {
			var words list
			for _, r := range entry(x).Regions {
				words = append(words, v.region(r))
			}
			return words
		}},
		{key: "municipalities", also: "municipality", kind: manyWords, of: func(v view, x T) cell { return v.terms(entry(x).Municipalities) }},
		{key: "themes", also: "theme", kind: manyWords, of: func(v view, x T) cell { return v.terms(entry(x).Themes) }},
		{key: "keywords", also: "keyword", kind: manyWords, of: func(v view, x T) cell {
			return version(v, x, func(version *portfolio.Version) cell {
				var words list
				for _, k := range version.Keywords {
					words = append(words, word{id: k.In(v.l.Code), text: k.In(v.l.Code)})
				}
				return words
			}, list{})
		}},
		{
			key: "languages", also: "lang", kind: manyWords,
			of: func(v view, x T) cell {
				return list(v.languages(func(code string) bool { return entry(x).Version(code) != nil }))
			},
			vocabulary: func(v view) []word { return v.languages(func(string) bool { return true }) },
		},
		{key: "image", of: func(v view, x T) cell {
			return version(v, x, func(version *portfolio.Version) cell {
				if version.Image == nil {
					return plain("")
				}
				return plain(version.Image.File.Path)
			}, plain(""))
		}},
		{key: "updated", kind: aDate, of: func(_ view, x T) cell { return date{entry(x).Updated} }},
		{key: "file", of: func(_ view, x T) cell {
			if entry(x).Main == nil {
				return plain("")
			}
			return plain(entry(x).Main.Path)
		}},
	}
}

// languages names some of the site's languages.
func (v view) languages(some func(code string) bool) []word {
	var words []word
	for _, l := range v.all {
		if some(l.Code) {
			words = append(words, word{id: l.Code, text: l.Code, also: []string{l.Name}})
		}
	}
	return words
}

func (v view) terms(terms []*portfolio.Term) list {
	var words list
	for _, t := range terms {
		words = append(words, v.term(t))
	}
	return words
}

// groupFields are the columns that tell of a group of projects.
func groupFields[T any](group func(T) *portfolio.Group) []field[T] {
	return []field[T]{
		{key: "projects", kind: aNumber, of: func(_ view, x T) cell { return number(len(group(x).Projects)) }},
		{key: "first", kind: aNumber, of: func(_ view, x T) cell { return year(group(x).First) }},
		{key: "last", kind: aNumber, of: func(_ view, x T) cell { return year(group(x).Last) }},
		{key: "granted", kind: amounts, of: func(v view, x T) cell { return sum(group(x).Granted.Amounts(v.p.Settings.Currency)) }},
		{key: "applied", kind: amounts, of: func(v view, x T) cell { return sum(group(x).Applied.Amounts(v.p.Settings.Currency)) }},
	}
}

// dimension lists the values of a dimension, with those that state none where there are some.
func dimension(by portfolio.Dimension) lister {
	own := []field[*portfolio.Group]{
		{key: "id", of: func(v view, g *portfolio.Group) cell { return plain(v.group(g).id) }},
		{key: "title", of: func(v view, g *portfolio.Group) cell {
			w := v.group(g)
			w.id = w.text
			return single{w}
		}},
	}
	return collection[*portfolio.Group]{
		name: string(by), one: map[portfolio.Dimension]string{
			portfolio.ByRegion: "region", portfolio.ByMunicipality: "municipality", portfolio.ByTheme: "theme",
			portfolio.ByKind: "kind", portfolio.ByStatus: "status", portfolio.ByYear: "year",
		}[by],
		items: func(p *portfolio.Portfolio) []*portfolio.Group {
			var groups []*portfolio.Group
			for _, g := range p.Groups(by) {
				if g.Stated() || len(g.Projects) > 0 {
					groups = append(groups, g)
				}
			}
			return groups
		},
		shown:  []string{"id", "title", "projects", "first", "last", "granted"},
		fields: append(own, groupFields(func(g *portfolio.Group) *portfolio.Group { return g })...),
	}
}
