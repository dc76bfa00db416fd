package build_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// fact is a row of testdata/facts.tsv.
type fact struct {
	source, what, page, pageEN, where, sv, en string
}

func facts(t *testing.T) []fact {
	t.Helper()
	f, err := os.Open("testdata/facts.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []fact
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		c := strings.Split(lines.Text(), "\t")
		if len(c) != 7 {
			t.Fatalf("a row of %d columns: %q", len(c), lines.Text())
		}
		all = append(all, fact{c[0], c[1], c[2], c[3], c[4], c[5], c[6]})
	}
	return all
}

// TestFacts holds that every fact of the documents behind the example portfolio is found on its site, in both
// languages, where it belongs.
func TestFacts(t *testing.T) {
	pages := readPages(t, buildDemo(t, "https://example.org/"))
	all := facts(t)
	if len(all) < 150 {
		t.Errorf("%d facts only", len(all))
	}
	for _, f := range all {
		sv, en := pages[f.page], pages[f.pageEN]
		if sv == nil || en == nil {
			t.Errorf("%s: %s: there is no %s or no %s", f.source, f.what, f.page, f.pageEN)
			continue
		}
		place, ok := part(sv.root, f.where)
		if !ok {
			t.Errorf("%s: %s: %s has no place %q", f.source, f.what, f.page, f.where)
			continue
		}
		if !strings.Contains(place, f.sv) {
			t.Errorf("%s: %s: %s, at %q, does not say %q but\n%s", f.source, f.what, f.page, f.where, f.sv, place)
		}
		if main := readable(find(en.root, element("main"))); !strings.Contains(main, f.en) {
			t.Errorf("%s: %s: %s does not say %q", f.source, f.what, f.pageEN, f.en)
		}
	}
}

// readable gives what a reader sees of a tree, with ordinary spaces.
func readable(n *html.Node) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text(n))
}

// part gives the words at a place of a page: a fact or a section by its name in the content format, what
// stands below a heading, or all of it.
func part(root *html.Node, where string) (words string, ok bool) {
	main := find(root, element("main"))
	if where == "body" || where == "derived" || where == "footnote" || where == "disclaimer" || where == "updated" {
		return readable(main), true
	}
	for name := range strings.SplitSeq(where, ", ") {
		if words, ok := named(main, name); ok {
			return words, true
		}
	}
	return below(main, where)
}

// named finds a fact by its field or a section by its id.
func named(main *html.Node, name string) (words string, ok bool) {
	switch name {
	case "title":
		return readable(find(main, element("h1"))), true
	case "summary":
		name = "lead"
	case "start", "end":
		name = "period"
	case "continued_by":
		name = "milestones"
	}
	n := find(main, func(n *html.Node) bool {
		for _, a := range n.Attr {
			if (a.Key == "id" || a.Key == "data-field" || a.Key == "class") && a.Val == name {
				return true
			}
		}
		return false
	})
	if n == nil {
		return "", false
	}
	return readable(n), true
}

// below gives what stands between a heading and the next of its level or above.
func below(main *html.Node, heading string) (words string, ok bool) {
	isHeading := func(n *html.Node) bool {
		return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
	}
	start := find(main, func(n *html.Node) bool { return isHeading(n) && readable(n) == heading })
	if start == nil {
		return "", false
	}
	var b strings.Builder
	for n := start.NextSibling; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode && isHeading(n) && n.Data <= start.Data {
			break
		}
		b.WriteString(readable(n) + " ")
	}
	return b.String(), true
}
