package portfolio

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
)

// facts reads the facts of every entry, now that all that they refer to has its place.
func (b *builder) facts() {
	for _, s := range b.shelled {
		d, front := b.decoder(s.main), b.front(s.main, nil)
		d.facts(front, s.entry)
		d.alone(front, s)
		s.entry.hideContacts(b.Today, b.settings.ContactsHideAfter)
		b.lastCommit(s.entry)
		b.problems = append(b.problems, d.problems...)
		for _, doc := range s.rest {
			b.factsInTranslation(doc, s)
		}
	}
	// Organisations that were only named come last, by id.
	slices.SortFunc(b.index.nameds, func(x, y *Organisation) int { return cmp.Compare(x.ID, y.ID) })
	b.p.Organisations = append(b.p.Organisations, b.index.nameds...)
}

// alone warns of a page in another language than the site's first that stands alone and, as a translation, states no fact. Where its
// main file was taken away so that nobody sees it any more, nothing else would tell that this one is shown all the same.
func (d *decoder) alone(front *syntax.Node, s shell) {
	e := s.entry
	isFact := func(f syntax.Field) bool { return slices.Contains(e.Collection.factKeys(), f.Key) }
	if e.Collection == Pages || d.lang == d.settings.Default() || slices.ContainsFunc(front.Fields, isFact) {
		return
	}
	main := strings.TrimSuffix(s.main.Path, "."+d.lang+".md") + ".md"
	d.problems.Warn(diag.Pos{File: s.main.Path}, diag.Translation, fmt.Sprintf("there is no %s, and this file states no facts: it reads like a translation that was left behind, and it is shown", main),
		"if the page is not to be shown any more, remove this file too; one in this language alone states its facts here")
}

// lastCommit dates an entry by its files' last commit where it states no date.
func (b *builder) lastCommit(e *Entry) {
	if !e.Updated.IsZero() || b.Committed == nil {
		return
	}
	for _, v := range e.Versions {
		if t, ok := b.Committed(v.Path); ok {
			if day := edtf.OfDay(edtf.DayOf(t)); e.Updated.IsZero() || e.Updated.Compare(day) < 0 {
				e.Updated = day
			}
		}
	}
}

// factsInTranslation warns of what a translation states though it lives in the main file.
func (b *builder) factsInTranslation(doc *source.Document, s shell) {
	d := b.decoder(doc)
	front := b.front(doc, nil)
	for _, f := range front.Fields {
		if find(versionFields, f.Key) != nil {
			continue
		}
		known := s.entry.Collection.factKeys()
		if !slices.Contains(known, f.Key) {
			both := s.entry.keys()
			d.unknownKey(front, f, both)
			if slices.Contains(known, Meant(f.Key, both)) {
				d.problems.Mend(diag.Fix{}) // by its right name it would be left out too
			}
			continue
		}
		d.problems.Warn(f.KeyPos, diag.FactInTranslation, fmt.Sprintf("%q is a fact and is left out here: facts live once, in %s", f.Key, s.main.Path),
			"take it out; a label may be written {sv: …, en: …} there")
	}
	b.problems = append(b.problems, d.problems...)
}

// keys gives all keys that a file of the entry may state.
func (e *Entry) keys() []string { return append(keys(versionFields), e.Collection.factKeys()...) }

// factKeys gives the keys of the facts that an entry of the collection may state.
func (c Collection) factKeys() []string {
	switch c {
	case Projects:
		return allKeys(projectFields)
	case Clusters:
		return allKeys(clusterFields)
	case Programmes:
		return allKeys(programmeFields)
	case Organisations:
		return allKeys(organisationFields)
	default:
		return allKeys([]field[Page]{})
	}
}

// allKeys gives the keys of the facts of a collection, with those that all collections have.
func allKeys[T any](fields []field[T]) []string {
	return slices.Concat(keys(fields), keys(entryFields), keys(scheduleFields))
}

// decodeFacts reads a main document's facts; its words were read before.
func decodeFacts[T any](d *decoder, n *syntax.Node, fields []field[T], to *T, e *Entry) {
	if e.needsTitle() {
		d.front, d.needed = n, []string{"title"}
	}
	for _, f := range n.Fields {
		stated := f.Value.Kind != syntax.Null
		if own := find(fields, f.Key); own != nil {
			if stated {
				own.read(d, f.Value, to)
			}
			continue
		}
		if common := find(entryFields, f.Key); common != nil {
			if stated {
				common.read(d, f.Value, e)
			}
			continue
		}
		if find(versionFields, f.Key) == nil && find(scheduleFields, f.Key) == nil {
			d.unknownKey(n, f, append(keys(versionFields), allKeys(fields)...))
		}
	}
}

// decodeSome reads the keys that the fields know and leaves the others alone.
func decodeSome[T any](d *decoder, n *syntax.Node, fields []field[T], to *T) {
	for _, f := range n.Fields {
		if known := find(fields, f.Key); known != nil && f.Value.Kind != syntax.Null {
			known.read(d, f.Value, to)
		}
	}
}

// facts reads an entry's facts and settles what follows from them alone.
func (d *decoder) facts(n *syntax.Node, e *Entry) {
	switch r := e.record.(type) {
	case *Project:
		decodeFacts(d, n, projectFields, r, e)
		if r.End.IsZero() || r.End.Compare(r.Start) <= 0 || r.End.Year()-r.Start.Year() >= maxYears {
			d.order(n, "start", "end") // there may be something to tell
		}
		if isStated(n, "granted") && isStated(n, "funding") {
			d.problems.Error(n.Get("granted").Pos, diag.Value, "granted stands both alone and beside funding, so it would count twice",
				"move it into a row of funding")
		}
	case *Cluster:
		decodeFacts(d, n, clusterFields, r, e)
	case *Programme:
		decodeFacts(d, n, programmeFields, r, e)
		d.order(n, "start", "end")
	case *Organisation:
		decodeFacts(d, n, organisationFields, r, e)
	case *Page:
		decodeFacts(d, n, nil, r, e)
	}
}
