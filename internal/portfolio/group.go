package portfolio

import (
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

var dimensions = [...]Dimension{ByCluster, ByProgramme, ByOrganisation, ByRegion, ByMunicipality, ByTheme, ByKind, ByStatus, ByYear}

// place gives the place of a dimension among all.
func (by Dimension) place() int { return slices.Index(dimensions[:], by) }

// Dimensions lists the dimensions in the order in which they are shown.
func Dimensions() []Dimension { return slices.Clone(dimensions[:]) }

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
	number    int32   // place among all groups
	size      int     // number of its projects, known before they are put into it
	places    []int32 // of its projects in time
}

// Number gives the group's place among all groups, dimension by dimension: below [Portfolio.GroupCount].
func (g *Group) Number() int { return int(g.number) }

// Stated tells whether the group has a value, as opposed to the projects that state none.
func (g *Group) Stated() bool { return g.Entry != nil || g.Region != nil || g.Term != nil }

// Count is how many projects of a group belong to another group.
type Count struct {
	Group    *Group
	Projects int
}

// Counts counts the group's projects by every dimension, in one pass over them. The values of a dimension come in the order
// of [Portfolio.Groups], without those that have none of the projects.
func (p *Portfolio) Counts(g *Group) map[Dimension][]Count {
	all := p.counts(g, -1)
	counts := make(map[Dimension][]Count, len(dimensions))
	for from, to := 0, 0; from < len(all); from = to {
		by := all[from].Group.Dimension
		for to < len(all) && all[to].Group.Dimension == by {
			to++
		}
		counts[by] = all[from:to:to]
	}
	return counts
}

// CountsBy is [Portfolio.Counts] by one dimension.
func (p *Portfolio) CountsBy(g *Group, by Dimension) []Count { return p.counts(g, by.place()) }

// counts counts by a dimension or, where that is negative, by all, one after the other.
func (p *Portfolio) counts(g *Group, dimension int) []Count {
	c := p.counter(len(p.numbered))
	defer p.counters.Put(c)
	for _, place := range g.places {
		c.addAll(p.memberships.of(place, dimension), 1)
	}
	slices.Sort(c.seen)
	counts := make([]Count, len(c.seen))
	for i, n := range c.seen {
		counts[i] = Count{p.numbered[n], int(c.counts[n])}
	}
	return counts
}

// memberships are the groups of all projects. Those of a portfolio come in the order of time, as the projects of a group do: who
// goes over a large group meets them where processors look ahead.
type memberships struct {
	groups []int32  // their numbers, project by project, and of each dimension by dimension
	places []int32  // the project's place in each of them
	bounds []uint32 // where in groups those of each project and dimension begin; one more at the end
}

// newMemberships has room for a number of projects and of groups of theirs.
func newMemberships(projects, groups int) memberships {
	return memberships{groups: make([]int32, 0, groups), bounds: append(make([]uint32, 0, projects*len(dimensions)+1), 0)}
}

// end ends the groups of a project in a dimension.
func (m *memberships) end() { m.bounds = append(m.bounds, uint32(len(m.groups))) }

// of gives the numbers of the groups of the project at a place, in a dimension or, where that is negative, in all.
func (m *memberships) of(place int32, dimension int) []int32 {
	from, to := int(place)*len(dimensions)+dimension, int(place)*len(dimensions)+dimension+1
	if dimension < 0 {
		from, to = int(place)*len(dimensions), int(place+1)*len(dimensions)
	}
	begin, end := m.bounds[from], m.bounds[to]
	return m.groups[begin:end:end]
}

// grouping sorts the projects into groups. Every cluster, programme, organisation and region of the settings has
// its group from the first; an area, a term or a year gets one with the first project that states it.
type grouping struct {
	groups   map[Dimension][]*Group
	unstated map[Dimension]*Group
	years    map[int]*Group
	index    *index
	today    edtf.Day
	made     []*Group    // by the numbers that they have for now
	all      memberships // in the order of the projects' numbers
	stating  []*Group    // room for those of a project in a dimension
}

// add makes a group of a dimension.
func (x *grouping) add(by Dimension, of Group) *Group {
	of.Dimension, of.number = by, int32(len(x.made))
	x.made = append(x.made, &of)
	x.groups[by] = append(x.groups[by], &of)
	return &of
}

func (x *grouping) region(r *Region) *Group {
	if r.Group == nil {
		r.Group = x.add(ByRegion, Group{Region: r})
	}
	return r.Group
}

func (x *grouping) term(t *Term) *Group {
	if t.Group == nil {
		t.Group = x.add(t.Dimension, Group{Term: t})
	}
	return t.Group
}

func (x *grouping) status(s Status) *Group { return x.term(x.index.term(ByStatus, string(s), Text{})) }

// year gives the group of a year; nil is one that no date can have.
func (x *grouping) year(year int) *Group {
	g := x.years[year]
	if d := edtf.Year(year); g == nil && !d.IsZero() {
		g = x.term(x.index.term(ByYear, d.String(), PlainText(d.String())))
		x.years[year] = g
	}
	return g
}

// place adds all groups of the next project, dimension by dimension.
func (x *grouping) place(p *Project) {
	for _, by := range dimensions {
		if x.stating = x.stated(x.stating[:0], p, by); len(x.stating) == 0 {
			x.stating = append(x.stating, x.unstated[by])
		}
		for _, g := range x.stating {
			x.all.groups = append(x.all.groups, g.number)
			g.size++
		}
		x.all.end()
	}
}

// stated appends the groups of what a project states in a dimension; a round belongs to its parent programme too.
func (x *grouping) stated(m []*Group, p *Project, by Dimension) []*Group {
	switch by {
	case ByCluster:
		for _, a := range p.Clusters {
			m = appendNew(m, a.To.Group)
		}
	case ByProgramme:
		for _, a := range p.Programmes {
			for part := a.To; part != nil; part = part.Parent {
				m = appendNew(m, part.Group)
			}
		}
	case ByOrganisation:
		for o := range p.organisations {
			m = appendNew(m, o.Group)
		}
	case ByRegion:
		for _, r := range p.Regions {
			m = append(m, x.region(r))
		}
	case ByMunicipality:
		m = x.terms(m, p.Municipalities)
	case ByTheme:
		m = x.terms(m, p.Themes)
	case ByKind:
		if p.Kind != nil {
			m = append(m, x.term(p.Kind))
		}
	case ByStatus:
		if p.Status != "" {
			m = append(m, x.status(p.Status))
		}
	case ByYear:
		first, last := p.years(x.today)
		for year := first; year <= last; year++ {
			if g := x.year(year); g != nil {
				m = append(m, g)
			}
		}
	}
	return m
}

func (x *grouping) terms(m []*Group, terms []*Term) []*Group {
	for _, t := range terms {
		m = append(m, x.term(t))
	}
	return m
}

// organisations gives everybody who takes part in the project, some of them more than once.
func (p *Project) organisations(yield func(*Organisation) bool) {
	if p.Coordinator != nil && !yield(p.Coordinator.Organisation) {
		return
	}
	for _, partner := range p.Partners {
		if !yield(partner.Organisation) {
			return
		}
	}
	for _, row := range p.Funding {
		if row.Funder != nil && !yield(row.Funder) {
			return
		}
	}
}

// years gives the years in which the project runs: until today where it is ongoing and states no end. Of
// another period without an end, or without a start, only the year that is stated; 0 where none is.
func (p *Project) years(today edtf.Day) (first, last int) {
	first, last = p.firstYear(), p.lastYear()
	if p.Status == Ongoing && !p.Start.IsZero() && p.End.IsZero() {
		last = max(last, today.Year())
	}
	return first, min(last, first+maxYears)
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

// tally is what a project counts for in a group.
type tally struct {
	project          *Project
	first, last      int            // years
	granted, applied []money.Amount // of all rows

	ownGranted, ownApplied []money.Amount // of the rows of one programme
}

// of takes the tally of another project.
func (t *tally) of(p *Project) {
	t.project, t.first, t.last = p, p.firstYear(), p.lastYear()
	t.granted, t.applied = p.amounts(t.granted[:0], nil, grantedOf), p.amounts(t.applied[:0], nil, appliedOf)
}

func grantedOf(f *Funding) *money.Amount { return f.Granted }
func appliedOf(f *Funding) *money.Amount { return f.Applied }
func paidOf(f *Funding) *money.Amount    { return f.Paid }

// add counts a project into the group's sums and years.
func (g *Group) add(t *tally) {
	g.Projects, g.places = append(g.Projects, t.project), append(g.places, t.project.place)
	if t.first != 0 && (g.First == 0 || t.first < g.First) {
		g.First = t.first
	}
	g.Last = max(g.Last, t.last)
	granted, applied := t.granted, t.applied
	if g.programme != nil {
		t.ownGranted = t.project.amounts(t.ownGranted[:0], g.programme, grantedOf)
		t.ownApplied = t.project.amounts(t.ownApplied[:0], g.programme, appliedOf)
		granted, applied = t.ownGranted, t.ownApplied
	}
	g.Granted.Add(granted)
	g.Applied.Add(applied)
}

// amounts appends the stated amounts of the project's rows; only those that belong to a programme,
// its rounds and parts where one is given.
func (p *Project) amounts(all []money.Amount, within *Programme, of func(*Funding) *money.Amount) []money.Amount {
	for i := range p.Funding {
		row := &p.Funding[i]
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
	var room [4]money.Amount
	sum.Add(p.amounts(room[:0], nil, grantedOf))
	return sum
}

// GrantedIn sums the project's rows in one currency, in minor units; stated tells whether there are any.
func (p *Project) GrantedIn(currency string) (minor int64, stated bool) {
	total := money.Amount{Currency: currency}
	for i := range p.Funding {
		if a := p.Funding[i].Granted; a != nil && a.Currency == currency {
			total, stated = total.Plus(*a), true
		}
	}
	return total.Minor, stated
}
