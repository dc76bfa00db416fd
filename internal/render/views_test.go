package render_test

import (
	"html/template"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"vitrin/internal/portfolio"
	"vitrin/internal/render"
	"vitrin/internal/site"
)

// elsewhere lists the fields of a card that one of its two forms does not show, since the other
// field beside them says the same, or since a row is no place for it.
var elsewhere = regexp.MustCompile(`\.(Cards|Related\.Card)\.CardWords\.(Start|End)$|^TableView\.Rows\.CardWords\.(Period|Summary)$`)

// TestEveryFieldIsShown fills every string of every view with a mark of its own and looks for each mark
// in what is rendered: of a view that has everything, with flags and without, and of one whose lists
// are empty, which has other things to say.
func TestEveryFieldIsShown(t *testing.T) {
	l, r := words(t, "sv"), builtIn(t)
	for name := range emptyViews() {
		t.Run(name, func(t *testing.T) {
			marks := map[string]string{}
			text := func(path string, _ reflect.Type) string {
				marks[path] = "/m-" + strings.ToLower(strings.ReplaceAll(path, ".", "-")) + "-"
				return marks[path]
			}
			var shown strings.Builder
			for _, f := range []fill{
				{l: l, text: text, length: 2},
				{l: l, text: text, length: 2, flag: true},
				{l: l, text: text, length: 0},
			} {
				shown.WriteString(page(t, r, name, f.view(emptyViews()[name])))
			}
			for path, mark := range marks {
				if shownMark := strings.Contains(shown.String(), mark); shownMark == elsewhere.MatchString(path) {
					t.Errorf("%s is shown: %v", path, shownMark)
				}
			}
		})
	}
}

// TestHostileText fills every view with texts that try to leave the place where they stand, and reads
// the page as a browser does: there must be no element, no handler and no address that they brought.
func TestHostileText(t *testing.T) {
	l, r := words(t, "sv"), builtIn(t)
	for _, hostile := range []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `'><svg onload=alert(1)>`, `javascript:alert(1)`,
		"java\tscript:alert(1)", `data:text/html,<script>alert(1)</script>`, `--></title></style><script>alert(1)</script>`, `0; url=javascript:alert(1)`,
	} {
		text := func(_ string, kind reflect.Type) string {
			if kind == reflect.TypeFor[template.HTML]() {
				return "<p>safe</p>"
			}
			return hostile
		}
		for name := range emptyViews() {
			for _, length := range []int{0, 2} {
				got := page(t, r, name, fill{l: l, text: text, length: length}.view(emptyViews()[name]))
				for _, e := range elements(t, got) {
					checkHarmless(t, name, hostile, e)
				}
			}
		}
	}
}

func checkHarmless(t *testing.T, name, hostile string, e *html.Node) {
	t.Helper()
	drawn := e.Data == "svg" && attribute(e, "aria-hidden") == "true" // a picture of our own
	if e.Data == "script" && attribute(e, "src") == "" || e.Data == "svg" && !drawn || e.Data == "style" {
		t.Errorf("%s with %q has an element %s", name, hostile, e.Data)
	}
	for _, a := range e.Attr {
		if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
			t.Errorf("%s with %q has an attribute %s=%q", name, hostile, a.Key, a.Val)
		}
		address := strings.ToLower(strings.Join(strings.Fields(a.Val), ""))
		if a.Key == "content" && attribute(e, "http-equiv") == "refresh" {
			_, address, _ = strings.Cut(address, "url=")
		} else if a.Key != "href" && a.Key != "src" {
			continue
		}
		if strings.HasPrefix(address, "javascript:") || strings.HasPrefix(address, "data:") {
			t.Errorf("%s with %q has an address %s=%q", name, hostile, a.Key, a.Val)
		}
	}
}

// TestLandmarksAndHeadings holds every page to one h1, headings without gaps, one main element, ids
// that are unique and known, and names on all navigations.
func TestLandmarksAndHeadings(t *testing.T) {
	l, r := words(t, "sv"), builtIn(t)
	text := func(path string, kind reflect.Type) string {
		if kind == reflect.TypeFor[template.HTML]() {
			return ""
		}
		if strings.HasSuffix(path, ".ID") {
			return ""
		}
		return "x"
	}
	for name := range emptyViews() {
		t.Run(name, func(t *testing.T) {
			level, seen, count := 0, map[string]bool{}, map[string]int{}
			for _, e := range elements(t, page(t, r, name, fill{l: l, text: text, length: 2, flag: true}.view(emptyViews()[name]))) {
				count[e.Data]++
				if len(e.Data) == 2 && e.Data[0] == 'h' && e.Data[1] >= '1' && e.Data[1] <= '6' {
					if next := int(e.Data[1] - '0'); next > level+1 {
						t.Errorf("h%d follows h%d", next, level)
					}
					level = int(e.Data[1] - '0')
				}
				if id := attribute(e, "id"); id != "" {
					if seen[id] || !slices.Contains(render.IDs(), id) {
						t.Errorf("the id %q is taken twice or not reserved", id)
					}
					seen[id] = true
				}
				if e.Data == "nav" && attribute(e, "aria-label") == "" {
					t.Error("a navigation has no name")
				}
			}
			if count["h1"] != 1 || name != "redirect.html" && count["main"] != 1 {
				t.Errorf("the page has %d h1 and %d main", count["h1"], count["main"])
			}
		})
	}
}

// TestSections holds the pages of entries to the ids of the contract, each there exactly when there is
// something to show.
func TestSections(t *testing.T) {
	l, r := words(t, "sv"), builtIn(t)
	shown := map[string]bool{}
	for _, name := range []string{"project.html", "cluster.html", "programme.html", "organisation.html"} {
		for _, length := range []int{0, 1} {
			view := fill{l: l, text: sectionText, length: length}.view(emptyViews()[name])
			for _, e := range elements(t, page(t, r, name, view)) {
				id := attribute(e, "id")
				if length == 0 && id != "" && id != "main" && id != "projects" {
					t.Errorf("%s has a section %q with nothing in it", name, id)
				}
				shown[id] = true
			}
		}
	}
	for _, id := range portfolio.SectionIDs() {
		if !shown[id] {
			t.Errorf("no page has the section %q", id)
		}
	}
}

// sectionText gives tables and lists the ids that package site gives them.
func sectionText(path string, _ reflect.Type) string {
	field, isID := strings.CutSuffix(path, ".ID")
	if !isID {
		return "x"
	}
	return strings.ToLower(field[strings.LastIndex(field, ".")+1:])
}

func TestLanguageOfTexts(t *testing.T) {
	l, r := words(t, "sv"), builtIn(t)
	view := site.NotFoundView{
		Frame: &site.Frame{L: l, Lang: "sv", Dir: "ltr", Title: "x", Header: &site.Header{L: l}, Footer: &site.Footer{L: l}},
		Ways:  []site.Link{{Text: "A project", Href: "/en/a/", Lang: "en", TextLang: "en", Mark: "på engelska"}},
	}
	const want = `<a href="/en/a/" hreflang="en" lang="en">A project</a> <span class="mark">(på engelska)</span>`
	if got := page(t, r, "404.html", view); !strings.Contains(got, want) {
		t.Errorf("got %s, want in it %s", got, want)
	}
}

// elements parses a page as a browser does.
func elements(t *testing.T, page string) []*html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			all = append(all, n)
		}
	}
	return all
}

func attribute(e *html.Node, key string) string {
	for _, a := range e.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
