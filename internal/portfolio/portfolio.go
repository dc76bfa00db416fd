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

	withheld    map[string]bool // collection/id
	groups      map[Dimension][]*Group
	memberships []membership   // by the projects' number
	rank        map[*Group]int // the order of groups that are otherwise equal
	remarks     diag.List      // those of the documents, for [Portfolio.Audit]
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
	}
	b.index = newIndex(settings, b.regions)
	for name, f := range content.Files {
		b.index.files[name] = &File{Path: f.Path, Size: f.Size, Modified: f.Modified}
	}
	for _, doc := range content.Documents {
		b.p.remarks = append(b.p.remarks, doc.Remarks...)
	}
	b.shells(content.Documents)
	b.p.withheld = b.index.hidden
	b.facts()
	b.ties()
	b.links()
	b.group()
	b.kin()
	b.promises()
	return b.p, b.problems
}

// builder holds what making a portfolio needs until it is made.
type builder struct {
	Options
	settings *Settings
	index    *index
	p        *Portfolio
	regions  []*Region // the settings' own, copied, since each portfolio has groups of its own
	shelled  []*shell
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

// All gives the group of all projects.
func (p *Portfolio) All() *Group {
	all := &Group{}
	for _, project := range p.Projects {
		all.add(project)
	}
	slices.SortStableFunc(all.Projects, latestFirst)
	return all
}

// Membership gives the groups of a project in a dimension.
func (p *Portfolio) Membership(project *Project, by Dimension) []*Group {
	return p.memberships[project.number].in(by)
}

// Entries gives all entries that have a page: of the collections in the contract's order, then the
// ordinary pages.
func (p *Portfolio) Entries() []*Entry {
	var all []*Entry
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

// group sorts the projects into the groups of every dimension.
func (b *builder) group() {
	p := b.p
	x := &grouping{groups: map[any]*Group{}, order: map[Dimension][]*Group{}, index: b.index, today: b.Today}
	for _, c := range p.Clusters {
		x.group(ByCluster, c)
	}
	for _, programme := range p.Programmes {
		x.group(ByProgramme, programme)
	}
	for _, o := range p.Organisations {
		x.group(ByOrganisation, o)
	}
	for _, r := range b.regions {
		x.group(ByRegion, r)
	}
	for _, s := range Statuses() {
		x.group(ByStatus, b.index.term(ByStatus, string(s), Text{}))
	}
	p.memberships = make([]membership, len(p.Projects))
	for i, project := range p.Projects {
		project.number = i
		p.memberships[i] = x.of(project)
		for _, g := range p.memberships[i] {
			g.add(project)
		}
	}
	p.groups, p.rank = x.order, map[*Group]int{}
	for _, by := range Dimensions() {
		x.group(by, by) // those that state none, be there any or not
		b.sortGroups(by)
		for i, g := range p.groups[by] {
			p.rank[g] = i
			slices.SortStableFunc(g.Projects, latestFirst)
		}
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
}

// latestFirst orders projects by their start, the latest first and those without one last; equal
// ones by id.
func latestFirst(a, b *Project) int {
	if a.Start.IsZero() != b.Start.IsZero() {
		if a.Start.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(b.Start.Compare(a.Start), cmp.Compare(a.ID, b.ID))
}
