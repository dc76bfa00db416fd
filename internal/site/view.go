package site

import (
	"html/template"

	"vitrin/internal/locale"
)

// The views are what templates see: ready words in the page's language and ready addresses, so that a
// template lays out and decides nothing. They are apart from the portfolio's types: a template cannot
// reach what a page is not meant to show. Every view of a whole page embeds a *Frame.
//
// The comments on views and their fields are read by people who write templates: templates/README.md is
// made of them (UPDATE=1 go test ./internal/render).

// Frame is what every page has around its own matter.
type Frame struct {
	L           *locale.Locale // words and forms of the page's language, such as .L.T "skip"
	Lang        string         // BCP 47 tag of the page's language
	Dir         string         // "ltr" or "rtl"
	SiteTitle   string         // what the site is called
	Title       string         // of the page; its h1
	HeadTitle   string         // of the window: page and site
	Description string         // plain text for search engines; may be empty
	Canonical   string         // absolute address of the page
	NoIndex     bool           // search engines are asked to leave the page out
	Alternates  []Alternate    // the page in all its languages, itself included; empty where there is but one
	OpenGraph   []Property     // og: properties with their values
	Stylesheet  string         // address of the style sheet
	Icon        string         // address of the site's icon
	Script      string         // address of the script; empty where the site has none; the built-in pages need none
	Feeds       []Link         // Atom feeds that tell of this page's matter
	Header      *Header        // the top of the page
	Breadcrumbs []Link         // from home down to the page above this one; empty on the home page
	Languages   []LanguageLink // the site's other languages
	Footer      *Footer        // the end of the page

	// MakeJSONLD adds what JSONLD gives, when it is asked for; nil where there is nothing.
	MakeJSONLD func([]byte) []byte
}

// JSONLD gives the page in the words of schema.org, a whole script element; empty on pages that describe no thing.
func (f *Frame) JSONLD() template.HTML {
	if f.MakeJSONLD == nil {
		return ""
	}
	return template.HTML(f.MakeJSONLD(nil)) //nolint:gosec // no text in JSON has < or >
}

// Header is the top of a page. Pages of one language and section share one, so it is rendered once.
type Header struct {
	L         *locale.Locale // as in the frame
	SiteTitle string         // what the site is called
	Home      string         // address of the home page
	Menu      []MenuLink     // the settings' menu
}

// MenuLink is an entry of the menu.
type MenuLink struct {
	Link
	Current bool // the page lies in this section
}

// Footer is the end of a page; all pages of a language share one.
type Footer struct {
	L         *locale.Locale // as in the frame
	Publisher Publisher      // of the settings; all empty where they name none
	Links     []Link         // all lists, the matrix, feeds, data

	Accessibility Link // to the accessibility statement; Text empty: the site has none
}

// Publisher is who answers for the site.
type Publisher struct {
	Name   string // may be empty
	Number string // organisation number; may be empty
	Email  string // may be empty
	URL    string // of its own site; may be empty
}

// Alternate is the page in one language.
type Alternate struct {
	Lang string // BCP 47 tag, or "x-default" for visitors of no language of the site
	Href string // absolute address
}

// Property is a name and a value of the page's head.
type Property struct {
	Name    string // "og:title"
	Content string // its value
}

// LanguageLink leads to the page in another language, or, where it is not translated, to that language's
// home page.
type LanguageLink struct {
	Lang    string // "en"
	Name    string // "English"
	Href    string // address
	Missing bool   // the page itself is not there in this language
}

// Link is a text that leads somewhere.
type Link struct {
	Text string // what it says
	Href string // address; empty: a text that leads nowhere
	Lang string // language of the target where it is not the page's, else ""

	TextLang string // language of Text where it is not the page's, else ""
	Mark     string // name of the target's language, for people: "på engelska"; empty where Lang is
}

// Value is one value of a fact: a text or a link, with what was said of it.
type Value struct {
	Link
	Note string // what was said of it; may be empty
	Time string // machine-readable date, for the time element; may be empty
}

// Fact is a field with its values, in words: a term and its descriptions.
type Fact struct {
	Key    string  // the contract's name of the field
	Label  string  // its name for people
	Values []Value // at least one
}

// Table is a table with a header row. A cell may hold several values.
type Table struct {
	ID      string   // of the section; may be empty
	Caption string   // what the table is called
	Columns []Column // from the left
	Rows    []Row    // empty: there is nothing to show
}

// Column heads a column.
type Column struct {
	Label   string // its heading
	Numeric bool   // it is set to the right
	Sort    string // address of the table sorted by this column; may be empty
	Sorted  string // "ascending" or "descending" where the table is sorted by it, else ""
}

// Row is a row of a table.
type Row struct {
	Cells []Cell // one for each column; the first names what the row is about
}

// Cell is what stands in a table's row and column.
type Cell struct {
	Values  []Value // may be empty
	Numeric bool    // it is set to the right
	Shade   int     // 1 to 4 in a table whose cells are shaded by what they count, else 0
}

// Picture is an image with its text, for img and figcaption.
type Picture struct {
	Src     string // address
	SrcSet  string // the picture in several widths, for srcset; empty where it has but one
	Width   int    // in pixels, of Src; 0: not known
	Height  int    // in pixels, of Src; 0: not known
	Alt     string // its text for those who don't see it; empty: decoration
	Caption string // may be empty
	Credit  string // who made it; may be empty
}

// Paper is a document that can be read or fetched.
type Paper struct {
	Link Link   // its title, to the document
	Kind string // "PDF, 189,3 kB"; for one elsewhere, the site's name
	Lang string // name of the document's language; may be empty
	Year string // may be empty
}

// Contact is a person to ask.
type Contact struct {
	Name         string // may be empty
	Role         string // may be empty
	Organisation Link   // Text empty: not stated
	Email        string // may be empty
	Phone        string // as written; may be empty
	Tel          string // the same as tel: wants it; empty where Phone is no number
	Until        string // last day on which the person answers, in words; may be empty
}

// Relation is a tie to another project.
type Relation struct {
	Link Link   // to the project
	When string // since when, in words; may be empty
	Note string // what is said of it; may be empty
}

// Related is a project that shares much with this one, and why it is named.
type Related struct {
	Card   *Card  // the project
	Reason string // "Samma kluster och program: …"
}

// Words is what every written page has beside its facts.
type Words struct {
	Summary    string         // plain text; may be empty
	Image      *Picture       // nil where there is none
	Keywords   []string       // may be empty
	Documents  []Paper        // may be empty
	Links      []Link         // to other sites; may be empty
	Contacts   []Contact      // those that may be shown today
	LinkedFrom []Link         // the pages whose texts link here
	Updated    Value          // Text empty: not stated
	Disclaimer string         // may be empty
	Extra      map[string]any // as the editor wrote it
	Source     string         // path of the Markdown file

	// MakeBody adds what Body gives, when it is asked for; nil where there is nothing.
	MakeBody func([]byte) ([]byte, error)
}

// Body gives the text of the Markdown file; may be empty.
func (w Words) Body() (template.HTML, error) {
	if w.MakeBody == nil {
		return "", nil
	}
	html, err := w.MakeBody(nil)
	return template.HTML(html), err //nolint:gosec // it is made as HTML
}

// TextError is that the text of a page cannot be read any more: trouble of the machine, and no fault of the template that
// asks for it.
type TextError struct{ Err error }

// Error says which text, and why.
func (e *TextError) Error() string { return e.Err.Error() }

// Unwrap gives the trouble.
func (e *TextError) Unwrap() error { return e.Err }
