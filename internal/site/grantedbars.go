package site

import (
	"iter"
	"slices"

	"vitrin/internal/money"
	"vitrin/internal/portfolio"
)

// grants is what the projects of a group were granted, sorted by something: every row of their funding counts
// under the keys that it has, which is one key, or several where these overlap.
type grants[K comparable] struct {
	sums     map[K]*money.Sum
	projects map[K][]*portfolio.Project
}

// grantsBy sorts what the group's projects were granted, in one pass over them. Of a programme's projects only
// the rows count that belong to it or to its rounds and parts, as in its sum.
func grantsBy[K comparable](g *portfolio.Group, keys func(*portfolio.Project, *portfolio.Funding) []K) grants[K] {
	all := grants[K]{sums: map[K]*money.Sum{}, projects: map[K][]*portfolio.Project{}}
	within, amounts := programmeOf(g), map[K][]money.Amount{}
	for _, p := range g.Projects {
		clear(amounts)
		for row := range grantedRows(p, within) {
			for _, k := range keys(p, row) {
				amounts[k] = append(amounts[k], *row.Granted)
			}
		}
		for k, record := range amounts {
			if all.sums[k] == nil {
				all.sums[k] = &money.Sum{}
			}
			all.sums[k].Add(record)
			all.projects[k] = append(all.projects[k], p)
		}
	}
	return all
}

// grantedRows gives the rows of a project's funding that state what was granted; only those that belong to a
// programme, its rounds and parts where one is given.
func grantedRows(p *portfolio.Project, within *portfolio.Programme) iter.Seq[*portfolio.Funding] {
	return func(yield func(*portfolio.Funding) bool) {
		for i := range p.Funding {
			row := &p.Funding[i]
			if row.Granted == nil || within != nil && (row.Programme == nil || !row.Programme.Within(within)) {
				continue
			}
			if !yield(row) {
				return
			}
		}
	}
}

// programmeOf gives the programme whose group it is, or nil.
func programmeOf(g *portfolio.Group) *portfolio.Programme {
	if g.Entry == nil {
		return nil
	}
	p, _ := g.Entry.Record().(*portfolio.Programme)
	return p
}

// in gives what was granted under a key in a currency; ok is false where that is nothing that is stated.
func (all grants[K]) in(k K, currency string) (a money.Amount, ok bool) {
	sum := all.sums[k]
	if sum == nil {
		return money.Amount{}, false
	}
	a = sum.Amounts(currency)[0]
	return a, a.Currency == currency
}

// keys gives the keys under which there is an amount in a currency, in no order.
func (all grants[K]) keys(currency string) []K {
	var keys []K
	for k := range all.sums {
		if _, ok := all.in(k, currency); ok {
			keys = append(keys, k)
		}
	}
	return keys
}

// moneyFigures makes the figures of amounts in one currency.
type moneyFigures struct {
	e        *edition
	currency string
	several  bool   // there are figures in others too
	basis    string // what they rest on
}

// moneyFigures gives one for each currency in which the group's projects were granted something, the site's own
// first.
func (e *edition) moneyFigures(g *portfolio.Group) []moneyFigures {
	var all []moneyFigures
	amounts := g.Granted.Amounts(e.s.p.Settings.Currency)
	for _, a := range amounts {
		m := moneyFigures{e: e, currency: a.Currency, several: len(amounts) > 1}
		m.basis = m.basisOf(g)
		all = append(all, m)
	}
	return all
}

// grantedBars draws what a group's projects were granted: for each currency by year, and by what else is given.
func (e *edition) grantedBars(g *portfolio.Group, others ...division) []Bars {
	var figures []Bars
	for _, m := range e.moneyFigures(g) {
		figures = append(figures, m.draw(g, others...)...)
	}
	return figures
}

func (m moneyFigures) draw(g *portfolio.Group, others ...division) []Bars {
	figures := []Bars{m.byYear(g)}
	for _, d := range others {
		figures = append(figures, m.byEntry(d))
	}
	return drawn(figures...)
}

func (m moneyFigures) basisOf(g *portfolio.Group) string {
	stated, within := 0, programmeOf(g)
	for _, p := range g.Projects {
		for row := range grantedRows(p, within) {
			if row.Granted.Currency == m.currency {
				stated++
				break
			}
		}
	}
	if m.several {
		return m.e.t("figure.basis.in", stated, len(g.Projects), m.currency)
	}
	return m.e.t("figure.basis", stated, len(g.Projects))
}

// figure gives a figure without rows.
func (m moneyFigures) figure(heading, text string) Bars {
	if m.several {
		heading = m.e.t("figure.in", heading, m.currency)
	}
	return Bars{Heading: heading, Text: text, Basis: m.basis}
}

// grantedYear is the year of a grant's decision, else that in which its project begins; 0: not stated.
func grantedYear(p *portfolio.Project, row *portfolio.Funding) int {
	switch {
	case !row.Decided.IsZero():
		return row.Decided.Year()
	case !p.Start.IsZero():
		return p.Start.Year()
	default:
		return 0
	}
}

func (m moneyFigures) byYear(g *portfolio.Group) Bars {
	e := m.e
	all := grantsBy(g, func(p *portfolio.Project, row *portfolio.Funding) []int { return []int{grantedYear(p, row)} })
	stated := slices.DeleteFunc(all.keys(m.currency), func(year int) bool { return year == 0 })
	var rows []bar
	for _, s := range spans(stated) {
		amount, ok := all.in(s.from, m.currency)
		if !ok {
			rows = append(rows, e.emptyYears(s))
			continue
		}
		name := years(s.from, s.to)
		rows = append(rows, e.amountBar(e.holding(name, portfolio.ByYear, all.projects[s.from], func(g *portfolio.Group) bool {
			return g.Term != nil && g.Term.ID == name
		}), amount))
	}
	if amount, ok := all.in(0, m.currency); ok {
		rows = append(rows, e.amountBar(e.unstated(e.t("figure.no-year"), portfolio.ByYear, all.projects[0]), amount))
	}
	b := m.figure(e.t("figure.granted.years"), e.t("figure.granted.years.text"))
	b.Short = true
	return e.draw(b, rows)
}

// amountBar gives a row with an amount. Only the bar's length is not exact.
func (e *edition) amountBar(link Link, a money.Amount) bar {
	return bar{link: link, number: e.l.Money(a), value: float64(a.Minor)}
}

// holding gives a link to the group of a dimension that meets a condition, where all the projects belong to it;
// else the name alone, since the page would not show what the row counts.
func (e *edition) holding(name string, by portfolio.Dimension, projects []*portfolio.Project, meets func(*portfolio.Group) bool) Link {
	link := Link{Text: name}
	var last *portfolio.Group
	for _, p := range projects {
		groups := e.s.p.Membership(p, by)
		i := slices.IndexFunc(groups, meets)
		if i < 0 {
			return link
		}
		last = groups[i]
	}
	if last != nil {
		link.Href = e.groupLink(last).Href
	}
	return link
}

// unstated names what states no value of a dimension.
func (e *edition) unstated(name string, by portfolio.Dimension, projects []*portfolio.Project) Link {
	return e.holding(name, by, projects, func(g *portfolio.Group) bool { return !g.Stated() })
}
