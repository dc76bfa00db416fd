package site

import (
	"slices"

	"vitrin/internal/portfolio"
)

// groupTimeline draws the projects that a page of a cluster's or a programme's list shows. Of other groups there is
// no timeline. Only on the first page a programme's own time is drawn, and its calls.
func (e *edition) groupTimeline(g *portfolio.Group, projects []*portfolio.Project, first bool) Timeline {
	if g == nil || g.Entry == nil {
		return Timeline{}
	}
	var parts []timedPart
	switch r := g.Entry.Record().(type) {
	case *portfolio.Cluster:
		parts = []timedPart{{rows: e.addProjectRows(nil, projects)}}
	case *portfolio.Programme:
		parts = e.programmeParts(r, projects, first)
	}
	if t := e.drawTimeline(e.t("timeline"), parts); len(t.Axis.Ticks) > 0 {
		return t
	}
	return Timeline{} // the list of projects says as much
}

// addProjectRows adds rows of projects in the order of time.
func (e *edition) addProjectRows(rows []timed, projects []*portfolio.Project) []timed {
	before := len(rows)
	rows = slices.Grow(rows, len(projects))
	for _, p := range projects {
		rows = append(rows, e.projectRow(p))
	}
	inTime(rows[before:])
	return rows
}

// programmeParts gives a programme's own time and calls, then each of its rounds and parts with its projects, and
// last the projects that belong to none of these.
func (e *edition) programmeParts(p *portfolio.Programme, projects []*portfolio.Project, first bool) []timedPart {
	own := timedPart{}
	if first {
		if !p.Start.IsZero() || !p.End.IsZero() {
			own.rows = append(own.rows, e.periodRow("programme", Link{Text: e.t("timeline.programme")}, p.Start, p.End))
		}
		own.rows = append(own.rows, e.callRows(p)...)
	}
	x := &rounds{e: e, projects: map[*portfolio.Programme][]*portfolio.Project{}, first: first}
	rest := x.divide(p, projects)
	x.add(p, 3)
	if len(x.parts) == 0 {
		own.rows = e.addProjectRows(own.rows, rest)
		return []timedPart{own}
	}
	var parts []timedPart
	if len(own.rows) > 0 {
		parts = append(parts, own)
	}
	parts = append(parts, x.parts...)
	if len(rest) > 0 {
		last := timedPart{level: 3, rows: e.addProjectRows(nil, rest)}
		last.head.row.Link.Text = e.t("figure.no-part")
		parts = append(parts, last)
	}
	return parts
}

// callRows gives a programme's calls that are dated.
func (e *edition) callRows(p *portfolio.Programme) []timed {
	var rows []timed
	for _, c := range p.Calls {
		if c.Opens.IsZero() && c.Closes.IsZero() {
			continue
		}
		row := e.periodRow("call", Link{Text: orElse(c.Title.In(e.lang), e.t("field.call")), Href: c.URL}, c.Opens, c.Closes)
		row.row.When = e.t("timeline.call", row.row.When)
		rows = append(rows, row)
	}
	inTime(rows)
	return rows
}

// rounds gathers the parts of a programme's timeline.
type rounds struct {
	e        *edition
	projects map[*portfolio.Programme][]*portfolio.Project // on this page, by the round or part that they belong to
	first    bool
	parts    []timedPart
}

// divide gives each project to the rounds and parts of a programme that it names, the narrowest of each line, and
// gives back those that name none.
func (x *rounds) divide(p *portfolio.Programme, projects []*portfolio.Project) (rest []*portfolio.Project) {
	for _, project := range projects {
		var named []*portfolio.Programme
		for _, a := range project.Programmes {
			if a.To != p && a.To.Within(p) {
				named = append(named, a.To)
			}
		}
		placed := false
		for _, round := range named {
			if slices.ContainsFunc(named, func(other *portfolio.Programme) bool { return other != round && other.Within(round) }) {
				continue
			}
			x.projects[round], placed = append(x.projects[round], project), true
		}
		if !placed {
			rest = append(rest, project)
		}
	}
	return rest
}

// add adds the rounds and parts of a programme, each before its own.
func (x *rounds) add(p *portfolio.Programme, level int) {
	for _, round := range p.Parts {
		part := timedPart{level: level}
		part.head = x.e.periodRow("programme", x.e.link(&round.Entry), round.Start, round.End)
		if x.first {
			part.rows = x.e.callRows(round)
		}
		part.rows = x.e.addProjectRows(part.rows, x.projects[round])
		at := len(x.parts)
		x.parts = append(x.parts, part)
		x.add(round, min(level+1, 4))
		empty := len(part.rows) == 0 && len(x.parts) == at+1
		if empty && (!x.first || !part.head.period.Dated()) {
			x.parts = x.parts[:at] // it has nothing to show here
		}
	}
}
