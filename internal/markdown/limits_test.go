package markdown_test

import (
	"strings"
	"testing"

	"vitrin/internal/markdown"
)

// TestHostile holds that input made to be slow ends: without the limits, some of it takes hours or
// all memory. Whatever is refused is shown as it was typed.
func TestHostile(t *testing.T) {
	const size = 1 << 20
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	table := func(columns, rows int) string {
		return strings.Repeat("|a", columns) + "|\n" + strings.Repeat("|-", columns) + "|\n" + strings.Repeat("|\n", rows)
	}
	tests := []struct {
		name, in string
		limited  bool
	}{
		{"longer than a book", strings.Repeat("a ", size+1), true},
		{"nested quotes", fill(">"), true},
		{"nested lists", fill("1. "), true},
		{"nested both", fill("> - "), true},
		{"deep but sound", strings.Repeat("> ", 40) + "a", false},
		{"brackets", fill("["), true},
		{"brackets closed", fill("[") + fill("]"), true},
		{"stars", "a" + fill("*"), false},
		{"stars apart", fill("*a "), true},
		{"quotes", fill(`"`), true},
		{"code", fill("`a``b"), true},
		{"targets", fill("[a](<b"), true},
		{"tags", fill(`<a x="`), true},
		{"links on one line", fill("http://a.se/( "), false},
		{"definitions", fill("[a]: b\n\""), true},
		{"braces", "# " + fill("{a="), false},
		{"brackets in braces", "# {a=" + fill("["), true},
		{"lines of braces", strings.Repeat("# "+strings.Repeat("{a=", 300)+"\n", 1000), false},
		{"wide table", table(size/8, size/8), true},
		{"long table", table(20, 5000), false},
		{"footnotes", fill("[^a]: b\n\n"), true},
		{"headings", fill("# a\n"), false},
		{"line of ten megabytes", strings.Repeat("a", 10<<20), true},
		{"raw tags", fill("<div>a\n\n") + fill("</p>\n\n"), false},
		{"paragraphs", fill("ord ord\n\n"), false},
	}
	for _, safe := range []bool{false, true} {
		c := markdown.New(markdown.Options{SafeHTML: safe, Quotes: swedish.Quotes})
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				d := c.Parse([]byte(test.in))
				if limited := d.Limit != ""; limited != test.limited {
					t.Errorf("limit %q, want one: %v", d.Limit, test.limited)
				}
				html := string(d.HTML(nil))
				if test.limited && (!strings.HasPrefix(html, `<pre class="verbatim"`) || strings.Contains(html, "<a")) {
					t.Errorf("not shown as it was typed: %.80s", html)
				}
				if d.Empty() || d.Opening == "" {
					t.Error("nothing is shown")
				}
			})
		}
	}
}
