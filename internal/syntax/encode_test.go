package syntax_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"vitrin/internal/syntax"
)

// quoted and bare make a String that is a text whatever it looks like, and one that is written as it is.
func quoted(s string) *syntax.Node { return &syntax.Node{Kind: syntax.String, Quoted: true, Value: s} }
func bare(s string) *syntax.Node   { return &syntax.Node{Kind: syntax.String, Value: s} }

func mapping(pairs ...any) *syntax.Node {
	n := &syntax.Node{Kind: syntax.Mapping}
	for i := 0; i < len(pairs); i += 2 {
		n.Fields = append(n.Fields, syntax.Field{Key: pairs[i].(string), Value: pairs[i+1].(*syntax.Node)})
	}
	return n
}

func TestEncode(t *testing.T) {
	for _, tt := range []struct {
		value *syntax.Node
		want  string
	}{
		{quoted("Smart industri"), "k: Smart industri\n"},
		{quoted("Företag: en, två # åäö"), "k: 'Företag: en, två # åäö'\n"},
		{quoted("@handle"), "k: '@handle'\n"},
		{quoted(`it's "so"`), "k: it's \"so\"\n"},
		{quoted("2022"), "k: '2022'\n"},
		{quoted("true"), "k: 'true'\n"},
		{quoted(""), "k: ''\n"},
		{quoted("😀"), "k: \"\\U0001F600\"\n"},
		{quoted(strings.Repeat("ord ", 60) + "slut"), "k: " + strings.Repeat("ord ", 60) + "slut\n"},
		{bare("2022-05-17"), "k: 2022-05-17\n"},
		{bare("850000"), "k: 850000\n"},
		{bare("850 000"), "k: 850 000\n"},
		{bare("null"), "k: 'null'\n"},
		{bare("a: b"), "k: 'a: b'\n"},
		{&syntax.Node{Kind: syntax.Bool, Value: "true"}, "k: true\n"},
		{&syntax.Node{Kind: syntax.Sequence, Items: []*syntax.Node{quoted("a"), quoted("b, c")}}, "k: [a, 'b, c']\n"},
		{mapping("name", quoted("Teknik, Mark AB")), "k: {name: 'Teknik, Mark AB'}\n"},
	} {
		got, err := syntax.Encode(mapping("k", tt.value))
		if err != nil || string(got) != tt.want {
			t.Errorf("%q, %v; want %q", got, err, tt.want)
		}
	}
	if _, err := syntax.Encode(mapping("k", quoted("\xff"))); err == nil {
		t.Error("a text that is not UTF-8 is written")
	}
}

// FuzzEncode holds that any text comes back as it was.
func FuzzEncode(f *testing.F) {
	for _, s := range []string{"", "a", "a: b", "- x", "'", "\"", "#", "@", "`", "null", "0x1", "\n", "a\nb", " \n ", "\u2028", "\t", "😀", "\u0085", "\ufeff", "\x00", "{a", "a]", "<<", "!x", "%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		for _, value := range []*syntax.Node{quoted(s), {Kind: syntax.Sequence, Items: []*syntax.Node{quoted(s)}}, mapping("name", quoted(s))} {
			src, err := syntax.Encode(mapping("first", bare(s), "k", value))
			if err != nil {
				t.Fatal(err)
			}
			n, problems := syntax.YAML("a.yaml", src, 1)
			if n == nil || len(problems) > 0 {
				t.Fatalf("%q: %v", src, problems)
			}
			got := n.Get("k")
			switch got.Kind {
			case syntax.Sequence:
				got = got.Items[0]
			case syntax.Mapping:
				got = got.Get("name")
			}
			if got.Value != s || got.Kind != syntax.String || n.Get("first").Value != s || n.Get("first").Kind == syntax.Null {
				t.Fatalf("%q: %q came back as %q and %q", src, s, n.Get("first").Value, got.Value)
			}
		}
	})
}
