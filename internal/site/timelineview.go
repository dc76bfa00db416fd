package site

import "html/template"

// Timeline is a picture of time: rows of words, each with what is drawn of it on one axis. The words say all that is
// drawn. A timeline without Parts is none; one whose Axis has no ticks is a list, since too little of it is dated.
type Timeline struct {
	Heading string      // of the picture; may be empty
	Note    string      // what the picture leaves out; may be empty
	Legend  []TimeSign  // the kinds of marks that need an explanation
	Axis    TimeAxis    // shared by all rows
	Parts   []*TimePart // groups of rows
}

// TimeAxis is the head of a timeline and the lines behind its rows.
type TimeAxis struct {
	Ticks []TimeTick // in the order of time
	Today TimeDay    // the day for which the site is built; Text empty: it lies beyond the axis
}

// TimeTick is a line where a year or a month begins.
type TimeTick struct {
	X    string // percentage of the track
	Text string // may be empty: a line alone
	Wide bool   // there is room for the text on a wide track only
}

// TimeDay is a day on the axis.
type TimeDay struct {
	X      string // percentage of the track
	Anchor string // of the text: "start", "middle" or "end", as SVG has it
	Text   string // "I dag"
}

// TimeSign explains a kind of mark that the timeline has.
type TimeSign struct {
	Kind string // "unsure", "open-end" or "today"; for style
	Text string // what such a mark means
}

// TimePart is some rows of a timeline, in the order of time.
type TimePart struct {
	ID    string    // of the section, may be empty
	Head  TimeRow   // its heading, with what is drawn of it; Link.Text empty: none
	Level int       // of the heading, 3 or 4
	Rows  []TimeRow // below the heading
}

// TimeRow is one row: its words, and what is drawn of it.
type TimeRow struct {
	TimeWords
	Kind   string // "project", "programme", "call", "phase", "milestone", "whole"; for style
	Shared bool   // other timelines have the same words, so that they are rendered once
	lister

	// MakeTrack adds what Track gives, when it is asked for; nil where there is nothing.
	MakeTrack func([]byte) []byte
}

// Track gives what is drawn, a whole svg element; empty where the row is not dated.
func (r TimeRow) Track() template.HTML {
	if r.MakeTrack == nil {
		return ""
	}
	return template.HTML(r.MakeTrack(nil)) //nolint:gosec // of numbers and of words of the program
}

// TimeWords tell what a row is about, and when that was.
type TimeWords struct {
	Link    Link   // what the row is about; Href may be empty
	When    string // "maj 2022 – januari 2023", "odaterat"; may be empty
	Time    string // machine-readable date, may be empty
	Status  Status // in words; Label empty: not said
	Text    string // what is said of it; may be empty
	Current bool   // it is this page
}
