package site

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"sync"

	"vitrin/internal/digest"
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

// inOrder gives the numbers of the projects in every order, each made once, when it is asked for, or ahead by [Site.Ahead].
// What is not stated comes last, either way, and equal ones follow their titles.
func (e *edition) inOrder() map[sorting]func() []int32 {
	orders := map[sorting]func() []int32{
		{"title", false}: e.titles,
		{"title", true}: sync.OnceValue(func() []int32 {
			list := slices.Clone(e.titles())
			slices.Reverse(list)
			return list
		}),
	}
	for _, s := range sortings {
		if s.key == "title" || s.descending {
			continue
		}
		both := sync.OnceValues(func() (up, down []int32) { return e.column(s.key).sorted(e.titles()) })
		orders[s] = func() []int32 {
			up, _ := both()
			return up
		}
		orders[sorting{s.key, true}] = func() []int32 {
			_, down := both()
			return down
		}
	}
	return orders
}

// byTitle sorts projects by their titles, as the language sorts, and equal ones by their ids.
func (e *edition) byTitle() []int32 {
	projects := e.s.p.Projects // in the order of their ids
	keys := make([]string, len(projects))
	spread(len(projects), func(_ *digest.Hash, i int) { keys[i] = e.l.SortKey(projects[i].Title(e.lang)) })
	list := make([]int32, len(projects))
	for i := range list {
		list[i] = int32(i)
	}
	slices.SortFunc(list, func(a, b int32) int { return cmp.Or(cmp.Compare(keys[a], keys[b]), cmp.Compare(a, b)) })
	return list
}

// column is what the projects state in a column of the table, by their numbers, as numbers that sort alike.
type column []int64

// unstated is what stands in a column for a project that states nothing there: the last of all. An amount of which it is
// the number is approximate, and beyond all that a site can state.
const unstated = math.MaxInt64

// placed is a project with what it is sorted by.
type placed struct {
	value  int64
	title  int32 // place by title
	number int32
}

func (p placed) compare(other placed) int {
	switch {
	case p.value < other.value:
		return -1
	case p.value > other.value:
		return 1
	default:
		return int(p.title - other.title)
	}
}

// sorted puts projects, which come by title, in the order of the column and in the reverse one, in which equal ones still
// follow each other by title and what is not stated still comes last.
func (c column) sorted(titles []int32) (up, down []int32) {
	list := make([]placed, len(titles))
	for i, n := range titles {
		list[i] = placed{c[n], int32(i), n}
	}
	slices.SortFunc(list, placed.compare)
	up, down = make([]int32, len(list)), make([]int32, 0, len(list))
	for i := range list {
		up[i] = list[i].number
	}
	end, _ := slices.BinarySearchFunc(list, unstated, func(p placed, value int64) int { return cmp.Compare(p.value, value) })
	for to := end; to > 0; {
		from := to - 1
		for from > 0 && list[from-1].value == list[from].value {
			from--
		}
		down, to = append(down, up[from:to]...), from
	}
	return up, append(down, up[end:]...)
}

// column gives what the projects state in a column that is not the title.
func (e *edition) column(key string) column {
	c := make(column, len(e.s.p.Projects))
	value := e.valueIn(key)
	for i, p := range e.s.p.Projects {
		c[i] = value(p)
	}
	return c
}

// valueIn gives what stands for a project's value in a column.
func (e *edition) valueIn(key string) func(*portfolio.Project) int64 {
	switch key {
	case "start":
		return func(p *portfolio.Project) int64 { return dateValue(p.Start) }
	case "end":
		return func(p *portfolio.Project) int64 { return dateValue(p.End) }
	case "status":
		statuses := portfolio.Statuses()
		return func(p *portfolio.Project) int64 {
			if i := slices.Index(statuses, p.Status); i >= 0 {
				return int64(i)
			}
			return unstated
		}
	case "granted":
		return e.grantedValue
	default:
		ranks := e.coordinatorRanks()
		return func(p *portfolio.Project) int64 {
			if p.Coordinator == nil {
				return unstated
			}
			return ranks[p.Coordinator.Organisation]
		}
	}
}

// dateValue gives a number that sorts as a date does, and last where there is none.
func dateValue(d edtf.Date) int64 {
	if d.IsZero() {
		return unstated
	}
	return d.Key()
}

// grantedValue gives an amount of the site's currency; amounts of others are never compared with
// them, and come after.
func (e *edition) grantedValue(p *portfolio.Project) int64 {
	minor, stated := p.GrantedIn(e.s.p.Settings.Currency)
	if !stated {
		return unstated
	}
	return minor
}

// coordinatorRanks gives the places of those who lead projects by their names, as the language sorts; equal names have one.
func (e *edition) coordinatorRanks() map[*portfolio.Organisation]int64 {
	keys := map[string][]*portfolio.Organisation{}
	ranks := map[*portfolio.Organisation]int64{}
	for _, p := range e.s.p.Projects {
		if p.Coordinator == nil {
			continue
		}
		o := p.Coordinator.Organisation
		if _, known := ranks[o]; !known {
			ranks[o] = 0
			key := e.l.SortKey(o.Title(e.lang))
			keys[key] = append(keys[key], o)
		}
	}
	for rank, key := range slices.Sorted(maps.Keys(keys)) {
		for _, o := range keys[key] {
			ranks[o] = int64(rank)
		}
	}
	return ranks
}
