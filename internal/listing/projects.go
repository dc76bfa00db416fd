package listing

import (
	"vitrin/internal/money"
	"vitrin/internal/portfolio"
)

// projects lists the projects.
func projects() lister {
	fields := entryFields(func(p *portfolio.Project) *portfolio.Entry { return &p.Entry })
	for i, f := range fields {
		by := portfolio.Dimension(f.key)
		if by == portfolio.ByRegion || by == portfolio.ByMunicipality || by == portfolio.ByTheme {
			fields[i].vocabulary = func(v view) []word { return v.groups(by) }
		}
	}
	return collection[*portfolio.Project]{
		name: string(portfolio.Projects), one: "project",
		items:  func(p *portfolio.Portfolio) []*portfolio.Project { return p.Projects },
		shown:  []string{"id", "title", "status", "period", "clusters", "programmes", "coordinator", "granted"},
		spare:  []string{"programmes", "clusters", "coordinator", "period"},
		fields: append(append(fields, projectFields()...), fundingFields()...),
	}
}

func projectFields() []field[*portfolio.Project] {
	in := func(key, also string, kind kind, by portfolio.Dimension) field[*portfolio.Project] {
		return field[*portfolio.Project]{
			key: key, also: also, kind: kind,
			of:         func(v view, p *portfolio.Project) cell { return v.inGroups(p, by) },
			vocabulary: func(v view) []word { return v.groups(by) },
		}
	}
	status, kind := in("status", "", oneWord, portfolio.ByStatus), in("kind", "", oneWord, portfolio.ByKind)
	for _, f := range []*field[*portfolio.Project]{&status, &kind} {
		of := f.of
		f.of = func(v view, p *portfolio.Project) cell { return first(of(v, p)) }
	}
	programmes := in("programmes", "programme", manyWords, portfolio.ByProgramme)
	programmes.asked = programmes.of // with the programmes that those stated are part of
	programmes.of = func(v view, p *portfolio.Project) cell {
		var words list
		for _, a := range p.Programmes {
			words = words.with(v.entry(&a.To.Entry))
		}
		return words
	}
	return []field[*portfolio.Project]{
		status,
		kind,
		{key: "period", kind: aPeriod, of: func(_ view, p *portfolio.Project) cell { return period{p.Start, p.End} }},
		{key: "start", kind: aDate, of: func(_ view, p *portfolio.Project) cell { return date{p.Start} }},
		{key: "end", kind: aDate, of: func(_ view, p *portfolio.Project) cell { return date{p.End} }},
		in("years", "year", manyWords, portfolio.ByYear),
		in("clusters", "cluster", manyWords, portfolio.ByCluster),
		programmes,
		{key: "reference", kind: manyWords, of: func(_ view, p *portfolio.Project) cell {
			var words list
			for _, r := range p.References {
				words = append(words, word{id: r, text: r})
			}
			return words
		}},
	}
}

// fundingFields are the columns of who takes part and of the money.
func fundingFields() []field[*portfolio.Project] {
	everybody := func(v view) []word { return v.everybody() }
	return []field[*portfolio.Project]{
		{key: "coordinator", vocabulary: everybody, of: func(v view, p *portfolio.Project) cell {
			if p.Coordinator == nil {
				return single{}
			}
			return single{v.entry(&p.Coordinator.Organisation.Entry)}
		}},
		{key: "partners", also: "partner", kind: manyWords, vocabulary: everybody, of: func(v view, p *portfolio.Project) cell { return v.parties(p.Partners) }},
		{key: "funders", also: "funder", kind: manyWords, vocabulary: everybody, of: func(v view, p *portfolio.Project) cell {
			var words list
			for _, row := range p.Funding {
				if row.Funder != nil {
					words = words.with(v.entry(&row.Funder.Entry))
				}
			}
			return words
		}},
		{key: "organisations", also: "organisation", kind: manyWords, vocabulary: everybody, of: func(v view, p *portfolio.Project) cell {
			return v.inGroups(p, portfolio.ByOrganisation)
		}},
		{key: "granted", kind: amounts, of: func(v view, p *portfolio.Project) cell {
			granted := p.GrantedSum()
			return sum(granted.Amounts(v.p.Settings.Currency))
		}},
		{key: "applied", kind: amounts, of: func(v view, p *portfolio.Project) cell {
			var all money.Sum
			for _, row := range p.Funding {
				if row.Applied != nil {
					all.Add([]money.Amount{*row.Applied})
				}
			}
			return sum(all.Amounts(v.p.Settings.Currency))
		}},
		{key: "budget", kind: amounts, of: func(_ view, p *portfolio.Project) cell { return amount(p.Budget) }},
	}
}

// first gives the only word of a list, which may be empty.
func first(c cell) cell {
	if words := c.words(); len(words) > 0 {
		return single{words[0]}
	}
	return single{}
}

// amount gives the cell of an amount that may not be stated.
func amount(a *money.Amount) cell {
	if a == nil {
		return sum{}
	}
	return sum{*a}
}
