package portfolio

import (
	"embed"
	"strings"

	"vitrin/internal/syntax"
)

// Words about keys for those who write, a file for each language. They are apart from templates/lang, whose words
// visitors read: a site may replace those, and every build reads them.
//
//go:embed fields/*.yaml
var glossaries embed.FS

// Glossary tells in one language what the keys of front matter and settings mean.
type Glossary struct {
	Lang string
	tree *syntax.Node
}

// GlossaryOf gives the glossary of a language, or the English one where that language has none.
func GlossaryOf(lang string) Glossary {
	src, err := glossaries.ReadFile("fields/" + lang + ".yaml")
	if err != nil {
		lang = "en"
		src, _ = glossaries.ReadFile("fields/en.yaml") // built in, as the tests hold
	}
	tree, _ := syntax.YAML("fields/"+lang+".yaml", src, 1) // whole, as the tests hold
	return Glossary{Lang: lang, tree: tree}
}

// GlossaryLanguages lists the languages that have a glossary, by code.
func GlossaryLanguages() []string {
	entries, _ := glossaries.ReadDir("fields") // built in
	var codes []string
	for _, e := range entries {
		codes = append(codes, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return codes
}

// About says in one sentence what a key means.
func (g Glossary) About(f Field) string { return g.word(f.Record, f.Key, "about") }

// Example gives a value of a key, in YAML on one line.
func (g Glossary) Example(f Field) string { return g.word(f.Record, f.Key, "example") }

// Format says how a value of a format is written, for somebody who wrote it otherwise; "" where any text will do.
func (g Glossary) Format(f Format) string { return g.word("formats", string(f)) }

// Word gives one of the glossary's own words.
func (g Glossary) Word(key string) string { return g.word("words", key) }

func (g Glossary) word(path ...string) string {
	n := g.tree
	for _, key := range path {
		n = n.Get(key)
	}
	if n == nil {
		return ""
	}
	return n.Value
}
