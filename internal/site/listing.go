package site

import (
	"cmp"
	"slices"
	"sync"

	"vitrin/internal/edtf"
	"vitrin/internal/money"
	"vitrin/internal/portfolio"
)

// list is the projects that a list shows, in order, under headings. They are put in order, once, when a page of
// the list is made.
type list struct {
	group *portfolio.Group
	size  int // how many items it has; where they fit on one page, at most
	items func() []item
}

// item is an entry of a list of projects, under a heading.
type item struct {
	project *portfolio.Project
	under   string // what the heading says, as a key of its list
}

// lists gives the list of every group.
func lists(p *portfolio.Portfolio) map[*portfolio.Group]list {
	all := map[*portfolio.Group]list{}
	for _, by := range portfolio.Dimensions() {
		for _, g := range p.Groups(by) {
			all[g] = listOf(g, p.Settings.PerPage)
		}
	}
	return all
}

func listOf(g *portfolio.Group, perPage int) list {
	l := list{group: g, size: len(g.Projects), items: sync.OnceValue(func() []item { return byStatus(g) })}
	if g.Dimension == portfolio.ByOrganisation && g.Stated() {
		o := g.Entry.Record().(*portfolio.Organisation)
		l.items = sync.OnceValue(func() []item { return byRole(o) })
		if l.size = len(o.Coordinates) + len(o.TakesPart) + len(o.Funds); l.size > perPage {
			l.size = len(l.items())
		}
	}
	return l
}

// byStatus gives a group's projects status by status.
func byStatus(g *portfolio.Group) []item {
	items := make([]item, 0, len(g.Projects))
	for _, status := range append(portfolio.Statuses(), "") {
		for _, p := range g.Projects {
			if p.Status == status {
				items = append(items, item{p, string(status)})
			}
		}
	}
	return items
}

// byRole gives an organisation's projects role by role: those that it leads first, those that it
// funds last.
func byRole(o *portfolio.Organisation) []item {
	items := make([]item, 0, len(o.Coordinates)+len(o.TakesPart)+len(o.Funds))
	for _, p := range o.Coordinates {
		items = append(items, item{p, "coordinator"})
	}
	for _, t := range o.TakesPart {
		items = append(items, item{t.Project, t.Role})
	}
	for _, p := range o.Funds {
		items = append(items, item{p, "funder"})
	}
	rank := map[string]int{"coordinator": -1, "funder": 1}
	slices.SortStableFunc(items, func(a, b item) int {
		return cmp.Or(cmp.Compare(rank[a.under], rank[b.under]), cmp.Compare(a.under, b.under))
	})
	return slices.Compact(items)
}

func (l list) pages(e *edition) int { return pages(l.size, e.s.p.Settings.PerPage) }

// byRole tells whether the list is that of an organisation, divided by roles and not by status.
func (l list) byRole() bool {
	return l.group != nil && l.group.Dimension == portfolio.ByOrganisation && l.group.Stated()
}

// listing gives the part of a list that one page shows.
func (e *edition) listing(page *Page, l list, address string, number int) Listing {
	perPage := e.s.p.Settings.PerPage
	listing := Listing{
		L: e.l, ID: "projects", Heading: e.t("projects"), Empty: e.t("empty.projects"),
		Pages: e.pagination(address, number, l.pages(e)),
	}
	items := l.items()
	if len(items) > 0 {
		listing.Count = e.t("count.projects", l.count())
	}
	from := (number - 1) * perPage
	shown := items[min(from, len(items)):min(from+perPage, len(items))]
	asked := e.s.asked(page)
	if asked.Has("Timeline") {
		listing.Timeline = e.groupTimeline(l.group, shown, number == 1)
	}
	under := "\x00"
	for _, item := range shown {
		if item.under != under {
			under = item.under
			listing.Sections = append(listing.Sections, e.section(l, under))
		}
		section := &listing.Sections[len(listing.Sections)-1]
		section.Cards = append(section.Cards, e.card(item.project, "Cards", asked))
	}
	return listing
}

// count gives how many projects the list holds; one that stands under two roles counts once.
func (l list) count() int {
	if l.group != nil {
		return len(l.group.Projects)
	}
	return l.size
}

// section makes the heading of a part of a list.
func (e *edition) section(l list, under string) Section {
	if !l.byRole() {
		return Section{Heading: e.status(portfolio.Status(under)).Label, Level: 3}
	}
	return Section{Heading: e.role(under), Level: 3}
}

// status names a status; the empty one is not stated.
func (e *edition) status(s portfolio.Status) Status {
	if s == "" {
		return Status{Label: e.t("status.none")}
	}
	return Status{ID: string(s), Label: e.t("status." + string(s))}
}

// date writes a date in words, or nothing.
func (e *edition) date(d edtf.Date) string {
	if d.IsZero() {
		return ""
	}
	return e.l.Date(d)
}

// period writes a period in words, or nothing.
func (e *edition) period(start, end edtf.Date) string {
	if start.IsZero() && end.IsZero() {
		return ""
	}
	return e.l.Period(start, end)
}

func (e *edition) money(a *money.Amount) string {
	if a == nil {
		return ""
	}
	return e.l.Money(*a)
}
