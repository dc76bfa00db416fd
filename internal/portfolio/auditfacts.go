package portfolio

import (
	"fmt"
	"slices"
	"strconv"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
)

// slack is how many months before and after a project its phases and milestones may lie: reports come late, and
// preparations begin early.
const slack = 12

// schedule tells of phases and milestones that lie far outside the project's time, as by a slip in the year.
func (a *audit) schedule(p *Project) {
	check := func(at spot, date edtf.Date) {
		if where := p.outside(date); where != "" {
			a.problems.Warn(at.in(p.Main.Path), diag.Outside, fmt.Sprintf("%s lies more than %d months %s", date, slack, where), "mend the date, or that of the project")
		}
	}
	for _, phase := range p.Phases {
		check(phase.startAt, phase.Start)
		check(phase.endAt, phase.End)
	}
	for _, m := range p.Milestones {
		check(m.dateAt, m.Date)
	}
}

// outside says where a date lies that is far outside the project's time, or "".
func (p *Project) outside(date edtf.Date) string {
	switch {
	case date.IsZero():
	case !p.Start.IsZero() && date.Latest().Before(p.Start.Earliest().AddMonths(-slack)):
		return fmt.Sprintf("before the project's start (%s)", p.Start)
	case !p.End.IsZero() && p.End.Latest().AddMonths(slack).Before(date.Earliest()):
		return fmt.Sprintf("after the project's end (%s)", p.End)
	}
	return ""
}

// funding tells of rows that grant more than was applied for.
func (a *audit) funding(p *Project) {
	for _, row := range p.Funding {
		applied, granted := row.Applied, row.Granted
		if applied == nil || granted == nil || applied.Currency != granted.Currency || applied.About || granted.About || granted.Minor <= applied.Minor {
			continue
		}
		a.problems.Warn(row.grantedAt.in(p.Main.Path), diag.Grant,
			fmt.Sprintf("granted (%s %s) is more than applied (%s)", granted.Decimal(), granted.Currency, applied.Decimal()),
			"mend the amount that is wrong; the two may have changed places")
	}
}

// indicators tells of what is measured without a name.
func (a *audit) indicators(p *Project) {
	for _, i := range p.Indicators {
		if i.Name.IsZero() {
			a.problems.Warn(i.at.in(p.Main.Path), diag.MissingKey, "the indicator has no name", "add name: and what is measured")
		}
	}
}

// declared compares what the funder says of a programme with what the portfolio holds of it, its parts included.
// Where the portfolio holds no project, it cannot be asked for regions.
func (a *audit) declared(p *Programme) {
	if slices.ContainsFunc(a.Projects, func(p *Project) bool { return p.Main.broken }) {
		return // what the portfolio holds is not known
	}
	const hint = "the funder may count projects outside this portfolio; else add those that are missing, or mend the number"
	for _, d := range p.Declared {
		projects, kind := p.Group.Projects, ""
		if d.Kind != nil {
			kind = fmt.Sprintf(" of the kind %s", d.Kind.ID)
			projects = slices.DeleteFunc(slices.Clone(projects), func(project *Project) bool { return project.Kind != d.Kind })
		}
		if d.Projects >= 0 && d.Projects != len(projects) {
			a.problems.Warn(d.projectsPos, diag.Declared,
				fmt.Sprintf("declared says %s%s, the portfolio holds %s", diag.Count(d.Projects, "project"), kind, orNone(len(projects))), hint)
		}
		if regions := a.regions(projects); d.Regions >= 0 && d.Regions != regions && len(projects) > 0 {
			a.problems.Warn(d.regionsPos, diag.Declared,
				fmt.Sprintf("declared says %s with projects%s, in the portfolio they lie in %s", diag.Count(d.Regions, "region"), kind, orNone(regions)), hint)
		}
	}
}

// regions counts the site's regions in which projects take place. Areas that a page named are none.
func (a *audit) regions(projects []*Project) int {
	listed := map[string]bool{}
	for _, r := range a.Settings.Regions {
		listed[r.ID] = true
	}
	seen := map[*Region]bool{}
	for _, p := range projects {
		for _, r := range p.Regions {
			if listed[r.ID] {
				seen[r] = true
			}
		}
	}
	return len(seen)
}

func orNone(n int) string {
	if n == 0 {
		return "none"
	}
	return strconv.Itoa(n)
}
