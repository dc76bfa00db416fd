package syntax_test

import (
	"strings"
	"testing"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

func TestYAML(t *testing.T) {
	checkOutline(t, syntax.YAML, `åä: ö
b: [x, 'yä', "z\"w", ~, yes, NO, 2022-05-17, 07, 1.50, -2e3, 0x1F, .inf]
c:
- d: true
  e:
f: |
  line
   --- more
g: "two
  lines"
2022: !!str 5
`, `
1:1+0 a group of keys ""
  åä (1:1+2) 1:5+1 a text "ö"
  b (2:1+1) 2:4+0 a list ""
    - 2:5+1 a text "x"
    - 2:8+4 a text "yä" quoted
    - 2:14+6 a text "z\"w" quoted
    - 2:22+1 nothing "~"
    - 2:25+3 a text "yes"
    - 2:30+2 a text "NO"
    - 2:34+10 a text "2022-05-17"
    - 2:46+2 a number "07"
    - 2:50+4 a number "1.50"
    - 2:56+4 a number "-2e3"
    - 2:62+4 a text "0x1F"
    - 2:68+4 a text ".inf"
  c (3:1+1) 4:1+0 a list ""
    - 4:3+0 a group of keys ""
      d (4:3+1) 4:6+4 true or false "true"
      e (5:3+1) 5:3+1 nothing ""
  f (6:1+1) 6:4+0 a text "line\n --- more\n" quoted
  g (9:1+1) 9:4+4 a text "two lines" quoted
  2022 (11:1+4) 11:7+0 a text "5" quoted
`)
}

func TestYAMLAliases(t *testing.T) {
	checkOutline(t, syntax.YAML, "a: &x [1, 2]\nb: *x\nc: {d: *x}\n", `
1:1+0 a group of keys ""
  a (1:1+1) 1:4+0 a list ""
    - 1:8+1 a number "1"
    - 1:11+1 a number "2"
  b (2:1+1) 1:4+0 a list ""
    - 1:8+1 a number "1"
    - 1:11+1 a number "2"
  c (3:1+1) 3:4+0 a group of keys ""
    d (3:5+1) 1:4+0 a list ""
      - 1:8+1 a number "1"
      - 1:11+1 a number "2"
`)
}

// The library ends lines at more characters than editors do; CRLF is one end for both.
func TestYAMLLineEnds(t *testing.T) {
	checkOutline(t, syntax.YAML, "a: 1\u2028b: 2\r\nc: 3\u0085d: 4\ne: 5\r", `
1:1+0 a group of keys ""
  a (1:1+1) 1:4+1 a number "1"
  b (1:6+1) 1:9+1 a number "2"
  c (2:1+1) 2:4+1 a number "3"
  d (2:6+1) 2:9+1 a number "4"
  e (3:1+1) 3:4+1 a number "5"
`)
}

func TestYAMLSlips(t *testing.T) {
	slips{
		{"duplicate key", "a: 1\nb: 2\na: 3\n", "3:1+1", "duplicate-key", `"a" is written twice`, "line 10"},
		{"colon in a value", "title: Foo: bar\n", "1:8+8", "", "must stand in quotes", `title: "Foo: bar"`},
		{"colon in an entry's value", "a:\n  - title: Å: \"x\"\n", "2:12+6", "", "must stand in quotes", `title: "Å: \"x\""`},
		{"tab", "a:\n\tb: 1\n", "2:1+1", "", "indented with a tab", "spaces"},
		{"tab behind spaces", "a:\n  \tb: 1\n", "2:3+1", "", "indented with a tab", "spaces"},
		{"bracket", "a: [1, 2\nb: 3\n", "1:4+1", "", "[ that opens here is never closed", "]"},
		{"brace", "a: {x: 1, y: 2\n", "1:4+1", "", "{ that opens here is never closed", "}"},
		{"other bracket", "a: [x}\n", "1:6+1", "", "comma or a closing bracket is missing", "comma"},
		{"bracket too many", "a: [x]]\n", "1:7+1", "", "closes nothing", "quotes"},
		{"text behind a bracket", "a: [x] y\n", "1:4+5", "", "behind the closing bracket", `a: "[x] y"`},
		{"value missing", "a: [x,, y]\n", "1:7+1", "", "missing here", "[a, b]"},
		{"quote", "b: 1\na: \"x\nc: 1\n", "2:4+2", "", "never closed", `with "`},
		{"single quote", "a: 'x", "1:4+2", "", "never closed", "with '"},
		{"quote within", "a: 'it's'\n", "1:8+2", "", "behind the closing quotation mark", "''"},
		{"text behind a quote", "a: \"x\" y\n", "1:8+1", "", "behind the closing quotation mark", `\"`},
		{"backslash", `a: "\q"`, "1:5+2", "", "backslash", `\\`},
		{"indented too far", "a: 1\n  b: 2\n", "2:3+1", "", "indented further", "column"},
		{"indented in between", "a:\n   b: 1\n c: 2\n", "3:2+0", "", "fits in with none", "column"},
		{"no colon", "a\nb: 1\n", "1:1+1", "", "no colon", "key: value"},
		{"no colon below", "a: 1\nb\n", "2:1+1", "", "no colon", "key: value"},
		{"no space", "title:Foo\nstart: 1\n", "1:1+9", "", "no space behind the colon", "write title: Foo"},
		{"no space below", "a: 1\nb:2\n", "2:1+3", "", "no space behind the colon", "write b: 2"},
		{"no-break space", "title:\u00a0Foo\nstart: 1\n", "1:1+10", "", "no-break space", "space bar"},
		{"no colon but an address", "a: 1\nhttps://example.org\n", "2:1+19", "", "no colon", "key: value"},
		{"no space at all", "title:Foo\n", "1:1+9", "", "this is a text", "space after the colon"},
		{"no keys", "just words\n", "1:1+10", "", "this is a text", "title:"},
		{"a list", "- a\n- b\n", "1:1+0", "", "this is a list", "title:"},
		{"list ends", "- a\nb: 1\n", "2:1+0", "", "stands in a list", "-"},
		{"list on the line", "a: - b\n", "1:4+1", "", "a list cannot begin", "line of its own"},
		{"asterisks", "title: **Fet** stil\n", "1:8+12", "", "begins with *", `"**Fet** stil"`},
		{"alias of nothing", "a: [x, *y]", "1:8+2", "", "begins with *", `"*y"`},
		{"at sign", "a: @x\n", "1:4+2", "", "begins with @", `a: "@x"`},
		{"percent", "a: %x\n", "1:4+2", "", "begins with %", `a: "%x"`},
		{"backtick", "a: `x`\n", "1:4+3", "", "begins with `", "\"`x`\""},
		{"tag", "a: !foo 1\n", "1:4+4", "", "the tag !foo", "quotes"},
		{"tag that does not fit", "a: !!int x\n", "1:4+5", "", "the tag !!int", ""},
		{"block with text", "a: |x\n  b\n", "1:4+1", "", "behind the sign |", "next line"},
		{"second document", "a: 1\n---\nb: 2\n", "2:1+0", "", "second document", "---"},
		{"key that is a list", "? [a]\n: 1\n", "1:3+0", "", "a key is a word", "quotes"},
		{"no key", "\"\": 1\n", "1:1+2", "", "a key is missing", ""},
		{"merge key", "a: &x {b: 1}\nc:\n  <<: *x\n", "3:3+2", "", "<<", "write the keys out"},
		{"alias of itself", "a: &x [*x]\n", "1:8+2", "", "within the value that it repeats", ""},
		{"depth", "a: " + strings.Repeat("[", 10_000), "1:68+0", "limit", "64 deep", "brackets"},
		{"depth in blocks", strings.Repeat("- ", 10_000) + "a", "1:129+0", "limit", "64 deep", "brackets"},
		{"depth through aliases", "a: &a " + strings.Repeat("[", 40) + strings.Repeat("]", 40) + "\nb: " + strings.Repeat("[", 40) + "*a" + strings.Repeat("]", 40), "2:44+0", "limit", "64 deep", ""},
		{"aliases without end", bomb, "5:36+0", "limit", "100000 values", "aliases"},
	}.check(t, syntax.YAML)
}

// bomb stands for 10 to the ninth values.
var bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + func() string {
	var b strings.Builder
	for c := 'b'; c < 'j'; c++ {
		b.WriteString(string(c) + ": &" + string(c) + " [" + strings.TrimSuffix(strings.Repeat("*"+string(c-1)+", ", 10), ", ") + "]\n")
	}
	return b.String()
}()

func TestYAMLReportsAllValuesThatDoNotHold(t *testing.T) {
	node, found := syntax.YAML("f", []byte("a: 1\na: 2\nb: !x 1\nc: 3\n"), 1)
	if len(found) != 2 {
		t.Errorf("%d problems, want 2: %+v", len(found), found)
	}
	if node.Get("a").Value != "1" || node.Get("b") != nil || node.Get("c").Value != "3" {
		t.Errorf("the keys that hold are not kept: %s", outline(node))
	}
}

func TestYAMLLongLine(t *testing.T) {
	src := "a: [" + strings.Repeat("å, ", 80_000) + "x: y: z]"
	_, found := syntax.YAML("f", []byte(src), 1)
	if len(found) != 1 || found[0].Pos.Column < 240_000 || found[0].Pos.Line != 1 {
		t.Errorf("%+v", found)
	}
	node, found := syntax.YAML("f", []byte("a: ["+strings.Repeat("å, ", 80_000)+"x]"), 1)
	if len(found) > 0 {
		t.Fatal(found)
	}
	items := node.Get("a").Items
	if last := items[len(items)-1].Pos; last != (diag.Pos{File: "f", Line: 1, Column: 240_005, Width: 1}) {
		t.Errorf("the last item is at %+v", last)
	}
}
