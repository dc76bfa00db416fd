package portfolio

import (
	"cmp"
	"slices"
	"strings"

	"vitrin/internal/diag"
)

// ExternalLink is a web address that the content names, of whatever site.
type ExternalLink struct {
	URL  string   // http or https, as its first place writes it
	Pos  diag.Pos // its first place, by file, line and column
	More int      // how many other places name it, with the same fragment or another
}

// External gives every web address that pages and settings name, in the order of their first places.
func (p *Portfolio) External() []ExternalLink {
	n := naming{}
	for _, e := range p.Entries() {
		n.entry(e)
	}
	n.settings(p.Settings)
	return n.links()
}

// naming collects the places that name web addresses.
type naming []ExternalLink

// add notes an address. What is not stated, or is an address of mail or telephone, is none.
func (n *naming) add(address string, pos diag.Pos) {
	if scheme, _, _ := strings.Cut(address, ":"); strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http") {
		*n = append(*n, ExternalLink{URL: address, Pos: pos})
	}
}

func (n *naming) entry(e *Entry) {
	for _, v := range e.Versions {
		for i := range v.Linked {
			n.add(v.Linked[i].URL, v.Linked[i].at.in(v.Path))
		}
		for _, l := range v.Links {
			n.add(l.URL, l.pos)
		}
		for _, d := range v.Documents {
			n.add(d.URL, d.pos)
		}
	}
	switch r := e.record.(type) {
	case *Cluster:
		n.add(r.Website, r.websitePos)
	case *Programme:
		for _, c := range r.Calls {
			n.add(c.URL, c.pos)
		}
	case *Organisation:
		n.add(r.Website, r.websitePos)
		n.add(r.ROR, r.rorPos)
	}
}

func (n *naming) settings(s *Settings) {
	n.add(s.Publisher.URL, s.Publisher.urlPos)
	if a := s.Accessibility; a != nil {
		n.add(a.Report.URL, a.Report.urlPos)
		n.add(a.Authority.URL, a.Authority.urlPos)
	}
}

// links gives each address once. A place counts once, also where a translation shows the links of the main file.
func (n naming) links() []ExternalLink {
	slices.SortFunc(n, func(a, b ExternalLink) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	})
	var links []ExternalLink
	known := map[string]int{} // without fragment
	for _, l := range slices.Compact(n) {
		page, _, _ := strings.Cut(l.URL, "#")
		if i, ok := known[page]; ok {
			links[i].More++
			continue
		}
		known[page] = len(links)
		links = append(links, l)
	}
	return links
}
