package portfolio

// section is a part of an entry's page that has an id of its own: the key's name in the contract, in
// every language, so that a link such as cluster.md#members keeps.
type section[T any] struct {
	id      string
	present func(T) bool
}

var projectSections = []section[*Project]{
	{"partners", func(p *Project) bool { return len(p.Partners) > 0 }},
	{"funding", func(p *Project) bool { return len(p.Funding) > 0 }},
	{"goals", func(p *Project) bool { return len(p.Goals) > 0 }},
	{"indicators", func(p *Project) bool { return len(p.Indicators) > 0 }},
	{"phases", func(p *Project) bool { return len(p.Phases) > 0 }},
	{"milestones", func(p *Project) bool { return len(p.Milestones) > 0 }},
}

var clusterSections = []section[*Cluster]{
	{"members", func(c *Cluster) bool { return len(c.Members) > 0 }},
	{"owners", func(c *Cluster) bool { return len(c.Owners) > 0 }},
	{"value_chain", func(c *Cluster) bool { return len(c.ValueChain) > 0 }},
	{"people", func(c *Cluster) bool { return len(c.People) > 0 }},
	{"recognitions", func(c *Cluster) bool { return len(c.Recognitions) > 0 }},
	{"projects", always[*Cluster]},
}

var programmeSections = []section[*Programme]{
	{"parts", func(p *Programme) bool { return len(p.Parts) > 0 }},
	{"calls", func(p *Programme) bool { return len(p.Calls) > 0 }},
	{"declared", func(p *Programme) bool { return len(p.Declared) > 0 }},
	{"projects", always[*Programme]},
}

var organisationSections = []section[*Organisation]{
	{"projects", always[*Organisation]},
}

var versionSections = []section[*Version]{
	{"contacts", func(v *Version) bool { return len(v.Entry.Contacts) > 0 }},
	{"documents", func(v *Version) bool { return len(v.Documents) > 0 }},
	{"links", func(v *Version) bool { return len(v.Links) > 0 }},
}

func always[T any](T) bool { return true }

// sections gives the ids of the sections that an entry's page has, apart from its headings.
func (e *Entry) sections(v *Version) []string {
	ids := present(nil, versionSections, v)
	switch r := e.record.(type) {
	case *Project:
		ids = present(ids, projectSections, r)
	case *Cluster:
		ids = present(ids, clusterSections, r)
	case *Programme:
		ids = present(ids, programmeSections, r)
	case *Organisation:
		ids = present(ids, organisationSections, r)
	}
	return ids
}

func present[T any](ids []string, sections []section[T], of T) []string {
	for _, s := range sections {
		if s.present(of) {
			ids = append(ids, s.id)
		}
	}
	return ids
}

// SectionIDs gives all ids that sections of pages can have; headings in bodies keep clear of them.
func SectionIDs() []string {
	var ids []string
	add := func(id string) { ids = appendNew(ids, id) }
	for _, s := range versionSections {
		add(s.id)
	}
	for _, s := range projectSections {
		add(s.id)
	}
	for _, s := range clusterSections {
		add(s.id)
	}
	for _, s := range programmeSections {
		add(s.id)
	}
	for _, s := range organisationSections {
		add(s.id)
	}
	return ids
}
