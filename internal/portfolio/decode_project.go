package portfolio

import (
	"fmt"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/money"
	"vitrin/internal/syntax"
)

// scheduleFields say from when to when an entry is shown. They are read before all other facts.
var scheduleFields = []field[Entry]{
	{"publish", func(d *decoder, n *syntax.Node, to *Entry) { to.Publish = d.date(n) }},
	{"expires", func(d *decoder, n *syntax.Node, to *Entry) { to.Expires = d.date(n) }},
}

// entryFields are the facts that every collection knows.
var entryFields = []field[Entry]{
	{"regions", func(d *decoder, n *syntax.Node, to *Entry) { to.Regions = d.areas(n) }},
	{"municipalities", func(d *decoder, n *syntax.Node, to *Entry) { to.Municipalities = d.terms(n, ByMunicipality, nil) }},
	{"themes", func(d *decoder, n *syntax.Node, to *Entry) { to.Themes = d.terms(n, ByTheme, d.settings.Themes) }},
	{"sectors", func(d *decoder, n *syntax.Node, to *Entry) { to.Sectors = d.sectors(n) }},
	{"contacts", func(d *decoder, n *syntax.Node, to *Entry) { to.Contacts = records(d, n, contactFields) }},
	{"updated", func(d *decoder, n *syntax.Node, to *Entry) { to.Updated = d.date(n) }},
}

var sectorFields = []field[Sector]{
	{"code", func(d *decoder, n *syntax.Node, to *Sector) { to.Code = d.text(n) }},
	{"label", func(d *decoder, n *syntax.Node, to *Sector) { to.Label = d.translated(n) }},
}

// sectors reads branches of trade: a text each, or {code, label}.
func (d *decoder) sectors(n *syntax.Node) []Sector {
	var all []Sector
	for _, item := range d.items(n) {
		var s Sector
		if item.Kind == syntax.Mapping && (item.Get("code") != nil || item.Get("label") != nil) {
			decode(d, item, sectorFields, &s)
		} else {
			s.Label = d.translated(item)
		}
		all = append(all, s)
	}
	return all
}

var contactFields = []field[Contact]{
	{"name", func(d *decoder, n *syntax.Node, to *Contact) { to.Name = d.text(n) }},
	{"role", func(d *decoder, n *syntax.Node, to *Contact) { to.Role = d.translated(n) }},
	{"organisation", func(d *decoder, n *syntax.Node, to *Contact) { to.Organisation = d.organisationOf(n) }},
	{"email", func(d *decoder, n *syntax.Node, to *Contact) { to.Email = d.email(n) }},
	{"phone", func(d *decoder, n *syntax.Node, to *Contact) { to.Phone = d.text(n) }},
	{"until", func(d *decoder, n *syntax.Node, to *Contact) { to.Until, to.untilPos = d.date(n), n.Pos }},
}

var projectFields = []field[Project]{
	{"reference", func(d *decoder, n *syntax.Node, to *Project) { to.References = d.texts(n) }},
	{"status", func(d *decoder, n *syntax.Node, to *Project) {
		to.statedPos = n.Pos
		to.stated = Status(d.oneOf(n, []string{string(Planned), string(Ongoing), string(Completed), string(Cancelled)}))
	}},
	{"kind", func(d *decoder, n *syntax.Node, to *Project) { to.Kind = d.kind(n) }},
	{"start", func(d *decoder, n *syntax.Node, to *Project) { to.Start = d.date(n) }},
	{"end", func(d *decoder, n *syntax.Node, to *Project) { to.End = d.date(n) }},
	{"clusters", func(d *decoder, n *syntax.Node, to *Project) {
		to.Clusters = affiliations(d, n, Clusters, d.index.clusters)
	}},
	{"programmes", func(d *decoder, n *syntax.Node, to *Project) {
		to.Programmes = affiliations(d, n, Programmes, d.index.programmes)
		to.programmesStated = len(d.items(n))
	}},
	{"coordinator", func(d *decoder, n *syntax.Node, to *Project) { to.Coordinator = d.party(n, "coordinator") }},
	{"partners", func(d *decoder, n *syntax.Node, to *Project) { to.Partners = d.parties(n, "partner") }},
	{"funding", func(d *decoder, n *syntax.Node, to *Project) {
		to.Funding = append(to.Funding, d.funding(n)...)
	}},
	{"granted", func(d *decoder, n *syntax.Node, to *Project) {
		if amount := d.money(n, d.settings.Currency); amount != nil {
			to.Funding = append(to.Funding, Funding{Granted: amount})
		}
	}},
	{"budget", func(d *decoder, n *syntax.Node, to *Project) { to.Budget = d.money(n, d.settings.Currency) }},
	{"goals", func(d *decoder, n *syntax.Node, to *Project) { to.Goals = records(d, n, goalFields) }},
	{"indicators", func(d *decoder, n *syntax.Node, to *Project) { to.Indicators = records(d, n, indicatorFields) }},
	{"phases", func(d *decoder, n *syntax.Node, to *Project) { to.Phases = d.phases(n) }},
	{"milestones", func(d *decoder, n *syntax.Node, to *Project) { to.Milestones = records(d, n, milestoneFields) }},
	{"follows", func(d *decoder, n *syntax.Node, to *Project) { to.Follows = d.relations(n, to) }},
	{"continued_by", func(d *decoder, n *syntax.Node, to *Project) { to.ContinuedBy = d.relations(n, to) }},
	{"related", func(d *decoder, n *syntax.Node, to *Project) { to.Related = d.relations(n, to) }},
}

var goalFields = []field[Goal]{
	{"strategy", func(d *decoder, n *syntax.Node, to *Goal) { to.Strategy = d.translated(n) }},
	{"goal", func(d *decoder, n *syntax.Node, to *Goal) { to.Goal = d.translated(n) }},
}

var indicatorFields = []field[Indicator]{
	{"name", func(d *decoder, n *syntax.Node, to *Indicator) { to.Name = d.translated(n) }},
	{"unit", func(d *decoder, n *syntax.Node, to *Indicator) { to.Unit = d.translated(n) }},
	{"baseline", func(d *decoder, n *syntax.Node, to *Indicator) { to.Baseline = d.quantity(n) }},
	{"target", func(d *decoder, n *syntax.Node, to *Indicator) { to.Target = d.quantity(n) }},
	{"actual", func(d *decoder, n *syntax.Node, to *Indicator) { to.Actual = d.quantity(n) }},
	{"about", func(d *decoder, n *syntax.Node, to *Indicator) { to.About = d.bool(n) }},
	{"partner", func(d *decoder, n *syntax.Node, to *Indicator) { to.Partner = d.organisationOf(n) }},
	{"date", func(d *decoder, n *syntax.Node, to *Indicator) { to.Date = d.date(n) }},
	{"note", func(d *decoder, n *syntax.Node, to *Indicator) { to.Note = d.translated(n) }},
}

var phaseFields = []field[Phase]{
	{"title", func(d *decoder, n *syntax.Node, to *Phase) { to.Title = d.translated(n) }},
	{"start", func(d *decoder, n *syntax.Node, to *Phase) { to.Start, to.startPos = d.date(n), n.Pos }},
	{"end", func(d *decoder, n *syntax.Node, to *Phase) { to.End, to.endPos = d.date(n), n.Pos }},
	{"text", func(d *decoder, n *syntax.Node, to *Phase) { to.Text = d.translated(n) }},
}

var milestoneFields = []field[Milestone]{
	{"date", func(d *decoder, n *syntax.Node, to *Milestone) { to.Date, to.datePos = d.date(n), n.Pos }},
	{"title", func(d *decoder, n *syntax.Node, to *Milestone) { to.Title = d.translated(n) }},
	{"text", func(d *decoder, n *syntax.Node, to *Milestone) { to.Text = d.translated(n) }},
}

// fundingRow holds a row's amounts as they are written until its currency is known.
type fundingRow struct {
	Funding
	currency               string
	applied, granted, paid *syntax.Node
}

var fundingFields = []field[fundingRow]{
	{"funder", func(d *decoder, n *syntax.Node, to *fundingRow) { to.Funder = d.organisationOf(n) }},
	{"programme", func(d *decoder, n *syntax.Node, to *fundingRow) {
		to.Programme, to.programmeStated = d.programme(n), true
	}},
	{"applied", func(_ *decoder, n *syntax.Node, to *fundingRow) { to.applied = n }},
	{"granted", func(_ *decoder, n *syntax.Node, to *fundingRow) { to.granted, to.grantedPos = n, n.Pos }},
	{"paid", func(_ *decoder, n *syntax.Node, to *fundingRow) { to.paid = n }},
	{"currency", func(d *decoder, n *syntax.Node, to *fundingRow) { to.currency = d.currency(n) }},
	{"decided", func(d *decoder, n *syntax.Node, to *fundingRow) { to.Decided = d.date(n) }},
	{"note", func(d *decoder, n *syntax.Node, to *fundingRow) { to.Note = d.translated(n) }},
}

func (d *decoder) funding(n *syntax.Node) []Funding {
	var rows []Funding
	for _, item := range d.items(n) {
		row := fundingRow{currency: d.settings.Currency}
		if item.Kind != syntax.Mapping {
			d.wrongKind(item, "a row such as {funder: vinnova, granted: 850000}")
			continue
		}
		decode(d, item, fundingFields, &row)
		for _, amount := range []struct {
			node *syntax.Node
			to   **money.Amount
		}{{row.applied, &row.Applied}, {row.granted, &row.Granted}, {row.paid, &row.Paid}} {
			if amount.node != nil {
				*amount.to = d.money(amount.node, row.currency)
			}
		}
		rows = append(rows, row.Funding)
	}
	return rows
}

func (d *decoder) phases(n *syntax.Node) []Phase {
	all := records(d, n, phaseFields)
	for _, item := range d.items(n) {
		d.order(item, "start", "end")
	}
	return all
}

// kind reads a project's kind; a label of the settings may be written instead of the id.
func (d *decoder) kind(n *syntax.Node) *Term {
	if terms := d.terms(n, ByKind, d.settings.Kinds); len(terms) == 1 {
		return terms[0]
	}
	if n.Kind == syntax.Sequence {
		d.wrongKind(n, "one kind")
	}
	return nil
}

// order reports an end that lies before its start, and a period that no project can have.
func (d *decoder) order(n *syntax.Node, from, to string) {
	start, end := n.Get(from), n.Get(to)
	if start == nil || end == nil {
		return
	}
	a, errA := edtf.Parse(start.Value, d.words)
	b, errB := edtf.Parse(end.Value, d.words)
	switch {
	case errA != nil || errB != nil:
	case b.Latest().Before(a.Earliest()):
		d.problems.Error(end.Pos, diag.Order, fmt.Sprintf("%s (%s) lies before %s (%s)", to, strings.TrimSpace(end.Value), from, strings.TrimSpace(start.Value)),
			"mend one of the two dates; they may have changed places")
	case b.Latest().Year()-a.Earliest().Year() > maxYears:
		d.problems.Error(end.Pos, diag.Order, fmt.Sprintf("%s lies more than %d years after %s", to, maxYears, from), "mend the year")
	}
}

// maxYears is the longest period that is taken for meant.
const maxYears = 100
