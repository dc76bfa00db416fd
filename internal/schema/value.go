package schema

import (
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"vitrin/internal/portfolio"
)

// property is the schema of a key's value. A key without a value is as if it were not there, unless it has to be.
func (m *maker) property(f portfolio.Field) *jsonschema.Schema {
	s := m.lenient(f.Shape, !f.Required, true)
	s.Description = m.about(f)
	return s
}

// lenient is the schema of a value, with what is accepted beside it though nobody should write it: nothing, in a key that
// may be left out; blanks; true and false, where any text will do. These stand apart, as what the other types are not, so
// that no editor proposes them.
func (m *maker) lenient(shape portfolio.Shape, empty, list bool) *jsonschema.Schema {
	s := m.value(shape, list)
	if shape.Format == portfolio.AnyFormat {
		return s
	}
	var others []string
	if empty {
		others = append(others, "null")
	}
	switch shape.Format {
	case portfolio.TextFormat, portfolio.TermFormat:
		others = append(others, "boolean")
	case portfolio.ChoiceFormat:
		others = append(others, "blank")
	}
	if len(others) == 0 {
		return s
	}
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{s, m.tolerated(others)}}
}

// tolerated is the schema of what is accepted and not proposed.
func (m *maker) tolerated(others []string) *jsonschema.Schema {
	name := "empty"
	for _, other := range others {
		if other != "null" {
			name += "-or-" + other
		}
	}
	if !slices.Contains(others, "null") {
		name = others[0]
	}
	refused := []string{"string", "number", "boolean", "object", "array", "null"}
	s := &jsonschema.Schema{}
	for _, other := range others {
		if other == "blank" {
			other, s.Pattern = "string", `^\s*$`
		}
		refused = slices.DeleteFunc(refused, func(t string) bool { return t == other })
	}
	s.Not = &jsonschema.Schema{Types: refused}
	m.definitions[name] = s
	return reference(name)
}

func reference(definition string) *jsonschema.Schema {
	return &jsonschema.Schema{Ref: "#/definitions/" + definition}
}

// value is the schema of a value in all the forms of its shape. They stand in one schema and not in one for each form,
// since what is wrong is told more precisely so: the keywords of JSON Schema ask only values of their own type.
func (m *maker) value(shape portfolio.Shape, list bool) *jsonschema.Schema {
	if shape.Format == portfolio.AnyFormat {
		return &jsonschema.Schema{}
	}
	s := m.single(shape)
	types := s.Types
	if shape.Translated || shape.Labels || shape.Fields != nil {
		types = append(types, "object")
		s.AllOf = append(s.AllOf, m.object(shape))
	}
	if shape.Many && list {
		types = append(types, "array")
		s.Items = m.lenient(shape, true, false)
		if shape.Length > 0 {
			s.MinItems, s.MaxItems = &shape.Length, &shape.Length
		}
		if shape.Length > 1 {
			types = []string{"array"}
		}
	}
	s.Types = types
	if len(types) == 1 {
		s.Types, s.Type = nil, types[0]
	}
	return s
}

// object is the schema of a group. It asks nothing of other values.
func (m *maker) object(shape portfolio.Shape) *jsonschema.Schema {
	switch {
	case shape.Labels:
		label := m.lenient(portfolio.Shape{Format: portfolio.TextFormat, Translated: true}, true, false)
		return &jsonschema.Schema{AdditionalProperties: label}
	case shape.Fields == nil:
		if m.definitions["translated"] == nil {
			m.definitions["translated"] = m.translated()
		}
		return reference("translated")
	}
	name := shape.Record
	if shape.Names != "" {
		name += "-to-" + string(shape.Names)
	}
	if m.definitions[name] == nil {
		s := m.keys(shape)
		if shape.Translated {
			m.addTranslations(s)
		}
		m.definitions[name] = s
	}
	return reference(name)
}

// keys is the schema of a group of keys.
func (m *maker) keys(shape portfolio.Shape) *jsonschema.Schema {
	s := &jsonschema.Schema{Properties: map[string]*jsonschema.Schema{}, AdditionalProperties: nothing()}
	for _, f := range shape.Fields {
		s.Properties[f.Key] = m.property(f)
		s.PropertyOrder = append(s.PropertyOrder, f.Key)
		if f.Required {
			s.Required = append(s.Required, f.Key)
		}
	}
	for _, key := range shape.AnyOf {
		s.AnyOf = append(s.AnyOf, &jsonschema.Schema{Required: []string{key}})
	}
	if len(shape.NotBoth) > 0 {
		s.If, s.Then = m.alone(shape.NotBoth[0], shape.NotBoth[1])
	}
	for key, needed := range shape.Needs {
		s.DependencyStrings = map[string][]string{key: {needed}}
	}
	return s
}

// alone says that where a key has a value, another one has none.
func (m *maker) alone(key, other string) (is, then *jsonschema.Schema) {
	is = &jsonschema.Schema{
		Type: "object", Required: []string{key},
		Properties: map[string]*jsonschema.Schema{key: {Not: &jsonschema.Schema{Type: "null"}}},
	}
	words := m.words(func(g portfolio.Glossary) string { return strings.ReplaceAll(g.Word("alone"), "{0}", key) })
	then = &jsonschema.Schema{Properties: map[string]*jsonschema.Schema{other: {Type: "null", Extra: map[string]any{"errorMessage": words}}}}
	return is, then
}

// nothing is the schema that no value fits.
func nothing() *jsonschema.Schema { return &jsonschema.Schema{Not: &jsonschema.Schema{}} }

// translated is the schema of a text in each of several languages.
func (m *maker) translated() *jsonschema.Schema {
	s := &jsonschema.Schema{AdditionalProperties: nothing()}
	m.addTranslations(s)
	return s
}

func (m *maker) addTranslations(s *jsonschema.Schema) {
	text := func() *jsonschema.Schema {
		return m.lenient(portfolio.Shape{Format: portfolio.TextFormat}, true, false)
	}
	if len(m.Languages) == 0 {
		s.PatternProperties = map[string]*jsonschema.Schema{"^[a-z]{2,3}(?:-[a-z0-9]+)*$": text()}
		return
	}
	if s.Properties == nil {
		s.Properties = map[string]*jsonschema.Schema{}
	}
	for _, lang := range m.Languages {
		s.Properties[lang] = text()
		s.PropertyOrder = append(s.PropertyOrder, lang)
	}
}

// single is the schema of a value that is neither a list nor a group. Its types are in Types.
func (m *maker) single(shape portfolio.Shape) *jsonschema.Schema {
	w := formats[shape.Format]
	s := &jsonschema.Schema{Types: slices.Clone(w.types), Pattern: w.pattern, Minimum: w.least, Maximum: w.most, Extra: map[string]any{}}
	if w.not != "" {
		s.Not = &jsonschema.Schema{Type: "string", Pattern: w.not}
	}
	if shape.Filled {
		s.Pattern = `\S`
	}
	if shape.Values != nil {
		m.choice(s, shape)
	}
	if words := m.words(func(g portfolio.Glossary) string { return g.Format(shape.Format) }); words != "" {
		s.Extra[m.complaint(shape)] = words
	}
	switch names := m.names(shape); {
	case len(names) == 0:
	case shape.Names == "":
		s.Extra["defaultSnippets"] = names
	default: // there may be thousands, so they stand once
		name := "names-of-" + string(shape.Names)
		m.definitions[name] = &jsonschema.Schema{Extra: map[string]any{"defaultSnippets": names}}
		s.AllOf = append(s.AllOf, reference(name))
	}
	return s
}

// complaint is the keyword under which VS Code and its YAML extension find what to say of a wrong value. One of them speaks
// of every mistake, and so is not for a value that may be a group, in which there are others to be made.
func (m *maker) complaint(shape portfolio.Shape) string {
	if shape.Fields == nil && !shape.Translated {
		return "errorMessage"
	}
	return "patternErrorMessage"
}

// choice lets a value be one of a few.
func (m *maker) choice(s *jsonschema.Schema, shape portfolio.Shape) {
	if shape.Fields == nil {
		for _, v := range shape.Values {
			s.Enum = append(s.Enum, v)
		}
		return
	}
	s.Pattern = "^(?:" + join(shape.Values) + ")$"
}

// snippet is what VS Code and its YAML extension propose for a value.
type snippet struct {
	Label       string `json:"label"`
	Description string `json:"description,omitempty"`
	Body        string `json:"body"`
}

// names lists what is worth proposing for a value: what the site has, then what is usual. "examples" would say the same to
// more programs, but the YAML extension shows them all, one below the other, wherever the pointer rests on the key.
func (m *maker) names(shape portfolio.Shape) []snippet {
	var all []snippet
	add := func(id, title string) {
		if !slices.ContainsFunc(all, func(s snippet) bool { return s.Label == id }) {
			all = append(all, snippet{Label: id, Description: title, Body: id})
		}
	}
	for _, k := range m.Known[shape.Names] {
		add(k.ID, k.Title)
	}
	for _, v := range shape.Usual {
		add(v, "")
	}
	if shape.Fields != nil {
		for _, v := range shape.Values {
			add(v, "")
		}
	}
	return all
}
