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
	{"publish", as(date, func(to *Entry, v edtf.Date) { to.Publish = v })},
	{"expires", as(date, func(to *Entry, v edtf.Date) { to.Expires = v })},
}

// entryFields are the facts that every collection knows.
var entryFields = []field[Entry]{
	{"regions", as(areas, func(to *Entry, v []*Region) { to.Regions = v })},
	{"municipalities", as(municipalities, func(to *Entry, v []*Term) { to.details().Municipalities = v })},
	{"themes", as(themes, func(to *Entry, v []*Term) { to.Themes = v })},
	{"sectors", as(sectors, func(to *Entry, v []Sector) { to.details().Sectors = v })},
	{"contacts", as(rows("contact", contactFields), func(to *Entry, v []Contact) { to.Contacts = v })},
	{"updated", as(date, func(to *Entry, v edtf.Date) { to.Updated = v })},
}

var sectorFields = []field[Sector]{
	{"code", as(text, func(to *Sector, v string) { to.Code = v })},
	{"label", as(phrase, func(to *Sector, v Text) { to.Label = v })},
}

// sectors reads branches of trade: a text each, or {code, label}.
func (d *decoder) sectors(n *syntax.Node) []Sector {
	items := d.items(n)
	all := make([]Sector, 0, len(items))
	for _, item := range items {
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
	{"name", as(text, func(to *Contact, v string) { to.Name = v })},
	{"role", as(phrase, func(to *Contact, v Text) { to.Role = v })},
	{"organisation", as(organisation, func(to *Contact, v *Organisation) { to.Organisation = v })},
	{"email", as(email, func(to *Contact, v string) { to.Email = v })},
	{"phone", as(text, func(to *Contact, v string) { to.Phone = v })},
	{"until", as(at(date), func(to *Contact, v placed[edtf.Date]) { to.Until, to.untilAt = v.it, spotOf(v.node.Pos) })},
}

var projectFields = []field[Project]{
	{"reference", as(texts, func(to *Project, v []string) { to.References = v })},
	{"status", as(at(oneOf(Planned, Ongoing, Completed, Cancelled)), func(to *Project, v placed[Status]) { to.Status, to.statusAt = v.it, spotOf(v.node.Pos) })},
	{"kind", as(projectKind, func(to *Project, v *Term) { to.Kind = v })},
	{"start", as(date, func(to *Project, v edtf.Date) { to.Start = v })},
	{"end", as(date, func(to *Project, v edtf.Date) { to.End = v })},
	{"clusters", as(clusters, func(to *Project, v []Affiliation[*Cluster]) { to.Clusters = v })},
	{"programmes", as(programmes, func(to *Project, v programmeList) { to.Programmes, to.programmesStated = v.known, int32(v.stated) })},
	{"coordinator", as(party("coordinator"), func(to *Project, v *Party) { to.Coordinator = v })},
	{"partners", as(parties("partner"), func(to *Project, v []Party) { to.Partners = v })},
	{"funding", as(funding, func(to *Project, v []Funding) { to.addFunding(v) })},
	{"granted", as(amount, func(to *Project, v *money.Amount) {
		if v != nil {
			to.addFunding([]Funding{{Granted: v}})
		}
	})},
	{"budget", as(amount, func(to *Project, v *money.Amount) { to.details().Budget = v })},
	{"goals", as(rows("goal", goalFields), func(to *Project, v []Goal) { to.details().Goals = v })},
	{"indicators", as(rows("indicator", indicatorFields), func(to *Project, v []Indicator) { to.details().Indicators = v })},
	{"phases", as(phases, func(to *Project, v []Phase) { to.details().Phases = v })},
	{"milestones", as(rows("milestone", milestoneFields), func(to *Project, v []Milestone) { to.details().Milestones = v })},
	{"follows", as(relations, func(to *Project, v func(*Project) []Relation) { to.details().Follows = v(to) })},
	{"continued_by", as(relations, func(to *Project, v func(*Project) []Relation) { to.details().ContinuedBy = v(to) })},
	{"related", as(relations, func(to *Project, v func(*Project) []Relation) { to.details().Related = v(to) })},
}

var goalFields = []field[Goal]{
	{"strategy", as(phrase, func(to *Goal, v Text) { to.Strategy = v })},
	{"goal", as(phrase, func(to *Goal, v Text) { to.Goal = v })},
}

var indicatorFields = []field[Indicator]{
	{"name", as(phrase, func(to *Indicator, v Text) { to.Name = v })},
	{"unit", as(phrase, func(to *Indicator, v Text) { to.Unit = v })},
	{"baseline", as(quantity, func(to *Indicator, v Quantity) { to.Baseline = v })},
	{"target", as(quantity, func(to *Indicator, v Quantity) { to.Target = v })},
	{"actual", as(quantity, func(to *Indicator, v Quantity) { to.Actual = v })},
	{"about", as(flag, func(to *Indicator, v bool) { to.About = v })},
	{"partner", as(organisation, func(to *Indicator, v *Organisation) { to.Partner = v })},
	{"date", as(date, func(to *Indicator, v edtf.Date) { to.Date = v })},
	{"note", as(phrase, func(to *Indicator, v Text) { to.Note = v })},
}

var phaseFields = []field[Phase]{
	{"title", as(phrase, func(to *Phase, v Text) { to.Title = v })},
	{"start", as(at(date), func(to *Phase, v placed[edtf.Date]) { to.Start, to.startAt = v.it, spotOf(v.node.Pos) })},
	{"end", as(at(date), func(to *Phase, v placed[edtf.Date]) { to.End, to.endAt = v.it, spotOf(v.node.Pos) })},
	{"text", as(phrase, func(to *Phase, v Text) { to.Text = v })},
}

var milestoneFields = []field[Milestone]{
	{"date", as(at(date), func(to *Milestone, v placed[edtf.Date]) { to.Date, to.dateAt = v.it, spotOf(v.node.Pos) })},
	{"title", as(phrase, func(to *Milestone, v Text) { to.Title = v })},
	{"text", as(phrase, func(to *Milestone, v Text) { to.Text = v })},
}

// fundingRow holds a row's amounts as they are written until its currency is known.
type fundingRow struct {
	Funding
	currency               string
	applied, granted, paid *syntax.Node
}

var fundingFields = []field[fundingRow]{
	{"funder", as(organisation, func(to *fundingRow, v *Organisation) { to.Funder = v })},
	{"programme", as(programme, func(to *fundingRow, v *Programme) { to.Programme, to.programmeStated = v, true })},
	{"applied", as(later(amount), func(to *fundingRow, n *syntax.Node) { to.applied = n })},
	{"granted", as(later(amount), func(to *fundingRow, n *syntax.Node) { to.granted, to.grantedAt = n, spotOf(n.Pos) })},
	{"paid", as(later(amount), func(to *fundingRow, n *syntax.Node) { to.paid = n })},
	{"currency", as(currency, func(to *fundingRow, v string) { to.currency = v })},
	{"decided", as(date, func(to *fundingRow, v edtf.Date) { to.Decided = v })},
	{"note", as(phrase, func(to *fundingRow, v Text) { to.Note = v })},
}

// addFunding adds rows to those that another key has stated; mostly there are none.
func (p *Project) addFunding(rows []Funding) {
	if p.Funding == nil {
		p.Funding = rows
	} else {
		p.Funding = append(p.Funding, rows...)
	}
}

func (d *decoder) funding(n *syntax.Node) []Funding {
	items := d.items(n)
	rows := d.keeper.funding.list(len(items))
	for _, item := range items {
		row := &d.row
		*row = fundingRow{currency: d.settings.Currency}
		if item.Kind != syntax.Mapping {
			d.wrongKind(item, "a row such as {funder: vinnova, granted: 850000}")
			continue
		}
		decode(d, item, fundingFields, row)
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
