package site

import (
	"cmp"
	"slices"
	"sync"

	"vitrin/internal/edtf"
	"vitrin/internal/portfolio"
)

// sorting is an order of the table of all projects.
type sorting struct {
	key        string // of the column: a field's name
	descending bool
}

// sortings are the orders that have a page of their own. The first is that of the table's own address.
var sortings = []sorting{
	{"title", false},
	{"title", true},
	{"status", false},
	{"status", true},
	{"start", false},
	{"start", true},
	{"end", false},
	{"end", true},
	{"granted", false},
	{"granted", true},
	{"coordinator", false},
	{"coordinator", true},
}

// inOrder gives the projects in every order, each made once, when it is asked for, or ahead by [Site.Ahead]. What is not stated comes last, either
// way, and equal ones follow their titles.
func (e *edition) inOrder(projects []*portfolio.Project) map[sorting]func() []*portfolio.Project {
	titles := sync.OnceValue(func() []*portfolio.Project { return e.byTitle(projects) })
	orders := map[sorting]func() []*portfolio.Project{
		{"title", false}: titles,
		{"title", true}: sync.OnceValue(func() []*portfolio.Project {
			list := slices.Clone(titles())
			slices.Reverse(list)
			return list
		}),
	}
	for _, s := range sortings {
		if s.key == "title" || s.descending {
			continue
		}
		up := sync.OnceValue(func() ordered { return ascending(titles(), e.comparison(projects, s.key)) })
		orders[s] = func() []*portfolio.Project { return up().projects }
		orders[sorting{s.key, true}] = sync.OnceValue(func() []*portfolio.Project { return up().descending() })
	}
	return orders
}

// byTitle sorts projects by their titles, as the language sorts, and equal ones by their ids.
func (e *edition) byTitle(projects []*portfolio.Project) []*portfolio.Project {
	keys := make([]string, len(projects))
	for _, p := range projects {
		keys[p.Number()] = e.l.SortKey(p.Title(e.lang))
	}
	list := slices.Clone(projects)
	slices.SortFunc(list, func(a, b *portfolio.Project) int {
		return cmp.Or(cmp.Compare(keys[a.Number()], keys[b.Number()]), cmp.Compare(a.Number(), b.Number()))
	})
	return list
}

// comparison compares two projects by a column; unstated tells that one of them says nothing there.
type comparison func(a, b *portfolio.Project) (order int, unstated bool)

// ordered is projects in an order in which equal ones follow each other by title.
type ordered struct {
	projects []*portfolio.Project
	compare  comparison
}

// ascending puts projects, which come by title, in another order.
func ascending(titles []*portfolio.Project, compare comparison) ordered {
	rank := make([]int32, len(titles))
	for i, p := range titles {
		rank[p.Number()] = int32(i)
	}
	list := slices.Clone(titles)
	slices.SortFunc(list, func(a, b *portfolio.Project) int {
		order, _ := compare(a, b)
		return cmp.Or(order, cmp.Compare(rank[a.Number()], rank[b.Number()]))
	})
	return ordered{list, compare}
}

// descending gives the reverse order, in which equal ones still follow each other by title, and what is not stated
// still comes last.
func (o ordered) descending() []*portfolio.Project {
	list := make([]*portfolio.Project, 0, len(o.projects))
	end := len(o.projects)
	for end > 0 {
		if _, unstated := o.compare(o.projects[end-1], o.projects[end-1]); !unstated {
			break
		}
		end--
	}
	for to := end; to > 0; {
		from := to - 1
		for from > 0 {
			if order, _ := o.compare(o.projects[from-1], o.projects[to-1]); order != 0 {
				break
			}
			from--
		}
		list, to = append(list, o.projects[from:to]...), from
	}
	return append(list, o.projects[end:]...)
}

// comparison gives how a column compares. What is compared is found once for each project.
func (e *edition) comparison(projects []*portfolio.Project, key string) comparison {
	switch key {
	case "start":
		return func(a, b *portfolio.Project) (int, bool) { return compareDates(a.Start, b.Start) }
	case "end":
		return func(a, b *portfolio.Project) (int, bool) { return compareDates(a.End, b.End) }
	case "status":
		return func(a, b *portfolio.Project) (int, bool) {
			return compareStated(statusRank(a), statusRank(b), len(portfolio.Statuses()))
		}
	case "granted":
		return e.compareGranted(projects)
	default:
		return e.compareCoordinators(projects)
	}
}

func statusRank(p *portfolio.Project) int {
	if i := slices.Index(portfolio.Statuses(), p.Status); i >= 0 {
		return i
	}
	return len(portfolio.Statuses())
}

// compareStated compares two values of which none is the one that is not stated; that one is last.
func compareStated[T cmp.Ordered](a, b, none T) (order int, unstated bool) {
	switch {
	case a == b:
		return 0, a == none
	case a == none:
		return 1, true
	case b == none:
		return -1, true
	}
	return cmp.Compare(a, b), false
}

func compareDates(a, b edtf.Date) (order int, unstated bool) {
	switch {
	case a.IsZero() && b.IsZero():
		return 0, true
	case a.IsZero():
		return 1, true
	case b.IsZero():
		return -1, true
	}
	return a.Compare(b), false
}

// compareCoordinators compares the names of those who lead projects, as the language sorts.
func (e *edition) compareCoordinators(projects []*portfolio.Project) comparison {
	names := make([]string, len(projects))
	keys := map[*portfolio.Organisation]string{}
	for _, p := range projects {
		if p.Coordinator == nil {
			continue
		}
		o := p.Coordinator.Organisation
		if _, known := keys[o]; !known {
			keys[o] = e.l.SortKey(o.Title(e.lang))
		}
		names[p.Number()] = keys[o]
	}
	return func(a, b *portfolio.Project) (int, bool) {
		return compareStated(names[a.Number()], names[b.Number()], "")
	}
}

// compareGranted compares amounts of the site's currency; amounts of others are never compared with
// them, and come after.
func (e *edition) compareGranted(projects []*portfolio.Project) comparison {
	const unstated = -1
	granted := make([]int64, len(projects))
	for _, p := range projects {
		granted[p.Number()] = unstated
		if minor, stated := grantedIn(p, e.s.p.Settings.Currency); stated {
			granted[p.Number()] = minor
		}
	}
	return func(a, b *portfolio.Project) (int, bool) {
		return compareStated(granted[a.Number()], granted[b.Number()], unstated)
	}
}

// grantedIn gives what a project was granted in a currency, in minor units.
func grantedIn(p *portfolio.Project, currency string) (minor int64, stated bool) {
	sum := p.GrantedSum()
	for _, a := range sum.Amounts(currency) {
		if a.Currency == currency {
			return a.Minor, true
		}
	}
	return 0, false
}
