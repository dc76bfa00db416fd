// Package feed writes what machines follow: Atom feeds and sitemaps. It knows their formats and
// nothing of portfolios; what they tell of comes in ready.
package feed

import (
	"encoding/xml"
	"io"
	"time"
)

// Feed is an Atom feed (RFC 4287).
type Feed struct {
	ID      string // an address that stays
	Title   string
	Self    string // absolute address of the feed
	Home    string // absolute address of the page that it goes with
	Lang    string // BCP 47
	Author  string
	Updated time.Time
	Entries []Entry
}

// Entry is one entry of a feed.
type Entry struct {
	ID      string // absolute address of the page
	Title   string
	Summary string // plain text
	Lang    string // where it is not the feed's, else ""
	Updated time.Time
}

const atomSpace = "http://www.w3.org/2005/Atom"

type atomFeed struct {
	XMLName xml.Name    `xml:"feed"`
	Space   string      `xml:"xmlns,attr"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Lang    string   `xml:"xml:lang,attr,omitempty"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary,omitempty"`
}

// Write writes the feed as XML.
func (f Feed) Write(w io.Writer) error {
	out := atomFeed{
		Space: atomSpace, Lang: f.Lang, ID: f.ID, Title: f.Title, Updated: f.Updated.Format(time.RFC3339), Author: f.Author,
		Links: []atomLink{{"self", "application/atom+xml", f.Self}, {"alternate", "text/html", f.Home}},
	}
	for _, e := range f.Entries {
		out.Entries = append(out.Entries, atomEntry{
			Lang: e.Lang, ID: e.ID, Title: e.Title, Updated: e.Updated.Format(time.RFC3339),
			Link: atomLink{"alternate", "text/html", e.ID}, Summary: e.Summary,
		})
	}
	return writeXML(w, out)
}

func writeXML(w io.Writer, document any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(document); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
