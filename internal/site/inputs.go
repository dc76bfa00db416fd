package site

import (
	"vitrin/internal/digest"
	"vitrin/internal/portfolio"
)

// Input is one of the things that a page is made of: pages whose inputs are the same have the same bytes. Its name is
// one of the constants below.
type Input = digest.Input

// The names of inputs, as people are told why a page was made anew.
const (
	InputShared   = "shared"   // templates, words, settings, styles, the menu, the day, the program
	InputText     = "text"     // the page's own file, and the files that it publishes
	InputLinks    = "links"    // titles and addresses of what the page names, and of what names it
	InputRelated  = "related"  // the projects that share most with it, and those of its chain
	InputProjects = "projects" // the projects that it lists
	InputTotals   = "totals"   // what all projects of its group come to
	InputValues   = "values"   // the values of a dimension that it lists
	InputPages    = "pages"    // the pages of the site
)

// inputs gathers the inputs of a page.
type inputs struct {
	s    *Site
	d    *digests
	h    *digest.Hash
	list []Input
}

// made gives the inputs of a page: what all pages have, and what take takes in.
func (s *Site) made(take func(*inputs)) []Input {
	h, _ := s.hashes.Get().(*digest.Hash)
	if h == nil {
		h = new(digest.Hash)
	}
	in := &inputs{s: s, d: s.digests(), h: h, list: make([]Input, 0, 5)}
	in.list = append(in.list, Input{Name: InputShared, Sum: in.d.shared})
	take(in)
	if !h.IsEmpty() { // what belongs to no part, such as whether search engines may list the page
		in.end(InputText)
	}
	s.hashes.Put(h)
	return in.list
}

// end closes an input: all that was taken in since the last one.
func (in *inputs) end(name string) { in.list = append(in.list, Input{Name: name, Sum: in.h.Sum()}) }

// entry takes in the words of an entry, and all that it names or is named by. It may be nil.
func (in *inputs) entry(entry *portfolio.Entry) {
	if entry == nil {
		return
	}
	in.list = append(in.list, Input{Name: InputText, Sum: in.s.textSum(in.h, entry)})
	in.named(entry)
	switch r := entry.Record().(type) {
	case *portfolio.Project:
		in.ofProject(r)
	case *portfolio.Cluster:
		in.ofCluster(r)
	case *portfolio.Programme:
		in.ofProgramme(r)
	case *portfolio.Organisation:
		in.ofOrganisation(r)
	}
	in.end(InputLinks)
}

// named takes in what entries of every collection name.
func (in *inputs) named(entry *portfolio.Entry) {
	in.link(entry)
	for _, v := range entry.Versions {
		for i := range v.Linked {
			in.link(v.Linked[i].Entry)
		}
	}
	in.h.Number(int64(len(entry.LinkedFrom)))
	for _, from := range entry.LinkedFrom {
		in.link(from)
	}
	for i := range entry.Contacts {
		in.organisation(entry.Contacts[i].Organisation)
	}
	for _, r := range entry.Regions {
		in.region(r)
	}
	in.terms(entry.Municipalities)
	in.terms(entry.Themes)
}

// elsewhere takes in where a list's page lies in each language, where there are several: an entry of which it is the
// list may be called otherwise in one of them alone.
func (in *inputs) elsewhere(p *Page) {
	if len(in.s.editions) < 2 {
		return
	}
	for _, e := range in.s.editions {
		address, there := p.in(e)
		in.h.Bool(there)
		in.h.Text(address)
	}
	in.end(InputPages)
}

// link takes in how an entry is linked to. It may be nil.
func (in *inputs) link(entry *portfolio.Entry) {
	if in.h.Bool(entry != nil); entry != nil {
		in.h.Sums(in.d.names[entry])
	}
}

func (in *inputs) organisation(o *portfolio.Organisation) {
	if in.h.Bool(o != nil); o != nil {
		in.link(&o.Entry)
	}
}

func (in *inputs) parties(list []portfolio.Party) {
	for i := range list {
		in.organisation(list[i].Organisation)
	}
}

// region takes in how a region is shown: with a link where projects work in it, else by its name.
func (in *inputs) region(r *portfolio.Region) {
	if in.h.Bool(r.Group != nil); r.Group != nil {
		in.group(r.Group)
		return
	}
	for _, e := range in.s.editions {
		in.h.Text(r.Label.In(e.lang))
	}
}

func (in *inputs) group(g *portfolio.Group) { in.h.Sums(in.d.groups[g]) }

func (in *inputs) terms(list []*portfolio.Term) {
	in.h.Number(int64(len(list)))
	for _, t := range list {
		if in.h.Bool(t.Group != nil); t.Group != nil {
			in.group(t.Group)
			continue
		}
		for _, e := range in.s.editions {
			in.h.Text(e.term(t))
		}
	}
}

func (in *inputs) ofProject(p *portfolio.Project) {
	in.h.Text(string(p.Status))
	if p.Kind != nil {
		in.terms([]*portfolio.Term{p.Kind})
	}
	for _, g := range in.s.p.Membership(p, portfolio.ByStatus) {
		in.group(g)
	}
	if in.h.Bool(p.Coordinator != nil); p.Coordinator != nil {
		in.organisation(p.Coordinator.Organisation)
	}
	in.parties(p.Partners)
	for i := range p.Clusters {
		in.link(&p.Clusters[i].To.Entry)
	}
	in.h.Number(int64(len(p.Programmes)))
	for i := range p.Programmes {
		in.line(p.Programmes[i].To)
	}
	for i := range p.Funding {
		row := &p.Funding[i]
		in.organisation(row.Funder)
		if in.h.Bool(row.Programme != nil); row.Programme != nil {
			in.link(&row.Programme.Entry)
		}
	}
	for i := range p.Indicators {
		in.organisation(p.Indicators[i].Partner)
	}
	for _, list := range [...][]portfolio.Relation{p.Follows, p.ContinuedBy, p.Related} {
		in.h.Number(int64(len(list)))
		for i := range list {
			in.link(&list[i].Project.Entry)
			dateSum(in.h, list[i].Date)
			in.text(list[i].Note) // it may be the other end's
		}
	}
	for _, beside := range [...]*portfolio.Project{p.Previous, p.Next} {
		if in.h.Bool(beside != nil); beside != nil {
			in.link(&beside.Entry)
		}
	}
}

// line takes in a programme and all that it is part of.
func (in *inputs) line(p *portfolio.Programme) {
	for ; p != nil; p = p.Parent {
		in.link(&p.Entry)
	}
	in.h.Bool(false)
}

func (in *inputs) text(t portfolio.Text) {
	for _, e := range in.s.editions {
		in.h.Text(t.In(e.lang))
	}
}

func (in *inputs) ofCluster(c *portfolio.Cluster) {
	if c.Organisation != nil {
		in.organisation(c.Organisation.Organisation)
	}
	in.parties(c.Members)
	in.parties(c.Owners)
	for i := range c.People {
		in.organisation(c.People[i].Organisation)
	}
	for i := range c.Recognitions {
		in.parties(c.Recognitions[i].By)
	}
	in.h.Number(int64(len(c.Related)))
	for i := range c.Related {
		in.link(&c.Related[i].To.Entry)
		in.text(c.Related[i].Note) // it may be the other end's
	}
}

func (in *inputs) ofProgramme(p *portfolio.Programme) {
	in.parties(p.Funders)
	in.line(p.Parent)
	for _, d := range p.Declared {
		if d.Kind != nil {
			in.terms([]*portfolio.Term{d.Kind})
		}
	}
}

// parts takes in a programme's rounds and parts, with their own, whose periods, calls and budgets its page shows.
func (in *inputs) parts(p *portfolio.Programme) {
	in.h.Number(int64(len(p.Parts)))
	for _, part := range p.Parts {
		var own digest.Hash
		in.h.Sums(in.d.names[&part.Entry], in.s.textSum(&own, &part.Entry))
		in.h.Number(int64(len(part.Group.Projects)))
		in.parts(part)
	}
}

func (in *inputs) ofOrganisation(o *portfolio.Organisation) {
	for _, list := range [...][]*portfolio.Cluster{o.Runs, o.Owns, o.MemberOf, o.Recognised} {
		in.h.Number(int64(len(list)))
		for _, c := range list {
			in.link(&c.Entry)
		}
	}
	for _, p := range o.Programmes {
		in.link(&p.Entry)
	}
	in.h.Number(int64(len(o.Mentioned)))
	for _, e := range o.Mentioned {
		in.link(e)
	}
}

// related takes in the projects that a project's page shows by their cards or in its chain.
func (in *inputs) related(p *portfolio.Project) {
	var room [16]*portfolio.Group
	for _, other := range in.s.p.Kin(p) {
		in.h.Sums(in.d.cards[other.Number()])
		for _, g := range in.s.p.Shared(room[:0], p, other) {
			in.group(g)
		}
	}
	before, cutBefore := follow(p, func(p *portfolio.Project) []portfolio.Relation { return p.Follows })
	after, cutAfter := follow(p, func(p *portfolio.Project) []portfolio.Relation { return p.ContinuedBy })
	for _, chain := range [...][]*portfolio.Project{before, after} {
		in.h.Number(int64(len(chain)))
		for _, other := range chain {
			in.h.Sums(in.d.cards[other.Number()])
		}
	}
	in.h.Bool(cutBefore || cutAfter)
	in.end(InputRelated)
}

// projects takes in the part of a list that one page shows.
func (in *inputs) projects(l *list, number int) {
	perPage := in.s.p.Settings.PerPage
	items := l.items()
	in.h.Number(int64(l.count()))
	size := len(items.projects)
	in.h.Number(int64(size))
	for k := min((number-1)*perPage, size); k < min(number*perPage, size); k++ {
		in.h.Text(items.under(k))
		in.h.Sums(in.d.cards[items.projects[k].Number()])
	}
	if l.group != nil {
		in.group(l.group)
		if p := programmeOf(l.group); p != nil {
			var own digest.Hash
			in.h.Sums(in.s.textSum(&own, &p.Entry)) // its period and its calls, in the timeline
			in.parts(p)
		}
	}
	in.end(InputProjects)
}

// listed takes in a page of a group's list, and on the first what its projects come to.
func (in *inputs) listed(l *list, number int) {
	in.projects(l, number)
	if number == 1 {
		in.totals(l.group)
	}
}

// totals takes in all that a group's projects come to.
func (in *inputs) totals(g *portfolio.Group) {
	for _, p := range g.Projects {
		in.h.Sums(in.d.facts[p.Number()])
	}
	in.end(InputTotals)
}

// everything takes in all projects.
func (in *inputs) everything() {
	in.list = append(in.list, Input{Name: InputTotals, Sum: in.d.all})
}

// values takes in the rows of some values of a dimension, of which there are count.
func (in *inputs) values(groups []*portfolio.Group, count int) {
	currency := in.s.p.Settings.Currency
	in.h.Number(int64(count))
	for _, g := range groups {
		in.group(g)
		if g.Entry != nil {
			for _, e := range in.s.editions {
				in.h.Text(g.Entry.Summary(e.lang))
			}
		}
		in.h.Number(int64(len(g.Projects)))
		in.h.Number(int64(g.First))
		in.h.Number(int64(g.Last))
		for _, sum := range sums(g) {
			moneySum(in.h, sum, currency)
		}
	}
	in.end(InputValues)
}

// rows takes in some rows of the table of all projects.
func (in *inputs) rows(projects []*portfolio.Project, count int) {
	in.h.Number(int64(count))
	in.h.Sums(in.d.statuses)
	for _, p := range projects {
		in.h.Sums(in.d.cards[p.Number()])
	}
	in.end(InputProjects)
}
