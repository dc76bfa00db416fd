package portfolio

import (
	"cmp"
	"slices"

	"vitrin/internal/edtf"
	"vitrin/internal/money"
)

// Dimension is a way to sort projects into groups.
type Dimension string

// The dimensions of the contract, section 6.
const (
	ByCluster      Dimension = "clusters"
	ByProgramme    Dimension = "programmes"
	ByOrganisation Dimension = "organisations"
	ByRegion       Dimension = "regions"
	ByMunicipality Dimension = "municipalities"
	ByTheme        Dimension = "themes"
	ByKind         Dimension = "kinds"
	ByStatus       Dimension = "statuses"
	ByYear         Dimension = "years"
)

// Dimensions lists the dimensions in the order in which they are shown.
func Dimensions() []Dimension {
	return []Dimension{ByCluster, ByProgramme, ByOrganisation, ByRegion, ByMunicipality, ByTheme, ByKind, ByStatus, ByYear}
}

// Group is all projects that share one value of a dimension, or that state none. Exactly one of
// Entry, Region and Term says which value; all are nil for those that state none.
type Group struct {
	Dimension Dimension
	Entry     *Entry
	Region    *Region
	Term      *Term
	Projects  []*Project // latest start first; those without a start last

	Granted money.Sum // of a programme: of the rows that belong to it; else of all rows of the projects
	Applied money.Sum
	First   int // first year in which one of the projects runs; 0: not stated
	Last    int

	programme *Programme
}

// Stated tells whether the group has a value, as opposed to the projects that state none.
func (g *Group) Stated() bool { return g.Entry != nil || g.Region != nil || g.Term != nil }

// Count is how many projects of a group belong to another group.
type Count struct {
	Group    *Group
	Projects int
}

// Counts counts the group's projects by a dimension, the most frequent value first and those that
// state none last. Groups without a project are left out.
func (p *Portfolio) Counts(g *Group, by Dimension) []Count {
	counts := map[*Group]int{}
	for _, project := range g.Projects {
		for _, other := range p.memberships[project.number].in(by) {
			counts[other]++
		}
	}
	list := make([]Count, 0, len(counts))
	for other, n := range counts {
		list = append(list, Count{other, n})
	}
	slices.SortFunc(list, func(a, b Count) int {
		if a.Group.Stated() != b.Group.Stated() {
			if a.Group.Stated() {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.Projects, a.Projects), cmp.Compare(p.rank[a.Group], p.rank[b.Group]))
	})
	return list
}

// membership is the groups of one project, dimension by dimension.
type membership []*Group

func (m membership) in(by Dimension) []*Group {
	from := slices.IndexFunc(m, func(g *Group) bool { return g.Dimension == by })
	if from < 0 {
		return nil
	}
	to := from
	for to < len(m) && m[to].Dimension == by {
		to++
	}
	return m[from:to]
}

// grouping sorts the projects into groups, in one pass over them.
type grouping struct {
	groups map[any]*Group // by the value, or the Dimension itself for not stated
	order  map[Dimension][]*Group
	index  *index
	today  edtf.Day
}

// group gives the group of a value, or that of a dimension's unstated ones.
func (x *grouping) group(by Dimension, value any) *Group {
	g := x.groups[value]
	if g != nil {
		return g
	}
	g = &Group{Dimension: by}
	switch v := value.(type) {
	case *Cluster:
		g.Entry, v.Group = &v.Entry, g
	case *Programme:
		g.Entry, g.programme, v.Group = &v.Entry, v, g
	case *Organisation:
		g.Entry, v.Group = &v.Entry, g
	case *Region:
		g.Region, v.Group = v, g
	case *Term:
		g.Term, v.Group = v, g
	}
	x.groups[value] = g
	x.order[by] = append(x.order[by], g)
	return g
}

// values gives what a project states in a dimension; a round belongs to its parent programme too.
func (x *grouping) values(p *Project, by Dimension) []any {
	var values []any
	switch by {
	case ByCluster:
		for _, a := range p.Clusters {
			values = appendNew(values, any(a.To))
		}
	case ByProgramme:
		for _, a := range p.Programmes {
			for _, part := range a.To.Line() {
				values = appendNew(values, any(part))
			}
		}
	case ByOrganisation:
		for _, o := range p.organisations() {
			values = appendNew(values, any(o))
		}
	case ByRegion:
		for _, r := range p.Regions {
			values = append(values, r)
		}
	case ByMunicipality:
		values = asValues(p.Municipalities)
	case ByTheme:
		values = asValues(p.Themes)
	case ByKind:
		if p.Kind != nil {
			values = append(values, p.Kind)
		}
	case ByStatus:
		if p.Status != "" {
			values = append(values, x.index.term(ByStatus, string(p.Status), Text{}))
		}
	case ByYear:
		for _, year := range p.years(x.today) {
			values = append(values, x.index.term(ByYear, year, PlainText(year)))
		}
	}
	return values
}

func asValues(terms []*Term) []any {
	values := make([]any, len(terms))
	for i, t := range terms {
		values[i] = t
	}
	return values
}

// of gives all groups of a project, dimension by dimension.
func (x *grouping) of(p *Project) membership {
	var m membership
	for _, by := range Dimensions() {
		values := x.values(p, by)
		if len(values) == 0 {
			values = []any{by}
		}
		for _, v := range values {
			m = append(m, x.group(by, v))
		}
	}
	return m
}

// organisations gives everybody who takes part in the project, each once.
func (p *Project) organisations() []*Organisation {
	var all []*Organisation
	if p.Coordinator != nil {
		all = append(all, p.Coordinator.Organisation)
	}
	for _, partner := range p.Partners {
		all = appendNew(all, partner.Organisation)
	}
	for _, row := range p.Funding {
		if row.Funder != nil {
			all = appendNew(all, row.Funder)
		}
	}
	return all
}

// years gives the years in which the project runs: until today where it is ongoing and states no end. Of
// another period without an end, or without a start, only the year that is stated.
func (p *Project) years(today edtf.Day) []string {
	first, last := p.firstYear(), p.lastYear()
	if p.Status == Ongoing && p.End.IsZero() {
		last = max(last, today.Year())
	}
	var years []string
	for year := first; year <= last && year-first <= maxYears; year++ {
		if d := edtf.Year(year); !d.IsZero() {
			years = append(years, d.String())
		}
	}
	return years
}

func (p *Project) firstYear() int {
	if p.Start.IsZero() {
		return p.endYear()
	}
	return p.Start.Earliest().Year()
}

func (p *Project) lastYear() int {
	if p.End.IsZero() {
		return p.firstYear()
	}
	return p.endYear()
}

// endYear is the year in which the project ends; a winter ends in the year after the one that it is named by.
func (p *Project) endYear() int {
	if p.End.IsZero() {
		return 0
	}
	return p.End.Latest().Year()
}

// add counts a project into the group's sums and years.
func (g *Group) add(p *Project) {
	g.Projects = append(g.Projects, p)
	if first := p.firstYear(); first != 0 && (g.First == 0 || first < g.First) {
		g.First = first
	}
	g.Last = max(g.Last, p.lastYear())
	g.Granted.Add(p.amounts(g.programme, func(f Funding) *money.Amount { return f.Granted }))
	g.Applied.Add(p.amounts(g.programme, func(f Funding) *money.Amount { return f.Applied }))
}

// amounts gives the stated amounts of the project's rows; only those that belong to a programme,
// its rounds and parts where one is given.
func (p *Project) amounts(within *Programme, of func(Funding) *money.Amount) []money.Amount {
	var all []money.Amount
	for _, row := range p.Funding {
		if within != nil && (row.Programme == nil || !row.Programme.Within(within)) {
			continue
		}
		if a := of(row); a != nil {
			all = append(all, *a)
		}
	}
	return all
}

// GrantedSum sums the project's rows by currency.
func (p *Project) GrantedSum() money.Sum {
	var sum money.Sum
	sum.Add(p.amounts(nil, func(f Funding) *money.Amount { return f.Granted }))
	return sum
}
