package site

import (
	"cmp"
	"slices"
	"sync"

	"vitrin/internal/edtf"
	"vitrin/internal/money"
	"vitrin/internal/portfolio"
)

// list is the projects that a list shows, in order, under headings.
type list struct {
	group *portfolio.Group // nil: of no group
	size  int              // how many items it has; where they fit on one page, at most
	short bool             // they fit on one page
	found func() items     // gives them; nil: the group's

	once sync.Once
	all  items
}

// items puts the entries in order: once, unless they are so few that it takes less than remembering them.
func (l *list) items() items {
	if l.short {
		return l.ordered()
	}
	l.once.Do(func() { l.all = l.ordered() })
	return l.all
}

func (l *list) ordered() items {
	switch {
	case l.found != nil:
		return l.found()
	case l.byRole():
		return byRole(l.group.Entry.Record().(*portfolio.Organisation))
	default:
		return byStatus(l.group)
	}
}

// items are the entries of a list, and what their headings say.
type items struct {
	projects []*portfolio.Project
	roles    []role // of a list that is divided by roles
	divided  bool   // by roles, or else by statuses
}

// role is the role of the items that stand under it: up to, not including, the one at end.
type role struct {
	name string
	end  int
}

// under gives the key of the heading under which an item stands.
func (i items) under(k int) string {
	switch {
	case !i.divided:
		return ""
	case i.roles != nil:
		at, _ := slices.BinarySearchFunc(i.roles, k+1, func(r role, k int) int { return cmp.Compare(r.end, k) })
		return i.roles[at].name
	default:
		return string(i.projects[k].Status)
	}
}

// lists gives the list of every group.
func lists(p *portfolio.Portfolio) map[*portfolio.Group]*list {
	all := map[*portfolio.Group]*list{}
	for _, by := range portfolio.Dimensions() {
		for _, g := range p.Groups(by) {
			all[g] = listOf(g, p.Settings.PerPage)
		}
	}
	return all
}

func listOf(g *portfolio.Group, perPage int) *list {
	l := &list{group: g, size: len(g.Projects)}
	if l.byRole() {
		o := g.Entry.Record().(*portfolio.Organisation)
		if l.size = len(o.Coordinates) + len(o.TakesPart) + len(o.Funds); l.size > perPage {
			l.size = len(l.items().projects)
		}
	}
	l.short = l.size <= perPage
	return l
}

// byStatus gives a group's projects status by status.
func byStatus(g *portfolio.Group) items {
	statuses := append(portfolio.Statuses(), "")
	ends := make([]int, len(statuses)) // where those of a status end, and before they are placed, begin
	for _, p := range g.Projects {
		for i := slices.Index(statuses, p.Status) + 1; i < len(ends); i++ {
			ends[i]++
		}
	}
	projects := make([]*portfolio.Project, len(g.Projects))
	for _, p := range g.Projects {
		i := slices.Index(statuses, p.Status)
		projects[ends[i]] = p
		ends[i]++
	}
	return items{projects: projects, divided: true}
}

// byRole gives an organisation's projects role by role: those that it leads first, those that it
// funds last.
func byRole(o *portfolio.Organisation) items {
	all := make([]portfolio.Involvement, 0, len(o.Coordinates)+len(o.TakesPart)+len(o.Funds))
	for _, p := range o.Coordinates {
		all = append(all, portfolio.Involvement{Project: p, Role: "coordinator"})
	}
	all = append(all, o.TakesPart...)
	for _, p := range o.Funds {
		all = append(all, portfolio.Involvement{Project: p, Role: "funder"})
	}
	rank := map[string]int{"coordinator": -1, "funder": 1}
	slices.SortStableFunc(all, func(a, b portfolio.Involvement) int {
		return cmp.Or(cmp.Compare(rank[a.Role], rank[b.Role]), cmp.Compare(a.Role, b.Role))
	})
	all = slices.Compact(all)
	i := items{projects: make([]*portfolio.Project, len(all)), divided: true}
	for k, one := range all {
		i.projects[k] = one.Project
		if k == 0 || one.Role != all[k-1].Role {
			i.roles = append(i.roles, role{name: one.Role})
		}
		i.roles[len(i.roles)-1].end = k + 1
	}
	return i
}

func (l *list) pages(e *edition) int { return pages(l.size, e.s.p.Settings.PerPage) }

// byRole tells whether the list is that of an organisation, divided by roles and not by status.
func (l *list) byRole() bool {
	return l.group != nil && l.group.Dimension == portfolio.ByOrganisation && l.group.Stated()
}

// listing gives the part of a list that one page shows.
func (e *edition) listing(page *Page, l *list, address string, number int) Listing {
	perPage := e.s.p.Settings.PerPage
	listing := Listing{
		L: e.l, ID: "projects", Heading: e.t("projects"), Empty: e.t("empty.projects"),
		Pages: e.pagination(address, number, l.pages(e)),
	}
	all := l.items()
	if len(all.projects) > 0 {
		listing.Count = e.t("count.projects", l.count())
	}
	from := min((number-1)*perPage, len(all.projects))
	to := min(from+perPage, len(all.projects))
	asked := e.s.asked(page)
	if asked.Has("Timeline") {
		listing.Timeline = e.groupTimeline(l.group, all.projects[from:to], number == 1)
	}
	if !asked.Has("Sections") {
		return listing
	}
	for k := from; k < to; k++ {
		if k == from || all.under(k) != all.under(k-1) {
			listing.Sections = append(listing.Sections, e.section(l, all.under(k)))
		}
		section := &listing.Sections[len(listing.Sections)-1]
		section.Cards = append(section.Cards, e.card(all.projects[k], "Cards", asked))
	}
	return listing
}

// count gives how many projects the list holds; one that stands under two roles counts once.
func (l *list) count() int {
	if l.group != nil {
		return len(l.group.Projects)
	}
	return l.size
}

// section makes the heading of a part of a list.
func (e *edition) section(l *list, under string) Section {
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
