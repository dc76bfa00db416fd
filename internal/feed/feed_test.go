package feed_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/feed"
)

func TestAtom(t *testing.T) {
	at := time.Date(2023, 10, 27, 0, 0, 0, 0, time.FixedZone("", 2*60*60))
	f := feed.Feed{
		ID: "https://example.org/atom.xml", Title: "Projekt & mer", Self: "https://example.org/atom.xml", Home: "https://example.org/",
		Lang: "sv", Author: "Region <A>", Updated: at,
		Entries: []feed.Entry{{ID: "https://example.org/projekt/å/", Title: "Å", Summary: "Kort", Lang: "en", Updated: at}},
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	want := `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">
  <id>https://example.org/atom.xml</id>
  <title>Projekt &amp; mer</title>
  <updated>2023-10-27T00:00:00+02:00</updated>
  <author>
    <name>Region &lt;A&gt;</name>
  </author>
  <link rel="self" type="application/atom+xml" href="https://example.org/atom.xml"></link>
  <link rel="alternate" type="text/html" href="https://example.org/"></link>
  <entry xml:lang="en">
    <id>https://example.org/projekt/å/</id>
    <title>Å</title>
    <updated>2023-10-27T00:00:00+02:00</updated>
    <link rel="alternate" type="text/html" href="https://example.org/projekt/å/"></link>
    <summary>Kort</summary>
  </entry>
</feed>
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestSitemap(t *testing.T) {
	var b bytes.Buffer
	err := feed.WriteSitemap(&b, []feed.URL{{
		Loc: "https://example.org/", Modified: "2023-10",
		Alternates: []feed.Alternate{{Lang: "en", Href: "https://example.org/en/?a&b"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
  <url>
    <loc>https://example.org/</loc>
    <lastmod>2023-10</lastmod>
    <xhtml:link rel="alternate" hreflang="en" href="https://example.org/en/?a&amp;b"></xhtml:link>
  </url>
</urlset>
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}
