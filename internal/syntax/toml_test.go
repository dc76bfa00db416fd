package syntax_test

import (
	"strings"
	"testing"

	"vitrin/internal/syntax"
)

func TestTOML(t *testing.T) {
	checkOutline(t, syntax.TOML, `a = "å" # c
b = [1, [2], # [
  {x = 1, y.z = [4]}, 'ä']
d = 2022-05-17
n=1_000
h=0xff
t = """
x"""
[t2.u]
x=true
[t2]
y=-1.5
[[l]]
a=1
[[l]]
a=2
[l.s]
b=1
`, `
1:1+0 a group of keys ""
  a (1:1+1) 1:5+3 a text "å" quoted
  b (2:1+1) 2:5+0 a list ""
    - 2:6+1 a number "1"
    - 2:9+0 a list ""
      - 2:10+1 a number "2"
    - 3:3+0 a group of keys ""
      x (3:4+1) 3:8+1 a number "1"
      y (3:11+1) 3:11+1 a group of keys ""
        z (3:13+1) 3:17+0 a list ""
          - 3:18+1 a number "4"
    - 3:23+3 a text "ä" quoted
  d (4:1+1) 4:5+10 a text "2022-05-17"
  n (5:1+1) 5:3+5 a number "1000"
  h (6:1+1) 6:3+4 a text "0xff"
  t (7:1+1) 7:5+3 a text "x" quoted
  t2 (9:2+2) 9:2+2 a group of keys ""
    u (9:5+1) 9:5+1 a group of keys ""
      x (10:1+1) 10:3+4 true or false "true"
    y (12:1+1) 12:3+4 a number "-1.5"
  l (13:3+1) 13:3+1 a list ""
    - 13:3+1 a group of keys ""
      a (14:1+1) 14:3+1 a number "1"
    - 15:3+1 a group of keys ""
      a (16:1+1) 16:3+1 a number "2"
      s (17:4+1) 17:4+1 a group of keys ""
        b (18:1+1) 18:3+1 a number "1"
`)
}

func TestTOMLSlips(t *testing.T) {
	slips{
		{"duplicate key", "a=1\na=2\n", "2:1+1", "duplicate-key", `"a"`, "line 10"},
		{"duplicate table", "[a]\n[a]\n", "2:2+1", "duplicate-key", `"a"`, "line 10"},
		{"table of a dotted key", "a.b=1\n[a]\n", "2:2+1", "duplicate-key", `"a"`, "line 10"},
		{"dotted key into a table", "[a.b.c]\nx=1\n[a]\nb.y=1\n", "4:1+1", "duplicate-key", `"b"`, "line 10"},
		{"more for an inline table", "a={x=1}\n[a.z]\n", "2:2+1", "duplicate-key", `"a"`, "line 10"},
		{"dotted key into an inline table", "a={x=1}\na.y=2\n", "2:1+1", "duplicate-key", `"a"`, "line 10"},
		{"table of a list", "a=[1]\n[[a]]\n", "2:3+1", "duplicate-key", `"a"`, "line 10"},
		{"table of tables and table", "[[a]]\n[a]\n", "2:2+1", "duplicate-key", `"a"`, "line 10"},
		{"within an inline table", "a={x=1, x=2}\n", "1:9+1", "duplicate-key", `"x"`, "line 10"},
		{"YAML", "a: 1\n", "1:1+4", "", "equals sign is missing", "---"},
		{"bare text", "b=1\na = x y\n", "2:1+7", "", "must stand in quotes", `"text"`},
		{"quote", "a = \"x\nb=1\n", "1:1+6", "", "never closed", "same mark"},
		{"å in a key", "år = 1\n", "1:1+6", "", "cannot begin", `"år"`},
		{"comma", "a=[1 2]\n", "1:6+1", "", "comma", `["a", "b"]`},
		{"bracket", "a=[1,\n", "1:1+5", "", "never closed", "]"},
		{"brace", "a={x=1\n", "1:1+6", "", "never closed", "}"},
		{"long text", "a=\"\"\"x\n", "1:1+6", "", "never closed", "three marks"},
		{"header", "[a\nb=1\n", "1:1+2", "", "bracket", "[name]"},
		{"leading zero", "a=07\n", "1:3+1", "", "cannot begin with 0", "quotes"},
		{"no value", "a=\n", "1:1+2", "", "quotes", `"text"`},
		{"text behind", "a=\"x\" y\n", "1:1+7", "", "behind the value", "quotes"},
		{"backslash", `a="\q"`, "1:4+2", "", "backslash", `\\`},
		{"no key", "\"\"=1\n", "1:1+2", "", "a key is missing", ""},
		{"depth", "a=" + strings.Repeat("[", 100) + strings.Repeat("]", 100), "1:66+0", "limit", "64 deep", "brackets"},
		{"depth without end", "a=" + strings.Repeat("[", 100_000), "1:10003+1", "limit", "too deep", "brackets"},
		{"depth of a key", strings.Repeat("a.", 100) + "a=1", "1:127+1", "limit", "64 deep", ""},
		{"too many", "a=[" + strings.Repeat("1,", 100_001) + "]", "1:200002+0", "limit", "100000 values", ""},
	}.check(t, syntax.TOML)
}
