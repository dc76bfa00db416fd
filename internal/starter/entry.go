package starter

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"slices"

	"vitrin/internal/syntax"
)

// entries are the files of the example that a new site gets, without language and .md: a project and all that it and
// the others lead to.
func entries() []string {
	return []string{
		"projects/creative-innovation",
		"clusters/creative-cluster",
		"programmes/innovation-och-konkurrenskraft",
		"organisations/borås-kommun",
		"organisations/boråsregionen",
		"organisations/creative-cluster-forening",
		"organisations/marks-kommun",
		"organisations/näringslivsenheten-i-borås",
		"organisations/rise",
		"organisations/ulricehamns-kommun",
	}
}

// words are the keys that belong to a language; all others are facts, which stand in the site's first language's file.
func words(key string) bool {
	return slices.Contains([]string{"title", "slug", "summary", "keywords"}, key)
}

// original gives where the example has an entry in a language.
func original(entry, lang string) string {
	if lang == Languages()[0] {
		return entry + ".md"
	}
	return entry + "." + lang + ".md"
}

// entry writes an entry in one of the site's languages. The example states facts in its own first language's file; a
// new site may have another first language, or one alone.
func (o Options) entry(example fs.FS, entry, lang string) ([]byte, error) {
	front, body, err := split(example, original(entry, lang))
	if err != nil {
		return nil, err
	}
	front.Keep(words)
	if lang == o.Languages[0] {
		facts, _, err := split(example, original(entry, Languages()[0]))
		if err != nil {
			return nil, err
		}
		facts.Keep(func(key string) bool { return key != "contacts" }) // somebody's name stands for nobody else's
		facts.Over(front)
		front = facts
	}
	front.Reduce(func(keys []string) (string, bool) {
		translated := len(keys) > 0 && !slices.ContainsFunc(keys, func(key string) bool { return !slices.Contains(Languages(), key) })
		return lang, translated && len(o.Languages) == 1
	})
	head, err := front.Bytes()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", entry, err)
	}
	return slices.Concat([]byte("---\n"), head, []byte("---\n"), o.links(body, lang)), nil
}

// split takes a file of the example apart.
func split(example fs.FS, name string) (front *syntax.YAMLDraft, body []byte, err error) {
	src, err := fs.ReadFile(example, name)
	if err != nil {
		return nil, nil, err
	}
	head, body, found := bytes.Cut(bytes.TrimPrefix(src, []byte("---\n")), []byte("\n---\n"))
	if !found {
		return nil, nil, fmt.Errorf("%s has no front matter", name)
	}
	if front, err = syntax.NewYAMLDraft(head); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	return front, body, nil
}

// link is a link to a page by its file.
var link = regexp.MustCompile(`\]\(([^()\s]+)\.md(#[^()\s]*)?\)`)

// links turns the links of a text to files in its own language to where the new site has these.
func (o Options) links(body []byte, lang string) []byte {
	return link.ReplaceAllFunc(body, func(whole []byte) []byte {
		parts := link.FindSubmatch(whole)
		file := string(parts[1])
		for _, other := range Languages()[1:] {
			if before, found := bytes.CutSuffix(parts[1], []byte("."+other)); found {
				file = string(before)
			}
		}
		return fmt.Appendf(nil, "](%s%s.md%s)", file, o.suffix(lang), parts[2])
	})
}
