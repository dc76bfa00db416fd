package skeleton

import (
	"slices"
	"strings"
	"testing"

	"vitrin/internal/portfolio"
	"vitrin/internal/syntax"
)

// TestTable holds that each row is a key of the contract, once, and that each collection has a title first.
func TestTable(t *testing.T) {
	check := func(front portfolio.Shape, rows []row) {
		if got := keys(front, rows); len(got) != len(rows) || got[0].Field.Key != "title" {
			t.Errorf("%s: %d of %d rows are keys", front.Record, len(got), len(rows))
		}
		seen := map[string]bool{}
		for _, r := range rows {
			if seen[r.key] || r.flag != "" && seen["--"+r.flag] {
				t.Errorf("%s: %s stands twice", front.Record, r.key)
			}
			seen[r.key], seen["--"+r.flag] = true, true
		}
	}
	for _, c := range portfolio.Collections() {
		check(portfolio.Front(c), matter[c])
	}
	check(portfolio.TranslationFront(), translated)
}

func TestText(t *testing.T) {
	p := Page{Collection: portfolio.Projects, ID: "smart-textil", Values: map[string][]Value{
		"title":       {{Text: "Textil: smart, # ny"}},
		"start":       {{Text: "2024-05"}},
		"clusters":    {{Text: "creative-cluster"}},
		"coordinator": {Resolve(field(portfolio.Projects, "coordinator"), "Teknik, Mark AB", nil)},
		"granted":     {{Text: "850 000"}},
		"reference":   {{Text: "2022"}, {Text: "B"}},
		"draft":       {{Text: "true"}},
	}}
	src, err := p.Text(portfolio.GlossaryOf("sv"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(src)
	for _, line := range []string{
		"title: \"Textil: smart, # ny\"", "start: 2024-05", "clusters: [creative-cluster]", "coordinator: {name: \"Teknik, Mark AB\"}",
		"granted: 850 000", "reference: [\"2022\", B]", "draft: true", "# end: 2023-03-31", "# Sista dagen, så noga som den är känd.",
	} {
		if !strings.Contains(text, "\n"+line+"\n") {
			t.Errorf("no line %s in\n%s", line, text)
		}
	}
	if strings.Contains(text, "funding") {
		t.Errorf("funding is proposed beside granted:\n%s", text)
	}
	if !strings.HasPrefix(text, "---\n# ") || !strings.HasSuffix(text, "\n---\n\n") {
		t.Errorf("no front matter:\n%s", text)
	}
}

// TestUncommented holds that every comment becomes YAML when its # is taken away.
func TestUncommented(t *testing.T) {
	for _, lang := range portfolio.GlossaryLanguages() {
		for _, c := range portfolio.Collections() {
			src, err := Page{Collection: c, ID: "a"}.Text(portfolio.GlossaryOf(lang))
			if err != nil {
				t.Fatal(err)
			}
			var front []string
			for line := range strings.Lines(string(src)) {
				for _, k := range KeysOf(c) {
					if bare := strings.TrimPrefix(line, "# "); strings.HasPrefix(bare, k.Field.Key+": ") {
						front = append(front, bare)
					}
				}
			}
			tree, problems := syntax.YAML("a", []byte(strings.Join(front, "")), 1)
			if len(problems) > 0 || len(tree.Fields) != len(matter[c]) {
				t.Errorf("%s, %s: %v\n%s", c, lang, problems, strings.Join(front, ""))
			}
		}
	}
}

func TestPath(t *testing.T) {
	for _, tt := range []struct {
		page Page
		want string
	}{
		{Page{Collection: portfolio.Projects, ID: "a"}, "content/projects/a.md"},
		{Page{Collection: portfolio.Clusters, ID: "a", Lang: "en"}, "content/clusters/a.en.md"},
		{Page{Collection: portfolio.Projects, ID: "a", Folder: true}, "content/projects/a/index.md"},
		{Page{Collection: portfolio.Projects, ID: "a", Folder: true, Lang: "en"}, "content/projects/a/index.en.md"},
		{Page{Collection: portfolio.Projects, ID: "a", Lang: "en", Stem: "content/projects/2022/a"}, "content/projects/2022/a.en.md"},
		{Page{Collection: portfolio.Projects, ID: "a", Lang: "en", Stem: "content/projects/a/index"}, "content/projects/a/index.en.md"},
		{Page{Collection: portfolio.Projects, ID: "a", Stem: "content/projects/2022/a"}, "content/projects/2022/a.md"},
	} {
		if got := tt.page.Path(); got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.page, got, tt.want)
		}
	}
}

func field(c portfolio.Collection, key string) portfolio.Field {
	fields := portfolio.Front(c).Fields
	return fields[slices.IndexFunc(fields, func(f portfolio.Field) bool { return f.Key == key })]
}

func TestResolve(t *testing.T) {
	organisations := []portfolio.Name{{ID: "rise", Title: "RISE Research Institutes"}}
	for _, tt := range []struct{ key, typed, want string }{
		{"coordinator", "rise", "rise"},
		{"coordinator", "rise research institutes", "rise"},
		{"coordinator", "Granvik Teknik: AB", "{name: \"Granvik Teknik: AB\"}"},
		{"coordinator", "risee", "risee"}, // a slip, which is told
		{"coordinator", "{id: rise, role: research}", "{id: rise, role: research}"},
		{"coordinator", "{id: rise", "{name: \"{id: rise\"}"},
		{"clusters", "No Such Cluster", "[No Such Cluster]"},
		{"granted", "{amount: 5, currency: EUR}", "{amount: 5, currency: EUR}"},
		{"start", "{a: b}", "\"{a: b}\""},
	} {
		f := field(portfolio.Projects, tt.key)
		p := Page{Collection: portfolio.Projects, Values: map[string][]Value{tt.key: {Resolve(f, tt.typed, organisations)}}}
		src, err := p.Text(portfolio.GlossaryOf("en"))
		if line := "\n" + tt.key + ": " + tt.want + "\n"; err != nil || !strings.Contains(string(src), line) {
			t.Errorf("%s: %q: no line%sin\n%s", tt.key, tt.typed, line, src)
		}
	}
	if got := Search("research", organisations); len(got) != 1 {
		t.Errorf("found %v", got)
	}
	for id, want := range map[string]string{"smart-textil": "Smart textil", "åkeri": "Åkeri", "2022-a": "2022 a"} {
		if got := TitleOf(id); got != want {
			t.Errorf("%s: %s", id, got)
		}
	}
}
