package browser_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
)

// What a project page may weigh, in bytes: its HTML and all that the browser asks for to show it, but for images.
const (
	maxWeight = 60_000
	maxGzip   = 15_000 // each file by itself, as servers send them
)

// weight looks whether a page is light.
func weight(tb *tab, s site, address string, all *findings) {
	n, stop := tb.hear(s, address)
	defer stop()
	tb.open(s, address, wide())
	ask[[]string](tb, "kept.js") // waits until the page is at rest
	total, packed, parts := n.weight(tb.t)
	if total > maxWeight || packed > maxGzip {
		all.see(address, wide(), []finding{{
			Rule:   fmt.Sprintf("heavier than %d bytes, or %d as gzip", maxWeight, maxGzip),
			Detail: fmt.Sprintf("%d bytes, %d as gzip:\n%s", total, packed, strings.Join(parts, "\n")),
		}})
	}
}

// projects gives the pages of a site's projects.
func (s site) projects(t testing.TB) []string {
	t.Helper()
	projects := slices.DeleteFunc(s.sitemap(t), func(address string) bool { return !isProject(address) })
	if len(projects) == 0 {
		t.Fatal("the sitemap has no project")
	}
	return projects
}

// isProject tells the addresses of projects from those of their lists.
func isProject(address string) bool {
	for _, folder := range []string{"/projekt/", "/en/projects/"} {
		if rest, below := strings.CutPrefix(address, folder); below && rest != "" && !strings.HasPrefix(rest, "tab") {
			return true
		}
	}
	return false
}

// weight adds up the files that the page asked for.
func (n *noise) weight(t testing.TB) (total, packed int, parts []string) {
	t.Helper()
	n.mutex.Lock()
	defer n.mutex.Unlock()
	for address, kind := range n.requests {
		u, err := url.Parse(address)
		if err != nil || u.Scheme == "data" || kind == network.ResourceTypeImage {
			continue
		}
		data, err := os.ReadFile(publishedFile(n.site.dir, u.Path))
		if err != nil {
			t.Fatal(err)
		}
		var small bytes.Buffer
		w := gzip.NewWriter(&small)
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		total, packed = total+len(data), packed+small.Len()
		parts = append(parts, fmt.Sprintf("%s: %d, %d", u.Path, len(data), small.Len()))
	}
	slices.Sort(parts)
	return total, packed, parts
}
