package browser_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"golang.org/x/net/html"
)

// checkNoScript holds that a browser that runs no scripts reaches every page of the sitemap from the home page by
// links alone, and that the pages' main parts say the same with scripts as without.
func checkNoScript(t *testing.T, b browser, s site, addresses []string) {
	tb := b.tab(t)
	tb.scripts(false)
	seen := map[string]string{} // the text of each page's main part
	for queue := []string{"/"}; len(queue) > 0; queue = queue[1:] {
		if _, known := seen[queue[0]]; known {
			continue
		}
		tb.open(s, queue[0], wide())
		page := tb.document()
		seen[queue[0]] = words(find(page, "main"))
		queue = append(queue, pagesLinkedFrom(s, queue[0], page)...)
	}
	for _, address := range s.sitemap(t) {
		if _, reached := seen[address]; !reached {
			t.Errorf("%s is not reached from the home page by links alone", address)
		}
	}
	tb.scripts(true)
	for _, address := range addresses {
		without, known := seen[address]
		if !known {
			continue // an address that is not there
		}
		tb.open(s, address, wide())
		if with := words(find(tb.document(), "main")); with != without {
			t.Errorf("%s says something else without scripts\nwith:    %s\nwithout: %s", address, with, without)
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
