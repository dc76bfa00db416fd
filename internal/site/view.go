package site

import (
	"html/template"

	"vitrin/internal/locale"
)

// The views are what templates see: ready words in the page's language and ready addresses, so that a
// template lays out and decides nothing. They are apart from the portfolio's types: a template cannot
// reach what a page is not meant to show. Every view of a whole page embeds a *Frame.

// Frame is what every page has around its own matter.
type Frame struct {
	L           *locale.Locale // words and forms of the page's language, such as .L.T "skip"
	Lang        string         // BCP 47 tag of the page's language
	Dir         string         // "ltr" or "rtl"
	SiteTitle   string
	Title       string // of the page; its h1
	HeadTitle   string // of the window: page and site
	Description string // plain text for search engines; may be empty
	Canonical   string // absolute address of the page
	NoIndex     bool
	Alternates  []Alternate   // the page in all its languages, itself included; empty where there is but one
	OpenGraph   []Property    // og: properties with their values
	JSONLD      template.HTML // schema.org, a whole script element; empty on pages that describe no thing
	Stylesheet  string
	Script      string // empty where the site has none; the built-in pages need none
	Feeds       []Link // Atom feeds that tell of this page's matter
	Header      Header
	Breadcrumbs []Link // from home down to the page above this one; empty on the home page
	Languages   []LanguageLink
	Footer      Footer
}

// Header is the top of a page. Pages of one language and section share one, so it is rendered once.
type Header struct {
	L         *locale.Locale
	SiteTitle string
	Home      string
	Menu      []MenuLink
}

// MenuLink is an entry of the menu.
type MenuLink struct {
	Link
	Current bool // the page lies in this section
}

// Footer is the end of a page; all pages of a language share one.
type Footer struct {
	L         *locale.Locale
	Publisher Publisher
	Links     []Link // all lists, the matrix, feeds, data

	Accessibility Link // to the accessibility statement; Text empty: the site has none
}

// Publisher is who answers for the site.
type Publisher struct {
	Name, Number, Email, URL string
}

// Alternate is the page in one language; Lang "x-default" is for visitors of no language of the site.
type Alternate struct {
	Lang, Href string // Href is absolute
}

// Property is a name and a value of the page's head.
type Property struct {
	Name, Content string
}

// LanguageLink leads to the page in another language, or, where it is not translated, to that language's
// home page.
type LanguageLink struct {
	Lang, Name string // "en", "English"
	Href       string
	Missing    bool // the page itself is not there in this language
}

// Link is a text that leads somewhere.
type Link struct {
	Text string
	Href string // empty: a text that leads nowhere
	Lang string // language of the target where it is not the page's, else ""

	TextLang string // language of Text where it is not the page's, else ""
	Mark     string // that language's name, for people: "på engelska"; empty where Lang is
}

// Value is one value of a fact: a text or a link, with what was said of it.
type Value struct {
	Link
	Note string
	Time string // machine-readable date, for the time element; may be empty
}

// Fact is a field with its values, in words: a term and its descriptions.
type Fact struct {
	Key    string // the contract's name of the field
	Label  string
	Values []Value
}

// Table is a table with a header row. A cell may hold several values.
type Table struct {
	ID      string // of the section, may be empty
	Caption string
	Columns []Column
	Rows    []Row
}

// Column heads a column; Numeric ones are set to the right.
type Column struct {
	Label   string
	Numeric bool
	Sort    string // address of the table sorted by this column, may be empty
	Sorted  string // "ascending" or "descending" where the table is sorted by it, else ""
}

// Row is a row of cells; the first names what the row is about.
type Row struct {
	Cells []Cell
}

// Cell is what stands in a table's row and column.
type Cell struct {
	Values  []Value
	Numeric bool
	Shade   int // 1 to 4 in a table whose cells are shaded by what they count, else 0
}

// Card is a project in a list. It is rendered once for each language and shown wherever the project
// is listed.
type Card struct {
	L       *locale.Locale
	Link    Link
	Summary string
	Status  Status
	Period  string
	Start   string
	End     string
	Granted []string // one for each currency; empty: not stated

	Coordinator Link // Text empty: not stated
	Clusters    []Link
	Programmes  []Link
}

// Status is a project's status. An empty ID is not stated.
type Status struct {
	ID    string // "ongoing", for style
	Label string
}

// Section is a heading with cards below it.
type Section struct {
	Heading string // may be empty: a list without divisions
	Level   int    // of the heading, 2 or 3
	Cards   []*Card
}

// Listing is a part of a list of projects: the part that one page shows.
type Listing struct {
	L        *locale.Locale
	ID       string
	Heading  string // of the whole list
	Count    string // "12 projekt"
	Sections []Section
	Empty    string // what is said where there is none
	Pages    Pagination
}

// Pagination leads to the other pages of a list. A list on one page has no Links.
type Pagination struct {
	L        *locale.Locale
	Label    string // what the navigation is called
	Status   string // "Sida 2 av 7"
	Previous string // address, empty on the first page
	Next     string
	Links    []PageLink
}

// PageLink is a page's number.
type PageLink struct {
	Number  string
	Href    string
	Current bool
	Gap     bool // pages are left out here; no number and no address
}

// Totals is what the projects of a group come to.
type Totals struct {
	Facts   []Fact // projects, granted, applied, first and last year
	Figures Figures
	Counts  []Count
}

// Count is how the projects of a group divide by one dimension.
type Count struct {
	Heading string
	Rows    []CountRow
	More    Link // to the whole list where Rows is cut
}

// CountRow is a value and its number of projects.
type CountRow struct {
	Link   Link
	Number string
}

// Picture is an image with its text, for img and figcaption.
type Picture struct {
	Src           string
	SrcSet        string // the picture in several widths, for srcset; empty where it has but one
	Width, Height int    // in pixels, of Src
	Alt           string
	Caption       string
	Credit        string
}

// Paper is a document that can be read or fetched.
type Paper struct {
	Link Link
	Kind string // "PDF, 189,3 kB"; for one elsewhere, the site's name
	Lang string // name of the document's language, may be empty
	Year string
}

// Contact is a person to ask.
type Contact struct {
	Name, Role   string
	Organisation Link
	Email        string
	Phone, Tel   string // as written, and as tel: wants it
	Until        string
}

// Step is a phase or a milestone.
type Step struct {
	Title, When, Time, Text string
}

// Relation is a tie to another project.
type Relation struct {
	Link Link
	When string
	Note string
}

// Related is a project that shares much with this one, and why it is named.
type Related struct {
	Card   *Card
	Reason string // "Samma kluster och program: …"
}

// Words is what every written page has beside its facts.
type Words struct {
	Summary    string
	Body       template.HTML
	Image      *Picture
	Keywords   []string
	Documents  []Paper
	Links      []Link
	Contacts   []Contact
	LinkedFrom []Link
	Updated    Value          // Text empty: not stated
	Disclaimer string         // may be empty
	Extra      map[string]any // as the editor wrote it
	Source     string         // path of the Markdown file
}
