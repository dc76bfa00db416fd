package portfolio

import (
	"maps"
	"path"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
)

// index finds what may be referred to. It is filled with every entry's shell before any fact is
// read, so that a reference is resolved where it stands.
type index struct {
	keeper        *keeper
	lang          string // the site's first language, in which names are compared
	projects      map[string]*Project
	clusters      map[string]*Cluster
	programmes    map[string]*Programme
	organisations map[string]*Organisation // those with a file, by id
	pages         map[string]*Page
	versions      map[string]*Version // by the path of the file
	moved         map[string]string   // by the path that a file of a misnamed folder should have, the one that it has
	hidden        map[string]bool     // collection/id of what is withheld; and paths of its files

	files   map[string]*File         // by path
	regions map[string]*Region       // by code and names, lower case
	terms   map[termKey]*Term        // by dimension and slug
	labels  map[termKey]Label        // of the settings, by dimension and the slugs of id and label
	slugs   map[string]string        // by what was written: the same few names stand in many files
	spelt   map[string]*Region       // by codes and names as they were written
	byName  map[string]*Organisation // by the slugs of ids, titles and other names
	called  map[string]*Organisation // by names as they were written
	nameds  []*Organisation          // organisations without a file, in the order of their first use

	sorted    map[Collection][]string // ids in order, made when they are asked for
	suggested int                     // names that a nearest one was sought for
}

type termKey struct {
	dimension Dimension
	slug      string
}

// newIndex makes the index of a number of files.
func newIndex(s *Settings, regions []*Region, files int) *index {
	x := &index{
		keeper:   newKeeper(),
		lang:     s.Default(),
		projects: make(map[string]*Project, files), clusters: map[string]*Cluster{}, programmes: map[string]*Programme{},
		organisations: map[string]*Organisation{}, pages: map[string]*Page{}, versions: make(map[string]*Version, files),
		hidden: map[string]bool{}, moved: map[string]string{}, files: map[string]*File{}, regions: map[string]*Region{},
		sorted: map[Collection][]string{}, slugs: map[string]string{}, terms: map[termKey]*Term{}, labels: map[termKey]Label{}, byName: map[string]*Organisation{},
		spelt: map[string]*Region{}, called: map[string]*Organisation{},
	}
	// The settings' own names come first, whatever spelling a page uses.
	x.labelled(ByTheme, s.Themes)
	x.labelled(ByKind, s.Kinds)
	for _, r := range regions {
		for _, name := range append([]string{r.ID}, r.Aka...) {
			x.regions[strings.ToLower(name)] = r
		}
	}
	return x
}

// labelled makes the settings' own values of a dimension known by their ids; a page may write the label in the
// place of the id, in any of its languages.
func (x *index) labelled(dim Dimension, list []Label) {
	for _, l := range list {
		x.term(dim, l.ID, l.Label)
		for _, name := range slices.AppendSeq([]string{l.ID, l.Label.plain()}, maps.Values(l.Label.translations())) {
			key := termKey{dim, x.slug(name)}
			if _, taken := x.labels[key]; !taken {
				x.labels[key] = l
			}
		}
	}
}

// elsewhere tells in which other collection an id is at home.
func (x *index) elsewhere(id string, not Collection) (Collection, bool) {
	for _, c := range Collections() {
		if c != not && x.entry(c, id) != nil {
			return c, true
		}
	}
	return "", false
}

// entry finds an entry of any collection.
func (x *index) entry(c Collection, id string) *Entry {
	switch c {
	case Projects:
		if e := x.projects[id]; e != nil {
			return &e.Entry
		}
	case Clusters:
		if e := x.clusters[id]; e != nil {
			return &e.Entry
		}
	case Programmes:
		if e := x.programmes[id]; e != nil {
			return &e.Entry
		}
	case Organisations:
		if e := x.organisations[id]; e != nil {
			return &e.Entry
		}
	case Pages:
		if e := x.pages[id]; e != nil {
			return &e.Entry
		}
	}
	return nil
}

// slug gives the part of an address that a name makes.
func (x *index) slug(name string) string {
	slug, known := x.slugs[name]
	if !known {
		slug = markdown.ID(name)
		x.slugs[name] = slug
	}
	return slug
}

// named finds an organisation by the slug of a name that it has, or makes one that is known by name alone.
func (x *index) named(slug string, name Text) *Organisation {
	if o := x.byName[slug]; o != nil {
		return o
	}
	o := &Organisation{Entry: Entry{Collection: Organisations, ID: slug, EntryDetails: noEntryDetails}, name: x.keeper.keepText(name)}
	o.record = o
	x.byName[slug] = o
	x.nameds = append(x.nameds, o)
	return o
}

// area finds or makes an area that is not in the site's list of regions.
func (x *index) area(name Text) *Region {
	key := strings.ToLower(name.In(x.lang))
	if r := x.regions[key]; r != nil {
		return r
	}
	name = x.keeper.keepText(name)
	r := &Region{ID: name.In(x.lang), Label: name, Short: name}
	x.regions[key] = r
	return r
}

func (x *index) regionNames() []string {
	seen := map[*Region]bool{}
	var names []string
	for _, key := range sortedKeys(x.regions) {
		if r := x.regions[key]; !seen[r] {
			seen[r] = true
			names = append(append(names, r.ID), r.Aka...)
		}
	}
	return names
}

// term finds or makes a value of a dimension. Values whose slugs are equal are one.
func (x *index) term(dim Dimension, id string, label Text) *Term {
	key := termKey{dim, x.slug(id)}
	t := x.terms[key]
	if t == nil {
		t = &Term{Dimension: dim, ID: x.keeper.keep(id), Label: x.keeper.keepText(label)}
		x.terms[key] = t
	}
	return t
}

// filesIn gives the names of the files of one folder.
func (x *index) filesIn(dir string) []string {
	var names []string
	for name := range x.files {
		if path.Dir(name) == dir {
			names = append(names, path.Base(name))
		}
	}
	slices.Sort(names)
	return names
}

// ids gives the ids of a collection, in order. It is asked once all shells are made.
func (x *index) ids(c Collection) []string {
	if known, ok := x.sorted[c]; ok {
		return known
	}
	var ids []string
	switch c {
	case Projects:
		ids = sortedKeys(x.projects)
	case Clusters:
		ids = sortedKeys(x.clusters)
	case Programmes:
		ids = sortedKeys(x.programmes)
	case Organisations:
		ids = sortedKeys(x.organisations)
	default:
		ids = sortedKeys(x.pages)
	}
	x.sorted[c] = ids
	return ids
}

// paths gives the paths of all files of entries, in order.
func (x *index) paths() []string {
	const all = Collection("paths") // a name that no folder has: no collection of the contract
	if _, ok := x.sorted[all]; !ok {
		x.sorted[all] = sortedKeys(x.versions)
	}
	return x.sorted[all]
}

// maxSuggestions is how many names are compared with all that there are. A portfolio with more mistakes
// has one cause, and is told so soon enough.
const maxSuggestions = 200

// nearest gives the known name that a wrong one comes nearest to.
func (x *index) nearest(name string, known []string) string {
	if x.suggested++; x.suggested > maxSuggestions {
		return ""
	}
	return diag.Nearest(name, known)
}

func sortedKeys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
