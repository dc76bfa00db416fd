// Package markdown turns the body of a page into HTML, headings, links and an opening in one parse.
// It is the only importer of goldmark. It knows no addresses: where a link leads is asked for when
// the HTML is put together, so a parsed [Document] depends on nothing but its bytes and the
// [Options], and can be kept.
//
// In go the bytes of a body: CommonMark 0.31 with GitHub's tables, strikethrough, task lists,
// automatic links and callouts, with footnotes, definition lists, heading attributes, typographic
// quotes and [[wikilinks]]. Out comes HTML that a strict content security policy lets through: no
// style, no script, no event attribute, whatever the body says.
package markdown

import "slices"

// LinkKind says how a link was written.
type LinkKind int

const (
	// Inline is [text](target), a reference link or an automatic link (<https://…>, www.…).
	Inline LinkKind = iota
	// Wiki is [[target]] or [[target|text]].
	Wiki
	// Image is ![alt](target), or ![""](target) for a picture that only decorates.
	Image
)

// Link is one link or picture of a document.
type Link struct {
	Kind     LinkKind
	Address  string // the whole target with Markdown's escapes resolved, not percent-decoded: what an external address is published as
	Path     string // the target without its fragment, percent-decoded; empty for a fragment alone
	Fragment string // what follows #, percent-decoded
	Text     string // plain text of the link (or the picture's alt); empty for a Wiki link without one
	Line     int    // from 1, in the body given to Parse; of the use where the link is a reference
	Column   int    // from 1, in characters: where the target starts, or the label of a reference
	Width    int    // characters of the target as written, for underlining; at least 1

	Decoration bool // a picture that is said to have no alt, as opposed to one whose alt is missing
}

// Target is where a link leads.
type Target struct {
	Href   string // the address; empty: the link is shown as its text alone
	Text   string // the text of a link that states none
	Lang   string // the language of the target where it differs from the page's, else empty
	Width  int    // of a picture, in pixels, 0 where unknown
	Height int    // of a picture, in pixels, 0 where unknown
	SrcSet string // the picture in other widths, as the srcset attribute has them; may be empty
	Sizes  string // how wide the picture is shown, as the sizes attribute says it; may be empty
}

// Heading is one heading of a document.
type Heading struct {
	Level int    // 1 to 6, as written
	ID    string // unique in the document; keeps å, ä and ö
	Text  string // plain
}

// Outline is what others must know of a body to tie pages together: where it leads, and what in it can be led to.
// It is immutable and safe for concurrent use.
type Outline struct {
	Headings []Heading // in the order of the text
	Links    []Link    // in the order of the text, pictures among them
	Limit    string    // why the body is shown as it was typed, in plain English; empty for nearly all
	Opening  string    // what stands in for a summary where there is none, once its links are [Named]: see [OpeningLength]

	ids []string // of headings, footnotes and raw HTML, in the order of the text
}

// OpeningLength is how many characters [Outline.Opening] has at most: an excerpt of about the length that search engines show.
const OpeningLength = 160

// Document is a parsed body. It is immutable and safe for concurrent use.
type Document struct {
	Outline
	Body
}

// Body is what a page shows of a document. It is immutable and safe for concurrent use.
type Body struct {
	links []Link // of the outline
	slots []slot // what depends on where they lead, in the order of the text
	html  []byte // all the rest
}

// IDs gives the ids that a fragment can name, in the order of the text: those of headings,
// footnotes, references to them and elements of raw HTML.
func (o *Outline) IDs() []string { return slices.Clone(o.ids) }

// HasFragment says whether id is one of [Outline.IDs]. It compares exactly: the fragment is given
// as [Link.Fragment] holds it, without percent signs.
func (o *Outline) HasFragment(id string) bool { return slices.Contains(o.ids, id) }
