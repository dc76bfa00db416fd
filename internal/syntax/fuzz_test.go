package syntax_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

func FuzzYAML(f *testing.F) {
	for _, s := range []string{
		"a: 1\n", "a: &x [*x]", bomb, "a:\r\n  - 'b'\r\n", "a: |\n  x\n ---\n", "\u2028a: 1\u0085", "? [a]\n: {b", "a: \"\\u00e5", "%YAML 1.2\n---\na: !!str 1",
		"a: &a\n  <<: *a\n", "a: >-\n\tx", "- - - a\n- b: [", "title: Foo: bar", "*a: &a b", "\"\ta\": 'b'\n\rc: d",
	} {
		f.Add([]byte(s))
	}
	fuzz(f, syntax.YAML)
}

func FuzzTOML(f *testing.F) {
	for _, s := range []string{
		"a=1\n[b.c]\nd=[1,{e=2}]\n[[f]]\ng.h='''x'''\n", "a={b=[", "\"å\".b = 1979-05-27T07:32:00Z # c", "[[a]]\n[a.b]\n[[a]]\n[a.b]\nc=inf", "a.b=1\na.c=2\r\n[a.d]",
	} {
		f.Add([]byte(s))
	}
	fuzz(f, syntax.TOML)
}

func FuzzJSON(f *testing.F) {
	for _, s := range []string{`{"a":[1,{"b":null}],"a":"\u00e5\ud800"}`, `{"a":`, "{\"a\"\r\n:1e5}", `[`, `{"a":[{]}`, `{} {}`, `"x`, `{"a":"\q"}`} {
		f.Add([]byte(s))
	}
	fuzz(f, syntax.JSON)
}

// fuzz asks of a parser that it survives, that all positions lie within the text, that no key stands
// twice, and that it says something where it gives nothing.
func fuzz(f *testing.F, read reader) {
	const first = 5
	f.Fuzz(func(t *testing.T, src []byte) {
		node, found := read("f", src, first)
		lines := strings.Split(string(src), "\n")
		inside := func(p diag.Pos) {
			t.Helper()
			line := p.Line - first
			if p.File != "f" || line < 0 || line >= len(lines) || p.Column < 1 || p.Column > utf8.RuneCountInString(lines[line])+1 ||
				p.Width < 0 || p.Column+p.Width > utf8.RuneCountInString(lines[line])+1 {
				t.Fatalf("position %+v lies outside of the text", p)
			}
		}
		for _, p := range found {
			inside(p.Pos)
			if p.Message == "" || !utf8.ValidString(p.Message) || !utf8.ValidString(p.Hint) {
				t.Fatalf("message %q, hint %q", p.Message, p.Hint)
			}
		}
		if node == nil {
			if len(found) == 0 {
				t.Fatal("no node and no problem")
			}
			return
		}
		if node.Kind != syntax.Mapping {
			t.Fatalf("the root is %v", node.Kind)
		}
		nodes := 0
		var walk func(n *syntax.Node, depth int)
		walk = func(n *syntax.Node, depth int) {
			inside(n.Pos)
			if nodes++; depth > 64 || nodes > 100_000 {
				t.Fatal("the limits do not hold")
			}
			for _, item := range n.Items {
				walk(item, depth+1)
			}
			keys := map[string]bool{}
			for _, field := range n.Fields {
				inside(field.KeyPos)
				if keys[field.Key] || field.Value == nil {
					t.Fatalf("key %q twice, or without value", field.Key)
				}
				keys[field.Key] = true
				walk(field.Value, depth+1)
			}
		}
		walk(node, 1)
		if len(found) == 0 {
			replaceable(t, read, first, src, node)
		}
	})
}
