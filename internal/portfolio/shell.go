package portfolio

import (
	"cmp"
	"path"
	"slices"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
)

// shell is an entry between the two passes: its words are read, its facts are not.
type shell struct {
	entry *Entry
	main  *source.Document   // the one that states the facts
	rest  []*source.Document // the translations
}

// shells makes an entry for every id and reads the words of its files, so that the second pass can
// resolve each reference where it stands.
func (b *builder) shells(documents []*source.Document) {
	sorted := slices.SortedFunc(slices.Values(documents), func(x, y *source.Document) int {
		return cmp.Or(cmp.Compare(x.Collection, y.Collection), cmp.Compare(x.ID, y.ID), cmp.Compare(b.rank(x), b.rank(y)))
	})
	b.shelled = make([]shell, 0, len(sorted))
	for len(sorted) > 0 {
		first, files := sorted[0], 1
		for files < len(sorted) && sorted[files].ID == first.ID && sorted[files].Collection == first.Collection {
			files++
		}
		b.shell(sorted[:files])
		sorted = sorted[files:]
	}
	for _, o := range b.p.Organisations {
		b.index.organisation(o)
	}
}

// ofShells tells whether a key is one of those that shells are made of.
func ofShells(key string) bool {
	return find(versionFields, key) != nil || find(scheduleFields, key) != nil || key == "aka"
}

// rank gives the place of a document's language among those of the site.
func (b *builder) rank(doc *source.Document) int {
	return slices.Index(b.settings.Languages, b.langOf(doc))
}

// organisation makes an organisation known by its id and its titles.
func (x *index) organisation(o *Organisation) {
	x.byName[markdown.ID(o.ID)] = o
	names := slices.Clone(o.Aka)
	for _, v := range o.Versions {
		names = append(names, v.Title)
	}
	for _, name := range names {
		if slug := markdown.ID(name); x.byName[slug] == nil && slug != "" {
			x.byName[slug] = o
		}
	}
}

// shell makes one entry of its files: the one in the site's first language states the facts, or the
// first there is.
func (b *builder) shell(documents []*source.Document) {
	main := documents[0]
	e := b.newEntry(Entry{Collection: Collection(main.Collection), ID: main.ID, EntryDetails: noEntryDetails})
	e.Versions = b.listed.list(len(documents))
	for _, doc := range documents {
		front := b.front(doc, ofShells)
		if o, ok := e.record.(*Organisation); ok && doc == main && front.Get("aka") != nil {
			names := b.decoder(main) // what is wrong with them is told when all facts are read
			o.Aka = names.texts(front.Get("aka"))
		}
		d := b.decoder(doc)
		if doc == main {
			decodeSome(d, front, scheduleFields, e)
			d.order(front, "publish", "expires")
		}
		if v := b.version(d, e, doc, front, doc == main); v != nil {
			e.Versions = append(e.Versions, v)
		}
		b.problems = append(b.problems, d.problems...)
	}
	if b.withheld(e, main) {
		b.hide(e, documents)
		return
	}
	e.Main = e.Versions[0]
	for _, v := range e.Versions {
		v.inherit(e.Main)
	}
	b.keep(e)
	b.shelled = append(b.shelled, shell{e, main, documents[1:]})
}

// front gives the front matter of a document, of which some keys may be enough, until the next is asked for. Where it is not
// to be had any more, that is told.
func (b *builder) front(doc *source.Document, wanted func(key string) bool) *syntax.Node {
	front, err := doc.KeysIn(&b.room, wanted)
	if err != nil {
		b.lose(doc, err)
		return &syntax.Node{Kind: syntax.Mapping, Pos: diag.Pos{File: doc.Path}}
	}
	return front
}

// lose tells once of a document that was read before and cannot be read any more.
func (b *builder) lose(doc *source.Document, err error) {
	if !b.lost[doc] {
		b.lost[doc] = true
		b.problems.Error(diag.Pos{File: doc.Path}, diag.File, "this file cannot be read any more: "+err.Error(), "look whether it is still there, and build again")
	}
}

// langOf gives the language of a document: its name's, or the site's first.
func (b *builder) langOf(doc *source.Document) string {
	return cmp.Or(doc.Lang, b.settings.Default())
}

// decoder gives the decoder of a document, which takes the place of the last one's.
func (b *builder) decoder(doc *source.Document) *decoder {
	b.reading = decoder{index: b.index, settings: b.settings, words: b.Words, lang: b.langOf(doc), dir: doc.Dir, keeper: b.index.keeper}
	return &b.reading
}

// newEntry makes the record of the entry's collection around it.
func (b *builder) newEntry(e Entry) *Entry {
	switch e.Collection {
	case Projects:
		p := b.projects.one()
		*p = Project{Entry: e, ProjectDetails: noProjectDetails}
		p.record = p
		return &p.Entry
	case Clusters:
		c := &Cluster{Entry: e}
		c.record = c
		return &c.Entry
	case Programmes:
		p := &Programme{Entry: e}
		p.record = p
		return &p.Entry
	case Organisations:
		o := &Organisation{Entry: e}
		o.record = o
		return &o.Entry
	default:
		p := &Page{Entry: e}
		p.record = p
		return &p.Entry
	}
}

// keep puts the entry where references and the portfolio find it.
func (b *builder) keep(e *Entry) {
	x := b.index
	switch r := e.record.(type) {
	case *Project:
		x.projects[e.ID], b.p.Projects = r, append(b.p.Projects, r)
	case *Cluster:
		x.clusters[e.ID], b.p.Clusters = r, append(b.p.Clusters, r)
	case *Programme:
		x.programmes[e.ID], b.p.Programmes = r, append(b.p.Programmes, r)
	case *Organisation:
		x.organisations[e.ID], b.p.Organisations = r, append(b.p.Organisations, r)
	case *Page:
		x.pages[e.ID], b.p.Pages = r, append(b.p.Pages, r)
	}
	for _, v := range e.Versions {
		x.versions[v.Path] = v
	}
}

// hide remembers what is withheld, so that a reference to it is neither followed nor a mistake.
func (b *builder) hide(e *Entry, documents []*source.Document) {
	b.index.hidden[string(e.Collection)+"/"+e.ID] = true
	e.letGo()
	for _, doc := range documents {
		b.index.hidden[doc.Path] = true
	}
}

// withheld tells whether an entry is not to be part of the portfolio today.
func (b *builder) withheld(e *Entry, main *source.Document) bool {
	switch {
	case len(e.Versions) == 0, e.Versions[0].Path != main.Path:
		return true // the file that states the facts is a draft
	case !e.Publish.IsZero() && b.Today.Before(e.Publish.Earliest()):
		return true
	default:
		return !e.Expires.IsZero() && !b.Today.Before(e.Expires.Earliest())
	}
}

// version reads the words of one file; nil is a draft that is not to be shown.
func (b *builder) version(d *decoder, e *Entry, doc *source.Document, front *syntax.Node, isMain bool) *Version {
	start := diag.Pos{File: doc.Path, Line: 1}
	v := b.versions.one()
	*v = Version{
		Entry: e, Lang: d.lang, Path: doc.Path, Slug: path.Base(e.ID), Sum: doc.Sum, VersionDetails: noVersionDetails,
		text: doc.Text, document: doc, broken: doc.Broken || b.lost[doc], bodyLine: int32(doc.BodyLine),
	}
	decodeSome(d, front, versionFields, v)
	if v.Slug == "" {
		v.Slug = path.Base(e.ID)
	}
	if isMain && !v.statesTitle() && !v.broken {
		v.setTitle(PlainText(path.Base(e.ID)))
		switch {
		case e.Collection == Pages && e.ID == "":
			v.setTitle(b.settings.Title)
		case isGroup(front.Get("title")): // what is wrong with it was told
		case e.needsTitle() && !isMisspelt(front, "title", e.keys()):
			hint := "add title: and what the page is called, between the --- lines"
			if doc.BodyLine == 1 {
				hint = "begin the file with these three lines:\n---\ntitle: What the page is called\n---"
			}
			d.problems.Error(start, diag.MissingKey, "the page has no title", hint)
		}
	}
	v.summaryMeant = !v.statesSummary() && isMisspelt(front, "summary", e.keys())
	if v.Draft && !b.Drafts {
		b.index.hidden[doc.Path] = true
		v.document = nil
		return nil
	}
	return v
}

// needsTitle tells whether the main file of an entry must state a title: the home page and the pages of collections have
// others.
func (e *Entry) needsTitle() bool {
	return e.Collection != Pages || e.ID != "" && !slices.Contains(Collections(), Collection(e.ID))
}

// isGroup tells whether a node holds others.
func isGroup(n *syntax.Node) bool {
	return n != nil && (n.Kind == syntax.Sequence || n.Kind == syntax.Mapping)
}
