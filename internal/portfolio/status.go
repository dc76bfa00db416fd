package portfolio

import (
	"fmt"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
)

// statusOn tells where a period stands on a day. What has begun and states no end goes on; where the
// dates do not decide (none at all, or only an end to come) the status is not stated.
func statusOn(today edtf.Day, start, end edtf.Date) Status {
	switch {
	case !end.IsZero() && end.Latest().Before(today):
		return Completed
	case !start.IsZero() && today.Before(start.Earliest()):
		return Planned
	case !start.IsZero():
		return Ongoing
	default:
		return ""
	}
}

// Standing tells where a period stands on the portfolio's day, by its dates alone.
func (p *Portfolio) Standing(start, end edtf.Date) Status { return statusOn(p.Today, start, end) }

// settleStatus gives the project its status: the stated one, or that of its dates. A project that states
// no end has ended, too, once another carries on its work.
func (p *Project) settleStatus(today edtf.Day, problems *diag.List) {
	byDate := statusOn(today, p.Start, p.End)
	if byDate == Ongoing && p.End.IsZero() && p.handedOver(today) {
		byDate = Completed
	}
	if p.Status == "" {
		p.Status = byDate
		return
	}
	if byDate != "" && byDate != p.Status && p.Status != Cancelled && !p.undecided(today, byDate) {
		problems.Warn(p.statusAt.in(p.Main.Path), diag.Status, fmt.Sprintf("the status says %s, but by the dates (%s to %s) it is %s on %s", p.Status, orOpen(p.Start), orOpen(p.End), byDate, today),
			"take status away, and the dates decide; or mend the dates")
	}
}

// handedOver tells whether another project carries on this one's work by today.
func (p *Project) handedOver(today edtf.Day) bool {
	for _, r := range p.ContinuedBy {
		if !r.Date.IsZero() && !today.Before(r.Date.Latest()) {
			return true
		}
	}
	return false
}

// undecided tells whether a date such as 2026 leaves open that the project has not begun, or has ended,
// by today; what is stated decides then.
func (p *Project) undecided(today edtf.Day, byDate Status) bool {
	switch {
	case byDate != Ongoing:
		return false
	case p.Status == Planned:
		return !p.Start.Latest().Before(today)
	default:
		return p.Status == Completed && (p.End.IsZero() || !today.Before(p.End.Earliest()))
	}
}

func orOpen(d edtf.Date) string {
	if d.IsZero() {
		return "not stated"
	}
	return d.String()
}
