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

// checkWeight holds that the projects' pages are light.
func checkWeight(t *testing.T, b browser, s site) {
	tb := b.tab(t)
	n := tb.hear(s)
	weighed := 0
	for _, address := range s.sitemap(t) {
		if !isProject(address) {
			continue
		}
		weighed++
		n.begin(address)
		tb.open(s, address, wide())
		ask[[]string](tb, "kept.js") // waits until the page is at rest
		total, packed, parts := n.weight(t)
		if total > maxWeight || packed > maxGzip {
			t.Errorf("%s weighs %d bytes, %d as gzip; at most %d and %d:\n    %s", address, total, packed, maxWeight, maxGzip, strings.Join(parts, "\n    "))
		}
	}
	if weighed == 0 {
		t.Error("the sitemap has no project")
	}
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
