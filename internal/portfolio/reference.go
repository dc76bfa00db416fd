package portfolio

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
)

// reference is a reference as it is written: an id alone, or a mapping.
type reference struct {
	id   string
	name Text // of an organisation without a file
	role string
	note Text
	date edtf.Date
	pos  diag.Pos
}

var referenceFields = []field[reference]{
	{"id", as(at(word), func(to *reference, v placed[string]) { to.id, to.pos = v.it, v.node.Pos })},
	{"name", as(at(name), func(to *reference, v placed[Text]) { to.name, to.pos = v.it, v.node.Pos })},
	{"role", as(role, func(to *reference, v string) { to.role = v })},
	{"note", as(phrase, func(to *reference, v Text) { to.note = v })},
	{"date", as(date, func(to *reference, v edtf.Date) { to.date = v })},
}

// reference reads one reference; ok is false where it holds none.
func (d *decoder) reference(n *syntax.Node) (r reference, ok bool) {
	if n.Kind != syntax.Mapping {
		id := d.word(n)
		return reference{id: id, pos: n.Pos}, id != ""
	}
	d.referred = reference{pos: n.Pos}
	decode(d, n, referenceFields, &d.referred)
	r = d.referred
	if r.id == "" && r.name.IsZero() {
		d.problems.Error(n.Pos, diag.MissingKey, "the reference names nobody", "add id: the file's name without .md")
		return r, false
	}
	return r, true
}

// missing reports a reference to nothing, with the nearest name that there is. A reference to what
// is withheld for now (a draft, or outside its dates) is no mistake.
func (d *decoder) missing(r reference, c Collection) {
	if d.index.hidden[string(c)+"/"+r.id] {
		return
	}
	message := fmt.Sprintf("there is no %s %q", singular[c], r.id)
	if r.id == "" {
		d.problems.Error(r.pos, diag.Reference, fmt.Sprintf("a %s is referred to by its id, not by name", singular[c]), "write id: and the file's name without .md")
		return
	}
	hint := fmt.Sprintf("write the file content/%s/%s.md", c, r.id)
	if _, _, ok := source.CheckID(r.id); !ok {
		hint = "write its id: the file's name without .md"
		if id := source.ProposeID(r.id); id != "" {
			hint = fmt.Sprintf("write %s here, and the file content/%s/%s.md", id, c, id)
		}
	}
	if first, rest, several := strings.Cut(r.id, ","); several {
		hint = fmt.Sprintf("write several in brackets: [%s, %s]", strings.TrimSpace(first), strings.TrimSpace(rest))
	} else if other, ok := d.index.elsewhere(r.id, c); ok {
		hint = fmt.Sprintf("%q is a %s", r.id, singular[other])
	} else if near := d.index.nearest(r.id, d.index.ids(c)); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	if c == Organisations {
		hint += fmt.Sprintf("; an organisation without a file is written {name: %q}", r.id)
	}
	d.problems.Error(r.pos, diag.Reference, message, hint)
}

var singular = map[Collection]string{Projects: "project", Clusters: "cluster", Programmes: "programme", Organisations: "organisation", Pages: "page"}

// organisation finds or makes the organisation that a reference names; nil is one that is not there
// or not to be shown.
func (d *decoder) organisation(r reference) *Organisation {
	if !r.name.IsZero() && r.id == "" {
		name := r.name.In(d.settings.Default())
		if o := d.index.called[name]; o != nil {
			return o
		}
		slug := d.index.slug(name)
		switch {
		case slug == "":
			d.problems.Error(r.pos, diag.Value, "the name has no letter and no digit", "write what the organisation is called")
			return nil
		case !d.fits(r.pos, name, slug):
			return nil
		}
		o := d.index.named(slug, r.name)
		d.index.called[name] = o
		return o
	}
	if o := d.index.organisations[r.id]; o != nil {
		return o
	}
	if d.settings.OpenOrganisations && !d.index.hidden[string(Organisations)+"/"+r.id] {
		if slug := d.index.slug(r.id); slug != "" {
			return d.index.named(slug, PlainText(r.id))
		}
	}
	d.missing(r, Organisations)
	return nil
}

// party reads one organisation in a role.
func (d *decoder) party(n *syntax.Node, role string) *Party {
	if n.Kind == syntax.Sequence {
		if len(n.Items) != 1 {
			d.wrongKind(n, "one organisation")
			return nil
		}
		n = n.Items[0]
	}
	if p, ok := d.inRole(n, role); ok {
		return &p
	}
	return nil
}

// inRole reads a reference to an organisation in its own role or in the given one; ok is false where there is none.
func (d *decoder) inRole(n *syntax.Node, role string) (p Party, ok bool) {
	r, ok := d.reference(n)
	if !ok {
		return Party{}, false
	}
	o := d.organisation(r)
	return Party{Organisation: o, Role: cmp.Or(r.role, role), Note: r.note}, o != nil
}

// parties reads a list of organisations, each in its own role or in the given one.
func (d *decoder) parties(n *syntax.Node, role string) []Party {
	items := d.items(n)
	all := d.keeper.parties.list(len(items))
	for _, item := range items {
		if p, ok := d.inRole(item, role); ok {
			all = append(all, p)
		}
	}
	return all
}

// organisationOf reads a reference to an organisation whose role does not matter.
func (d *decoder) organisationOf(n *syntax.Node) *Organisation {
	if p := d.party(n, ""); p != nil {
		return p.Organisation
	}
	return nil
}

// affiliations reads references to entries of one collection.
func affiliations[T comparable](d *decoder, n *syntax.Node, c Collection, entries map[string]T, room *pieces[Affiliation[T]]) []Affiliation[T] {
	items := d.items(n)
	all := room.list(len(items))
	for _, item := range items {
		to, r, ok := referred(d, item, c, entries)
		switch {
		case !ok:
		case slices.ContainsFunc(all, func(a Affiliation[T]) bool { return a.To == to }):
			d.problems.Warn(r.pos, diag.Reference, fmt.Sprintf("%q is listed twice", r.id), "take one of them out")
		default:
			all = append(all, Affiliation[T]{To: to, Role: r.role, Note: r.note})
		}
	}
	return all
}

// referred reads a reference to an entry of one collection; ok is false where there is none.
func referred[T any](d *decoder, n *syntax.Node, c Collection, entries map[string]T) (to T, r reference, ok bool) {
	if r, ok = d.reference(n); !ok {
		return to, r, false
	}
	if to, ok = entries[r.id]; !ok {
		d.missing(r, c)
	}
	return to, r, ok
}

// programmeList is a list of programmes: those that are known, and how many are stated.
type programmeList struct {
	known  []Affiliation[*Programme]
	stated int
}

func (d *decoder) programmes(n *syntax.Node) programmeList {
	return programmeList{affiliations(d, n, Programmes, d.index.programmes, &d.keeper.programmes), len(d.items(n))}
}

// programme reads a reference to one programme.
func (d *decoder) programme(n *syntax.Node) *Programme {
	if n.Kind == syntax.Sequence {
		d.wrongKind(n, "one programme")
		return nil
	}
	to, _, _ := referred(d, n, Programmes, d.index.programmes)
	return to
}

// relations reads references to projects.
func (d *decoder) relations(n *syntax.Node, self *Project) []Relation {
	var all []Relation
	for _, item := range d.items(n) {
		r, ok := d.reference(item)
		if !ok {
			continue
		}
		to := d.index.projects[r.id]
		switch {
		case to == nil:
			d.missing(r, Projects)
		case to == self:
			d.problems.Error(r.pos, diag.Reference, "the project refers to itself", "name another project")
		default:
			all = append(all, Relation{Project: to, Date: r.date, Note: r.note})
		}
	}
	return all
}

// areas reads where the work takes place.
func (d *decoder) areas(n *syntax.Node) []*Region {
	items := d.items(n)
	all := d.keeper.regions.list(len(items))
	for _, item := range items {
		r := d.area(item)
		if r == nil {
			continue
		}
		all = appendNew(all, r)
	}
	return all
}

func (d *decoder) area(n *syntax.Node) *Region {
	if n.Kind == syntax.Mapping {
		r, ok := d.reference(n)
		slug := d.index.slug(r.name.In(d.settings.Default()))
		switch {
		case !ok:
			return nil
		case r.id == "" && slug == "":
			d.problems.Error(r.pos, diag.Value, "the area's name has no letter and no digit, so it can have no page", "write what it is called")
			return nil
		case r.id == "" && !d.fits(r.pos, r.name.In(d.settings.Default()), slug):
			return nil
		case r.id == "":
			return d.index.area(r.name)
		}
		n = &syntax.Node{Kind: syntax.String, Pos: r.pos, Value: r.id}
	}
	name := d.word(n)
	r := d.index.spelt[name]
	if r == nil && name != "" {
		if r = d.index.regions[strings.ToLower(name)]; r != nil {
			d.index.spelt[name] = r
		}
	}
	if r != nil || name == "" {
		return r
	}
	hint := fmt.Sprintf("an area that is none of them is written {name: %q}", name)
	if near := diag.Nearest(name, d.index.regionNames()); near != "" {
		hint = fmt.Sprintf("did you mean %q? An area that is none of the site's regions is written {name: %q}", near, name)
	}
	d.problems.Error(n.Pos, diag.Reference, fmt.Sprintf("%q is not one of the site's regions", name), hint)
	return nil
}

// terms reads texts that are values of a dimension.
func (d *decoder) terms(n *syntax.Node, dim Dimension, labels []Label) []*Term {
	items := []*syntax.Node{n}
	if n.Kind != syntax.Mapping {
		items = d.items(n)
	}
	all := d.keeper.terms.list(len(items))
	for _, item := range items {
		text := d.name(item)
		id := text.In(d.settings.Default())
		if id == "" {
			continue
		}
		slug := d.index.slug(id)
		if slug == "" {
			d.problems.Error(item.Pos, diag.Value, fmt.Sprintf("%q has no letter and no digit, so it can have no page", id), "write a word")
			continue
		}
		if !d.fits(item.Pos, id, slug) {
			continue
		}
		label := Label{id, text}
		if l, known := d.index.labels[termKey{dim, slug}]; known {
			label = l
		} else {
			d.misspelt(item, id, labels)
		}
		term := d.index.term(dim, label.ID, label.Label)
		if term.ID != label.ID && bare(term.ID) != bare(label.ID) {
			d.problems.Warn(item.Pos, diag.DuplicateAddress, fmt.Sprintf("%q and %q share one page, since they differ only in signs", label.ID, term.ID), "call one of them by other letters")
		}
		all = appendNew(all, term)
	}
	return all
}

// bare gives what of a name must be equal for two to mean the same: all but case, spaces and hyphens.
func bare(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -_", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// misspelt warns of an id that the settings do not have but nearly.
func (d *decoder) misspelt(n *syntax.Node, id string, labels []Label) {
	if len(labels) == 0 {
		return
	}
	ids := make([]string, len(labels))
	for i, l := range labels {
		ids[i] = l.ID
	}
	if near := d.index.nearest(id, ids); near != "" {
		d.problems.Warn(n.Pos, diag.Value, fmt.Sprintf("%q is not in content/site.yaml", id), fmt.Sprintf("did you mean %q?", near))
	}
}

func appendNew[T comparable](list []T, one T) []T {
	for _, have := range list {
		if have == one {
			return list
		}
	}
	return append(list, one)
}
