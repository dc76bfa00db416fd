package build_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
)

// buildArchive builds the site whose files a txtar archive holds, at an address, and gives its pages.
func buildArchive(t *testing.T, base, archive string) map[string]*page {
	t.Helper()
	return buildArchiveIn(t, t.TempDir(), base, archive)
}

// buildArchiveIn does so in a folder of the caller's.
func buildArchiveIn(t *testing.T, dir, base, archive string) map[string]*page {
	t.Helper()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return readPages(t, buildSite(t, dir, base))
}

// findAll gives all elements that match, in their order.
func findAll(n *html.Node, match func(*html.Node) bool) []*html.Node {
	var all []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && match(d) {
			all = append(all, d)
		}
	}
	return all
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasClass(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return slices.Contains(strings.Fields(attr(n, "class")), name) }
}
