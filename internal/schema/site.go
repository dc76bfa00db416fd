package schema

import (
	"slices"

	"vitrin/internal/portfolio"
)

// ForSite gives the options of a site's schemas: its languages, and the names that its pages may write.
func ForSite(p *portfolio.Portfolio) Options {
	o := Options{Languages: p.Settings.Languages, Known: map[portfolio.Names][]portfolio.Name{}}
	for _, code := range p.Settings.Languages {
		if slices.Contains(portfolio.GlossaryLanguages(), code) {
			o.Words = append(o.Words, code)
		}
	}
	if len(o.Words) == 0 {
		o.Words = []string{"en"}
	}
	for _, from := range portfolio.AllNames() {
		o.Known[from] = p.Known(from)
	}
	return o
}
