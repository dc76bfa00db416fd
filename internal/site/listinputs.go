package site

import (
	"vitrin/internal/digest"
	"vitrin/internal/portfolio"
)

// elsewhere takes in where a list's page lies in each language, where there are several: an entry of which it is the
// list may be called otherwise in one of them alone.
func (in *inputs) elsewhere(p *Page) {
	if len(in.s.editions) < 2 {
		return
	}
	for _, e := range in.s.editions {
		address, there := p.in(e)
		in.h.Bool(there)
		in.h.Text(address)
	}
	in.end(InputPages)
}

// projects takes in the part of a list that one page shows.
func (in *inputs) projects(l *list, number int) {
	in.h.Number(int64(l.count()))
	switch {
	case !l.short || l.found != nil:
		in.items(l.items(), number)
	case l.byRole():
		in.roles(l.group.Entry.Record().(*portfolio.Organisation))
	default:
		in.cards(l.group.Projects) // which are put in order by their statuses
	}
	if l.group != nil {
		in.group(l.group)
		if p := programmeOf(l.group); p != nil {
			var own digest.Hash
			in.h.Sums(in.s.textSum(&own, &p.Entry)) // its period and its calls, in the timeline
			in.parts(p)
		}
	}
	in.end(InputProjects)
}

// items takes in what one page shows of a list that is put in order.
func (in *inputs) items(items items, number int) {
	perPage, size := in.s.p.Settings.PerPage, len(items.projects)
	in.h.Number(int64(size))
	for k := min((number-1)*perPage, size); k < min(number*perPage, size); k++ {
		if items.roles != nil {
			in.h.Text(items.under(k)) // or else a status, which the card tells
		}
		in.h.Sums(in.d.cards[items.projects[k].Number()])
	}
}

// roles takes in all projects of an organisation, from which its list is made.
func (in *inputs) roles(o *portfolio.Organisation) {
	in.cards(o.Coordinates)
	in.h.Number(int64(len(o.TakesPart)))
	for i := range o.TakesPart {
		in.h.Text(o.TakesPart[i].Role)
		in.h.Sums(in.d.cards[o.TakesPart[i].Project.Number()])
	}
	in.cards(o.Funds)
}

// cards takes in the cards of projects.
func (in *inputs) cards(projects []*portfolio.Project) {
	in.h.Number(int64(len(projects)))
	for _, p := range projects {
		in.h.Sums(in.d.cards[p.Number()])
	}
}

// listed takes in a page of a group's list, and on the first what its projects come to.
func (in *inputs) listed(l *list, number int) {
	in.projects(l, number)
	if number == 1 {
		in.totals(l.group)
	}
}

// totals takes in all that a group's projects come to.
func (in *inputs) totals(g *portfolio.Group) {
	for _, p := range g.Projects {
		in.h.Sums(in.d.facts[p.Number()])
	}
	in.end(InputTotals)
}

// everything takes in all projects.
func (in *inputs) everything() {
	in.list = append(in.list, Input{Name: InputTotals, Sum: in.d.all})
}

// values takes in the rows of some values of a dimension, of which there are count.
func (in *inputs) values(groups []*portfolio.Group, count int) {
	currency := in.s.p.Settings.Currency
	in.h.Number(int64(count))
	for _, g := range groups {
		in.group(g)
		if g.Entry != nil {
			for _, e := range in.s.editions {
				in.h.Text(g.Entry.Summary(e.lang))
			}
		}
		in.h.Number(int64(len(g.Projects)))
		in.h.Number(int64(g.First))
		in.h.Number(int64(g.Last))
		for _, sum := range sums(g) {
			moneySum(in.h, sum, currency)
		}
	}
	in.end(InputValues)
}

// rows takes in some rows of the table of all projects, by the projects' numbers.
func (in *inputs) rows(numbers []int32, count int) {
	in.h.Number(int64(count))
	in.h.Sums(in.d.statuses)
	for _, n := range numbers {
		in.h.Sums(in.d.cards[n])
	}
	in.end(InputProjects)
}
