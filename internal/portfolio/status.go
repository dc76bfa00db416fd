package portfolio

import (
	"fmt"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/syntax"
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

// settleStatus gives the project its status: the stated one, or that of its dates.
func (p *Project) settleStatus(d *decoder, today edtf.Day, n *syntax.Node) {
	byDate := statusOn(today, p.Start, p.End)
	p.Status = p.stated
	if p.stated == "" {
		p.Status = byDate
		return
	}
	contradicts := byDate != "" && byDate != p.stated && p.stated != Cancelled ||
		p.stated == Planned && !p.Start.IsZero() && p.Start.Latest().Before(today)
	// A date such as 2026 leaves open whether the day has come; what is stated decides then.
	if byDate == Ongoing && (p.stated == Planned && !p.Start.Latest().Before(today) || p.stated == Completed && !p.End.IsZero() && !today.Before(p.End.Earliest())) {
		contradicts = false
	}
	if contradicts {
		d.problems.Warn(n.Get("status").Pos, diag.Status, fmt.Sprintf("the status says %s, but the dates (%s to %s) say otherwise on %s", p.stated, orOpen(p.Start), orOpen(p.End), today),
			"take status away, and the dates decide; or mend the dates")
	}
}

func orOpen(d edtf.Date) string {
	if d.IsZero() {
		return "not stated"
	}
	return d.String()
}
