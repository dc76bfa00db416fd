package site

import (
	"cmp"
	"slices"
	"strconv"

	"vitrin/internal/portfolio"
)

// countRows is how many values of a dimension a group's page counts; the rest are behind a link.
const countRows = 8

// groupView makes the view of a group without an editor's page, and of further pages of one that has.
func (e *edition) groupView(page *Page, l *list, number int) *GroupView {
	g := l.group
	name := e.groupName(g)
	o := outline{title: name, section: string(g.Dimension), crumbs: []Link{e.sectionCrumb(g.Dimension)}}
	if !g.Stated() {
		o.title = e.t("not-stated." + string(g.Dimension))
	}
	o.feeds = e.groupFeeds(g)
	v := &GroupView{}
	if number > 1 {
		o.crumbs = append(o.crumbs, e.groupLink(g))
		o.noIndex = !page.listed
		o.title = e.t("page-title", o.title, e.l.Number(int64(number)))
	} else {
		v.Intro = e.t("intro." + string(g.Dimension))
		if !g.Stated() {
			v.Intro = e.t("intro.not-stated")
		}
		v.Totals = e.totals(page, g)
	}
	address := e.groups[g]
	if g.Entry != nil {
		address, _ = e.address(g.Entry)
	}
	o.description = o.title + ". " + e.t("count.projects", len(g.Projects)) + "."
	v.Frame, v.Projects = e.frame(page, o), e.listing(page, l, address, number)
	return v
}

// totals says what the projects of a group come to, and how they divide by every other dimension.
func (e *edition) totals(page *Page, g *portfolio.Group) Totals {
	t := Totals{Facts: e.totalFacts(g)}
	if !e.s.asked(page).Has("Counts") {
		return t
	}
	counts := e.s.p.Counts(g)
	for _, by := range portfolio.Dimensions() {
		if by == g.Dimension && g.Dimension != portfolio.ByProgramme {
			continue
		}
		if count, ok := e.count(g, by, counts[by]); ok {
			t.Counts = append(t.Counts, count)
		}
	}
	return t
}

func (e *edition) totalFacts(g *portfolio.Group) []Fact {
	if len(g.Projects) == 0 {
		return nil // the list says so
	}
	f := facts{e: e}
	f.text("projects", e.l.Number(int64(len(g.Projects))))
	f.add("granted", e.sum(g.Granted)...)
	f.add("applied", e.sum(g.Applied)...)
	if g.First != 0 {
		f.text("years", years(g.First, g.Last))
	}
	return f.list
}

func years(first, last int) string {
	if first == last {
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + "–" + strconv.Itoa(last)
}

// sortCounts puts the values of a dimension in order: the most frequent first, those that are equal in the language's
// order; years as the time goes back.
func (e *edition) sortCounts(counts []portfolio.Count, by portfolio.Dimension) {
	rank := e.rank()
	slices.SortFunc(statedOf(counts), func(a, b portfolio.Count) int {
		byRank := cmp.Compare(rank[a.Group.Number()], rank[b.Group.Number()])
		if by == portfolio.ByYear {
			return byRank
		}
		return cmp.Or(cmp.Compare(b.Projects, a.Projects), byRank)
	})
}

// statedOf leaves out those that state no value, who come last.
func statedOf(counts []portfolio.Count) []portfolio.Count {
	if last := len(counts) - 1; last >= 0 && !counts[last].Group.Stated() {
		return counts[:last]
	}
	return counts
}

// count says how a group's projects divide by a dimension, of which they are counted; ok is false where that says nothing: there are no
// projects, or none of them states a value.
func (e *edition) count(g *portfolio.Group, by portfolio.Dimension, counts []portfolio.Count) (count Count, ok bool) {
	e.sortCounts(counts, by)
	count.Heading, count.Rows = e.t(string(by)), make([]CountRow, 0, min(len(counts), countRows+1))
	for i, c := range counts {
		if c.Group == g {
			continue
		}
		ok = ok || c.Group.Stated()
		if i >= countRows && c.Group.Stated() {
			if count.More.Text == "" {
				count.More = Link{Text: e.t("more." + string(by)), Href: e.href(e.dims[by])}
			}
			continue
		}
		count.Rows = append(count.Rows, CountRow{Link: e.groupLink(c.Group), Number: e.l.Number(int64(c.Projects))})
	}
	return count, ok
}
