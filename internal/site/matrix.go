package site

import (
	"slices"

	"vitrin/internal/chart"
	"vitrin/internal/portfolio"
)

const (
	matrixColumns = 24 // programmes side by side on a page
	matrixRows    = 50 // clusters on a page
	matrixSmall   = 8  // rows and columns that the home page has room for
)

func (e *edition) matrixAddress() string { return e.prefix + e.path("matrix") + "/" }

// crossing is the projects of a cluster within a programme.
type crossing struct {
	cluster, programme *portfolio.Group
	projects           []item
}

// crossings counts clusters against programmes, in one pass over the projects.
func (e *edition) crossings() map[[2]*portfolio.Group]*crossing {
	all := map[[2]*portfolio.Group]*crossing{}
	for _, c := range e.s.p.Groups(portfolio.ByCluster) {
		for _, it := range ordered(c) {
			for _, g := range e.s.p.Membership(it.project, portfolio.ByProgramme) {
				key := [2]*portfolio.Group{c, g}
				if all[key] == nil {
					all[key] = &crossing{cluster: c, programme: g}
				}
				all[key].projects = append(all[key].projects, it)
			}
		}
	}
	return all
}

// planMatrix adds the matrix of clusters by programmes, and a page for each of its cells that counts
// more than one project; a cell that counts one leads to the project itself.
func (e *edition) planMatrix() {
	crossings := e.crossings()
	shades := shadesOf(crossings)
	clusters, programmes := e.inUse(portfolio.ByCluster), e.inUse(portfolio.ByProgramme)
	for _, c := range clusters {
		for _, g := range programmes {
			if x := crossings[[2]*portfolio.Group{c, g}]; x != nil && len(x.projects) > 1 {
				e.planCrossing(x)
			}
		}
	}
	across := pages(len(programmes), matrixColumns)
	count := across * pages(len(clusters), matrixRows)
	e.planList((*edition).matrixAddress, "matrix.html", count, claimHere(e.t("matrix")), func(page *Page, number int) any {
		row, column := (number-1)/across*matrixRows, (number-1)%across*matrixColumns
		m := matrix{e, crossings, shades, clusters[row:min(row+matrixRows, len(clusters))], programmes[column:min(column+matrixColumns, len(programmes))]}
		return m.view(page, number, count)
	})
}

// inUse gives the values of a dimension that have projects, as people look them up.
func (e *edition) inUse(by portfolio.Dimension) []*portfolio.Group {
	return slices.DeleteFunc(e.sortedGroups(by), func(g *portfolio.Group) bool { return len(g.Projects) == 0 })
}

// shadesOf gives the shades of all cells, the same on every page.
func shadesOf(crossings map[[2]*portfolio.Group]*crossing) chart.Shades {
	counts := make([]int, 0, len(crossings))
	for _, x := range crossings {
		counts = append(counts, len(x.projects))
	}
	return chart.NewShades(counts...)
}

// smallMatrix gives the whole matrix where the home page has room for it, else a table without rows.
func (e *edition) smallMatrix() Table {
	clusters, programmes := e.inUse(portfolio.ByCluster), e.inUse(portfolio.ByProgramme)
	if min(len(clusters), len(programmes)) < 2 || max(len(clusters), len(programmes)) > matrixSmall {
		return Table{}
	}
	crossings := e.crossings()
	return matrix{e, crossings, shadesOf(crossings), clusters, programmes}.table()
}

// crossingAddress gives the address of a cell's page.
func (e *edition) crossingAddress(x *crossing) string {
	return e.matrixAddress() + e.groupSlug(x.cluster) + "/" + e.groupSlug(x.programme) + "/"
}

func (e *edition) planCrossing(x *crossing) {
	l := list{items: x.projects}
	e.planList(func(other *edition) string { return other.crossingAddress(x) }, "group.html", l.pages(e), claimHere(e.t("matrix")), func(page *Page, number int) any {
		o := outline{title: e.crossingTitle(x), section: "matrix", crumbs: []Link{{Text: e.t("matrix"), Href: e.href(e.matrixAddress())}}}
		if number > 1 {
			o.crumbs = append(o.crumbs, Link{Text: o.title, Href: e.href(e.crossingAddress(x))})
			o.title = e.t("page-title", o.title, e.l.Number(int64(number)))
		}
		o.description = o.title
		return GroupView{
			Frame: e.frame(page, o), Intro: e.t("matrix.cell", e.groupName(x.cluster), e.groupName(x.programme)),
			Projects: e.listing(l, e.crossingAddress(x), number),
		}
	})
}

func (e *edition) crossingTitle(x *crossing) string {
	return e.crossingName(x.cluster) + " × " + e.crossingName(x.programme)
}

func (e *edition) crossingName(g *portfolio.Group) string {
	if g.Stated() {
		return e.groupName(g)
	}
	return e.t("not-stated." + string(g.Dimension))
}

// matrix is the part of the matrix that one page shows.
type matrix struct {
	e                    *edition
	crossings            map[[2]*portfolio.Group]*crossing
	shades               chart.Shades
	clusters, programmes []*portfolio.Group
}

func (m matrix) view(page *Page, number, count int) MatrixView {
	e := m.e
	o := outline{title: e.t("matrix"), section: "matrix", description: e.t("matrix.intro")}
	if number > 1 {
		o.crumbs = []Link{{Text: e.t("matrix"), Href: e.href(e.matrixAddress())}}
		o.title = e.t("page-title", o.title, e.l.Number(int64(number)))
	}
	return MatrixView{
		Frame: e.frame(page, o), Intro: e.t("matrix.intro"), Empty: e.t("empty.projects"),
		Pages: e.pagination(e.matrixAddress(), number, count), Table: m.table(),
	}
}

func (m matrix) table() Table {
	e := m.e
	t := Table{Caption: e.t("matrix"), Columns: []Column{{Label: e.t("one.clusters")}}}
	for _, g := range m.programmes {
		t.Columns = append(t.Columns, Column{Label: e.groupName(g), Sort: e.groupLink(g).Href, Numeric: true})
	}
	for _, c := range m.clusters {
		t.Rows = append(t.Rows, m.row(c))
	}
	return narrow(t)
}

func (m matrix) row(c *portfolio.Group) Row {
	e := m.e
	row := Row{[]Cell{linkCell(e.groupLink(c))}}
	for _, g := range m.programmes {
		cell := Cell{Numeric: true}
		if x := m.crossings[[2]*portfolio.Group{c, g}]; x != nil {
			link := Link{Text: e.l.Number(int64(len(x.projects))), Href: e.href(e.crossingAddress(x))}
			if len(x.projects) == 1 {
				link.Href = e.link(&x.projects[0].project.Entry).Href
			}
			cell.Values, cell.Shade = []Value{{Link: link}}, m.shades.Of(len(x.projects))
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}
