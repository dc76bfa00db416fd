package syntax_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/syntax"
)

func aText(s string) *syntax.Node   { return &syntax.Node{Kind: syntax.String, Value: s} }
func aNumber(s string) *syntax.Node { return &syntax.Node{Kind: syntax.Number, Value: s} }
func aList(items ...*syntax.Node) *syntax.Node {
	return &syntax.Node{Kind: syntax.Sequence, Items: items}
}

func aGroup(pairs ...any) *syntax.Node {
	n := &syntax.Node{Kind: syntax.Mapping}
	for i := 0; i < len(pairs); i += 2 {
		n.Fields = append(n.Fields, syntax.Field{Key: pairs[i].(string), Value: pairs[i+1].(*syntax.Node)})
	}
	return n
}

func TestWriteYAML(t *testing.T) {
	long := "En text som är längre än en rad i en vanlig redigerare brukar vara, med kolon: och allt, och som ändå står på en enda rad"
	n := aGroup(
		"title", aText("Möbler: en \"förstudie\""),
		"reference", aText("2022"),
		"start", aText("2022-05-17"),
		"end", aNumber("2024"),
		"summary", aText(long),
		"coordinator", aGroup("name", aText("Teknik, Mark AB"), "role", aText("x")),
		"partners", aList(aGroup("name", aText("RISE")), aText("b"), aGroup("name", aText(long))),
		"funding", aList(aGroup("funder", aGroup("name", aText("Vinnova")), "granted", aNumber("850000.50"), "decided", aText("2022-05-17"))),
		"keywords", aList(aText("NO"), aText("true"), aText("07"), aText("1e3"), aText("~"), aText("- x"), aText("")),
		"draft", &syntax.Node{Kind: syntax.Bool, Value: "true"},
		"none", aList(),
		"nothing", &syntax.Node{Kind: syntax.Null},
		"a: b", aText("a\nb\n\nc"),
		"#", aText(" x "),
	)
	want := `title: "Möbler: en \"förstudie\""
reference: "2022"
start: 2022-05-17
end: 2024
summary: "` + long + `"
coordinator: {name: "Teknik, Mark AB", role: x}
partners:
  - {name: RISE}
  - b
  - name: "` + long + `"
funding:
  - funder: {name: Vinnova}
    granted: 850000.50
    decided: 2022-05-17
keywords: [NO, "true", "07", "1e3", "~", "- x", ""]
draft: true
none: []
nothing: null
"a: b": |-
  a
  b

  c
"#": " x "
`
	out, err := syntax.WriteYAML(n)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(out)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	sameTree(t, n, out)
}

// sameTree holds that what was written is read as the tree that it was.
func sameTree(t *testing.T, n *syntax.Node, out []byte) {
	t.Helper()
	again, found := syntax.YAML("f", out, 1)
	if again == nil || len(found) > 0 {
		t.Fatalf("%q is not read again: %v", out, found)
	}
	if diff := cmp.Diff(meaning(n), meaning(again)); diff != "" {
		t.Errorf("%q is read as another tree (-want +got)\n%s", out, diff)
	}
}

// meaning gives a tree of what values mean alone.
func meaning(n *syntax.Node) any {
	switch n.Kind {
	case syntax.Mapping:
		var all [][2]any
		for _, f := range n.Fields {
			all = append(all, [2]any{f.Key, meaning(f.Value)})
		}
		return all
	case syntax.Sequence:
		all := []any{}
		for _, item := range n.Items {
			all = append(all, meaning(item))
		}
		return all
	case syntax.Null:
		return nil
	default:
		return [2]any{n.Kind, n.Value}
	}
}

// Whatever YAML is read can be written, and is read as the same again.
func FuzzWriteYAML(f *testing.F) {
	for _, s := range []string{"a: [1, {b: 'c: d', e: \"\\t\\u2028\"}]\n", "a: |\n  x\n\n y: 2022-01-01\n", "'': x\nå: [[], {}, ~, \"#\", \"0x1\", .5, NO]\n", "a: '😀 \\'\nb: \" \"\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		n, found := syntax.YAML("f", src, 1)
		if n == nil || len(found) > 0 {
			return
		}
		out, err := syntax.WriteYAML(n)
		if err != nil {
			t.Fatalf("%q: %v", src, err)
		}
		sameTree(t, n, out)
	})
}
