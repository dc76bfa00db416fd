package portfolio

import (
	"fmt"
	"slices"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/money"
)

// ties adds the other direction of every reference.
func (b *builder) ties() {
	b.programmeTree()
	b.roomForParts()
	for _, p := range b.p.Projects {
		p.settleFunding()
		b.tieProject(p)
	}
	for _, p := range b.p.Projects {
		tieRelated(p)
		p.settleStatus(b.Today, &b.problems)
	}
	for _, c := range b.p.Clusters {
		tieCluster(c)
	}
	for _, e := range b.p.Entries() {
		for _, contact := range e.Contacts {
			contact.Organisation.mention(e)
		}
	}
	for _, o := range b.p.Organisations {
		o.sums()
	}
}

// roomForParts gives each organisation room for the parts that it has in projects, in one piece for all: some have very many.
func (b *builder) roomForParts() {
	all := 0
	for _, p := range b.p.Projects {
		for _, partner := range p.Partners {
			partner.Organisation.parts++
		}
		all += len(p.Partners)
	}
	room := make([]Involvement, all)
	for _, o := range b.p.Organisations {
		if o.parts > 0 {
			o.TakesPart, room = room[:0:o.parts], room[o.parts:]
		}
	}
}

// programmeTree hangs every programme below its parent and reports circles.
func (b *builder) programmeTree() {
	for _, p := range b.p.Programmes {
		slow := p
		for fast := p.Parent; fast != nil && fast.Parent != nil; fast, slow = fast.Parent.Parent, slow.Parent {
			if fast == slow || fast.Parent == slow {
				b.problems.Error(p.parentPos, diag.Cycle, fmt.Sprintf("the programme %q is a part of itself: its parents lead in a circle", p.ID), "take parent: away from one of them")
				slow.Parent = nil
				break
			}
		}
	}
	for _, p := range b.p.Programmes {
		if p.Parent != nil {
			p.Parent.Parts = append(p.Parent.Parts, p)
		}
		for _, f := range p.Funders {
			f.Organisation.Programmes = appendNew(f.Organisation.Programmes, p)
		}
	}
	for _, p := range b.p.Programmes {
		slices.SortStableFunc(p.Parts, func(x, y *Programme) int { return x.Start.Compare(y.Start) })
	}
}

// settleFunding gives a row that names no programme to the project's only one.
func (p *Project) settleFunding() {
	only := p.onlyProgramme()
	for i := range p.Funding {
		if !p.Funding[i].programmeStated {
			p.Funding[i].Programme = only
		}
	}
}

// onlyProgramme gives the one programme that the project states. A programme that is stated beside
// one of its own parts does not count: the part says more.
func (p *Project) onlyProgramme() *Programme {
	if int(p.programmesStated) > len(p.Programmes) {
		return nil // one of them is withheld for now
	}
	var only *Programme
	for _, a := range p.Programmes {
		switch {
		case only == nil || a.To.Within(only):
			only = a.To
		case !only.Within(a.To):
			return nil
		}
	}
	return only
}

func (b *builder) tieProject(p *Project) {
	if p.Coordinator != nil {
		o := p.Coordinator.Organisation
		o.Coordinates = append(o.Coordinates, p)
		o.CoordinatedGranted.Add(p.amounts(nil, nil, grantedOf))
	}
	for _, partner := range p.Partners {
		o := partner.Organisation
		o.takesPart(p, partner.Role)
	}
	for _, row := range p.Funding {
		if row.Funder != nil {
			row.Funder.Funds = appendNext(row.Funder.Funds, p)
		}
		if row.Programme != nil && !p.within(row.Programme) {
			p.Programmes = append(p.Programmes, Affiliation[*Programme]{To: row.Programme})
		}
	}
	for _, i := range p.Indicators {
		i.Partner.mention(&p.Entry)
	}
	for _, r := range p.Follows {
		r.Project.details().ContinuedBy = addRelation(r.Project.ContinuedBy, Relation{p, r.Date, r.Note})
	}
	for _, r := range p.ContinuedBy {
		r.Project.details().Follows = addRelation(r.Project.Follows, Relation{p, r.Date, r.Note})
	}
}

// within tells whether the project states a programme or a part of it.
func (p *Project) within(programme *Programme) bool {
	return slices.ContainsFunc(p.Programmes, func(a Affiliation[*Programme]) bool { return a.To.Within(programme) })
}

// tieRelated adds the project to the related ones of those that it names.
func tieRelated(p *Project) {
	for _, r := range p.Related {
		r.Project.details().Related = addRelation(r.Project.Related, Relation{p, r.Date, r.Note})
	}
}

// addRelation adds a relation that was stated at its other end; where it is stated here too, what only the
// other end says of it is added.
func addRelation(list []Relation, r Relation) []Relation {
	for i, have := range list {
		if have.Project != r.Project {
			continue
		}
		if have.Date.IsZero() {
			list[i].Date = r.Date
		}
		if have.Note.IsZero() {
			list[i].Note = r.Note
		}
		return list
	}
	return append(list, r)
}

func tieCluster(c *Cluster) {
	if c.Organisation != nil {
		o := c.Organisation.Organisation
		o.Runs = appendNew(o.Runs, c)
	}
	for _, m := range c.Members {
		m.Organisation.MemberOf = appendNew(m.Organisation.MemberOf, c)
	}
	for _, m := range c.Owners {
		m.Organisation.Owns = appendNew(m.Organisation.Owns, c)
	}
	for _, r := range c.Recognitions {
		for _, by := range r.By {
			by.Organisation.Recognised = appendNew(by.Organisation.Recognised, c)
		}
	}
	for _, person := range c.People {
		person.Organisation.mention(&c.Entry)
	}
	for _, other := range c.Related {
		back := Affiliation[*Cluster]{To: c, Note: other.Note}
		if !slices.ContainsFunc(other.To.Related, func(have Affiliation[*Cluster]) bool { return have.To == c }) {
			other.To.Related = append(other.To.Related, back)
		}
	}
}

// appendNext adds a value to a list to which those of one project come in one go: one that is there already
// is the last.
func appendNext[T comparable](list []T, one T) []T {
	if len(list) > 0 && list[len(list)-1] == one {
		return list
	}
	return append(list, one)
}

// takesPart notes a role in a project; the roles of one project come in one go.
func (o *Organisation) takesPart(p *Project, role string) {
	for i := len(o.TakesPart) - 1; i >= 0 && o.TakesPart[i].Project == p; i-- {
		if o.TakesPart[i].Role == role {
			return
		}
	}
	o.TakesPart = append(o.TakesPart, Involvement{p, role})
}

// mention notes that an entry names the organisation in passing. It may be called on nil.
func (o *Organisation) mention(e *Entry) {
	if o != nil && e != &o.Entry {
		o.Mentioned = appendNext(o.Mentioned, e)
	}
}

// sums adds up what the organisation granted and paid itself.
func (o *Organisation) sums() {
	for _, p := range o.Funds {
		o.FundedGranted.Add(p.amounts(nil, nil, o.own(grantedOf)))
		o.FundedPaid.Add(p.amounts(nil, nil, o.own(paidOf)))
	}
}

// own leaves out the amounts of other funders.
func (o *Organisation) own(of func(*Funding) *money.Amount) func(*Funding) *money.Amount {
	return func(f *Funding) *money.Amount {
		if f.Funder != o {
			return nil
		}
		return of(f)
	}
}

// hideContacts takes out those who are no longer to be shown: after their own day, or a number of
// months after the project's end.
func (e *Entry) hideContacts(today edtf.Day, months int) {
	limit := edtf.Day(0)
	if p, ok := e.record.(*Project); ok && !p.End.IsZero() {
		limit = p.End.Latest().AddMonths(months)
	}
	over := func(c Contact) bool {
		last, at := limit, c.at
		if !c.Until.IsZero() {
			last, at = c.Until.Latest(), c.untilAt
		}
		if last == 0 || !last.Before(today) {
			return false
		}
		e.details().past = append(e.past, pastContact{at, c.Until})
		return true
	}
	if e.Contacts = slices.DeleteFunc(e.Contacts, over); len(e.Contacts) == 0 {
		e.Contacts = nil
	}
}
