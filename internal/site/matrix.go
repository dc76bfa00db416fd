package site

import (
	"maps"
	"slices"
	"sync"

	"vitrin/internal/chart"
	"vitrin/internal/edtf"
	"vitrin/internal/portfolio"
)

const (
	matrixColumns = 24 // programmes side by side on a page
	matrixRows    = 50 // clusters on a page
	matrixSmall   = 8  // rows and columns that the home page has room for
)

func (e *edition) matrixAddress() string { return e.prefix + e.path("matrix") + "/" }

// crossing is a cluster within a programme.
type crossing struct{ cluster, programme *portfolio.Group }

// crossings are the projects of all clusters within all programmes.
type crossings struct {
	count  map[crossing]int
	shades chart.Shades
	items  func() map[crossing][]*portfolio.Project // made once, when somebody looks
}

// crossings counts clusters against programmes.
func (s *Site) crossings() crossings {
	all := crossings{count: map[crossing]int{}, items: sync.OnceValue(s.crossed)}
	for _, c := range s.p.Groups(portfolio.ByCluster) {
		for _, count := range s.p.CountsBy(c, portfolio.ByProgramme) {
			all.count[crossing{c, count.Group}] = count.Projects
		}
	}
	all.shades = chart.NewShades(slices.Collect(maps.Values(all.count))...) // the same on every page
	return all
}

// crossed gives the projects of every crossing, in one pass over them.
func (s *Site) crossed() map[crossing][]*portfolio.Project {
	all := make(map[crossing][]*portfolio.Project, len(s.matrix.count))
	programmes := s.p.Groups(portfolio.ByProgramme)
	row := make([][]*portfolio.Project, len(programmes)) // of one cluster
	for _, c := range s.p.Groups(portfolio.ByCluster) {
		for _, p := range s.lists[c].items().projects {
			for _, g := range s.p.Membership(p, portfolio.ByProgramme) {
				i := g.Number() - programmes[0].Number()
				row[i] = append(row[i], p)
			}
		}
		for i, projects := range row {
			if len(projects) > 0 {
				all[crossing{c, programmes[i]}] = slices.Clone(projects)
				row[i] = projects[:0]
			}
		}
	}
	return all
}

// planMatrix adds the matrix of clusters by programmes, and a page for each of its cells that counts
// more than one project; a cell that counts one leads to the project itself.
func (e *edition) planMatrix() {
	clusters, programmes := e.inUse(portfolio.ByCluster), e.inUse(portfolio.ByProgramme)
	for _, c := range clusters {
		for _, g := range programmes {
			if x := (crossing{c, g}); e.s.matrix.count[x] > 1 {
				e.planCrossing(x)
			}
		}
	}
	across := pages(len(programmes), matrixColumns)
	count := across * pages(len(clusters), matrixRows)
	e.planList(&paged{
		address: (*edition).matrixAddress, template: "matrix.html", count: count,
		everywhere: everywhere{e.t("matrix")},
		made: func(page *Page, number int) any {
			row, column := (number-1)/across*matrixRows, (number-1)%across*matrixColumns
			m := matrix{e, clusters[row:min(row+matrixRows, len(clusters))], programmes[column:min(column+matrixColumns, len(programmes))]}
			return m.view(page, number, count)
		},
		of: func(in *inputs, _ int) { in.everything() },
	})
}

// inUse gives the values of a dimension that have projects, as people look them up.
func (e *edition) inUse(by portfolio.Dimension) []*portfolio.Group {
	return slices.DeleteFunc(slices.Clone(e.values[by]()), func(g *portfolio.Group) bool { return len(g.Projects) == 0 })
}

// smallMatrix gives the whole matrix where the home page has room for it, else a table without rows.
func (e *edition) smallMatrix() Table {
	clusters, programmes := e.inUse(portfolio.ByCluster), e.inUse(portfolio.ByProgramme)
	if min(len(clusters), len(programmes)) < 2 || max(len(clusters), len(programmes)) > matrixSmall {
		return Table{}
	}
	return matrix{e, clusters, programmes}.table()
}

// crossingAddress gives the address of a cell's page.
func (e *edition) crossingAddress(x crossing) string {
	return e.matrixAddress() + e.groupSlug(x.cluster) + "/" + e.groupSlug(x.programme) + "/"
}

func (e *edition) planCrossing(x crossing) {
	of := crossingMatter{&x}
	first := e.crossingAddress(x)
	for number := 1; number <= of.list(e).pages(e); number++ {
		e.s.add(&Page{Address: e.pageOf(first, number), Lang: e.lang, Template: "group.html", e: e, of: of, number: int32(number), listed: true})
	}
}

// crossingMatter is the pages of a cell of the matrix.
type crossingMatter struct{ *crossing }

func (m crossingMatter) list(e *edition) *list {
	found := func() items { return items{projects: e.s.matrix.items()[*m.crossing], divided: true} }
	return &list{size: e.s.matrix.count[*m.crossing], short: true, found: found}
}

func (m crossingMatter) view(p *Page) any {
	return p.e.crossingView(p, *m.crossing, m.list(p.e), int(p.number))
}

func (m crossingMatter) inputs(in *inputs, p *Page) {
	in.h.Bool(p.listed)
	in.elsewhere(p)
	in.group(m.cluster)
	in.group(m.programme)
	in.projects(m.list(p.e), int(p.number))
}

func (m crossingMatter) in(p *Page, other *edition) (string, bool) {
	return other.pageOf(other.crossingAddress(*m.crossing), int(p.number)), true
}

func (crossingMatter) modified() edtf.Date { return edtf.Date{} }
func (crossingMatter) claim(p *Page) claim { return claim{name: p.e.t("matrix")} }

func (e *edition) crossingView(page *Page, x crossing, l *list, number int) *GroupView {
	o := outline{title: e.crossingTitle(x), section: "matrix", crumbs: []Link{{Text: e.t("matrix"), Href: e.href(e.matrixAddress())}}}
	if number > 1 {
		o.crumbs = append(o.crumbs, Link{Text: o.title, Href: e.href(e.crossingAddress(x))})
		o.title = e.t("page-title", o.title, e.l.Number(int64(number)))
	}
	o.description = o.title
	return &GroupView{
		Frame: e.frame(page, o), Intro: e.t("matrix.cell", e.groupName(x.cluster), e.groupName(x.programme)),
		Projects: e.listing(page, l, e.crossingAddress(x), number),
	}
}

func (e *edition) crossingTitle(x crossing) string {
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
	clusters, programmes []*portfolio.Group
}

func (m matrix) view(page *Page, number, count int) *MatrixView {
	e := m.e
	o := outline{title: e.t("matrix"), section: "matrix", description: e.t("matrix.intro")}
	if number > 1 {
		o.crumbs = []Link{{Text: e.t("matrix"), Href: e.href(e.matrixAddress())}}
		o.title = e.t("page-title", o.title, e.l.Number(int64(number)))
	}
	return &MatrixView{
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
		x := crossing{c, g}
		if count := e.s.matrix.count[x]; count > 0 {
			link := Link{Text: e.l.Number(int64(count)), Href: e.href(e.crossingAddress(x))}
			if count == 1 {
				link.Href = e.link(&e.s.matrix.items()[x][0].Entry).Href
			}
			cell.Values, cell.Shade = []Value{{Link: link}}, e.s.matrix.shades.Of(count)
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}
