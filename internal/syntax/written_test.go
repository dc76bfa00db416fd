package syntax_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

func TestInstead(t *testing.T) {
	none := diag.Fix{}
	for _, test := range []struct {
		name string
		read reader
		src  string // the first value, and the first key, are to be replaced
		text string
		want diag.Fix
	}{
		{"plain", syntax.YAML, "a: 09/2015 # when", "2015-09", diag.Fix{Old: "09/2015", New: "2015-09"}},
		{"a number", syntax.YAML, "a: 20150901", "2015-09-01", diag.Fix{Old: "20150901", New: "2015-09-01"}},
		{"double quotes", syntax.YAML, `a: "09/2015"`, "2015-09", diag.Fix{Old: `"09/2015"`, New: `"2015-09"`}},
		{"single quotes", syntax.YAML, "{a: '09/2015'}", "2015-09", diag.Fix{Old: "'09/2015'", New: "'2015-09'"}},
		{"letters", syntax.YAML, "a: Så här", "så-här", diag.Fix{Old: "Så här", New: "så-här"}},
		{"an escape", syntax.YAML, `a: "09\/2015"`, "2015-09", none},
		{"a quotation mark twice", syntax.YAML, "a: 'b'''", "b", none},
		{"two lines", syntax.YAML, "a: 17\n  maj", "x", none},
		{"a block", syntax.YAML, "a: |\n  17", "x", none},
		{"a tag", syntax.YAML, "a: !!str 17", "x", none},
		{"an anchor", syntax.YAML, "a: &x 17", "x", none},
		{"within an anchor", syntax.YAML, "a: &x {b: 17}", "x", none},
		{"a list", syntax.YAML, "a: [17]", "x", none},
		{"nothing", syntax.YAML, "a:", "x", none},
		{"a text that needs quotes", syntax.YAML, "a: 17", "x: y", none},
		{"a text that would be nothing", syntax.YAML, "a: 17", "null", none},
		{"no text", syntax.YAML, "a: 17", "", none},
		{"double quotes", syntax.TOML, `a = "09/2015"`, "2015-09", diag.Fix{Old: `"09/2015"`, New: `"2015-09"`}},
		{"single quotes", syntax.TOML, "a = '09/2015'", "2015-09", diag.Fix{Old: "'09/2015'", New: "'2015-09'"}},
		{"a number", syntax.TOML, "a = 20150901", "2015-09-01", diag.Fix{Old: "20150901", New: `"2015-09-01"`}},
		{"a time", syntax.TOML, "a = 2015-09-01T10:00:00", "2015-09-01", diag.Fix{Old: "2015-09-01T10:00:00", New: `"2015-09-01"`}},
		{"a number with marks", syntax.TOML, "a = 2015_09", "2015-09", none},
		{"several lines", syntax.TOML, `a = """09/2015"""`, "2015-09", none},
		{"a text", syntax.JSON, `{"a": "09/2015"}`, "2015-09", diag.Fix{Old: `"09/2015"`, New: `"2015-09"`}},
		{"a number", syntax.JSON, `{"a": 20150901}`, "2015-09-01", diag.Fix{Old: "20150901", New: `"2015-09-01"`}},
		{"an escape", syntax.JSON, `{"a": "09\/2015"}`, "2015-09", none},
	} {
		node, found := test.read("f", []byte(test.src), 1)
		if len(found) > 0 {
			t.Fatalf("%s: %v", test.src, found)
		}
		if d := cmp.Diff(test.want, node.Fields[0].Value.Instead(test.text)); d != "" {
			t.Errorf("%s: %s (-want +got)\n%s", test.name, test.src, d)
		}
	}
}

func TestInsteadOfKeysAndBools(t *testing.T) {
	for _, test := range []struct {
		read     reader
		src      string
		key, yes diag.Fix
	}{
		{syntax.YAML, "a: ja", diag.Fix{Old: "a", New: "b_c"}, diag.Fix{Old: "ja", New: "true"}},
		{syntax.YAML, `"a": "true"`, diag.Fix{Old: `"a"`, New: `"b_c"`}, diag.Fix{Old: `"true"`, New: "true"}},
		{syntax.YAML, "&x a: ja", diag.Fix{}, diag.Fix{Old: "ja", New: "true"}},
		{syntax.TOML, "a = 'ja'", diag.Fix{Old: "a", New: "b_c"}, diag.Fix{Old: "'ja'", New: "true"}},
		{syntax.TOML, `"a" = "ja"`, diag.Fix{Old: `"a"`, New: `"b_c"`}, diag.Fix{Old: `"ja"`, New: "true"}},
		{syntax.TOML, "[a]\nb = 1", diag.Fix{}, diag.Fix{}}, // another header may name it too
		{syntax.TOML, "[[a]]\nb = 1", diag.Fix{}, diag.Fix{}},
		{syntax.TOML, "a.b = 1", diag.Fix{}, diag.Fix{}},
		{syntax.JSON, `{"a": "ja"}`, diag.Fix{Old: `"a"`, New: `"b_c"`}, diag.Fix{Old: `"ja"`, New: "true"}},
		{syntax.JSON, `{"\u0061": null}`, diag.Fix{}, diag.Fix{}},
	} {
		node, _ := test.read("f", []byte(test.src), 1)
		f := node.Fields[0]
		if key, yes := f.Instead("b_c"), f.Value.InsteadBool(true); key != test.key || yes != test.yes {
			t.Errorf("%s: key %+v, value %+v", test.src, key, yes)
		}
	}
}

// replaceable asks that a fix of any scalar or key, written into the text, changes that scalar or key and nothing else.
func replaceable(t *testing.T, read reader, first int, src []byte, root *syntax.Node) {
	const enough = 6 // fixes that are tried: each takes another parsing
	tried := 0
	before := values(root)
	for i, v := range before {
		if v.fix.IsZero() || tried == enough {
			continue
		}
		tried++
		node, found := read("f", replaced(t, src, first, v), first)
		if node == nil {
			t.Fatalf("%q does not read with %+v at %+v: %+v", src, v.fix, v.pos, found)
		}
		after := values(node)
		if len(after) != len(before) {
			t.Fatalf("%q with %+v at %+v has %d values, not %d", src, v.fix, v.pos, len(after), len(before))
		}
		for k := range after {
			if want := before[k].said; k != i && after[k].said != want || k == i && after[k].said != v.kind+" z9" {
				t.Fatalf("%q with %+v at %+v: %q becomes %q", src, v.fix, v.pos, want, after[k].said)
			}
		}
	}
}

// value is a key or a scalar of a tree.
type value struct {
	kind, said string
	pos        diag.Pos
	fix        diag.Fix
}

func values(root *syntax.Node) []value {
	var all []value
	var walk func(n *syntax.Node)
	walk = func(n *syntax.Node) {
		all = append(all, value{"value", "value " + n.Value, n.Pos, n.Instead("z9")})
		for _, item := range n.Items {
			walk(item)
		}
		for _, f := range n.Fields {
			fix := f.Instead("z9")
			if n.Get("z9") != nil {
				fix = diag.Fix{}
			}
			all = append(all, value{"key", "key " + f.Key, f.KeyPos, fix})
			walk(f.Value)
		}
	}
	walk(root)
	return all
}

// replaced writes a fix into a text whose first line has a number.
func replaced(t *testing.T, src []byte, first int, v value) []byte {
	lines := strings.SplitAfter(string(src), "\n")
	at := v.pos.Line - first
	runes := []rune(lines[at])
	head, tail := string(runes[:v.pos.Column-1]), string(runes[v.pos.Column-1:])
	rest, ok := strings.CutPrefix(tail, v.fix.Old)
	if !ok {
		t.Fatalf("%q: at %+v stands %q, not %q", src, v.pos, tail, v.fix.Old)
	}
	lines[at] = fmt.Sprint(head, v.fix.New, rest)
	return []byte(strings.Join(lines, ""))
}
