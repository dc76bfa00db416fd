package portfolio

// usual is a fact that most entries of a collection state.
type usual[T any] struct {
	key    string // in front matter
	stated func(T) bool
}

var usualOfProjects = []usual[*Project]{
	{"start", func(p *Project) bool { return !p.Start.IsZero() }},
	{"end", func(p *Project) bool { return !p.End.IsZero() }},
	{"coordinator", func(p *Project) bool { return p.Coordinator != nil }},
	{"clusters", func(p *Project) bool { return len(p.Clusters) > 0 }},
	{"programmes", func(p *Project) bool { return len(p.Programmes) > 0 }},
	{"funding", func(p *Project) bool { return len(p.Funding) > 0 }},
	{"regions", func(p *Project) bool { return len(p.Regions) > 0 }},
}

var usualOfClusters = []usual[*Cluster]{
	{"organisation", func(c *Cluster) bool { return c.Organisation != nil }},
	{"founded", func(c *Cluster) bool { return !c.Founded.IsZero() }},
	{"members", func(c *Cluster) bool { return len(c.Members) > 0 || c.MemberCount > 0 }},
	{"website", func(c *Cluster) bool { return c.Website != "" }},
	{"regions", func(c *Cluster) bool { return len(c.Regions) > 0 }},
}

var usualOfProgrammes = []usual[*Programme]{
	{"funders", func(p *Programme) bool { return len(p.Funders) > 0 }},
	{"start", func(p *Programme) bool { return !p.Start.IsZero() }},
	{"end", func(p *Programme) bool { return !p.End.IsZero() }},
	{"budget", func(p *Programme) bool { return p.Budget != nil }},
}

var usualOfOrganisations = []usual[*Organisation]{
	{"kind", func(o *Organisation) bool { return o.Kind != "" }},
	{"website", func(o *Organisation) bool { return o.Website != "" }},
	{"regions", func(o *Organisation) bool { return len(o.Regions) > 0 }},
}

// Unstated gives the keys of the facts that most entries of the collection state and this one does not, in the
// order in which they are usually written.
func (e *Entry) Unstated() []string {
	switch r := e.record.(type) {
	case *Project:
		return unstated(usualOfProjects, r)
	case *Cluster:
		return unstated(usualOfClusters, r)
	case *Programme:
		return unstated(usualOfProgrammes, r)
	case *Organisation:
		return unstated(usualOfOrganisations, r)
	}
	return nil
}

func unstated[T any](usual []usual[T], of T) []string {
	var keys []string
	for _, fact := range usual {
		if !fact.stated(of) {
			keys = append(keys, fact.key)
		}
	}
	return keys
}
