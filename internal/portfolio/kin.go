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
func (p *Portfolio) Kin(of *Project) []Kinship {
	var room [512]candidate // enough for most projects
	near := slices.DeleteFunc(p.candidates(room[:0], of), func(c candidate) bool {
		return c.weight < minKinship || of.names(p.all.Projects[c.place])
	})
	slices.SortFunc(near, func(a, b candidate) int { return cmp.Or(b.weight-a.weight, a.place-b.place) })
	var kin []Kinship
	for _, c := range near[:min(maxKin, len(near))] {
		other := p.all.Projects[c.place]
		kin = append(kin, Kinship{other, p.shared(of, other)})
	}
	return kin
}

// candidate is a project, by its place in time, and the weight of what is shared with it.
type candidate struct{ place, weight int }

// candidates appends the project's neighbours in time within each of its groups, each once, in the order of
// time; so their number is bounded, whatever a group's size. The project itself is among them.
func (p *Portfolio) candidates(all []candidate, of *Project) []candidate {
	for _, w := range kinWeights {
		for _, g := range p.Membership(of, w.by) {
			if !g.Stated() {
				continue
			}
			for _, other := range g.around(of) {
				all = append(all, candidate{other.place, w.weight})
			}
		}
	}
	slices.SortFunc(all, func(a, b candidate) int { return a.place - b.place })
	once := all[:0]
	for _, c := range all {
		if last := len(once) - 1; last >= 0 && once[last].place == c.place {
			once[last].weight += c.weight
			continue
		}
		once = append(once, c)
	}
	return once
}

// around gives the members of a group that are nearest to one of them in time; of a small group, all.
func (g *Group) around(p *Project) []*Project {
	if len(g.Projects) <= 2*kinNeighbours {
		return g.Projects
	}
	at, _ := slices.BinarySearchFunc(g.Projects, p.place, func(other *Project, place int) int { return other.place - place })
	return g.Projects[max(0, at-kinNeighbours):min(len(g.Projects), at+kinNeighbours+1)]
}

// names tells whether a project is the other one, or names it as its predecessor, successor or relative.
func (p *Project) names(other *Project) bool {
	is := func(r Relation) bool { return r.Project == other }
	return p == other || slices.ContainsFunc(p.Follows, is) || slices.ContainsFunc(p.ContinuedBy, is) || slices.ContainsFunc(p.Related, is)
}

// shared gives the groups that two projects have in common, of the kinds that make kin.
func (p *Portfolio) shared(a, b *Project) []*Group {
	var shared []*Group
	for _, w := range kinWeights {
		theirs := p.Membership(b, w.by)
		for _, g := range p.Membership(a, w.by) {
			if g.Stated() && slices.Contains(theirs, g) {
				shared = append(shared, g)
			}
		}
	}
	return shared
}
