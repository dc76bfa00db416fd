// Package starter writes what a new site begins with: settings, a page of welcome and one about the site, a README, and
// one project of the example portfolio with its cluster, its programme and everybody who takes part.
//
// In go the example's content folder and what the site is called, out come files by path, in the site's languages. It
// knows how the example is written, touches no disk, and checks nothing: that a new site holds no problem is what its
// tests say.
package starter

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"text/template"

	"vitrin/internal/syntax"
)

//go:embed files
var files embed.FS

// Options say what a new site is called and where it will lie.
type Options struct {
	Title     string   // empty: a placeholder in each language, which a comment marks
	BaseURL   string   // empty: likewise
	Languages []string // codes of [Languages], the site's first language first; at least one
}

// Languages gives the codes of the languages in which a site can begin: those of the example, its own first.
func Languages() []string { return []string{"sv", "en"} }

// Title gives the placeholder for a title in a language.
func Title(lang string) string {
	return map[string]string{"sv": "Min projektportfölj", "en": "My project portfolio"}[lang]
}

// BaseURL is the placeholder for the address.
const BaseURL = "https://example.org/"

// Files gives the files of a new site by their paths, slash-separated and relative to its folder. The example is the
// folder content; the error is that it is not as this package knows it.
func Files(example fs.FS, o Options) (map[string][]byte, error) {
	all := map[string][]byte{}
	for name, path := range map[string]string{"README.md": "README.md", "site.yaml": "content/site.yaml"} {
		text, err := written(example, o, o.Languages[0], name)
		if err != nil {
			return nil, err
		}
		all[path] = text
	}
	for _, lang := range o.Languages {
		for _, page := range []string{"index", "about"} {
			text, err := written(example, o, lang, page+".md")
			if err != nil {
				return nil, err
			}
			all["content/"+page+o.suffix(lang)+".md"] = text
		}
		for _, entry := range entries() {
			text, err := o.entry(example, entry, lang)
			if err != nil {
				return nil, err
			}
			all["content/"+entry+o.suffix(lang)+".md"] = text
		}
	}
	return all, nil
}

// suffix gives what stands before .md in the names of files in a language.
func (o Options) suffix(lang string) string {
	if lang == o.Languages[0] {
		return ""
	}
	return "." + lang
}

// written makes one of this package's own texts.
func written(example fs.FS, o Options, lang, name string) ([]byte, error) {
	src, err := files.ReadFile("files/" + lang + "/" + name)
	if err != nil {
		return nil, err
	}
	settings, err := fs.ReadFile(example, "site.yaml")
	if err != nil {
		return nil, err
	}
	labels, problems := syntax.YAML("site.yaml", settings, 1)
	if labels == nil {
		return nil, fmt.Errorf("the example's settings cannot be read: %s", problems[0].Message)
	}
	t, err := template.New(name).Funcs(template.FuncMap{
		"title":   o.title,
		"address": func() string { return quoted(orElse(o.BaseURL, BaseURL)) },
		"labels":  func(section string, ids ...string) (string, error) { return o.labels(labels.Get(section), ids) },
		"join":    func(list []string) string { return strings.Join(list, ", ") },
		"in":      func(list []string, one string) bool { return slices.Contains(list, one) },
	}).Parse(string(src))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, struct {
		Options
		Name string
	}{o, orElse(o.Title, Title(lang))})
	return b.Bytes(), err
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// title writes the site's title as YAML.
func (o Options) title() string {
	if o.Title != "" {
		return quoted(o.Title)
	}
	return o.text(Title)
}

// labels writes what some ids of the example's settings are called, an id a line.
func (o Options) labels(section *syntax.Node, ids []string) (string, error) {
	var lines []string
	for _, id := range ids {
		label := section.Get(id)
		if label == nil {
			return "", fmt.Errorf("the example has no label for %s", id)
		}
		lines = append(lines, "  "+id+": "+o.text(func(lang string) string { return label.Get(lang).Value }))
	}
	return strings.Join(lines, "\n"), nil
}

// text writes a text in all languages of the site as YAML.
func (o Options) text(in func(lang string) string) string {
	if len(o.Languages) == 1 {
		return quoted(in(o.Languages[0]))
	}
	var texts []string
	for _, lang := range o.Languages {
		texts = append(texts, lang+": "+quoted(in(lang)))
	}
	return "{" + strings.Join(texts, ", ") + "}"
}

// quoted writes a text as JSON, which YAML 1.2 reads as it is.
func quoted(text string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(text) // a text always can
	return strings.TrimSpace(b.String())
}
