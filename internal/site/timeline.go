package site

import (
	"cmp"
	"slices"

	"vitrin/internal/chart"
	"vitrin/internal/edtf"
	"vitrin/internal/portfolio"
)

// timed is a row of a timeline before it is drawn: its period, or, of what takes but a day, its moment. One of no
// Kind is a heading alone.
type timed struct {
	row    TimeRow
	state  portfolio.Status // in which it is drawn
	period chart.Period
	moment edtf.Date
}

// timedPart is some rows of a timeline before they are drawn, under the row of their heading.
type timedPart struct {
	id    string
	level int
	head  timed
	rows  []timed
}

// datedRows is how many rows must be dated for a picture to say more than its words.
const datedRows = 2

// drawTimeline draws all rows on one axis. Where too few of them are dated, nothing is drawn.
func (e *edition) drawTimeline(heading string, parts []timedPart) Timeline {
	t := Timeline{Heading: heading}
	var periods []chart.Period
	for i := range parts {
		for row := range parts[i].all() {
			if p := row.extent(); p.Dated() {
				periods = append(periods, p)
			}
		}
	}
	var axis chart.Axis
	if len(periods) >= datedRows {
		axis = chart.NewAxis(e.s.p.Today, periods...)
		t.Axis = e.timeAxis(axis)
	}
	drawn := map[chart.Known]bool{}
	for i := range parts {
		part := &parts[i]
		for row := range part.all() {
			e.drawRow(row, axis, drawn)
		}
		view := &TimePart{ID: part.id, Level: part.level, Head: part.head.row, Rows: make([]TimeRow, len(part.rows))}
		for k := range part.rows {
			view.Rows[k] = part.rows[k].row
		}
		t.Parts = append(t.Parts, view)
	}
	t.Legend = e.timeSigns(drawn, t.Axis)
	return t
}

// all gives the rows of the part, that of its heading first.
func (p *timedPart) all() func(yield func(*timed) bool) {
	return func(yield func(*timed) bool) {
		if p.head.row.Link.Text != "" && !yield(&p.head) {
			return
		}
		for i := range p.rows {
			if !yield(&p.rows[i]) {
				return
			}
		}
	}
}

// extent gives the period that the axis must hold.
func (t *timed) extent() chart.Period {
	if !t.moment.IsZero() {
		return chart.Period{Start: t.moment, End: t.moment}
	}
	return t.period
}

// drawRow adds to a row what is drawn of it, or, on an axis that others are drawn on, that it is not dated. It notes
// what is drawn.
func (e *edition) drawRow(t *timed, axis chart.Axis, drawn map[chart.Known]bool) {
	if axis.IsZero() {
		return
	}
	parts := axis.Draw(t.period)
	if !t.moment.IsZero() {
		parts = axis.DrawMoment(t.moment)
	}
	if len(parts) == 0 {
		if t.row.Kind != "" {
			t.row.When = e.t("timeline.undated")
		}
		return
	}
	state := t.state
	t.row.MakeTrack = func(b []byte) []byte { return appendTrack(b, parts, state) }
	for _, p := range parts {
		drawn[p.Known] = true
	}
}

func (e *edition) timeAxis(axis chart.Axis) TimeAxis {
	var a TimeAxis
	for _, tick := range axis.Ticks() {
		t := TimeTick{X: tick.X, Wide: tick.Label == chart.OnWide}
		if tick.Label != chart.Nowhere {
			t.Text = e.l.Date(tick.Date)
		}
		a.Ticks = append(a.Ticks, t)
	}
	if today := e.s.p.Today; axis.Has(today) {
		a.Today = TimeDay{X: axis.At(today), Anchor: axis.Anchor(today), Text: e.t("timeline.today")}
	}
	return a
}

// timeSigns explains the marks of a timeline that do not speak for themselves.
func (e *edition) timeSigns(drawn map[chart.Known]bool, axis TimeAxis) []TimeSign {
	var signs []TimeSign
	if drawn[chart.Unsure] {
		signs = append(signs, TimeSign{string(chart.Unsure), e.t("timeline.unsure")})
	}
	if drawn[chart.OpenStart] || drawn[chart.OpenEnd] {
		signs = append(signs, TimeSign{string(chart.OpenEnd), e.t("timeline.open")})
	}
	if axis.Today.Text != "" {
		signs = append(signs, TimeSign{"today", e.t("timeline.today.date", e.l.Day(e.s.p.Today))})
	}
	return signs
}

// inTime puts rows in the order of time: by their start, or by their end where that alone is known; those that are
// not dated are last, and equal ones stay as they are.
func inTime(rows []timed) {
	slices.SortStableFunc(rows, func(a, b timed) int { return cmp.Compare(dateValue(a.when()), dateValue(b.when())) })
}

// when gives the date by which a row is put in order.
func (t *timed) when() edtf.Date {
	p := t.extent()
	if p.Start.IsZero() {
		return p.End
	}
	return p.Start
}

// projectRow gives the row of a project.
func (e *edition) projectRow(p *portfolio.Project) timed {
	words := TimeWords{Link: e.link(&p.Entry), When: e.period(p.Start, p.End), Status: e.status(p.Status)}
	return timed{
		state:  p.Status,
		row:    TimeRow{Kind: "project", Shared: true, TimeWords: words, lister: e.lister(p)},
		period: e.known(p.Start, p.End, p.Status),
	}
}

// known gives a period as it is drawn: what is ongoing goes on today, whatever end is not stated.
func (e *edition) known(start, end edtf.Date, status portfolio.Status) chart.Period {
	p := chart.Period{Start: start, End: end}
	if status == portfolio.Ongoing {
		p.On = e.s.p.Today
	}
	return p
}

// periodRow gives a row of a period that has no status of its own: it is drawn as its dates have it.
func (e *edition) periodRow(kind string, link Link, start, end edtf.Date) timed {
	standing := e.s.p.Standing(start, end)
	row := TimeRow{Kind: kind, TimeWords: TimeWords{Link: link, When: e.period(start, end)}}
	return timed{row: row, state: standing, period: e.known(start, end, standing)}
}
