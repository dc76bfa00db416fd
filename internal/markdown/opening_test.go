package markdown_test

import (
	"strings"
	"testing"

	"vitrin/internal/markdown"
)

func TestNamed(t *testing.T) {
	const in = "# [[zero]]\n\nSe [[one]], [[two|två]], [](three.md), *[[four]]* och ![[five.png]] ![](six.png)"
	c := markdown.New(swedish)
	d := c.Parse([]byte(in))
	names := []string{"Noll", "Ett", "", "Tre", "Fyra", "", ""}
	named := markdown.Named(d.Opening, len(d.Links), func(link int) string { return names[link] })
	if want := "Se Ett, två, Tre, Fyra och"; named != want {
		t.Errorf("got %q, want %q", named, want)
	}
	// Some are named first, the others later.
	some := markdown.Named(d.Opening, len(d.Links), func(link int) string { return map[int]string{1: "Ett"}[link] })
	if strings.Contains(some, "one") || !strings.Contains(some, "Ett") {
		t.Errorf("some: %q", some)
	}
	if got := markdown.Named(some, len(d.Links), func(link int) string { return names[link] }); got != named {
		t.Errorf("in two steps: %q", got)
	}
	// What is no mark of a link of this document is left out.
	for _, odd := range []string{"\x00", "a\x00b", "\x00-1\x00", "\x007\x00", "\x00x\x00", "\x00\x00\x00"} {
		got := markdown.Named(odd, 7, func(link int) string { t.Errorf("%q: link %d", odd, link); return "" })
		if strings.Contains(got, "\x00") {
			t.Errorf("%q: %q", odd, got)
		}
	}
}

// TestOpeningIsNotCutInALink holds that an opening of which much is cut away has every link whole.
func TestOpeningIsNotCutInALink(t *testing.T) {
	c := markdown.New(swedish)
	for before := range markdown.OpeningLength + 10 {
		d := c.Parse([]byte(strings.Repeat("a", before) + " [[one]] [[two]], [[three]] och mycket annat. " + strings.Repeat("Mer ", 80)))
		got := markdown.Named(d.Opening, len(d.Links), func(int) string { return "X" })
		if strings.ContainsAny(got, "\x00012") {
			t.Fatalf("%d: %q", before, got)
		}
	}
}
