package site

import "vitrin/internal/locale"

// HomeView is the view of home.html.
type HomeView struct {
	*Frame
	Words  Words
	Totals Totals
	Latest Listing
	Places []Place // the ways into the portfolio
	Matrix Link
}

// Place is a dimension as a way in, with its most frequent values.
type Place struct {
	Link  Link
	Count Count
}

// ProjectView is the view of project.html.
type ProjectView struct {
	*Frame
	Words       Words
	Status      Status
	Period      string // in words; empty where neither start nor end is stated
	Facts       []Fact
	Partners    Table
	Funding     Table
	FundingBars []Bars // a figure for each currency
	Goals       Table
	Indicators  Table
	ResultBars  []Bars // of the indicators that can be drawn; one figure or none
	Phases      []Step
	Milestones  []Step
	Follows     []Relation
	ContinuedBy []Relation
	Stated      []Relation // related ones that the project names
	Related     []Related
	Previous    Link // in time
	Next        Link
}

// ClusterView is the view of cluster.html.
type ClusterView struct {
	*Frame
	Words        Words
	Facts        []Fact
	Members      []Value
	Owners       []Value
	ValueChain   []string
	People       []Value
	Recognitions []Value
	Totals       Totals
	Projects     Listing
}

// ProgrammeView is the view of programme.html.
type ProgrammeView struct {
	*Frame
	Words    Words
	Facts    []Fact
	Parts    Table // rounds and parts
	Calls    Table
	Declared Table // what the funder says, beside what the portfolio holds
	Totals   Totals
	Projects Listing
}

// OrganisationView is the view of organisation.html.
type OrganisationView struct {
	*Frame
	Words    Words
	Facts    []Fact
	Logo     *Picture
	Ties     []Fact // clusters and programmes by the organisation's part in them
	Totals   Totals
	Projects Listing // by role
}

// GroupView is the view of group.html: a region, theme, kind, status, year, municipality, the projects
// that state none, or a cell of the matrix; and the further pages of a list.
type GroupView struct {
	*Frame
	Intro    string
	Totals   Totals
	Projects Listing
}

// IndexView is the view of index.html: all values of a dimension.
type IndexView struct {
	*Frame
	Words   Words // of the page that an editor wrote for the collection; may be empty
	Figures Figures
	Count   string
	Table   Table
	Pages   Pagination
	Empty   string
}

// ProjectsView is the view of projects.html: all projects, as cards.
type ProjectsView struct {
	*Frame
	Words    Words
	Ways     []MenuLink // all, ongoing, completed, …, as a table
	Totals   Totals
	Projects Listing
}

// TableView is the view of table.html: all projects as rows of one table, each rendered once for each
// language.
type TableView struct {
	*Frame
	Intro   string
	Ways    []MenuLink
	Columns []Column
	Rows    []*Card
	Pages   Pagination
}

// MatrixView is the view of matrix.html: clusters by programmes, with counts that link.
type MatrixView struct {
	*Frame
	Intro string
	Table Table
	Pages Pagination
	Empty string
}

// PageView is the view of page.html, an ordinary page.
type PageView struct {
	*Frame
	Words Words
}

// NotFoundView is the view of 404.html.
type NotFoundView struct {
	*Frame
	Ways []Link
}

// RedirectView is the view of redirect.html, an old address that leads to a page.
type RedirectView struct {
	L         *locale.Locale
	Lang      string
	Title     string
	Href      string
	Canonical string
}
