package site

import (
	"slices"
	"strconv"

	"vitrin/internal/chart"
	"vitrin/internal/portfolio"
)

// bar is a row of a figure before it is drawn.
type bar struct {
	link   Link
	number string  // in words
	value  float64 // for the length of the bar alone; never written
	empty  bool    // there is nothing in this row
}

// draw gives the rows as bars on one scale. A figure of fewer than two rows that say something would show nothing
// that its number does not say; then it has no rows.
func (e *edition) draw(b Bars, rows []bar) Bars {
	values, said := make([]float64, len(rows)), 0
	for i, r := range rows {
		values[i] = r.value
		if !r.empty {
			said++
		}
	}
	if said < 2 {
		return Bars{}
	}
	scale := chart.NewScale(values...)
	for _, r := range rows {
		row := Bar{Link: r.link, Number: r.number, Empty: r.empty}
		if r.value != 0 {
			row.Parts = []BarPart{part("number", scale.Bar(r.value))}
		}
		b.Rows = append(b.Rows, row)
	}
	b.Label = b.Heading
	return b
}

func part(kind string, s chart.Span) BarPart { return BarPart{Kind: kind, X: s.X, Width: s.Width} }

// markWidth is how many pixels wide a mark on a track is.
const markWidth = "3"

// mark gives a part that is a place on the track and not a length.
func mark(kind, at string) BarPart { return BarPart{Kind: kind, X: at, Width: markWidth} }

// drawn gives the figures that have rows.
func drawn(figures ...Bars) []Bars {
	return slices.DeleteFunc(figures, func(b Bars) bool { return len(b.Rows) == 0 })
}

// countBar gives a row that counts projects.
func (e *edition) countBar(link Link, projects int) bar {
	return bar{link: link, number: e.l.Number(int64(projects)), value: float64(projects)}
}

// statusBars counts a group's projects by status, in the order of statuses.
func (e *edition) statusBars(g *portfolio.Group) Bars {
	counts := map[*portfolio.Group]int{}
	for _, c := range e.s.p.CountsBy(g, portfolio.ByStatus) {
		counts[c.Group] = c.Projects
	}
	var rows []bar
	for _, status := range e.s.p.Groups(portfolio.ByStatus) {
		if n := counts[status]; n > 0 {
			rows = append(rows, e.countBar(e.groupLink(status), n))
		}
	}
	return e.draw(Bars{Heading: e.t("figure.statuses"), Short: true}, rows)
}

// yearBars counts a group's projects by the years in which they run.
func (e *edition) yearBars(g *portfolio.Group) Bars {
	byYear, unstated := map[int]bar{}, []bar(nil)
	var stated []int
	for _, c := range e.s.p.CountsBy(g, portfolio.ByYear) {
		row := e.countBar(e.groupLink(c.Group), c.Projects)
		if !c.Group.Stated() {
			unstated = append(unstated, row)
			continue
		}
		if year, err := strconv.Atoi(c.Group.Term.ID); err == nil {
			byYear[year], stated = row, append(stated, year)
		}
	}
	var rows []bar
	for _, s := range spans(stated) {
		row, ok := byYear[s.from]
		if !ok {
			row = e.emptyYears(s)
		}
		rows = append(rows, row)
	}
	b := Bars{Heading: e.t("figure.years"), Text: e.t("figure.years.text"), Short: true}
	return e.draw(b, append(rows, unstated...))
}

// span is a year, or several in a row in which there is nothing.
type span struct {
	from, to int
}

// gapYears is how many empty years between two others are shown one by one.
const gapYears = 4

// spans gives the years in their order, with those that lie empty between them: each as one of its own, so that
// time passes evenly, but many in a row as one span.
func spans(years []int) []span {
	var all []span
	last := 0
	for _, year := range slices.Sorted(slices.Values(years)) {
		switch gap := year - last - 1; {
		case len(all) == 0 || gap <= 0:
		case gap <= gapYears:
			for empty := last + 1; empty < year; empty++ {
				all = append(all, span{empty, empty})
			}
		default:
			all = append(all, span{last + 1, year - 1})
		}
		all, last = append(all, span{year, year}), year
	}
	return all
}

func (e *edition) emptyYears(s span) bar {
	return bar{link: Link{Text: years(s.from, s.to)}, number: e.t("figure.none"), empty: true}
}
