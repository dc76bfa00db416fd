package site

import (
	"cmp"
	"slices"

	"vitrin/internal/money"
	"vitrin/internal/portfolio"
)

// indexRows is how many values a dimension's page lists at a time.
const indexRows = 200

// planIndex adds the pages that list all values of a dimension.
func (e *edition) planIndex(by portfolio.Dimension) {
	count := pages(len(e.s.p.Groups(by)), indexRows)
	e.planList(&paged{
		address: func(other *edition) string { return other.dims[by] }, template: "index.html", count: count,
		everywhere: everywhere{e.t(string(by))},
		made:       func(page *Page, number int) any { return e.indexView(page, by, e.values[by](), number) },
		of: func(in *inputs, number int) {
			groups := e.values[by]()
			from := (number - 1) * indexRows
			in.values(groups[from:min(from+indexRows, len(groups))], len(groups))
			if number == 1 {
				if !isCollection(string(by)) {
					in.entry(e.written(string(by))) // an ordinary page by its address
				}
				in.everything() // for the figures
			}
		},
	})
}

// ranks gives each group's place in the list of its dimension.
func (e *edition) ranks() []int32 {
	rank := make([]int32, e.s.p.GroupCount())
	for _, groups := range e.values {
		for i, g := range groups() {
			rank[g.Number()] = int32(i)
		}
	}
	return rank
}

// sortedGroups gives the values of a dimension as people look them up: by name in the language's
// order; statuses as they follow each other, years latest first, what is not stated last.
func (e *edition) sortedGroups(by portfolio.Dimension) []*portfolio.Group {
	groups := slices.Clone(e.s.p.Groups(by))
	if by == portfolio.ByStatus {
		return groups
	}
	keys := make(map[*portfolio.Group]string, len(groups))
	for _, g := range groups {
		keys[g] = e.l.SortKey(e.groupName(g))
	}
	slices.SortStableFunc(groups, func(a, b *portfolio.Group) int {
		if a.Stated() != b.Stated() {
			if a.Stated() {
				return -1
			}
			return 1
		}
		order := cmp.Compare(keys[a], keys[b])
		if by == portfolio.ByYear {
			return -order
		}
		return order
	})
	return groups
}

func (e *edition) indexView(page *Page, by portfolio.Dimension, groups []*portfolio.Group, number int) *IndexView {
	asked, stated := e.s.asked(page), 0
	for _, g := range groups {
		if g.Stated() {
			stated++
		}
	}
	v := &IndexView{
		Count: e.t("count."+string(by), stated), Empty: e.t("empty." + string(by)),
		Pages: e.pagination(e.dims[by], number, pages(len(groups), indexRows)),
	}
	o := outline{title: e.t(string(by)), section: string(by), description: v.Count}
	if written := e.written(string(by)); written != nil && number == 1 {
		v.Words = e.words(page, written)
		o.description = orElse(written.Summary(e.lang), o.description)
		o.noIndex = written.Version(e.lang).NoIndex
	}
	if number > 1 {
		o.crumbs = []Link{e.sectionCrumb(by)}
		o.title = e.t("page-title", o.title, e.l.Number(int64(number)))
	} else if asked.Has("Figures") {
		v.Figures = e.indexFigures(by)
	}
	v.Frame = e.frame(page, o)
	if asked.Has("Table") {
		from := (number - 1) * indexRows
		v.Table = e.indexTable(by, groups[from:min(from+indexRows, len(groups))])
	}
	return v
}

// indexTable lists values of a dimension with their projects and sums.
func (e *edition) indexTable(by portfolio.Dimension, groups []*portfolio.Group) Table {
	t := Table{Caption: e.t(string(by)), Columns: e.columns("name", "about", "#projects", "#granted", "years")}
	if by == portfolio.ByOrganisation {
		t.Columns = e.columns("name", "about", "#projects", "#coordinated-granted", "#funded-granted", "years")
	}
	t.Columns[0].Label = e.t("one." + string(by))
	for _, g := range groups {
		t.Rows = append(t.Rows, e.groupRow(g))
	}
	return narrow(t)
}

func (e *edition) groupRow(g *portfolio.Group) Row {
	about := ""
	if g.Entry != nil {
		about = g.Entry.Summary(e.lang)
	}
	span := ""
	if g.First != 0 {
		span = years(g.First, g.Last)
	}
	row := Row{[]Cell{linkCell(e.groupLink(g)), textCell(about), number(e.l.Number(int64(len(g.Projects))))}}
	for _, sum := range sums(g) {
		row.Cells = append(row.Cells, Cell{Values: e.sum(sum), Numeric: true})
	}
	row.Cells = append(row.Cells, textCell(span))
	return row
}

// sums gives what a group's projects were granted. Of an organisation that is two sums, never added up: what
// the projects that it leads were granted, and what it granted itself.
func sums(g *portfolio.Group) []money.Sum {
	if g.Dimension != portfolio.ByOrganisation {
		return []money.Sum{g.Granted}
	}
	if g.Entry == nil {
		return []money.Sum{{}, {}}
	}
	o := g.Entry.Record().(*portfolio.Organisation)
	return []money.Sum{o.CoordinatedGranted, o.FundedGranted}
}

// written gives the page that an editor wrote for a list, if there is one in this language.
func (e *edition) written(id string) *portfolio.Entry {
	for _, p := range e.s.p.Pages {
		if p.ID == id && p.Version(e.lang) != nil {
			return &p.Entry
		}
	}
	return nil
}
