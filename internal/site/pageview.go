package site

import "vitrin/internal/locale"

// HomeView is the view of home.html.
type HomeView struct {
	*Frame
	Words  Words   // of content/index.md; may be empty
	Totals Totals  // what all projects come to
	Latest Listing // the latest projects
	Places []Place // the ways into the portfolio
	Matrix Link    // to the table of clusters by programmes
}

// Place is a dimension as a way in, with its most frequent values.
type Place struct {
	Link  Link  // to the list of all its values
	Count Count // its values and their numbers of projects
}

// ProjectView is the view of project.html.
type ProjectView struct {
	*Frame
	Words       Words      // of the project
	Status      Status     // stated, or derived from the dates
	Period      string     // in words; empty where neither start nor end is stated
	Facts       []Fact     // reference, dates, coordinator, clusters, programmes, regions and the like
	Partners    Table      // organisations with their roles
	Funding     Table      // who applied for and granted how much
	FundingBars []Bars     // a figure for each currency
	Goals       Table      // goals of strategies that the project serves
	Indicators  Table      // with baseline, target and outcome
	ResultBars  []Bars     // of the indicators that can be drawn; one figure or none
	Course      *Timeline  // the project's own time, with the axis on which its phases and milestones are drawn
	Phases      *TimePart  // in the order of the file
	Milestones  *TimePart  // in the order of the file
	Chain       *Timeline  // its predecessors and successors
	Follows     []Relation // projects that this one carries on
	ContinuedBy []Relation // projects that carry this one on
	Stated      []Relation // related ones that the project names
	Related     []Related  // projects that share clusters, programmes, … with it
	Previous    Link       // to the project that began before it; Text empty: none
	Next        Link       // to the project that began after it; Text empty: none
}

// ClusterView is the view of cluster.html.
type ClusterView struct {
	*Frame
	Words        Words    // of the cluster
	Facts        []Fact   // who runs it, founded, website, regions and the like
	Members      []Value  // organisations
	Owners       []Value  // organisations behind it
	ValueChain   []string // from the first link to the last
	People       []Value  // with role and organisation
	Recognitions []Value  // by whom, for what and when
	Totals       Totals   // what its projects come to
	Projects     Listing  // its projects
}

// ProgrammeView is the view of programme.html.
type ProgrammeView struct {
	*Frame
	Words    Words   // of the programme
	Facts    []Fact  // funders, dates, budget, the programme above it and the like
	Parts    Table   // rounds and parts
	Calls    Table   // with opening and closing days
	Declared Table   // what the funder says, beside what the portfolio holds
	Totals   Totals  // what its projects come to
	Projects Listing // its projects, those of its rounds and parts too
}

// OrganisationView is the view of organisation.html.
type OrganisationView struct {
	*Frame
	Words    Words    // of the organisation; empty where it has no file
	Facts    []Fact   // kind, number, website, regions and the like
	Logo     *Picture // nil where there is none
	Ties     []Fact   // clusters and programmes by the organisation's part in them
	Totals   Totals   // what it leads and what it funds, apart
	Projects Listing  // by role
}

// GroupView is the view of group.html: a region, theme, kind, status, year, municipality, the projects
// that state none, or a cell of the matrix; and the further pages of a list.
type GroupView struct {
	*Frame
	Intro    string  // what the list holds; empty on further pages
	Totals   Totals  // what the projects come to
	Projects Listing // the projects
}

// IndexView is the view of index.html: all values of a dimension.
type IndexView struct {
	*Frame
	Words   Words      // of the page that an editor wrote for the collection; may be empty
	Figures Figures    // the values in pictures
	Count   string     // "21 regioner"
	Table   Table      // the values with their projects and sums
	Pages   Pagination // to the list's other pages
	Empty   string     // what is said where there is no value
}

// ProjectsView is the view of projects.html: all projects, as cards.
type ProjectsView struct {
	*Frame
	Words    Words      // of content/projects/index.md; may be empty
	Ways     []MenuLink // all, ongoing, completed, …, as a table
	Totals   Totals     // what all projects come to
	Projects Listing    // all projects
}

// TableView is the view of table.html: all projects as rows of one table, each rendered once for each
// language.
type TableView struct {
	*Frame
	Intro   string     // how many projects there are, and how to sort them
	Ways    []MenuLink // the same projects in other forms
	Columns []Column   // the table's head, with the addresses of the other orders
	Rows    []*Card    // each rendered by the function rows
	Pages   Pagination // to the table's other pages
}

// MatrixView is the view of matrix.html: clusters by programmes, with counts that link.
type MatrixView struct {
	*Frame
	Intro string     // what the table counts
	Table Table      // a row for each cluster, a column for each programme
	Pages Pagination // to the table's other pages
	Empty string     // what is said where there is nothing to count
}

// PageView is the view of page.html, an ordinary page.
type PageView struct {
	*Frame
	Words Words // of the Markdown file
}

// NotFoundView is the view of 404.html.
type NotFoundView struct {
	*Frame
	Ways []Link // to the home page and the lists
}

// RedirectView is the view of redirect.html, an old address that leads to a page.
type RedirectView struct {
	L         *locale.Locale // words of the page's language
	Lang      string         // BCP 47 tag of the page's language
	Title     string         // of the page that it leads to
	Href      string         // address of that page
	Canonical string         // the same, absolute
}
