package syntax_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// reader is one of the three parsers.
type reader func(file string, src []byte, firstLine int) (*syntax.Node, diag.List)

// outline writes a node as one line for each value: position, kind, text.
func outline(n *syntax.Node) string {
	var b strings.Builder
	var walk func(n *syntax.Node, indent, label string)
	walk = func(n *syntax.Node, indent, label string) {
		quotes := ""
		if n.Quoted {
			quotes = " quoted"
		}
		fmt.Fprintf(&b, "%s%s%d:%d+%d %v %q%s\n", indent, label, n.Pos.Line, n.Pos.Column, n.Pos.Width, n.Kind, n.Value, quotes)
		for _, item := range n.Items {
			walk(item, indent+"  ", "- ")
		}
		for _, f := range n.Fields {
			walk(f.Value, indent+"  ", fmt.Sprintf("%s (%d:%d+%d) ", f.Key, f.KeyPos.Line, f.KeyPos.Column, f.KeyPos.Width))
		}
	}
	if n == nil {
		return "nil\n"
	}
	walk(n, "", "")
	return b.String()
}

func checkOutline(t *testing.T, read reader, src, want string) {
	t.Helper()
	node, found := read("f", []byte(src), 1)
	for _, p := range found {
		t.Errorf("unexpected problem %+v", p)
	}
	if d := cmp.Diff(strings.TrimLeft(want, "\n"), outline(node)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// slips is a table of texts that do not hold: where and how that is said.
type slips []struct{ name, src, place, code, message, hint string }

func (s slips) check(t *testing.T, read reader) {
	for _, test := range s {
		t.Run(test.name, func(t *testing.T) {
			node, found := read("f", []byte(test.src), 10)
			if len(found) != 1 {
				t.Fatalf("%d problems, want one: %+v", len(found), found)
			}
			p := found[0]
			place := fmt.Sprintf("%d:%d+%d", p.Pos.Line-9, p.Pos.Column, p.Pos.Width)
			code := test.code
			if code == "" {
				code = string(diag.Syntax)
			}
			if place != test.place || string(p.Code) != code || p.Pos.File != "f" || p.Severity != diag.Error ||
				!strings.Contains(p.Message, test.message) || !strings.Contains(p.Hint, test.hint) {
				t.Errorf("got  %s %s %q hint %q\nwant %s %s %q hint %q", place, p.Code, p.Message, p.Hint, test.place, code, test.message, test.hint)
			}
			_ = node
		})
	}
}

func TestPosition(t *testing.T) {
	src := []byte("å\n\xff漢x\r\n")
	for offset, want := range map[int][2]int{
		-3: {1, 1}, 0: {1, 1}, 2: {1, 2}, 3: {2, 1}, 4: {2, 2}, 7: {2, 3}, 8: {2, 4}, 10: {3, 1}, 99: {3, 1},
	} {
		line, column := syntax.Position(src, offset)
		if got := [2]int{line, column}; got != want {
			t.Errorf("offset %d is at %v, want %v", offset, got, want)
		}
	}
}

func TestEmptyTextsAreMappings(t *testing.T) {
	for name, read := range map[string]reader{"YAML": syntax.YAML, "TOML": syntax.TOML, "JSON": syntax.JSON} {
		for _, src := range []string{"", "\n", " \r\n\n"} {
			node, found := read("f", []byte(src), 7)
			if len(found) > 0 || node == nil || node.Kind != syntax.Mapping || len(node.Fields) > 0 || node.Pos.Line != 7 {
				t.Errorf("%s of %q gives %s and %v", name, src, outline(node), found)
			}
		}
	}
	for _, src := range []string{"# only a comment\n", "~", "---\n", "null\n"} {
		if node, found := syntax.YAML("f", []byte(src), 1); len(found) > 0 || node == nil || node.Kind != syntax.Mapping {
			t.Errorf("YAML of %q gives %s and %v", src, outline(node), found)
		}
	}
}

func TestWhatNoTextMayHold(t *testing.T) {
	for name, read := range map[string]reader{"YAML": syntax.YAML, "TOML": syntax.TOML, "JSON": syntax.JSON} {
		t.Run(name, slips{
			{"NUL", "\nåä\x00", "2:3+1", "encoding", "U+0000", "delete"},
			{"escape", "a\x1b", "1:2+1", "encoding", "U+001B", "delete"},
			{"not UTF-8", "å\xe5", "1:2+1", "encoding", "not UTF-8", "save"},
			{"byte order mark within", "å\uFEFF", "1:2+1", "encoding", "U+FEFF", "delete"},
			{"a mebibyte and more", strings.Repeat("x", 1<<20+1), "1:1+0", "limit", "1 MiB", "body"},
		}.run(read))
	}
}

func (s slips) run(read reader) func(*testing.T) { return func(t *testing.T) { s.check(t, read) } }
