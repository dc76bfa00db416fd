package build_test

import (
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"vitrin/internal/build"
	"vitrin/internal/portfolio"
)

// day is the day for which the tests build.
var day = time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC)

// cache is where all tests keep pictures, so that each is made once.
var cache string

func TestMain(m *testing.M) {
	if dir := os.Getenv(apart); dir != "" {
		os.Exit(buildHere(dir))
	}
	if dir := os.Getenv(apartBare); dir != "" {
		if err := bareHere(dir); err != nil {
			panic(err)
		}
		os.Exit(0)
	}
	var err error
	if cache, err = os.MkdirTemp("", "vitrin-test-"); err != nil {
		panic(err)
	}
	status := m.Run()
	_ = os.RemoveAll(cache)
	os.Exit(status)
}

// buildDemo builds the example portfolio at a base address and gives the folder of the site. The example is
// copied, so that no repository around it dates its pages.
func buildDemo(t testing.TB, base string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	return buildSite(t, dir, base)
}

// buildSite builds the site in a folder, which must have no problems at all.
func buildSite(t testing.TB, dir, base string) string {
	t.Helper()
	u, err := portfolio.ParseBaseURL(base)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "public")
	_, problems, err := build.Build(t.Context(), build.Options{Dir: dir, Out: out, BaseURL: u, Now: day, Cache: cache})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s:%d:%d: %s: %s", p.Pos.File, p.Pos.Line, p.Pos.Column, p.Severity, p.Message)
	}
	if problems.Errors() > 0 {
		t.FailNow()
	}
	return out
}

// page is a parsed page of a built site.
type page struct {
	file  string // relative to the site: "projekt/a/index.html"
	root  *html.Node
	ids   map[string]int
	links []link
}

// link is an address that a page refers to.
type link struct {
	element, address string
}

// readPages parses every HTML file of a site.
func readPages(t testing.TB, dir string) map[string]*page {
	t.Helper()
	pages := map[string]*page{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".html") {
			return err
		}
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		root, err := html.Parse(f)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		p := &page{file: filepath.ToSlash(rel), root: root, ids: map[string]int{}}
		p.collect(root)
		pages[p.file] = p
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// collect takes down the ids and addresses of a tree.
func (p *page) collect(n *html.Node) {
	for _, a := range n.Attr {
		switch {
		case a.Key == "id":
			p.ids[a.Val]++
		case a.Key == "href" || a.Key == "src":
			p.links = append(p.links, link{n.Data, a.Val})
		case n.Data == "meta" && a.Key == "content" && strings.HasPrefix(a.Val, "0; url="):
			p.links = append(p.links, link{"refresh", strings.TrimPrefix(a.Val, "0; url=")})
		}
	}
	for c := range n.ChildNodes() {
		p.collect(c)
	}
}

// text gives what a reader sees of a tree, with spaces collapsed.
func text(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style"):
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		if n.Type == html.ElementNode && n.Data != "a" && n.Data != "em" && n.Data != "strong" && n.Data != "span" {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }), " ")
}

// find gives the first element with an attribute's value, or of a name where the value is empty.
func find(n *html.Node, match func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && match(n) {
		return n
	}
	for c := range n.ChildNodes() {
		if found := find(c, match); found != nil {
			return found
		}
	}
	return nil
}

func element(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == name }
}

// local turns an address of a page into a file of the site and a fragment; ok is false where it leads to
// another site, or to somebody's mail or telephone.
func local(base *url.URL, from, address string) (file, fragment string, ok bool, err error) {
	here := *base
	here.Path += strings.TrimSuffix(from, "index.html")
	here.RawPath = ""
	u, err := here.Parse(address)
	if err != nil || u.Host != base.Host || u.Scheme != base.Scheme {
		return "", "", false, err
	}
	rest, inside := strings.CutPrefix(u.Path, base.Path)
	if !inside {
		return "", "", true, &url.Error{Op: "leave the site", URL: address}
	}
	if rest == "" || strings.HasSuffix(rest, "/") {
		rest += "index.html"
	}
	return rest, u.Fragment, true, nil
}
