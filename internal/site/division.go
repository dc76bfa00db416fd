package site

import (
	"cmp"
	"slices"

	"vitrin/internal/money"
	"vitrin/internal/portfolio"
)

// division is a way to divide what was granted: among programmes, parts of one, or clusters. What belongs to
// none of them has the key nil.
type division struct {
	by            portfolio.Dimension
	heading, text string
	none          string // what the key nil is called
	overlap       bool   // an amount may count several times, so that parts cannot be added up
	grants        grants[*portfolio.Entry]
}

func (e *edition) byProgramme(g *portfolio.Group) division {
	return division{
		by: portfolio.ByProgramme, heading: e.t("figure.granted.programmes"), text: e.t("figure.granted.programmes.text"), none: e.t("figure.no-programme"),
		grants: grantsBy(g, func(_ *portfolio.Project, row *portfolio.Funding) []*portfolio.Entry {
			if row.Programme == nil {
				return []*portfolio.Entry{nil}
			}
			line := row.Programme.Line()
			return []*portfolio.Entry{&line[len(line)-1].Entry}
		}),
	}
}

// byPart divides a programme's grants among its rounds and parts.
func (e *edition) byPart(g *portfolio.Group) division {
	whole := programmeOf(g)
	return division{
		by: portfolio.ByProgramme, heading: e.t("figure.granted.parts"), none: e.t("figure.no-part"),
		grants: grantsBy(g, func(_ *portfolio.Project, row *portfolio.Funding) []*portfolio.Entry {
			for _, part := range row.Programme.Line() {
				if part.Parent == whole {
					return []*portfolio.Entry{&part.Entry}
				}
			}
			return []*portfolio.Entry{nil}
		}),
	}
}

func (e *edition) byCluster(g *portfolio.Group) division {
	return division{
		by: portfolio.ByCluster, heading: e.t("figure.granted.clusters"), text: e.t("figure.granted.clusters.text"), none: e.t("figure.no-cluster"), overlap: true,
		grants: grantsBy(g, func(p *portfolio.Project, _ *portfolio.Funding) []*portfolio.Entry {
			keys := make([]*portfolio.Entry, 0, 1)
			for _, c := range e.s.p.Membership(p, portfolio.ByCluster) {
				keys = append(keys, c.Entry)
			}
			return keys
		}),
	}
}

// figureRows is how many entries a figure names; the rest are one row.
const figureRows = 12

// byEntry draws a division, the greatest amount first.
func (m moneyFigures) byEntry(d division) Bars {
	e := m.e
	entries := slices.DeleteFunc(d.grants.keys(m.currency), func(entry *portfolio.Entry) bool { return entry == nil })
	amount := func(entry *portfolio.Entry) money.Amount {
		a, _ := d.grants.in(entry, m.currency)
		return a
	}
	slices.SortFunc(entries, func(x, y *portfolio.Entry) int {
		return cmp.Or(cmp.Compare(amount(y).Minor, amount(x).Minor), cmp.Compare(x.ID, y.ID))
	})
	shown := len(entries)
	if shown > figureRows {
		shown = figureRows - 1
	}
	var rows []bar
	for _, entry := range entries[:shown] {
		rows = append(rows, e.amountBar(e.link(entry), amount(entry)))
	}
	if rest := entries[shown:]; len(rest) > 0 {
		// The rest are no value beside the others, so they have no bar that would make the others short.
		row := bar{link: Link{Text: e.t("figure.rest", len(rest)), Href: e.href(e.dims[d.by])}, empty: true}
		if !d.overlap {
			var sum money.Sum
			for _, entry := range rest {
				sum.Add([]money.Amount{amount(entry)})
			}
			row.number = e.l.Money(sum.Amounts(m.currency)[0])
		}
		rows = append(rows, row)
	}
	if a, ok := d.grants.in(nil, m.currency); ok {
		rows = append(rows, e.amountBar(e.unstated(d.none, d.by, d.grants.projects[nil]), a))
	}
	return e.draw(m.figure(d.heading, d.text), rows)
}
