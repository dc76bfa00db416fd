package site

import (
	"slices"

	"vitrin/internal/portfolio"
)

// What most projects have of time: nothing. Nobody changes it.
var noTimeline, noTimePart = new(Timeline), new(TimePart)

// addCourse draws a project's own time, its phases and its milestones on one axis. Where too little of them is dated,
// the phases and milestones are but lists, and there is no course.
func (e *edition) addCourse(v *ProjectView, p *portfolio.Project) {
	if len(p.Phases)+len(p.Milestones) == 0 {
		return
	}
	whole := e.projectRow(p)
	whole.row = TimeRow{Kind: "whole", TimeWords: TimeWords{Link: Link{Text: e.t("timeline.project")}, When: whole.row.When}}
	parts := []timedPart{{}, e.phases(p), e.milestones(p)}
	if whole.period.Dated() {
		parts[0].rows = []timed{whole}
	}
	course := e.drawTimeline(e.t("timeline"), parts)
	v.Phases, v.Milestones = course.Parts[1], course.Parts[2]
	if len(course.Axis.Ticks) > 0 {
		course.Parts = course.Parts[:1]
		v.Course = &course
	}
}

// phases gives the phases in the order in which they are written. One that states no end is over once the project is.
func (e *edition) phases(p *portfolio.Project) timedPart {
	part := timedPart{id: "phases", level: 3}
	part.head.row.Link.Text = e.t("field.phases")
	for _, phase := range p.Phases {
		row := e.periodRow("phase", Link{Text: phase.Title.In(e.lang)}, phase.Start, phase.End)
		row.row.Text = phase.Text.In(e.lang)
		if over := p.Status == portfolio.Completed || p.Status == portfolio.Cancelled; over && row.state == portfolio.Ongoing {
			row.state, row.period.On = p.Status, 0
		}
		part.rows = append(part.rows, row)
	}
	return part
}

// milestones gives the milestones in the order in which they are written.
func (e *edition) milestones(p *portfolio.Project) timedPart {
	part := timedPart{id: "milestones", level: 3}
	part.head.row.Link.Text = e.t("field.milestones")
	for _, m := range p.Milestones {
		words := TimeWords{Link: Link{Text: m.Title.In(e.lang)}, When: e.date(m.Date), Time: machineDate(m.Date), Text: m.Text.In(e.lang)}
		row := timed{row: TimeRow{Kind: "milestone", TimeWords: words}, state: e.s.p.Standing(m.Date, m.Date), moment: m.Date}
		part.rows = append(part.rows, row)
	}
	return part
}

// chainLength is how many projects of a chain are shown.
const chainLength = 20

// chain draws a project among its predecessors and successors, however far away. Where that would show no more than
// the lists of its nearest ones do, there is none.
func (e *edition) chain(p *portfolio.Project, near int) *Timeline {
	before, cutBefore := follow(p, func(p *portfolio.Project) []portfolio.Relation { return p.Follows })
	after, cutAfter := follow(p, func(p *portfolio.Project) []portfolio.Relation { return p.ContinuedBy })
	slices.Reverse(before)
	after = slices.DeleteFunc(after, func(other *portfolio.Project) bool { return slices.Contains(before, other) })
	all := slices.Concat(before, []*portfolio.Project{p}, after)
	chronological(all)
	var part timedPart
	for _, other := range all {
		row := e.projectRow(other)
		if other == p {
			row.row.Current, row.row.Shared, row.row.Link = true, false, Link{Text: row.row.Link.Text, TextLang: row.row.Link.TextLang}
		}
		part.rows = append(part.rows, row)
	}
	t := e.drawTimeline(e.t("chain"), []timedPart{part})
	if len(t.Axis.Ticks) == 0 && len(all) <= near+1 {
		return noTimeline
	}
	if cutBefore || cutAfter {
		t.Note = e.t("chain.cut", len(all)-1)
	}
	return &t
}

// follow gives the projects that relations lead to, the nearest first, each once, though they may lead in a circle;
// at most half a chain. cut tells that there are more.
func follow(p *portfolio.Project, relations func(*portfolio.Project) []portfolio.Relation) (found []*portfolio.Project, cut bool) {
	seen := map[*portfolio.Project]bool{p: true}
	for at := -1; at < len(found); at++ {
		from := p
		if at >= 0 {
			from = found[at]
		}
		for _, r := range relations(from) {
			switch {
			case seen[r.Project]:
			case len(found) == chainLength/2:
				return found, true
			default:
				seen[r.Project] = true
				found = append(found, r.Project)
			}
		}
	}
	return found, false
}

// chronological puts the projects of a chain that state a start in the order of time. The others stay at their place
// in the chain, which tells something of their time, too.
func chronological(chain []*portfolio.Project) {
	var places []int
	var dated []*portfolio.Project
	for i, p := range chain {
		if !p.Start.IsZero() {
			places, dated = append(places, i), append(dated, p)
		}
	}
	slices.SortStableFunc(dated, func(a, b *portfolio.Project) int { return a.Start.Compare(b.Start) })
	for i, place := range places {
		chain[place] = dated[i]
	}
}
