// Package schema makes JSON Schemas of front matter and settings, by which editors complete and check what is typed.
// The shapes that the portfolio's own readers declare go in, and names that a site has; JSON comes out. It is the only
// importer of the JSON Schema library.
//
// The schemas are of draft-07, the newest one that every release of VS Code's YAML extension knows. They accept all that
// the readers accept, and refuse what they refuse as far as a schema can say it: whether a reference leads somewhere, a
// date exists or an end lies behind its start is for "vitrin check".
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"vitrin/internal/portfolio"
)

const draft = "http://json-schema.org/draft-07/schema#"

// Kind is what a schema is of.
type Kind string

// What there are schemas of.
const (
	Project      Kind = "project"
	Cluster      Kind = "cluster"
	Programme    Kind = "programme"
	Organisation Kind = "organisation"
	Page         Kind = "page"
	Translation  Kind = "translation" // of any of these, in another language than the site's first
	Site         Kind = "site"        // content/site.yaml
)

// Kinds lists what there are schemas of.
func Kinds() []Kind {
	return []Kind{Project, Cluster, Programme, Organisation, Page, Translation, Site}
}

// Options say what a schema tells besides the contract. The zero Options are those of no site in particular.
type Options struct {
	Words     []string                             // languages of the descriptions, in their order; nil: all there are
	Languages []string                             // the site's languages, for translated texts; nil: any
	Known     map[portfolio.Names][]portfolio.Name // names to propose; others are accepted too
}

// Of makes the schema of a kind, as indented JSON that ends with a line feed.
func Of(k Kind, o Options) ([]byte, error) {
	shape, err := shapeOf(k)
	if err != nil {
		return nil, err
	}
	m := newMaker(o)
	root := m.keys(shape)
	// No title: the YAML extension would show it above the description of every key.
	root.Schema, root.Comment, root.Type = draft, "made by vitrin schema "+string(k), "object"
	root.Definitions = m.definitions
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		return nil, fmt.Errorf("writing the schema of %s: %w", k, err)
	}
	return b.Bytes(), nil
}

func shapeOf(k Kind) (portfolio.Shape, error) {
	switch k {
	case Project:
		return portfolio.Front(portfolio.Projects), nil
	case Cluster:
		return portfolio.Front(portfolio.Clusters), nil
	case Programme:
		return portfolio.Front(portfolio.Programmes), nil
	case Organisation:
		return portfolio.Front(portfolio.Organisations), nil
	case Page:
		return portfolio.Front(portfolio.Pages), nil
	case Translation:
		return portfolio.TranslationFront(), nil
	case Site:
		return portfolio.SettingsFront(), nil
	}
	return portfolio.Shape{}, fmt.Errorf("there is no schema of %q", k)
}

// maker makes the parts of one schema.
type maker struct {
	Options
	glossaries  []portfolio.Glossary
	definitions map[string]*jsonschema.Schema // what several keys share, by name
}

func newMaker(o Options) *maker {
	m := &maker{Options: o, definitions: map[string]*jsonschema.Schema{}}
	languages := o.Words
	if len(languages) == 0 {
		languages = portfolio.GlossaryLanguages()
	}
	seen := map[string]bool{}
	for _, lang := range languages {
		if g := portfolio.GlossaryOf(lang); !seen[g.Lang] {
			seen[g.Lang] = true
			m.glossaries = append(m.glossaries, g)
		}
	}
	return m
}

// about describes a key in all languages.
func (m *maker) about(f portfolio.Field) string {
	var parts []string
	for _, g := range m.glossaries {
		parts = append(parts, fmt.Sprintf("%s\n%s: %s: %s", g.About(f), g.Word("example"), f.Key, g.Example(f)))
	}
	return strings.Join(parts, "\n\n")
}

// words gives a sentence in all languages.
func (m *maker) words(of func(portfolio.Glossary) string) string {
	var parts []string
	for _, g := range m.glossaries {
		if words := of(g); words != "" {
			parts = append(parts, words)
		}
	}
	return strings.Join(parts, " / ")
}
