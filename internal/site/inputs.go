package site

import (
	"slices"
	"sync"

	"vitrin/internal/digest"
	"vitrin/internal/portfolio"
)

// Input is one of the things that a page is made of: pages whose inputs are the same have the same bytes. Its name is
// one of the constants below.
type Input = digest.Input

// The names of inputs, as people are told why a page was made anew.
const (
	InputShared   = "shared"   // templates, words, settings, styles, the menu, the day, the program
	InputText     = "text"     // the page's own file, and the files that it publishes
	InputLinks    = "links"    // titles and addresses of what the page names, and of what names it
	InputRelated  = "related"  // the projects that share most with it, and those of its chain
	InputProjects = "projects" // the projects that it lists
	InputTotals   = "totals"   // what all projects of its group come to
	InputValues   = "values"   // the values of a dimension that it lists
	InputPages    = "pages"    // the pages of the site
)

// inputs gathers the inputs of a page.
type inputs struct {
	s    *Site
	d    *digests
	h    *digest.Hash
	list []Input
	kin  []int // room for numbers of projects
}

// made gives the inputs of a page: what all pages have, and what take takes in.
func (s *Site) made(take func(*inputs)) []Input {
	in, _ := s.gathering.Get().(*inputs)
	if in == nil {
		in = &inputs{s: s, d: s.digests(), h: new(digest.Hash)}
	}
	in.list = append(in.list[:0], Input{Name: InputShared, Sum: in.d.shared})
	take(in)
	if !in.h.IsEmpty() { // what belongs to no part, such as whether search engines may list the page
		in.end(InputText)
	}
	list := slices.Clone(in.list) // which is kept until the end, so that it has the room that it needs
	s.gathering.Put(in)
	return list
}

// Ahead makes what the inputs of very many pages rest on, side by side: for who will ask for those of all. Else one page
// after the other would wait for the same order of all projects.
func (s *Site) Ahead() {
	var making sync.WaitGroup
	making.Go(func() { s.digests() })
	for _, e := range s.editions {
		for _, order := range e.orders {
			making.Go(func() { order() })
		}
	}
	making.Wait()
}

// end closes an input: all that was taken in since the last one.
func (in *inputs) end(name string) { in.list = append(in.list, Input{Name: name, Sum: in.h.Sum()}) }

// entry takes in the words of an entry, and all that it names or is named by. It may be nil.
func (in *inputs) entry(entry *portfolio.Entry) {
	if entry == nil {
		return
	}
	in.list = append(in.list, Input{Name: InputText, Sum: in.s.textSum(in.h, entry)})
	in.named(entry)
	switch r := entry.Record().(type) {
	case *portfolio.Project:
		in.ofProject(r)
	case *portfolio.Cluster:
		in.ofCluster(r)
	case *portfolio.Programme:
		in.ofProgramme(r)
	case *portfolio.Organisation:
		in.ofOrganisation(r)
	}
	in.end(InputLinks)
}

// named takes in what entries of every collection name.
func (in *inputs) named(entry *portfolio.Entry) {
	in.link(entry)
	for _, v := range entry.Versions {
		for i := range v.Linked {
			in.link(v.Linked[i].Entry)
		}
	}
	in.h.Number(int64(len(entry.LinkedFrom)))
	for _, from := range entry.LinkedFrom {
		in.link(from)
	}
	for i := range entry.Contacts {
		in.organisation(entry.Contacts[i].Organisation)
	}
	for _, r := range entry.Regions {
		in.region(r)
	}
	in.terms(entry.Municipalities)
	in.terms(entry.Themes)
}

// link takes in how an entry is linked to. It may be nil.
func (in *inputs) link(entry *portfolio.Entry) {
	if in.h.Bool(entry != nil); entry != nil {
		in.h.Sums(in.d.names[entry.Place()])
	}
}

func (in *inputs) organisation(o *portfolio.Organisation) {
	if in.h.Bool(o != nil); o != nil {
		in.link(&o.Entry)
	}
}

func (in *inputs) parties(list []portfolio.Party) {
	for i := range list {
		in.organisation(list[i].Organisation)
	}
}

// region takes in how a region is shown: with a link where projects work in it, else by its name.
func (in *inputs) region(r *portfolio.Region) {
	if in.h.Bool(r.Group != nil); r.Group != nil {
		in.group(r.Group)
		return
	}
	for _, e := range in.s.editions {
		in.h.Text(r.Label.In(e.lang))
	}
}

func (in *inputs) group(g *portfolio.Group) { in.h.Sums(in.d.groups[g.Number()]) }

func (in *inputs) terms(list []*portfolio.Term) {
	in.h.Number(int64(len(list)))
	for _, t := range list {
		if in.h.Bool(t.Group != nil); t.Group != nil {
			in.group(t.Group)
			continue
		}
		for _, e := range in.s.editions {
			in.h.Text(e.term(t))
		}
	}
}

func (in *inputs) text(t portfolio.Text) {
	for _, e := range in.s.editions {
		in.h.Text(t.In(e.lang))
	}
}
