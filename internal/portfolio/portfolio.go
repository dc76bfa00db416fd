// Package portfolio makes a portfolio of documents: projects, clusters, programmes, organisations
// and pages, typed by the contract's fields, checked, tied to each other in both directions, and
// summed up. From here on nothing is a reference by name.
//
// It knows no addresses, no HTML and no templates, and reads no files. What does not hold in
// somebody's file comes out as a problem at its file, line and column.
package portfolio

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/source"
)

// Portfolio is all that a site tells of, on one day. It is not changed once it is made.
type Portfolio struct {
	Settings *Settings
	Today    edtf.Day

	// Each in the order of the ids; organisations without a file come after those with one.
	Projects      []*Project
	Clusters      []*Cluster
	Programmes    []*Programme
	Organisations []*Organisation
	Pages         []*Page

	Linked   []Use // the files that pages link to, by path
	Pictures []Use // the files that pages show, by path

	all         *Group          // every project, the latest first
	latest      []int32         // their numbers
	withheld    map[string]bool // collection/id
	groups      map[Dimension][]*Group
	numbered    []*Group // all of them, by their numbers
	memberships memberships
	counters    sync.Pool // of *counter
	remarks     diag.List // those of the documents and of the links in them, for [Portfolio.Audit]
}

// Options say how a portfolio is looked at.
type Options struct {
	Today  edtf.Day
	Words  edtf.Words // words of dates, in all languages
	Drafts bool       // drafts are part of it
	Static func(path string) bool
	// Committed gives the day of a file's last commit, where there is one. It may be nil.
	Committed func(path string) (time.Time, bool)
}

// New makes a portfolio of the documents of a content folder. It is usable for looking at, though
// not for publishing, where the problems hold errors.
func New(content *source.Content, settings *Settings, o Options) (*Portfolio, diag.List) {
	b := &builder{
		Options:  o,
		settings: settings,
		regions:  clone(settings.Regions),
		p:        &Portfolio{Settings: settings, Today: o.Today},
		lost:     map[*source.Document]bool{},
	}
	b.index = newIndex(settings, b.regions, len(content.Documents))
	for name, f := range content.Files {
		b.index.files[name] = &File{Path: f.Path, Identity: f.Identity, Settled: f.Settled}
	}
	for _, doc := range content.Documents {
		b.p.remarks = append(b.p.remarks, doc.Remarks...)
	}
	b.shells(b.home(content.Documents))
	b.p.withheld = b.index.hidden
	b.facts()
	b.ties()
	var counting sync.WaitGroup
	apart := *b.index
	apart.keeper = newKeeper() // since links keep texts, too
	counting.Go(func() { b.count(b.group(&apart)) })
	b.links() // meanwhile: neither asks for what the other finds
	counting.Wait()
	b.neighbours()
	b.promises()
	b.clear()
	return b.p, b.problems
}

// clear drops what only the making of a portfolio needs.
func (b *builder) clear() {
	for _, e := range b.p.Entries() {
		e.letGo()
	}
}

// letGo lets go of the documents that the entry was made of, whose memory may be that of very many.
func (e *Entry) letGo() {
	for _, v := range e.Versions {
		v.document = nil
	}
}

// builder holds what making a portfolio needs until it is made.
type builder struct {
	Options
	settings *Settings
	index    *index
	p        *Portfolio
	regions  []*Region // the settings' own, copied, since each portfolio has groups of its own
	shelled  []shell
	reading  decoder
	projects pieces[Project]
	versions pieces[Version]
	listed   pieces[*Version]
	room     source.Room               // for the documents that are read one after the other,
	aside    source.Room               // and for one that is read meanwhile
	joined   []byte                    // the path that was looked for last
	lost     map[*source.Document]bool // they can no longer be read
	problems diag.List
}

func clone[T any](list []*T) []*T {
	copies := make([]*T, len(list))
	for i, one := range list {
		copied := *one
		copies[i] = &copied
	}
	return copies
}

// Withheld tells whether an entry is there but not to be shown today.
func (p *Portfolio) Withheld(c Collection, id string) bool { return p.withheld[string(c)+"/"+id] }

// Groups gives the groups of a dimension in the order in which its values are listed: as the
// settings have them, else by id; those that state none are last, be there any or not.
func (p *Portfolio) Groups(by Dimension) []*Group { return p.groups[by] }

// GroupCount gives how many groups there are in all dimensions.
func (p *Portfolio) GroupCount() int { return len(p.numbered) }

// All gives the group of all projects.
func (p *Portfolio) All() *Group { return p.all }

// Membership gives the groups of a project in a dimension.
func (p *Portfolio) Membership(project *Project, by Dimension) []*Group {
	return p.withNumbers(p.memberships.of(project.place, by.place()))
}

// Memberships gives the groups of a project in all dimensions, one dimension after the other; there is one of each at least.
func (p *Portfolio) Memberships(project *Project) []*Group {
	return p.withNumbers(p.memberships.of(project.place, -1))
}

// withNumbers gives the groups that have some numbers.
func (p *Portfolio) withNumbers(numbers []int32) []*Group {
	groups := make([]*Group, len(numbers))
	for i, n := range numbers {
		groups[i] = p.numbered[n]
	}
	return groups
}

// Entries gives all entries that have a page: of the collections in the contract's order, then the
// ordinary pages.
func (p *Portfolio) Entries() []*Entry {
	all := make([]*Entry, 0, len(p.Projects)+len(p.Clusters)+len(p.Programmes)+len(p.Organisations)+len(p.Pages))
	for _, e := range p.Projects {
		all = append(all, &e.Entry)
	}
	for _, e := range p.Clusters {
		all = append(all, &e.Entry)
	}
	for _, e := range p.Programmes {
		all = append(all, &e.Entry)
	}
	for _, e := range p.Organisations {
		all = append(all, &e.Entry)
	}
	for _, e := range p.Pages {
		all = append(all, &e.Entry)
	}
	return all
}

// group sorts the projects into the groups of every dimension; they are put there by count.
func (b *builder) group(index *index) *grouping {
	p := b.p
	x := &grouping{groups: map[Dimension][]*Group{}, unstated: map[Dimension]*Group{}, years: map[int]*Group{}, index: index, today: b.Today}
	x.all = newMemberships(len(p.Projects), 16*len(p.Projects))
	for _, by := range Dimensions() {
		x.unstated[by] = x.add(by, Group{}) // be there any or not
	}
	for _, c := range p.Clusters {
		c.Group = x.add(ByCluster, Group{Entry: &c.Entry})
	}
	for _, programme := range p.Programmes {
		programme.Group = x.add(ByProgramme, Group{Entry: &programme.Entry, programme: programme})
	}
	for _, o := range p.Organisations {
		o.Group = x.add(ByOrganisation, Group{Entry: &o.Entry})
	}
	for _, r := range b.regions {
		x.region(r)
	}
	for _, s := range Statuses() {
		x.status(s)
	}
	for i, entry := range p.Entries() {
		entry.number = int32(i)
	}
	for _, project := range p.Projects {
		x.place(project)
	}
	p.all, p.groups = &Group{}, x.groups
	return x
}

// count puts the groups in order and the projects into them, the latest first, and adds them up there.
func (b *builder) count(before *grouping) {
	p := b.p
	for _, by := range dimensions {
		b.sortGroups(by)
	}
	latest := slices.Clone(p.Projects)
	slices.SortFunc(latest, latestFirst)
	b.makeRoom(before)
	p.latest = make([]int32, len(latest))
	m := newMemberships(len(latest), len(before.all.groups))
	m.places = make([]int32, 0, len(before.all.groups))
	var t tally
	for i, project := range latest {
		p.latest[i], project.place = project.number, int32(i)
		t.of(project)
		p.all.add(&t)
		for dimension := range dimensions {
			for _, n := range before.all.of(project.number, dimension) {
				g := before.made[n]
				m.groups, m.places = append(m.groups, g.number), append(m.places, int32(len(g.Projects)))
				g.add(&t)
			}
			m.end()
		}
	}
	p.memberships = m
}

// makeRoom gives each group exactly the room that its projects need.
func (b *builder) makeRoom(x *grouping) {
	b.p.all.size = len(b.p.Projects)
	all := len(x.all.groups) + b.p.all.size
	projects, places := make([]*Project, all), make([]int32, all)
	for _, g := range append(x.made, b.p.all) {
		g.Projects, projects = projects[:0:g.size], projects[g.size:]
		g.places, places = places[:0:g.size], places[g.size:]
	}
}

// sortGroups puts the values of a dimension in order. Clusters, programmes, organisations and the
// listed regions were made in theirs.
func (b *builder) sortGroups(by Dimension) {
	listed := map[Dimension][]Label{ByTheme: b.settings.Themes, ByKind: b.settings.Kinds}[by]
	place := func(g *Group) int {
		switch {
		case !g.Stated():
			return 3
		case g.Term == nil:
			return 0
		}
		if i := slices.IndexFunc(listed, func(l Label) bool { return l.ID == g.Term.ID }); i >= 0 {
			return i - len(listed)
		}
		return 1
	}
	slices.SortStableFunc(b.p.groups[by], func(x, y *Group) int {
		order := cmp.Compare(place(x), place(y))
		if order == 0 && by != ByStatus && x.Term != nil && y.Term != nil {
			order = cmp.Compare(x.Term.ID, y.Term.ID)
		}
		return order
	})
	for _, g := range b.p.groups[by] {
		g.number = int32(len(b.p.numbered))
		b.p.numbered = append(b.p.numbered, g)
	}
}

// latestFirst orders projects by their start, the latest first and those without one last; equal
// ones by id.
func latestFirst(a, b *Project) int {
	return cmp.Or(b.Start.Compare(a.Start), cmp.Compare(a.number, b.number))
}
