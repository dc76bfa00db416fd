package site

import (
	"vitrin/internal/portfolio"
)

// groupEntryView makes the view of a cluster, a programme or an organisation.
func (e *edition) groupEntryView(page *Page, l *list) any {
	switch r := l.group.Entry.Record().(type) {
	case *portfolio.Cluster:
		return e.clusterView(page, r, l)
	case *portfolio.Programme:
		return e.programmeView(page, r, l)
	default:
		return e.organisationView(page, r.(*portfolio.Organisation), l)
	}
}

func (e *edition) clusterView(page *Page, c *portfolio.Cluster, l *list) *ClusterView {
	o := e.outlineOf(&c.Entry, "clusters", []Link{e.sectionCrumb(portfolio.ByCluster)})
	o.feeds, o.thing = e.groupFeeds(l.group), func(w *ld) { w.cluster(c) }
	v := &ClusterView{
		Frame: e.frame(page, o), Words: e.words(page, &c.Entry), Facts: e.clusterFacts(c),
		Members: e.parties(c.Members, "member"), Owners: e.parties(c.Owners, "owner"),
		Totals: e.totals(page, l.group), Projects: e.listing(page, l, page.Address, 1),
	}
	if e.s.asked(page).Has("Figures") {
		v.Totals.Figures = e.groupFigures(l.group)
	}
	for _, part := range c.ValueChain {
		v.ValueChain = append(v.ValueChain, part.In(e.lang))
	}
	for _, p := range c.People {
		person := Value{Link: Link{Text: orElse(p.Name, p.Role.In(e.lang))}}
		if p.Name != "" {
			person.Note = p.Role.In(e.lang)
		}
		if p.Organisation != nil {
			link := e.link(&p.Organisation.Entry)
			if p.Name == "" {
				person.Link.Href, person.Note = link.Href, link.Text
			} else {
				person.Link.Href, person.Note = link.Href, joinNotes(person.Note, link.Text)
			}
		}
		v.People = append(v.People, person)
	}
	for _, r := range c.Recognitions {
		v.Recognitions = append(v.Recognitions, e.recognition(r)...)
	}
	return v
}

// recognition gives a value for each of those who gave the mark.
func (e *edition) recognition(r portfolio.Recognition) []Value {
	note := joinNotes(r.Label.In(e.lang), e.date(r.Date))
	if len(r.By) == 0 {
		return []Value{{Link: Link{Text: r.Label.In(e.lang)}, Note: e.date(r.Date)}}
	}
	values := e.parties(r.By, "")
	for i := range values {
		values[i].Note = joinNotes(values[i].Note, note)
	}
	return values
}

func (e *edition) clusterFacts(c *portfolio.Cluster) []Fact {
	f := facts{e: e}
	if c.Organisation != nil {
		f.add("organisation", e.parties([]portfolio.Party{*c.Organisation}, "")...)
	}
	f.date("founded", c.Founded)
	if c.MemberCount > 0 {
		f.text("members", e.l.Number(int64(c.MemberCount)))
	}
	f.website("website", c.Website)
	f.add("related", affiliated(e, c.Related, clusterEntry)...)
	f.common(&c.Entry)
	return f.list
}

func (e *edition) programmeView(page *Page, p *portfolio.Programme, l *list) *ProgrammeView {
	crumbs := []Link{e.sectionCrumb(portfolio.ByProgramme)}
	line := p.Line()
	for i := len(line) - 1; i > 0; i-- {
		crumbs = append(crumbs, e.link(&line[i].Entry))
	}
	o := e.outlineOf(&p.Entry, "programmes", crumbs)
	o.feeds = e.groupFeeds(l.group)
	v := &ProgrammeView{
		Frame: e.frame(page, o), Words: e.words(page, &p.Entry), Facts: e.programmeFacts(p),
		Parts: e.partsTable(p), Calls: e.callsTable(p), Declared: e.declaredTable(p),
		Totals: e.totals(page, l.group), Projects: e.listing(page, l, page.Address, 1),
	}
	if e.s.asked(page).Has("Figures") {
		v.Totals.Figures = e.groupFigures(l.group)
	}
	return v
}

func (e *edition) programmeFacts(p *portfolio.Programme) []Fact {
	f := facts{e: e}
	f.add("funders", e.parties(p.Funders, "funder")...)
	if p.Parent != nil {
		f.add("parent", Value{Link: e.link(&p.Parent.Entry)})
	}
	f.period("period", p.Start, p.End)
	f.money("budget", p.Budget)
	f.text("strategy", p.Strategy.In(e.lang))
	var instruments []string
	for _, i := range p.Instruments {
		instruments = append(instruments, i.In(e.lang))
	}
	f.text("instruments", instruments...)
	f.common(&p.Entry)
	return f.list
}

func (e *edition) partsTable(p *portfolio.Programme) Table {
	rows := make([]Row, 0, len(p.Parts))
	for _, part := range p.Parts {
		rows = append(rows, Row{[]Cell{
			linkCell(e.link(&part.Entry)), textCell(e.period(part.Start, part.End)), number(e.money(part.Budget)),
			number(e.l.Number(int64(len(part.Group.Projects)))),
		}})
	}
	return e.table("parts", e.t("parts"), rows, "programme", "period", "#budget", "#projects")
}

func (e *edition) callsTable(p *portfolio.Programme) Table {
	rows := make([]Row, 0, len(p.Calls))
	for _, c := range p.Calls {
		title := Link{Text: orElse(c.Title.In(e.lang), e.t("field.call")), Href: c.URL}
		rows = append(rows, Row{[]Cell{linkCell(title), textCell(e.date(c.Opens)), textCell(e.date(c.Closes)), textCell(c.Reference)}})
	}
	return e.table("calls", e.t("field.calls"), rows, "call", "opens", "closes", "reference")
}

// declaredTable sets what the funder says of the whole programme beside what the portfolio holds of it.
func (e *edition) declaredTable(p *portfolio.Programme) Table {
	t := Table{ID: "declared", Caption: e.t("declared"), Columns: []Column{
		{Label: e.t("field.kind")},
		{Label: e.t("declared.projects"), Numeric: true},
		{Label: e.t("declared.here"), Numeric: true},
		{Label: e.t("declared.regions"), Numeric: true},
		{Label: e.t("field.note")},
	}}
	for _, d := range p.Declared {
		kind, here := e.t("projects"), len(p.Group.Projects)
		if d.Kind != nil {
			kind, here = e.term(d.Kind), 0
			for _, project := range p.Group.Projects {
				if project.Kind == d.Kind {
					here++
				}
			}
		}
		t.Rows = append(t.Rows, Row{[]Cell{
			textCell(kind), number(e.stated(d.Projects)), number(e.l.Number(int64(here))), number(e.stated(d.Regions)), textCell(d.Note.In(e.lang)),
		}})
	}
	return narrow(t)
}

// stated writes a count; a negative one is not stated.
func (e *edition) stated(n int) string {
	if n < 0 {
		return ""
	}
	return e.l.Number(int64(n))
}

func (e *edition) organisationView(page *Page, o *portfolio.Organisation, l *list) *OrganisationView {
	out := e.outlineOf(&o.Entry, "organisations", []Link{e.sectionCrumb(portfolio.ByOrganisation)})
	out.thing = func(w *ld) { w.organisation(o) }
	v := &OrganisationView{
		Frame: e.frame(page, out), Words: e.words(page, &o.Entry), Facts: e.organisationFacts(o), Ties: e.organisationTies(o),
		Totals: e.totals(page, l.group), Projects: e.listing(page, l, page.Address, 1),
	}
	sums := facts{e: e}
	if len(l.group.Projects) > 0 {
		sums.text("projects", e.l.Number(int64(len(l.group.Projects))))
	}
	sums.add("coordinated-granted", e.sum(o.CoordinatedGranted)...)
	sums.add("funded-granted", e.sum(o.FundedGranted)...)
	sums.add("funded-paid", e.sum(o.FundedPaid)...)
	if l.group.First != 0 {
		sums.text("years", years(l.group.First, l.group.Last))
	}
	v.Totals.Facts = sums.list
	if o.Logo != nil {
		v.Logo = e.picture(o.Logo)
		v.Logo.Alt = orElse(v.Logo.Alt, v.Title)
	}
	return v
}

func (e *edition) organisationFacts(o *portfolio.Organisation) []Fact {
	f := facts{e: e}
	if o.Kind != "" {
		f.text("kind", e.t("orgkind."+string(o.Kind)))
	}
	f.text("aka", o.Aka...)
	f.text("number", o.Number)
	f.website("website", o.Website)
	if o.ROR != "" {
		f.add("ror", Value{Link: Link{Text: o.ROR, Href: o.ROR}})
	}
	f.common(&o.Entry)
	return f.list
}

// organisationTies lists the clusters and programmes in which the organisation has a part, and the pages
// that name it in passing.
func (e *edition) organisationTies(o *portfolio.Organisation) []Fact {
	f := facts{e: e}
	for _, tie := range []struct {
		key      string
		clusters []*portfolio.Cluster
	}{{"runs", o.Runs}, {"owns", o.Owns}, {"member-of", o.MemberOf}, {"recognised", o.Recognised}} {
		var values []Value
		for _, c := range tie.clusters {
			values = append(values, Value{Link: e.link(&c.Entry)})
		}
		f.add(tie.key, values...)
	}
	var programmes, mentioned []Value
	for _, p := range o.Programmes {
		programmes = append(programmes, Value{Link: e.link(&p.Entry)})
	}
	for _, entry := range o.Mentioned {
		mentioned = append(mentioned, Value{Link: e.link(entry)})
	}
	f.add("funds-programmes", programmes...)
	f.add("mentioned", mentioned...)
	return f.list
}
