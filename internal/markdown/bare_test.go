package markdown

import (
	"reflect"
	"testing"
)

// FuzzQuick holds that the quick parser, where it is used, gives what the full one gives.
func FuzzQuick(f *testing.F) {
	for _, s := range []string{
		"Se [webben](https://example.org/a).", "a](https://example.org) b", "[a]\\(http://b.c)", "![](www.a.b)", "[^1](https://a.b)\n\n[^1]: x", "- [ ](http://a.b)",
		"a  \nb   \nc \nd\\\ne", "**x**(www.a.b)", "*a, b* c, d. e... f -- g", "| a   | b,c |\n|--|--|\n| d   | e |", "# a   #\n\nb\n  ===", "[a b](c 'd, e')", "`a, b`(http://x.y)",
		"[https://www.a.b](https://www.a.b)", "<<a>> \"b, c\" 'd'", "> [!NOTE]\n> a, b", "[[a b|c, d]] ![[e.png|f g]]", "a ~~b c~~ d_e f_", "&amp, \\, \\ a", "a\u00a0b", "  a\n   b\n\tc",
	} {
		f.Add(s)
	}
	swedish := Options{Quotes: [4]string{"”", "”", "’", "’"}}
	c, slow := New(swedish), New(swedish)
	slow.quick = slow.full
	f.Fuzz(func(t *testing.T, body string) {
		if got, want := c.Parse([]byte(body)), slow.Parse([]byte(body)); !reflect.DeepEqual(got, want) {
			t.Fatalf("%q gives\n%+v\nquickly, else\n%+v", body, got, want)
		}
	})
}
