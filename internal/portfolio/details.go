package portfolio

import (
	"vitrin/internal/edtf"
	"vitrin/internal/money"
)

// What few entries state lies apart from what nearly all do, so that a large portfolio takes less memory. An entry that
// states nothing of it shares the details of all others that do not: nobody writes to those. So the pointers are never nil,
// and the fields are read as if they were the entry's own.

// EntryDetails is what few entries of any collection state.
type EntryDetails struct {
	Municipalities []*Term
	Sectors        []Sector

	past []pastContact
}

// pastContact is a person who is no longer shown. Nothing is kept of who it is.
type pastContact struct {
	at    spot      // of the person, or of the day
	until edtf.Date // zero: the project's end decides
}

// ProjectDetails is what few projects state.
type ProjectDetails struct {
	Budget      *money.Amount
	Goals       []Goal
	Indicators  []Indicator
	Phases      []Phase
	Milestones  []Milestone
	Follows     []Relation // predecessors, stated here or there
	ContinuedBy []Relation // successors, stated here or there
	Related     []Relation // stated here or there
}

// VersionDetails is what few files state.
type VersionDetails struct {
	Links      []WebLink
	Documents  []Document
	Image      *Image
	Disclaimer *Text // nil: none; empty: the standard sentence
	Aliases    []Alias
	Extra      map[string]any
	Opening    string // the beginning of the body, where the entry has no summary; its links are to be [markdown.Named]; may be empty

	titles, summaries Text         // as they are stated, where they are in several languages
	slugAt            spot         // zero where none is stated
	tooLong           []overlength // summaries; one for each language of a summary that states several
	longTitles        []overlength // likewise
}

// LinkDetails is what few links in bodies have.
type LinkDetails struct {
	Lang     string // the language that the link names by its file, or ""
	Static   string // path from the site's root of a file in static/
	URL      string // another site's, with its fragment, or an address of mail or telephone
	Fragment string // of all others

	at       spot // of the link, in the file; only of a URL
	withheld bool // it leads to a page that is there but not shown today
}

// The details of all that state none.
var (
	noEntryDetails   = &EntryDetails{}
	noProjectDetails = &ProjectDetails{}
	noVersionDetails = &VersionDetails{}
	noLinkDetails    = &LinkDetails{}
)

func (e *Entry) details() *EntryDetails     { return own(&e.EntryDetails, noEntryDetails) }
func (p *Project) details() *ProjectDetails { return own(&p.ProjectDetails, noProjectDetails) }
func (v *Version) details() *VersionDetails { return own(&v.VersionDetails, noVersionDetails) }

// own gives details to write to, in the place of those that are shared.
func own[T any](details **T, shared *T) *T {
	if *details == shared {
		*details = new(T)
	}
	return *details
}
