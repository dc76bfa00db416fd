package listing

import (
	"slices"

	"vitrin/internal/portfolio"
)

// clusters lists the clusters.
func clusters() lister {
	own := []field[*portfolio.Cluster]{
		{key: "organisation", vocabulary: view.everybody, of: func(v view, c *portfolio.Cluster) cell {
			if c.Organisation == nil {
				return single{}
			}
			return single{v.entry(&c.Organisation.Organisation.Entry)}
		}},
		{key: "founded", kind: aDate, of: func(_ view, c *portfolio.Cluster) cell { return date{c.Founded} }},
		{key: "members", kind: aNumber, of: func(_ view, c *portfolio.Cluster) cell {
			if n := max(len(c.Members), c.MemberCount); n > 0 {
				return number(n)
			}
			return number(-1)
		}},
		{key: "owners", also: "owner", kind: manyWords, vocabulary: view.everybody, of: func(v view, c *portfolio.Cluster) cell { return v.parties(c.Owners) }},
		{key: "website", of: func(_ view, c *portfolio.Cluster) cell { return plain(c.Website) }},
	}
	fields := append(entryFields(func(c *portfolio.Cluster) *portfolio.Entry { return &c.Entry }), own...)
	return collection[*portfolio.Cluster]{
		name: string(portfolio.Clusters), one: "cluster",
		items:  func(p *portfolio.Portfolio) []*portfolio.Cluster { return p.Clusters },
		shown:  []string{"id", "title", "organisation", "members", "regions", "projects", "granted"},
		spare:  []string{"regions", "organisation"},
		fields: append(fields, groupFields(func(c *portfolio.Cluster) *portfolio.Group { return c.Group })...),
	}
}

// programmes lists the programmes, with their rounds and parts.
func programmes() lister {
	own := []field[*portfolio.Programme]{
		{key: "parent", of: func(v view, p *portfolio.Programme) cell {
			if p.Parent == nil {
				return single{}
			}
			return single{v.entry(&p.Parent.Entry)}
		}},
		{key: "funders", also: "funder", kind: manyWords, vocabulary: view.everybody, of: func(v view, p *portfolio.Programme) cell { return v.parties(p.Funders) }},
		{key: "period", kind: aPeriod, of: func(_ view, p *portfolio.Programme) cell { return period{p.Start, p.End} }},
		{key: "start", kind: aDate, of: func(_ view, p *portfolio.Programme) cell { return date{p.Start} }},
		{key: "end", kind: aDate, of: func(_ view, p *portfolio.Programme) cell { return date{p.End} }},
		{key: "budget", kind: amounts, of: func(_ view, p *portfolio.Programme) cell { return amount(p.Budget) }},
	}
	fields := append(entryFields(func(p *portfolio.Programme) *portfolio.Entry { return &p.Entry }), own...)
	return collection[*portfolio.Programme]{
		name: string(portfolio.Programmes), one: "programme",
		items:  func(p *portfolio.Portfolio) []*portfolio.Programme { return p.Programmes },
		shown:  []string{"id", "title", "parent", "funders", "period", "budget", "projects", "granted"},
		spare:  []string{"budget", "funders", "parent"},
		fields: append(fields, groupFields(func(p *portfolio.Programme) *portfolio.Group { return p.Group })...),
	}
}

// organisations lists everybody who is referred to, with a file or without. Their money is told as their pages tell it: what
// the projects were granted that they coordinate, and what they granted as funders; what others were granted with whom they
// merely take part is no sum of theirs.
func organisations() lister {
	type organisation = *portfolio.Organisation
	own := []field[organisation]{
		{key: "kind", of: func(v view, o organisation) cell {
			id := string(o.Kind)
			if id == "" {
				return single{}
			}
			w := word{id: id, text: catalogued(v.l, "orgkind."+id, id)}
			for _, l := range v.all {
				w.also = append(w.also, catalogued(l, "orgkind."+id, id))
			}
			return single{w}
		}},
		{key: "coordinates", kind: aNumber, of: func(_ view, o organisation) cell { return number(len(o.Coordinates)) }},
		{key: "coordinated", kind: amounts, of: func(v view, o organisation) cell { return sum(o.CoordinatedGranted.Amounts(v.p.Settings.Currency)) }},
		{key: "funds", kind: aNumber, of: func(_ view, o organisation) cell { return number(len(o.Funds)) }},
		{key: "funded", kind: amounts, of: func(v view, o organisation) cell { return sum(o.FundedGranted.Amounts(v.p.Settings.Currency)) }},
		{key: "website", of: func(_ view, o organisation) cell { return plain(o.Website) }},
		{key: "number", of: func(_ view, o organisation) cell { return plain(o.Number) }},
	}
	fields := append(entryFields(func(o organisation) *portfolio.Entry { return &o.Entry }), own...)
	group := slices.DeleteFunc(groupFields(func(o organisation) *portfolio.Group { return o.Group }), func(f field[organisation]) bool { return f.kind == amounts })
	return collection[organisation]{
		name: string(portfolio.Organisations), one: "organisation",
		items:  func(p *portfolio.Portfolio) []organisation { return p.Organisations },
		shown:  []string{"id", "title", "kind", "projects", "coordinates", "coordinated", "funds", "funded"},
		spare:  []string{"kind", "funded", "coordinated"},
		fields: append(fields, group...),
	}
}
