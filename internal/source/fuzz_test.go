package source_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"vitrin/internal/syntax"
)

func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{
		"", "---\ntitle: x\n---\nBody", "\uFEFF\r\n---\r\na: |\r\n  ---\r\n---\r\n", "+++\na = '''\n +++\n'''\n+++", "{\"a\": {\n}\n}\nx", "{\n", "—-\na: b\n", "---\n",
		"---\na: 811218-9876\n---\n811218+9876", "---\na: 198112189876\n---\n å\x07 a@gmail.com.", "\xff\xfe-\x00", "---\n---\n---\n", " ---\n---\n", "---\u00a0\n---\u00a0\n---", "{}\n;;;\n", ";;;\n{}\n;;;\n", "{}\v\n", "---\n\v---\n---\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := document(t, text)
		lines := strings.Split(strings.TrimPrefix(text, "\uFEFF"), "\n")
		for _, p := range slices.Concat(d.Problems, d.Remarks) {
			if p.Pos.Line == 0 {
				continue
			}
			if p.Pos.File != "content/a.md" || p.Pos.Line > len(lines) || p.Pos.Column > utf8.RuneCountInString(lines[p.Pos.Line-1])+1 {
				t.Fatalf("%+v lies outside of the text", p)
			}
		}
		if d.Front() == nil || d.Front().Kind != syntax.Mapping || d.BodyLine < 1 || d.BodyLine > len(lines) {
			t.Fatalf("%+v", d)
		}
		if d.Broken && d.Problems.Errors() == 0 {
			t.Fatal("broken without an error")
		}
		if len(d.Front().Fields) > 0 && d.BodyLine < 1+d.Front().Fields[len(d.Front().Fields)-1].KeyPos.Line && htmlOf(t, d, nil) != "" {
			t.Fatal("front matter is part of the body")
		}
	})
}
