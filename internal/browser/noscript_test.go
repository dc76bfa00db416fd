package browser_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// withoutScripts looks whether a page's main part says the same with scripts as without.
func withoutScripts(tb *tab, s site, address string, all *findings) {
	var said [2]string
	for i, run := range []bool{false, true} {
		tb.scripts(run)
		tb.open(s, address, wide())
		said[i] = words(find(tb.document(), "main"))
	}
	if said[0] != said[1] {
		all.see(address, wide(), []finding{{Rule: "says something else without scripts", Detail: cmp.Diff(said[0], said[1])}})
	}
}

// checkReach holds that a browser that runs no scripts reaches every page of the sitemap from the home page by links
// alone.
func checkReach(t *testing.T, b browser, s site) {
	tb := b.tab(t)
	tb.scripts(false)
	reached := map[string]bool{}
	for queue := []string{"/"}; len(queue) > 0; queue = queue[1:] {
		if address := queue[0]; !reached[address] {
			reached[address] = true
			tb.open(s, address, narrow())
			queue = append(queue, pagesLinkedFrom(s, address, tb.document())...)
		}
	}
	for _, address := range s.sitemap(t) {
		if !reached[address] {
			t.Errorf("%s is not reached from the home page by links alone", address)
		}
	}
}

// scripts lets pages that are opened from now on run their scripts, or not.
func (tb *tab) scripts(run bool) {
	tb.t.Helper()
	call(tb, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !run})
}

// document gives the page as the browser holds it, without asking its scripts.
func (tb *tab) document() *html.Node {
	tb.t.Helper()
	root := call(tb, dom.GetDocument, dom.GetDocumentParams{}).Root
	text := call(tb, dom.GetOuterHTML, dom.GetOuterHTMLParams{BackendNodeID: root.BackendNodeID}).OuterHTML
	page, err := html.Parse(strings.NewReader(text))
	if err != nil {
		tb.t.Fatal(err)
	}
	return page
}

// pagesLinkedFrom gives the addresses of the site's pages that a page links to.
func pagesLinkedFrom(s site, address string, page *html.Node) []string {
	here := &url.URL{Path: address}
	var all []string
	for n := range page.Descendants() {
		if n.Data != "a" || n.Type != html.ElementNode {
			continue
		}
		to, err := here.Parse(strings.TrimPrefix(attribute(n, "href"), s.url))
		if err == nil && to.Host == "" && to.Scheme == "" && (strings.HasSuffix(to.Path, "/") || strings.HasSuffix(to.Path, ".html")) && !leadsElsewhere(s.dir, to.Path) {
			all = append(all, to.Path)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// find gives the first element of a name.
func find(page *html.Node, name string) *html.Node {
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			return n
		}
	}
	return &html.Node{}
}

// words gives the text of an element, with single spaces.
func words(element *html.Node) string {
	var b strings.Builder
	for n := range element.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "noscript" {
			b.WriteString(n.Data)
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
