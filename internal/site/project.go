package site

import (
	"slices"
	"strings"

	"vitrin/internal/portfolio"
)

// projectView makes the view of a project's page, as far as its template reads it.
func (e *edition) projectView(page *Page, p *portfolio.Project) *ProjectView {
	asked := e.s.asked(page)
	o := e.outlineOf(&p.Entry, "projects", e.common.projects)
	o.thing = func(w *ld) { w.project(p) }
	v := &ProjectView{Frame: e.frame(page, o), Words: e.words(page, &p.Entry), Status: e.status(p.Status)}
	if asked.Has("Period") {
		v.Period = e.period(p.Start, p.End)
	}
	if asked.Has("Facts") {
		v.Facts = e.projectFacts(p)
	}
	e.addTables(v, p, asked)
	e.addTime(v, p, asked)
	e.addOthers(v, p, asked)
	return v
}

// addTables adds the tables of a project, with the figures that are drawn of them.
func (e *edition) addTables(v *ProjectView, p *portfolio.Project, asked Fields) {
	if asked.Has("Partners") {
		v.Partners = e.partnersTable(p)
	}
	if asked.Has("Funding") {
		v.Funding = e.fundingTable(p)
	}
	if asked.Has("Goals") {
		v.Goals = e.goalsTable(p)
	}
	if asked.Has("Indicators") {
		v.Indicators = e.indicatorsTable(p)
	}
	if asked.Has("FundingBars") {
		v.FundingBars = e.fundingBars(p)
	}
	if asked.Has("ResultBars") {
		v.ResultBars = e.indicatorBars(p)
	}
}

// addTime adds a project's own time and that of the chain in which it stands.
func (e *edition) addTime(v *ProjectView, p *portfolio.Project, asked Fields) {
	v.Course, v.Phases, v.Milestones, v.Chain = noTimeline, noTimePart, noTimePart, noTimeline
	if asked.Has("Course") || asked.Has("Phases") || asked.Has("Milestones") {
		e.addCourse(v, p)
	}
	if near := len(p.Follows) + len(p.ContinuedBy); near > 0 && asked.Has("Chain") {
		v.Chain = e.chain(p, near)
	}
}

// addOthers adds the projects to which one is tied, and those beside it.
func (e *edition) addOthers(v *ProjectView, p *portfolio.Project, asked Fields) {
	if asked.Has("Follows") {
		v.Follows = e.relations(p.Follows)
	}
	if asked.Has("ContinuedBy") {
		v.ContinuedBy = e.relations(p.ContinuedBy)
	}
	if asked.Has("Stated") {
		v.Stated = e.relations(p.Related)
	}
	if asked.Has("Related") {
		v.Related = e.related(p, asked)
	}
	if p.Previous != nil && asked.Has("Previous") {
		v.Previous = e.link(&p.Previous.Entry)
	}
	if p.Next != nil && asked.Has("Next") {
		v.Next = e.link(&p.Next.Entry)
	}
}

func (e *edition) related(p *portfolio.Project, asked Fields) []Related {
	kin := e.s.p.Kin(p)
	related := make([]Related, len(kin))
	for i, other := range kin {
		related[i].Card = e.card(other, "Card", asked)
		if asked.Has("Reason") {
			var room [16]*portfolio.Group
			related[i].Reason = e.reason(e.s.p.Shared(room[:0], p, other))
		}
	}
	return related
}

func (e *edition) projectFacts(p *portfolio.Project) []Fact {
	f := facts{e: e}
	f.text("reference", p.References...)
	f.add("status", Value{Link: e.statusLink(p)})
	if p.Kind != nil {
		f.add("kind", Value{Link: e.termLink(portfolio.ByKind, p.Kind)})
	}
	f.period("period", p.Start, p.End)
	if p.Coordinator != nil {
		f.add("coordinator", e.parties([]portfolio.Party{*p.Coordinator}, "coordinator")...)
	}
	f.add("clusters", affiliated(e, p.Clusters, clusterEntry)...)
	f.add("programmes", e.programmeLines(p)...)
	f.add("granted", e.plainSum(p)...)
	f.money("budget", p.Budget)
	f.common(&p.Entry)
	return f.list
}

// statusLink leads from a project's status to all projects that share it.
func (e *edition) statusLink(p *portfolio.Project) Link {
	g := e.s.p.Membership(p, portfolio.ByStatus)[0]
	return Link{Text: e.status(p.Status).Label, Href: e.href(e.groups[g])}
}

// plainSum gives what the project was granted in all, currency by currency.
func (e *edition) plainSum(p *portfolio.Project) []Value {
	var values []Value
	sum := p.GrantedSum()
	for _, a := range sum.Amounts(e.s.p.Settings.Currency) {
		values = append(values, Value{Link: Link{Text: e.l.Money(a)}})
	}
	return values
}

// programmeLines gives the project's programmes and all that these are part of, each once, the widest
// first in its line.
func (e *edition) programmeLines(p *portfolio.Project) []Value {
	values := affiliated(e, p.Programmes, programmeEntry)
	shown := map[*portfolio.Programme]bool{}
	for _, a := range p.Programmes {
		shown[a.To] = true
	}
	var all []Value
	for i, a := range p.Programmes {
		line := a.To.Line()
		for k := len(line) - 1; k > 0; k-- {
			if !shown[line[k]] {
				shown[line[k]] = true
				all = append(all, Value{Link: e.link(&line[k].Entry)})
			}
		}
		all = append(all, values[i])
	}
	return all
}

func (e *edition) columns(keys ...string) []Column {
	columns := make([]Column, len(keys))
	for i, key := range keys {
		name, numeric := strings.CutPrefix(key, "#")
		columns[i] = Column{Label: e.t("field." + name), Numeric: numeric}
	}
	return columns
}

func textCell(texts ...string) Cell {
	var c Cell
	for _, t := range texts {
		if t != "" {
			c.Values = append(c.Values, Value{Link: Link{Text: t}})
		}
	}
	return c
}

func number(text string) Cell {
	c := textCell(text)
	c.Numeric = true
	return c
}

func linkCell(l Link) Cell {
	if l.Text == "" {
		return Cell{}
	}
	return Cell{Values: []Value{{Link: l}}}
}

// narrow leaves out the columns in which no row says anything; the first stays. The rows are changed.
func narrow(t Table) Table {
	kept := said(t.Rows, len(t.Columns), func(to, from int) { t.Columns[to] = t.Columns[from] })
	t.Columns = t.Columns[:kept]
	return t
}

// table is narrow for columns that are called as fields are, and so need not be made before.
func (e *edition) table(id, caption string, rows []Row, keys ...string) Table {
	kept := said(rows, len(keys), func(to, from int) { keys[to] = keys[from] })
	return Table{ID: id, Caption: caption, Columns: e.columns(keys[:kept]...), Rows: rows}
}

// said leaves rows with the cells of the columns in which one of them says anything, and those of the first. It tells keep which columns
// are kept and where to.
func said(rows []Row, columns int, keep func(to, from int)) (kept int) {
	for i := range columns {
		if i > 0 && !slices.ContainsFunc(rows, func(r Row) bool { return len(r.Cells[i].Values) > 0 }) {
			continue
		}
		if kept < i {
			keep(kept, i)
			for _, r := range rows {
				r.Cells[kept] = r.Cells[i]
			}
		}
		kept++
	}
	for i := range rows {
		rows[i].Cells = rows[i].Cells[:kept]
	}
	return kept
}

func (e *edition) partnersTable(p *portfolio.Project) Table {
	rows := make([]Row, 0, len(p.Partners))
	for _, party := range p.Partners {
		rows = append(rows, Row{[]Cell{linkCell(e.link(&party.Organisation.Entry)), textCell(e.role(party.Role)), textCell(party.Note.In(e.lang))}})
	}
	return e.table("partners", e.t("field.partners"), rows, "organisation", "role", "note")
}

func (e *edition) fundingTable(p *portfolio.Project) Table {
	rows := make([]Row, 0, len(p.Funding))
	for _, row := range p.Funding {
		funder, programme := textCell(e.t("not-stated")), Cell{}
		if row.Funder != nil {
			funder = linkCell(e.link(&row.Funder.Entry))
		}
		if row.Programme != nil {
			programme = linkCell(e.link(&row.Programme.Entry))
		}
		rows = append(rows, Row{[]Cell{
			funder, programme, number(e.money(row.Applied)), number(e.money(row.Granted)), number(e.money(row.Paid)),
			textCell(e.date(row.Decided)), textCell(row.Note.In(e.lang)),
		}})
	}
	return e.table("funding", e.t("field.funding"), rows, "funder", "programme", "#applied", "#granted", "#paid", "decided", "note")
}

func (e *edition) goalsTable(p *portfolio.Project) Table {
	rows := make([]Row, 0, len(p.Goals))
	for _, g := range p.Goals {
		rows = append(rows, Row{[]Cell{textCell(g.Goal.In(e.lang)), textCell(g.Strategy.In(e.lang))}})
	}
	return e.table("goals", e.t("field.goals"), rows, "goal", "strategy")
}

func (e *edition) indicatorsTable(p *portfolio.Project) Table {
	rows := make([]Row, 0, len(p.Indicators))
	for _, i := range p.Indicators {
		partner := Cell{}
		if i.Partner != nil {
			partner = linkCell(e.link(&i.Partner.Entry))
		}
		rows = append(rows, Row{[]Cell{
			textCell(i.Name.In(e.lang)), number(e.quantity(i.Baseline, i.About)), number(e.quantity(i.Target, i.About)), number(e.quantity(i.Actual, i.About)),
			textCell(i.Unit.In(e.lang)), partner, textCell(e.date(i.Date)), textCell(i.Note.In(e.lang)),
		}})
	}
	return e.table("indicators", e.t("field.indicators"), rows, "indicator", "#baseline", "#target", "#actual", "unit", "partner", "date", "note")
}

// quantity writes a number or a share, and that it is approximate.
func (e *edition) quantity(q portfolio.Quantity, about bool) string {
	if q.Number == "" {
		return ""
	}
	text := e.l.Decimal(q.Number)
	if q.Percent {
		text = e.l.Percent(q.Number)
	}
	if about {
		return e.t("about", text)
	}
	return text
}

// reason says what two projects share: "Samma kluster och program: Creative Cluster, …".
func (e *edition) reason(shared []*portfolio.Group) string {
	var room, more [16]string
	kinds, names := room[:0], more[:0]
	for i, g := range shared {
		if i == 0 || g.Dimension != shared[i-1].Dimension { // they come dimension by dimension
			kinds = append(kinds, e.t("shared."+string(g.Dimension)))
		}
		names = append(names, e.groupName(g))
	}
	return e.t("related.reason", e.l.List(kinds), e.l.List(names))
}
