package site

import (
	"runtime"
	"sync"

	"vitrin/internal/digest"
	"vitrin/internal/edtf"
	"vitrin/internal/money"
	"vitrin/internal/picture"
	"vitrin/internal/portfolio"
)

// digests stand for what pages show of entries and groups, in all languages at once. They rest on values, not on
// the files that state them, so that an edit touches what it changes.
type digests struct {
	shared   digest.Sum   // what every page has around its own matter
	names    []digest.Sum // how an entry is linked to, its title and address: by its place
	groups   []digest.Sum // likewise of a group, by its number
	cards    []digest.Sum // what lists show of a project, by its number
	ties     []digest.Sum // its card, and all groups that it is in, by its number
	facts    []digest.Sum // what sums, figures and feeds count of it, by its number
	all      digest.Sum   // the facts of all projects, in their order
	statuses digest.Sum   // which statuses there are
}

// makeDigests looks at the whole portfolio once.
func (s *Site) makeDigests() *digests {
	entries := s.p.Entries()
	d := &digests{names: make([]digest.Sum, len(entries)), groups: make([]digest.Sum, s.p.GroupCount())}
	spread(len(entries), func(h *digest.Hash, i int) { d.names[i] = s.nameSum(h, entries[i]) })
	var h digest.Hash
	for _, by := range portfolio.Dimensions() {
		for _, g := range s.p.Groups(by) {
			d.groups[g.Number()] = d.groupSum(&h, s, g)
		}
	}
	projects := s.p.Projects
	d.cards, d.ties, d.facts = make([]digest.Sum, len(projects)), make([]digest.Sum, len(projects)), make([]digest.Sum, len(projects))
	spread(len(projects), func(h *digest.Hash, i int) {
		d.cards[i] = d.cardSum(h, s, projects[i])
		d.ties[i] = d.tieSum(h, s, projects[i])
		d.facts[i] = d.factSum(h, projects[i])
	})
	for _, p := range s.p.All().Projects {
		h.Sums(d.facts[p.Number()])
	}
	d.all = h.Sum()
	for _, g := range s.p.Groups(portfolio.ByStatus) {
		h.Sums(d.groups[g.Number()])
		h.Bool(len(g.Projects) > 0)
	}
	d.statuses = h.Sum()
	d.shared = s.sharedSum(&h)
	return d
}

// spread does something for each of n numbers, on all processors.
func spread(n int, do func(h *digest.Hash, i int)) {
	var working sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		working.Go(func() {
			var h digest.Hash
			for i := n * w / workers; i < n*(w+1)/workers; i++ {
				do(&h, i)
			}
		})
	}
	working.Wait()
}

// sharedSum stands for what all pages share: what the options say, the menu and the end of the page.
func (s *Site) sharedSum(h *digest.Hash) digest.Sum {
	h.Sums(s.options.Shared)
	h.Text(s.options.Stylesheet)
	h.Text(s.options.Script)
	h.Number(int64(s.p.Today))
	for _, e := range s.editions {
		for _, link := range append(e.footer.Links[:len(e.footer.Links):len(e.footer.Links)], e.footer.Accessibility) {
			linkSum(h, link)
		}
		for _, item := range s.p.Settings.Menu {
			if link, ok := e.menuLink(item.ID); ok {
				linkSum(h, link)
			}
		}
	}
	return h.Sum()
}

func linkSum(h *digest.Hash, l Link) {
	for _, text := range [...]string{l.Text, l.Href, l.Lang, l.TextLang} {
		h.Text(text)
	}
}

// nameSum stands for the links to an entry. Its languages are those of the links' addresses.
func (s *Site) nameSum(h *digest.Hash, entry *portfolio.Entry) digest.Sum {
	for _, e := range s.editions {
		folder, name, here := e.place(entry)
		if h.Bool(here); !here {
			linkSum(h, e.link(entry))
			continue
		}
		h.Text(entry.Title(e.lang)) // which is shorter to say than the link
		h.Text(folder)
		h.Text(name)
	}
	return h.Sum()
}

func (d *digests) groupSum(h *digest.Hash, s *Site, g *portfolio.Group) digest.Sum {
	if g.Entry != nil {
		h.Sums(d.names[g.Entry.Place()])
		h.Text(g.Entry.ID) // by which equal ones are put in order, and in addresses where it is not translated
		return h.Sum()
	}
	for _, e := range s.editions {
		linkSum(h, e.groupLink(g))
		if g.Region != nil {
			h.Text(g.Region.Short.In(e.lang))
		}
	}
	return h.Sum()
}

// cardSum stands for a project's card and its row in tables and timelines.
func (d *digests) cardSum(h *digest.Hash, s *Site, p *portfolio.Project) digest.Sum {
	h.Sums(d.names[p.Place()])
	for _, e := range s.editions {
		h.Text(p.Summary(e.lang))
	}
	h.Text(string(p.Status))
	dateSum(h, p.Start)
	dateSum(h, p.End)
	h.Number(int64(len(p.Funding)))
	for i := range p.Funding { // whose sum is shown
		amountOf(h, p.Funding[i].Granted)
	}
	if h.Bool(p.Coordinator != nil); p.Coordinator != nil {
		h.Sums(d.names[p.Coordinator.Organisation.Place()])
	}
	h.Number(int64(len(p.Clusters)))
	for i := range p.Clusters {
		h.Sums(d.names[p.Clusters[i].To.Place()])
	}
	for i := range p.Programmes {
		h.Sums(d.names[p.Programmes[i].To.Place()])
	}
	return h.Sum()
}

// tieSum stands for what a project shares with others.
func (d *digests) tieSum(h *digest.Hash, s *Site, p *portfolio.Project) digest.Sum {
	h.Sums(d.cards[p.Number()])
	for _, g := range s.p.Memberships(p) {
		h.Sums(d.groups[g.Number()])
	}
	return h.Sum()
}

// factSum stands for what a project brings into the sums, figures and feeds of its groups.
func (d *digests) factSum(h *digest.Hash, p *portfolio.Project) digest.Sum {
	h.Sums(d.ties[p.Number()])
	h.Text(p.ID) // by which feeds put equal ones in order
	dateSum(h, p.Updated)
	for i := range p.Funding {
		row := &p.Funding[i]
		if h.Bool(row.Funder != nil); row.Funder != nil {
			h.Sums(d.names[row.Funder.Place()])
		}
		for part := row.Programme; part != nil; part = part.Parent { // it counts for all of them
			h.Sums(d.names[part.Place()])
		}
		h.Bool(false)
		for _, a := range [...]*money.Amount{row.Applied, row.Granted, row.Paid} {
			amountOf(h, a)
		}
		dateSum(h, row.Decided)
	}
	return h.Sum()
}

func dateSum(h *digest.Hash, d edtf.Date) {
	h.Number(int64(d.Precision()))
	if !d.IsZero() {
		h.Number(int64(d.Earliest()))
		h.Bool(d.About)
	}
}

// amountOf takes in an amount that may not be stated.
func amountOf(h *digest.Hash, a *money.Amount) {
	if h.Bool(a != nil); a != nil {
		amountSum(h, *a)
	}
}

func amountSum(h *digest.Hash, a money.Amount) {
	h.Text(a.Currency)
	h.Number(a.Minor)
	h.Bool(a.About)
}

func moneySum(h *digest.Hash, s money.Sum, first string) {
	h.Number(int64(s.Of))
	h.Number(int64(s.Missing))
	amounts := s.Amounts(first)
	h.Number(int64(len(amounts)))
	for _, a := range amounts {
		amountSum(h, a)
	}
}

// textSum stands for what an entry's own files say, and for the files that its page publishes.
func (s *Site) textSum(h *digest.Hash, entry *portfolio.Entry) digest.Sum {
	dateSum(h, entry.Updated)
	h.Number(int64(len(entry.Contacts)))
	for _, v := range entry.Versions {
		h.Text(v.Path)
		h.Sums(v.Sum)
		h.Bool(v == entry.Main)
		if v.Image != nil {
			s.fileSum(h, v.Image.File)
		}
		for i := range v.Documents {
			s.fileSum(h, v.Documents[i].File)
		}
		for i := range v.Linked {
			to := &v.Linked[i]
			h.Text(to.Static)
			h.Text(to.Fragment)
			h.Text(to.Lang)
			s.fileSum(h, to.File)
		}
	}
	if o, ok := entry.Record().(*portfolio.Organisation); ok && o.Logo != nil {
		s.fileSum(h, o.Logo.File)
	}
	return h.Sum()
}

// fileSum takes in what a page tells of a file, which may be nil: its address, its size, and what became of a
// picture.
func (s *Site) fileSum(h *digest.Hash, f *portfolio.File) {
	if h.Bool(f != nil); f == nil {
		return
	}
	h.Text(f.Path)
	h.Number(f.Size)
	h.Text(s.files[f])
	if copied, ok := s.options.Copies[f]; ok {
		variantSum(h, copied)
	}
	if set, ok := s.options.Pictures[f]; ok {
		h.Number(int64(len(set.Variants)))
		for _, v := range set.Variants {
			variantSum(h, v)
		}
		variantSum(h, set.Fallback)
	}
}

func variantSum(h *digest.Hash, v picture.Variant) {
	h.Text(string(v.Format))
	h.Number(int64(v.Width))
	h.Number(int64(v.Height))
	h.Number(v.Size)
	h.Text(v.Hash)
}
