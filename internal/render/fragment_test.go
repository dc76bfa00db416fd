package render

import (
	"errors"
	"html/template"
	"testing"

	"vitrin/internal/site"
)

// TestFragments holds that what is met again is made twice at most, that an error is told each time, and that what is
// forgotten is made anew.
func TestFragments(t *testing.T) {
	var f fragments
	made := 0
	link := words(nil).link(&site.Link{Text: "a", Href: "/a/"})
	html := func(err error) (template.HTML, error) {
		return f.html(link, func() (template.HTML, error) { made++; return "<a>", err })
	}
	broken := errors.New("broken")
	for range 3 {
		if _, err := html(broken); !errors.Is(err, broken) {
			t.Errorf("got %v, want the error of its making", err)
		}
	}
	made = 0
	for range 5 {
		if got, err := html(nil); got != "<a>" || err != nil {
			t.Errorf("got %q and %v", got, err)
		}
	}
	if made != 2 {
		t.Errorf("what is met five times is made %d times, want 2", made)
	}
	f.forget()
	if html(nil); made != 3 {
		t.Error("what was forgotten is still known")
	}
}

// TestWords tells apart views that have the same letters.
func TestWords(t *testing.T) {
	value := func(texts ...string) []site.Value {
		var all []site.Value
		for _, text := range texts {
			all = append(all, site.Value{Link: site.Link{Text: text}})
		}
		return all
	}
	row := func(cells ...site.Cell) words { return words(nil).row(&site.Row{Cells: cells}) }
	seen := map[string]int{}
	for i, said := range []words{
		words(nil).link(&site.Link{Text: "ab"}),
		words(nil).link(&site.Link{Text: "a", Href: "b"}),
		words(nil).link(&site.Link{Href: "ab"}),
		words(nil).link(&site.Link{Text: "a", Mark: "b"}),
		words(nil).link(&site.Link{Text: "a", Lang: "b"}),
		words(nil).link(&site.Link{Text: "a", TextLang: "b"}),
		row(site.Cell{Values: value("a", "b")}),
		row(site.Cell{Values: value("a")}, site.Cell{Values: value("b")}),
		row(site.Cell{Values: value("a")}, site.Cell{Values: value("b"), Numeric: true}),
		row(site.Cell{Values: value("a")}, site.Cell{Values: value("b"), Shade: 1}),
		row(site.Cell{Values: []site.Value{{Note: "a"}}}),
		row(site.Cell{Values: []site.Value{{Time: "a"}}}),
	} {
		if other, taken := seen[string(said)]; taken {
			t.Errorf("the views %d and %d have the same words", other, i)
		}
		seen[string(said)] = i
	}
}
