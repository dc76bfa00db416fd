package portfolio_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"vitrin/internal/portfolio"
	"vitrin/internal/syntax"
)

// everyField visits every key of the contract once, those in groups too.
func everyField(visit func(portfolio.Field)) {
	seen := map[string]bool{}
	var walk func([]portfolio.Field)
	walk = func(fields []portfolio.Field) {
		for _, f := range fields {
			if name := f.Record + "." + f.Key; !seen[name] {
				seen[name] = true
				visit(f)
			}
			walk(f.Shape.Fields)
		}
	}
	for _, c := range append(portfolio.Collections(), portfolio.Pages) {
		walk(portfolio.Front(c).Fields)
	}
	walk(portfolio.SettingsFront().Fields)
}

// TestGlossaries holds that every key and every format has its words in every language, and that nothing else has.
func TestGlossaries(t *testing.T) {
	known := map[string]bool{"words.example": true, "words.new": true, "words.alone": true}
	everyField(func(f portfolio.Field) {
		known[f.Record+"."+f.Key+".about"], known[f.Record+"."+f.Key+".example"] = true, true
		switch f.Shape.Format {
		case "", portfolio.TextFormat, portfolio.AnyFormat, portfolio.ChoiceFormat, portfolio.FlagFormat,
			portfolio.IDFormat, portfolio.MembersFormat, portfolio.RegionFormat:
		default:
			known["formats."+string(f.Shape.Format)] = true
		}
	})
	for _, lang := range portfolio.GlossaryLanguages() {
		name := "fields/" + lang + ".yaml"
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tree, problems := syntax.YAML(name, src, 1)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		found := map[string]bool{}
		var walk func(path string, n *syntax.Node)
		walk = func(path string, n *syntax.Node) {
			if n.Kind != syntax.Mapping {
				found[path] = strings.TrimSpace(n.Value) != ""
			}
			for _, f := range n.Fields {
				walk(strings.TrimPrefix(path+"."+f.Key, "."), f.Value)
			}
		}
		walk("", tree)
		for path := range known {
			if !found[path] {
				t.Errorf("%s lacks %s", name, path)
			}
		}
		for path := range found {
			if !known[path] {
				t.Errorf("%s has %s, which no key and no format needs", name, path)
			}
		}
	}
	if !slices.Equal(portfolio.GlossaryLanguages(), []string{"en", "sv"}) {
		t.Errorf("languages: %q", portfolio.GlossaryLanguages())
	}
	if portfolio.GlossaryOf("de").Lang != "en" {
		t.Error("a language without a glossary does not get the English one")
	}
}

// TestGlossaryExamples holds that every example can be read as what it is an example of. A reference in it may lead to
// nothing: the example cannot know the site.
func TestGlossaryExamples(t *testing.T) {
	for _, lang := range portfolio.GlossaryLanguages() {
		g := portfolio.GlossaryOf(lang)
		try := func(file, first string, fields []portfolio.Field) {
			for _, f := range fields {
				front := f.Key + ": " + g.Example(f) + "\n"
				for line := range strings.Lines(first) {
					if !strings.HasPrefix(line, f.Key+":") {
						front = line + front
					}
				}
				if file != "content/site.yaml" {
					front = "---\n" + front + "---\n"
				}
				_, problems := load(t, "-- "+file+" --\n"+front)
				for _, p := range problems {
					if p.Pos.File == file && p.Code != "reference" && p.Code != "file" {
						t.Errorf("%s: the example of %s.%s: %s\n%s", lang, f.Record, f.Key, describe(p), front)
					}
				}
			}
		}
		for _, c := range portfolio.Collections() {
			try("content/"+string(c)+"/a.md", "title: A\n", portfolio.Front(c).Fields)
		}
		try("content/a.md", "title: A\n", portfolio.Front(portfolio.Pages).Fields)
		try("content/site.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [sv, en]\npublisher: {name: P, email: p@example.org}\n", portfolio.SettingsFront().Fields)
	}
}
