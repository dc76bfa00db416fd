package site

import (
	"vitrin/internal/portfolio"
)

// tableRows is how many projects a page of the table holds.
const tableRows = 500

// latestProjects is how many projects the home page shows.
const latestProjects = 6

func (e *edition) projectsAddress() string { return e.prefix + e.path("projects") + "/" }

func (e *edition) tableAddress(s sorting) string {
	address := e.projectsAddress() + e.path("table") + "/"
	if s.key == sortings[0].key && !s.descending {
		return address
	}
	address += e.path("sort-" + s.key)
	if s.descending {
		address += "-" + e.path("descending")
	}
	return address + "/"
}

// planHome adds the home page: the words of index.md and the ways into the portfolio.
func (e *edition) planHome() {
	e.planList(&paged{
		address: func(other *edition) string { return other.prefix }, template: "home.html", count: 1,
		everywhere: everywhere{e.t("home")},
		made:       func(page *Page, _ int) any { return e.homeView(page) },
		of:         func(in *inputs, _ int) { in.everything() },
	})
}

func (e *edition) homeView(page *Page) *HomeView {
	all := e.s.p.All()
	asked := e.s.asked(page)
	v := &HomeView{Totals: Totals{Facts: e.totalFacts(all)}, Matrix: Link{Text: e.t("matrix"), Href: e.href(e.matrixAddress())}}
	if asked.Has("Figures") {
		v.Totals.Figures = e.glance(all)
	}
	o := outline{title: e.s.p.Settings.Title.In(e.lang)}
	if written := e.written(""); written != nil {
		v.Words = e.words(page, written)
		o.noIndex = written.Version(e.lang).NoIndex
		o.title = orElse(written.Title(e.lang), o.title)
		o.description = orElse(written.Summary(e.lang), e.opening(written.Version(e.lang)))
	}
	v.Frame = e.frame(page, o)
	v.Latest = Listing{L: e.l, ID: "projects", Heading: e.t("latest"), Count: e.t("count.projects", len(all.Projects)), Empty: e.t("empty.projects")}
	if latest := all.Projects[:min(latestProjects, len(all.Projects))]; len(latest) > 0 {
		v.Latest.Sections = []Section{{Cards: e.cardsOf(latest, "Cards", asked)}}
	}
	if asked.Has("Places") {
		v.Places = e.places(all)
	}
	return v
}

// places gives the ways into the portfolio: the dimensions in which it states anything.
func (e *edition) places(all *portfolio.Group) []Place {
	var places []Place
	counts := e.s.p.Counts(all)
	for _, by := range portfolio.Dimensions() {
		if count, ok := e.count(all, by, counts[by]); ok {
			link, _ := e.menuLink(string(by))
			places = append(places, Place{Link: link, Count: count})
		}
	}
	return places
}

// plain takes the headings out of a list that is too short to be divided.
func plain(sections []Section) {
	for i := range sections {
		sections[i].Heading, sections[i].Level = "", 0
	}
}

// planProjects adds all projects: as cards, latest first, and as a table in every order.
func (e *edition) planProjects() {
	all := e.s.p.All()
	l := &list{size: len(all.Projects), found: func() items { return items{projects: all.Projects} }}
	e.planList(&paged{
		address: (*edition).projectsAddress, template: "projects.html", count: l.pages(e),
		everywhere: everywhere{e.t("projects")},
		made:       func(page *Page, number int) any { return e.projectsView(page, l, all, number) },
		of: func(in *inputs, number int) {
			in.h.Sums(in.d.statuses)
			in.projects(l, number)
			if number == 1 {
				in.everything() // for sums and figures
			}
		},
	})
	e.orders = e.inOrder()
	for _, s := range sortings {
		sorted := e.orders[s]
		e.planList(&paged{
			address: func(other *edition) string { return other.tableAddress(s) }, template: "table.html",
			count:      pages(len(all.Projects), tableRows),
			everywhere: everywhere{e.t("table")},
			made:       func(page *Page, number int) any { return e.tableView(page, s, sorted(), number) },
			of:         func(in *inputs, number int) { in.rows(tablePage(sorted(), number), len(all.Projects)) },
		})
	}
}

func (e *edition) projectsView(page *Page, l *list, all *portfolio.Group, number int) *ProjectsView {
	v := &ProjectsView{Ways: e.projectWays("all")}
	o := outline{title: e.t("projects"), section: "projects"}
	if written := e.written("projects"); written != nil && number == 1 {
		v.Words = e.words(page, written)
		o.description = written.Summary(e.lang)
		o.noIndex = written.Version(e.lang).NoIndex
	}
	if number == 1 {
		v.Totals.Facts = e.totalFacts(all)
		if e.s.asked(page).Has("Figures") {
			v.Totals.Figures = e.projectsFigures(all)
		}
	} else {
		o.crumbs = []Link{{Text: e.t("projects"), Href: e.href(e.projectsAddress())}}
		o.title = e.t("page-title", o.title, e.l.Number(int64(number)))
	}
	v.Frame, v.Projects = e.frame(page, o), e.listing(page, l, e.projectsAddress(), number)
	plain(v.Projects.Sections)
	return v
}

// projectWays leads from one view of all projects to the others.
func (e *edition) projectWays(current string) []MenuLink {
	ways := []MenuLink{{Link: Link{Text: e.t("projects.all"), Href: e.href(e.projectsAddress())}, Current: current == "all"}}
	for _, g := range e.s.p.Groups(portfolio.ByStatus) {
		if len(g.Projects) > 0 {
			ways = append(ways, MenuLink{Link: e.groupLink(g)})
		}
	}
	return append(ways, MenuLink{Link: Link{Text: e.t("table"), Href: e.href(e.tableAddress(sortings[0]))}, Current: current == "table"})
}

func (e *edition) tableView(page *Page, s sorting, sorted []int32, number int) *TableView {
	address := e.tableAddress(s)
	o := outline{title: e.t("table.title"), section: "projects", crumbs: []Link{{Text: e.t("projects"), Href: e.href(e.projectsAddress())}}}
	if number > 1 || s != sortings[0] {
		o.crumbs = append(o.crumbs, Link{Text: e.t("table"), Href: e.href(e.tableAddress(sortings[0]))})
		o.title = e.t("table.sorted", e.t("field."+s.key), e.t(direction(s.descending)))
	}
	if number > 1 {
		o.title = e.t("page-title", o.title, e.l.Number(int64(number)))
	}
	v := &TableView{
		Frame: e.frame(page, o), Intro: e.t("table.intro", len(sorted)), Ways: e.projectWays("table"),
		Columns: e.tableColumns(s), Pages: e.pagination(address, number, pages(len(sorted), tableRows)),
	}
	shown := tablePage(sorted, number)
	v.Rows = make([]*Card, len(shown))
	for i, n := range shown {
		v.Rows[i] = e.card(e.s.p.Projects[n], "Rows", e.s.asked(page))
	}
	return v
}

// tablePage gives the part of the table that one page shows.
func tablePage(sorted []int32, number int) []int32 {
	from := min((number-1)*tableRows, len(sorted))
	return sorted[from:min(from+tableRows, len(sorted))]
}

func direction(descending bool) string {
	if descending {
		return "descending"
	}
	return "ascending"
}

// tableColumns heads the table; a heading leads to the table in its order, or in the reverse.
func (e *edition) tableColumns(current sorting) []Column {
	columns := e.columns("title", "status", "start", "end", "#granted", "coordinator", "clusters", "programmes")
	for i, key := range []string{"title", "status", "start", "end", "granted", "coordinator"} {
		next := sorting{key, false}
		if key == current.key {
			columns[i].Sorted = direction(current.descending)
			next.descending = !current.descending
		}
		columns[i].Sort = e.href(e.tableAddress(next))
	}
	return columns
}
