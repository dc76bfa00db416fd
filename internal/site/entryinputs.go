package site

import (
	"vitrin/internal/digest"
	"vitrin/internal/portfolio"
)

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
		in.h.Sums(in.d.names[part.Place()], in.s.textSum(&own, &part.Entry))
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
	in.kin = in.s.p.KinNumbers(in.kin[:0], p)
	in.h.Sums(in.d.ties[p.Number()])
	for _, other := range in.kin {
		in.h.Sums(in.d.ties[other]) // the reasons are among the groups of both
	}
	before, cutBefore := follow(p, func(p *portfolio.Project) []portfolio.Relation { return p.Follows })
	after, cutAfter := follow(p, func(p *portfolio.Project) []portfolio.Relation { return p.ContinuedBy })
	for _, chain := range [...][]*portfolio.Project{before, after} {
		in.cards(chain)
	}
	in.h.Bool(cutBefore || cutAfter)
	in.end(InputRelated)
}
