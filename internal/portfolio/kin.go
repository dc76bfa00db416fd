package portfolio

import (
	"cmp"
	"slices"
)

// Kinship is a project that shares something with another, and what.
type Kinship struct {
	Project *Project
	Shared  []*Group // clusters, programmes, organisations, themes, regions; the weightiest first
}

const (
	maxKin        = 5  // related projects shown on a page
	kinNeighbours = 24 // candidates taken from each group, on either side in time
	minKinship    = 15 // what must be shared: more than a region
)

// kinWeights say how much a shared value tells, in the order in which reasons are given. A shared
// year, status or kind makes no kin.
var kinWeights = []struct {
	by     Dimension
	weight int
}{{ByCluster, 40}, {ByProgramme, 30}, {ByTheme, 20}, {ByOrganisation, 15}, {ByRegion, 5}, {ByMunicipality, 5}}

// kin finds each project's nearest relatives and its neighbours in time. Candidates are the
// project's neighbours in time within each of its groups, so the work grows with the number of
// projects, whatever a group's size.
func (b *builder) kin() {
	byStart := b.p.All().Projects
	for i, p := range byStart {
		if p.Start.IsZero() {
			break
		}
		if i > 0 {
			p.Next = byStart[i-1]
		}
		if i+1 < len(byStart) && !byStart[i+1].Start.IsZero() {
			p.Previous = byStart[i+1]
		}
	}
	x := newKinship(b.p)
	for _, p := range b.p.Projects {
		p.Kin = x.of(p)
	}
}

// kinship finds relatives. It is used by one goroutine.
type kinship struct {
	p      *Portfolio
	place  map[*Group]map[*Project]int // of a project within a group that is larger than the window
	scores map[*Project]int
}

func newKinship(p *Portfolio) *kinship {
	x := &kinship{p: p, place: map[*Group]map[*Project]int{}, scores: map[*Project]int{}}
	for _, w := range kinWeights {
		for _, g := range p.groups[w.by] {
			if len(g.Projects) <= 2*kinNeighbours {
				continue
			}
			places := make(map[*Project]int, len(g.Projects))
			for i, project := range g.Projects {
				places[project] = i
			}
			x.place[g] = places
		}
	}
	return x
}

// candidates gives the members of a group nearest to a project in time.
func (x *kinship) candidates(g *Group, p *Project) []*Project {
	places := x.place[g]
	if places == nil {
		return g.Projects
	}
	at := places[p]
	return g.Projects[max(0, at-kinNeighbours):min(len(g.Projects), at+kinNeighbours+1)]
}

// of gives a project's relatives, leaving out those that it names itself.
func (x *kinship) of(p *Project) []Kinship {
	clear(x.scores)
	for _, w := range kinWeights {
		for _, g := range x.p.Membership(p, w.by) {
			if !g.Stated() {
				continue
			}
			for _, other := range x.candidates(g, p) {
				x.scores[other] += w.weight
			}
		}
	}
	delete(x.scores, p)
	for _, stated := range [][]Relation{p.Follows, p.ContinuedBy, p.Related} {
		for _, r := range stated {
			delete(x.scores, r.Project)
		}
	}
	best := make([]*Project, 0, maxKin+1)
	nearer := func(a, b *Project) int {
		return cmp.Or(cmp.Compare(x.scores[b], x.scores[a]), latestFirst(a, b))
	}
	for other, score := range x.scores {
		if score < minKinship {
			continue
		}
		if at, _ := slices.BinarySearchFunc(best, other, nearer); at < maxKin {
			best = slices.Insert(best, at, other)
			best = best[:min(maxKin, len(best))]
		}
	}
	var kin []Kinship
	for _, other := range best {
		kin = append(kin, Kinship{other, x.shared(p, other)})
	}
	return kin
}

// shared gives the groups that two projects have in common, of the kinds that make kin.
func (x *kinship) shared(a, b *Project) []*Group {
	var shared []*Group
	for _, w := range kinWeights {
		theirs := x.p.Membership(b, w.by)
		for _, g := range x.p.Membership(a, w.by) {
			if g.Stated() && slices.Contains(theirs, g) {
				shared = append(shared, g)
			}
		}
	}
	return shared
}
