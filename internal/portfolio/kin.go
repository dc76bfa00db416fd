package portfolio

import "slices"

const (
	maxKin        = 5  // related projects shown on a page
	kinNeighbours = 24 // candidates taken from each group, on either side in time
	minKinship    = 15 // what must be shared: more than a region
)

// kinWeights say how much a shared value of a dimension, given by its place, tells, in the order in which reasons are
// given. A shared year, status or kind makes no kin.
var kinWeights = []struct {
	dimension int
	weight    int32
}{{ByCluster.place(), 40}, {ByProgramme.place(), 30}, {ByTheme.place(), 20}, {ByOrganisation.place(), 15}, {ByRegion.place(), 5}, {ByMunicipality.place(), 5}}

// neighbours ties each project to those that began just before it and just after it.
func (b *builder) neighbours() {
	latest := b.p.all.Projects
	for i, p := range latest {
		if p.Start.IsZero() {
			break
		}
		if i > 0 {
			p.Next = latest[i-1]
		}
		if i+1 < len(latest) && !latest[i+1].Start.IsZero() {
			p.Previous = latest[i+1]
		}
	}
}

// Kin gives the projects that share most with one, the nearest first, but for those that it names itself.
// They are sought when they are asked for, in a time that does not grow with the portfolio.
func (p *Portfolio) Kin(of *Project) []*Project {
	var room [maxKin]int
	numbers := p.KinNumbers(room[:0], of)
	kin := make([]*Project, len(numbers))
	for i, number := range numbers {
		kin[i] = p.Projects[number]
	}
	return kin
}

// KinNumbers is [Portfolio.Kin] for who asks it of very many projects: it appends the numbers of the kin, and does not look
// at them.
func (p *Portfolio) KinNumbers(numbers []int, of *Project) []int {
	c := p.counter(len(p.latest))
	defer p.counters.Put(c)
	least := p.weigh(c, of)
	var best [maxKin]candidate
	nearest := best[:0]
	for _, place := range c.seen {
		found := candidate{place, c.counts[place]}
		c.counts[place] = 0
		if found.weight < least {
			continue
		}
		at := len(nearest)
		for at > 0 && found.before(nearest[at-1]) {
			at--
		}
		if at == maxKin || of.names(p.all.Projects[place]) {
			continue
		}
		nearest = slices.Insert(nearest[:min(len(nearest), maxKin-1)], at, found)
		if len(nearest) == maxKin {
			least = nearest[maxKin-1].weight
		}
	}
	c.seen = c.seen[:0]
	for _, found := range nearest {
		numbers = append(numbers, int(p.latest[found.place]))
	}
	return numbers
}

// candidate is a project, by its place in time, and the weight of what is shared with it.
type candidate struct{ place, weight int32 }

// before orders candidates by their weight, and equal ones by time, the latest first.
func (c candidate) before(other candidate) bool {
	return c.weight > other.weight || c.weight == other.weight && c.place < other.place
}

// weigh counts, for the project's neighbours in time within each of its groups, the weights of all that they share, by
// their places; so their number is bounded, whatever a group's size. The project itself is among them. All kin weigh least at
// the least; who would come below it with all that is left to count is not counted.
func (p *Portfolio) weigh(c *counter, of *Project) (least int32) {
	m := &p.memberships
	bounds := m.bounds[int(of.place)*len(dimensions):][:len(dimensions)+1]
	left := int32(0) // the weights that are not counted yet
	for _, w := range kinWeights {
		left += int32(bounds[w.dimension+1]-bounds[w.dimension]) * w.weight
	}
	least = minKinship
	named := 1 + len(of.Follows) + len(of.ContinuedBy) + len(of.Related) // at most, the project itself among them
	for _, w := range kinWeights {
		for i := bounds[w.dimension]; i < bounds[w.dimension+1]; i++ {
			g := p.numbered[m.groups[i]]
			around := g.around(int(m.places[i]))
			switch {
			case !g.Stated():
			case left >= least:
				c.addAll(around, w.weight)
				if len(around)-named >= maxKin { // enough for all kin
					least = max(least, w.weight)
				}
			default:
				c.addSeen(around, w.weight)
			}
			left -= w.weight
		}
	}
	return least
}

// around gives the members of a group that are nearest in time to the one at a place in it, by their places among all; of
// a small group, all members.
func (g *Group) around(at int) []int32 {
	if len(g.places) <= 2*kinNeighbours {
		return g.places
	}
	return g.places[max(0, at-kinNeighbours):min(len(g.places), at+kinNeighbours+1)]
}

// names tells whether a project is the other one, or names it as its predecessor, successor or relative.
func (p *Project) names(other *Project) bool {
	is := func(r Relation) bool { return r.Project == other }
	return p == other || slices.ContainsFunc(p.Follows, is) || slices.ContainsFunc(p.ContinuedBy, is) || slices.ContainsFunc(p.Related, is)
}

// Shared appends the groups that two projects have in common and that make kin: clusters,
// programmes, organisations, themes and regions, the weightiest first.
func (p *Portfolio) Shared(shared []*Group, a, b *Project) []*Group {
	for _, w := range kinWeights {
		ours, theirs := p.memberships.of(a.place, w.dimension), p.memberships.of(b.place, w.dimension)
		for _, n := range ours {
			if slices.Contains(theirs, n) && p.numbered[n].Stated() {
				shared = append(shared, p.numbered[n])
			}
		}
	}
	return shared
}
