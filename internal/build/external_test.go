package build_test

import (
	"net/url"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"vitrin/internal/build"
)

// TestLinksAreKnown holds that every link of a page to another site is one that the portfolio names with its place, so
// that no field with an address stays unchecked. The site sets every field of the contract.
func TestLinksAreKnown(t *testing.T) {
	archive, err := os.ReadFile("testdata/every-field.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	pages := buildArchiveIn(t, dir, "https://example.org/", string(archive))
	site, _, err := build.Load(t.Context(), build.Options{Dir: dir, Now: day, Cache: cache})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := site.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	known := map[string]bool{}
	for _, l := range site.Portfolio.External() {
		known[l.URL] = true
	}
	found := 0
	for file, p := range pages {
		for _, a := range findAll(p.root, func(n *html.Node) bool { return n.DataAtom == atom.A }) {
			href, err := url.PathUnescape(attr(a, "href"))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(href, "http") || strings.HasPrefix(href, "https://example.org/") {
				continue
			}
			if found++; !known[href] {
				t.Errorf("%s links to %s, which the portfolio does not know as a link to another site", file, href)
			}
		}
	}
	if found == 0 {
		t.Error("the pages have no links to other sites")
	}
}
