package build_test

import (
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// TestCrawl follows every address of the example site, at the root of a server and below a path: no broken
// link or fragment, no id twice on a page, and every page but the old addresses and 404 reachable from home.
func TestCrawl(t *testing.T) {
	for _, base := range []string{"https://example.org/", "https://example.org/under/här/"} {
		t.Run(strings.TrimPrefix(base, "https://"), func(t *testing.T) {
			dir := buildDemo(t, base)
			u, err := url.Parse(base)
			if err != nil {
				t.Fatal(err)
			}
			c := crawl{t: t, dir: dir, base: u, pages: readPages(t, dir), seen: map[string]bool{}}
			c.visit("index.html")
			c.visit("404.html")
			for file, p := range c.pages {
				refresh := len(p.links) > 0 && p.links[len(p.links)-1].element == "a" && find(p.root, element("header")) == nil
				if !c.seen[file] && !refresh {
					t.Errorf("%s is not reachable from home", file)
				}
				for id, n := range p.ids {
					if n > 1 {
						t.Errorf("%s has the id %q %d times", file, id, n)
					}
				}
			}
			if len(c.pages) < 100 {
				t.Errorf("the example has %d pages only", len(c.pages))
			}
		})
	}
}

type crawl struct {
	t     *testing.T
	dir   string
	base  *url.URL
	pages map[string]*page
	seen  map[string]bool
}

// visit checks a page and all that it leads to.
func (c *crawl) visit(file string) {
	if c.seen[file] {
		return
	}
	c.seen[file] = true
	p := c.pages[file]
	if p == nil {
		if _, err := os.Stat(filepath.Join(c.dir, filepath.FromSlash(file))); err != nil {
			c.t.Errorf("there is no %s", file)
		}
		return
	}
	for _, l := range p.links {
		to, fragment, inside, err := local(c.base, file, l.address)
		switch {
		case err != nil:
			c.t.Errorf("%s: %s: %v", file, l.address, err)
			continue
		case !inside:
			continue
		}
		if _, err := os.Stat(filepath.Join(c.dir, filepath.FromSlash(to))); err != nil {
			c.t.Errorf("%s links to %s, which is not there", file, l.address)
			continue
		}
		if target := c.pages[to]; fragment != "" && target != nil && target.ids[fragment] == 0 {
			c.t.Errorf("%s links to %s, but %s has no such id", file, l.address, to)
		}
		if path.Ext(to) == ".html" {
			c.visit(to)
		}
	}
}
