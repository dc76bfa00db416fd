package feed

import (
	"encoding/xml"
	"io"
)

// MaxURLs is how many addresses one sitemap may hold (sitemaps.org, protocol 0.9).
const MaxURLs = 50_000

// URL is a page in a sitemap.
type URL struct {
	Loc        string // absolute address
	Modified   string // W3C date; may be empty
	Alternates []Alternate
}

// Alternate is the page in one language.
type Alternate struct {
	Lang, Href string
}

const (
	sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"
	xhtmlSpace   = "http://www.w3.org/1999/xhtml"
)

type urlSet struct {
	XMLName xml.Name  `xml:"urlset"`
	Space   string    `xml:"xmlns,attr"`
	XHTML   string    `xml:"xmlns:xhtml,attr"`
	URLs    []siteURL `xml:"url"`
}

type siteURL struct {
	Loc        string          `xml:"loc"`
	Modified   string          `xml:"lastmod,omitempty"`
	Alternates []siteAlternate `xml:"xhtml:link"`
}

type siteAlternate struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

// WriteSitemap writes a sitemap of at most [MaxURLs] pages, each with its other languages.
func WriteSitemap(w io.Writer, urls []URL) error {
	set := urlSet{Space: sitemapSpace, XHTML: xhtmlSpace}
	for _, u := range urls {
		one := siteURL{Loc: u.Loc, Modified: u.Modified}
		for _, a := range u.Alternates {
			one.Alternates = append(one.Alternates, siteAlternate{"alternate", a.Lang, a.Href})
		}
		set.URLs = append(set.URLs, one)
	}
	return writeXML(w, set)
}

type sitemapIndex struct {
	XMLName xml.Name    `xml:"sitemapindex"`
	Space   string      `xml:"xmlns,attr"`
	Maps    []sitemapAt `xml:"sitemap"`
}

type sitemapAt struct {
	Loc string `xml:"loc"`
}

// WriteSitemapIndex writes an index of sitemaps, given by their absolute addresses.
func WriteSitemapIndex(w io.Writer, locs []string) error {
	index := sitemapIndex{Space: sitemapSpace}
	for _, loc := range locs {
		index.Maps = append(index.Maps, sitemapAt{loc})
	}
	return writeXML(w, index)
}
