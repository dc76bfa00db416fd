package build

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"vitrin/internal/feed"
)

// TestSitemaps holds that a sitemap of more addresses than one may have comes in parts with an index.
func TestSitemaps(t *testing.T) {
	absolute := func(path string) string { return "https://example.org/" + path }
	for count, want := range map[int]string{
		0:                  "sitemap.xml 0",
		feed.MaxURLs:       "sitemap.xml 50000",
		feed.MaxURLs + 1:   "sitemap-1.xml 50000, sitemap-2.xml 1, sitemap.xml 2",
		2 * feed.MaxURLs:   "sitemap-1.xml 50000, sitemap-2.xml 50000, sitemap.xml 2",
		2*feed.MaxURLs + 1: "sitemap-1.xml 50000, sitemap-2.xml 50000, sitemap-3.xml 1, sitemap.xml 3",
	} {
		urls := func(from, most int) []feed.URL {
			part := make([]feed.URL, min(most, count-from))
			for i := range part {
				part[i].Loc = "https://example.org/x"
			}
			return part
		}
		var got []string
		for r := range sitemaps(count, urls, absolute) {
			var b bytes.Buffer
			if err := r.Write(&b); err != nil {
				t.Fatal(err)
			}
			got = append(got, r.Path+" "+strconv.Itoa(strings.Count(b.String(), "<loc>")))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%d addresses: %s, want %s", count, strings.Join(got, ", "), want)
		}
	}
}
