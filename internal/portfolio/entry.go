package portfolio

import (
	"path"

	"vitrin/internal/diag"
	"vitrin/internal/digest"
	"vitrin/internal/edtf"
	"vitrin/internal/identity"
	"vitrin/internal/markdown"
	"vitrin/internal/source"
)

// Collection is a folder of content whose files are of one kind. The empty Collection is that of
// the ordinary pages.
type Collection string

// The collections, by the names of their folders.
const (
	Projects      Collection = "projects"
	Clusters      Collection = "clusters"
	Programmes    Collection = "programmes"
	Organisations Collection = "organisations"
	Pages         Collection = ""
)

// Collections lists the collections that have a folder, in the order of the contract.
func Collections() []Collection {
	return []Collection{Projects, Clusters, Programmes, Organisations}
}

// Entry is what every page that an editor writes has in common: a project, a cluster, a programme,
// an organisation and an ordinary page each hold one. Facts live here, once; words live in the
// versions, one for each language that has a file.
type Entry struct {
	Collection Collection
	ID         string
	Versions   []*Version // in the order of the site's languages; empty for an organisation without a file
	Main       *Version   // the one that states the facts; nil without a file

	Regions    []*Region
	Themes     []*Term
	Contacts   []Contact // those that may still be shown
	LinkedFrom []*Entry  // the entries whose bodies link here, in the order of collection and id
	Updated    edtf.Date
	Publish    edtf.Date // first day on which the page is built
	Expires    edtf.Date // first day on which it no longer is
	number     int32     // place among the portfolio's entries
	*EntryDetails

	record any // the *Project, *Cluster, … that holds the entry
}

// Record gives what the entry is part of: a *Project, *Cluster, *Programme, *Organisation or *Page.
func (e *Entry) Record() any { return e.record }

// Place gives the entry's place among [Portfolio.Entries].
func (e *Entry) Place() int { return int(e.number) }

// dir gives the folder in which relative paths of an entry with a file are looked up.
func (e *Entry) dir() string { return path.Dir(e.Main.Path) }

// Version is an entry in one language: the words of one file.
type Version struct {
	Entry *Entry
	Lang  string
	Path  string // of the file, relative to the site folder

	Title    string
	Summary  string
	Slug     string
	Keywords []Text
	Linked   []LinkTarget // where each of the body's links leads, in their order
	Sum      digest.Sum   // of the file's bytes
	*VersionDetails

	text     *source.Text
	document *source.Document // nil once the portfolio is made

	bodyLine       int32
	titleAt        spot // zero where none is stated
	Draft, NoIndex bool
	summaryMeant   bool // a summary is not stated, but meant by a key that is not known
	broken         bool // the file cannot be read: what is missing in it is no further problem
}

// SlugPos gives where the slug is stated, or the file's beginning.
func (v *Version) SlugPos() diag.Pos { return v.pos(v.slugAt) }

// pos gives a place in the version's file; where nothing is stated, that is the file's beginning.
func (v *Version) pos(at spot) diag.Pos {
	if at == (spot{}) {
		return diag.Pos{File: v.Path, Line: 1}
	}
	return at.in(v.Path)
}

// AppendHTML appends the HTML of the body to dst, wherever that is kept, as [markdown.Body.AppendHTML] does. The error is
// trouble of the machine.
func (v *Version) AppendHTML(dst []byte, resolve func(int, *markdown.Link) markdown.Target) ([]byte, error) {
	return v.text.AppendHTML(dst, resolve)
}

// Title gives the entry's title in a language, or in the nearest language that it has.
func (e *Entry) Title(lang string) string {
	if e.Main == nil {
		return e.record.(*Organisation).name.In(lang)
	}
	if v := e.Version(lang); v != nil {
		return v.Title
	}
	return e.Main.titleIn(lang)
}

// Summary gives the entry's summary in a language, or in the nearest language that it has.
func (e *Entry) Summary(lang string) string {
	if e.Main == nil {
		return ""
	}
	if v := e.Version(lang); v != nil {
		return v.Summary
	}
	return e.Main.summaryIn(lang)
}

// TitleLang gives the language of [Entry.Title], or "" where it names none.
func (e *Entry) TitleLang(lang string) string {
	if e.Main == nil || e.Version(lang) != nil {
		return ""
	}
	if _, ok := e.Main.titles.translations()[lang]; ok {
		return lang
	}
	return e.Main.Lang
}

// Version gives the entry in a language, or nil where there is no page in it.
func (e *Entry) Version(lang string) *Version {
	for _, v := range e.Versions {
		if v.Lang == lang {
			return v
		}
	}
	return nil
}

// Nearest gives the entry in a language, or else in its own first one. It is nil for an
// organisation without a file.
func (e *Entry) Nearest(lang string) *Version {
	if v := e.Version(lang); v != nil {
		return v
	}
	if len(e.Versions) > 0 {
		return e.Versions[0]
	}
	return nil
}

// WebLink is a link to another site.
type WebLink struct {
	Title Text
	URL   string // http or https

	pos diag.Pos // of the address
}

// Document is a publication that a page offers: a file of the site or an address elsewhere.
type Document struct {
	Title    Text
	File     *File  // nil where it lies elsewhere
	URL      string // http or https; empty where File is set
	Language string // of the document, a BCP 47 tag; empty where not stated
	Year     edtf.Date

	pos diag.Pos // of the file's name, or of the address
}

// File is a file beside the Markdown that a page publishes.
type File struct {
	Path              string // relative to the site folder: "content/projects/a/report.pdf"
	identity.Identity        // as it was when it was found
	Settled           bool   // a file with the same identity holds the same bytes; not where it was written just before
}

// Use is a file that pages link to or show.
type Use struct {
	File *File
	Pos  diag.Pos // the first place that names it
}

// Image is a picture with what must be said about it.
type Image struct {
	File    *File
	Alt     Text // empty: decoration
	Credit  Text
	Caption Text

	pos diag.Pos // of the file's name
}

// Alias is an old address that leads to a page.
type Alias struct {
	Path string // from the site's root, with a leading slash
	Pos  diag.Pos
}

// Sector is a branch of trade, by name or by its code in SNI/NACE.
type Sector struct {
	Code  string
	Label Text
}

// Contact is a person who answers questions. Contacts are never part of data exports.
type Contact struct {
	Name         string
	Role         Text
	Organisation *Organisation
	Email        string
	Phone        string
	Until        edtf.Date

	place
	untilAt spot
}

// Term is a value of a dimension that has no page of its own in content/: a theme, a kind, a
// municipality, a status, a year.
type Term struct {
	Dimension Dimension
	ID        string // as written; the key of labels
	Label     Text
	Group     *Group // the projects that state it; nil where only other entries do
}
