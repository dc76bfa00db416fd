package portfolio_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"vitrin/internal/portfolio"
)

// TestCounts holds the counts of every group to what the memberships of its projects say, by all dimensions and by each, in the
// order of the groups; and that a group holds its members.
func TestCounts(t *testing.T) {
	var archive strings.Builder
	for i := range 30 {
		fmt.Fprintf(&archive, "-- content/projects/p%02d.md --\n---\ntitle: P\nthemes: [t%d, t%d]\nregions: [{name: r%d}]\n", i, i%4, i%3+2, i*i%7)
		if i%5 > 0 {
			fmt.Fprintf(&archive, "start: %d\nend: %d\n", 2000+i*7%11, 2012+i%3)
		}
		archive.WriteString("---\n")
	}
	p := must(t, archive.String())
	groups := []*portfolio.Group{p.All()}
	for _, by := range portfolio.Dimensions() {
		groups = append(groups, p.Groups(by)...)
	}
	for _, g := range groups {
		counts := p.Counts(g)
		for _, by := range portfolio.Dimensions() {
			var want []portfolio.Count
			for _, other := range p.Groups(by) {
				n := 0
				for _, project := range g.Projects {
					if slices.Contains(p.Membership(project, by), other) {
						n++
					}
				}
				if n > 0 {
					want = append(want, portfolio.Count{Group: other, Projects: n})
				}
			}
			if got := counts[by]; !slices.Equal(got, want) {
				t.Errorf("%s, a group of %d, by %s: %v, want %v", g.Dimension, len(g.Projects), by, got, want)
			}
			if got := p.CountsBy(g, by); !slices.Equal(got, want) {
				t.Errorf("%s, a group of %d, by %s alone: %v, want %v", g.Dimension, len(g.Projects), by, got, want)
			}
		}
		for _, project := range g.Projects {
			if g != p.All() && !slices.Contains(p.Memberships(project), g) {
				t.Errorf("%s is not a member of a group of %s that holds it", project.ID, g.Dimension)
			}
		}
	}
}
