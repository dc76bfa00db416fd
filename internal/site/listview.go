package site

import (
	"vitrin/internal/locale"
)

// Card is a project in a list. It is rendered once for each language and shown wherever the project
// is listed.
type Card struct {
	*CardWords // what it says
	lister
}

// CardWords are what a card says of its project.
type CardWords struct {
	L       *locale.Locale // as in the frame
	Link    Link           // the title, to the project's page
	Summary string         // may be empty
	Status  Status         // of the project
	Period  string         // start and end in words; may be empty
	Start   string         // in words; may be empty
	End     string         // in words; may be empty
	Granted []string       // one for each currency; empty: not stated

	Coordinator Link   // Text empty: not stated
	Clusters    []Link // may be empty
	Programmes  []Link // may be empty
}

// Status is a project's status.
type Status struct {
	ID    string // "ongoing", for style; empty: not stated
	Label string // in words
}

// Section is a heading with cards below it.
type Section struct {
	Heading string  // may be empty: a list without divisions
	Level   int     // of the heading, 2 or 3
	Cards   []*Card // at least one
}

// Listing is a part of a list of projects: the part that one page shows.
type Listing struct {
	L        *locale.Locale // as in the frame
	ID       string         // of the section; may be empty
	Heading  string         // of the whole list
	Count    string         // "12 projekt"
	Sections []Section      // the projects of this page
	Empty    string         // what is said where there is none
	Pages    Pagination     // to the list's other pages
	Timeline Timeline       // of these projects; may be empty
}

// Pagination leads to the other pages of a list. A list on one page has no Links.
type Pagination struct {
	L        *locale.Locale // as in the frame
	Label    string         // what the navigation is called
	Status   string         // "Sida 2 av 7"
	Previous string         // address; empty on the first page
	Next     string         // address; empty on the last page
	Links    []PageLink     // the first and the last page, and those around this one
}

// PageLink is a page's number.
type PageLink struct {
	Number  string // "2"
	Href    string // address
	Current bool   // it is this page
	Gap     bool   // pages are left out here; no number and no address
}

// Totals is what the projects of a group come to.
type Totals struct {
	Facts   []Fact  // projects, granted, applied, first and last year
	Figures Figures // the same in pictures
	Counts  []Count // how the projects divide, a dimension each
}

// Count is how the projects of a group divide by one dimension.
type Count struct {
	Heading string     // the dimension's name
	Rows    []CountRow // its values; of many, the first ones
	More    Link       // to the whole list where Rows is cut
}

// CountRow is a value and its number of projects.
type CountRow struct {
	Link   Link   // to the value's page
	Number string // of projects
}
