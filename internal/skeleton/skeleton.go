// Package skeleton writes the first text of a page: the front matter that is known, and beside it, as comments, the keys
// that matter and are not. A collection, an id and values as people type them go in; a path and the bytes of a file come out.
//
// It knows the keys that matter, and of each key what the portfolio declares. It reads and writes no files, asks nobody, and
// does not check what the values say.
package skeleton

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vitrin/internal/portfolio"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
)

// Page is a page that is to be written.
type Page struct {
	Collection portfolio.Collection
	ID         string
	Lang       string             // the language that the file's name states; empty: the site's first
	Folder     bool               // an index.md in a folder of its own
	Stem       string             // where the page's files in other languages lie, without language and .md; empty: there are none
	Main       string             // of a translation, the path of the file that states the facts
	Values     map[string][]Value // by key

	Known func(portfolio.Names) []portfolio.Name // names that the site has, for the comments; may be nil
}

// Value is one value of a key.
type Value struct {
	Text  string       // as it was typed, or an id
	Group *syntax.Node // the group of keys that it is; nil: a single value
}

// Path gives where the page lies, slash-separated and relative to the site folder.
func (p Page) Path() string {
	dir, stem := path.Join(source.Root, string(p.Collection)), p.ID
	if p.Folder {
		dir, stem = path.Join(dir, p.ID), "index"
	}
	if p.Stem != "" {
		dir, stem = path.Split(p.Stem)
	}
	if p.Lang != "" {
		stem += "." + p.Lang
	}
	return path.Join(dir, stem+".md")
}

// Text gives the bytes of the file, with comments in the glossary's language. The error is a value that is not UTF-8.
func (p Page) Text(g portfolio.Glossary) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "---\n# %s\n", g.Word("new"))
	for _, k := range p.Keys() {
		values := p.Values[k.Field.Key]
		switch {
		case len(values) > 0:
			line, err := syntax.WriteYAML(&syntax.Node{Kind: syntax.Mapping, Fields: []syntax.Field{{Key: k.Field.Key, Value: node(k.Field.Shape, values)}}})
			if err != nil {
				return nil, err
			}
			b.Write(line)
		case !p.excluded(k.Field.Key):
			fmt.Fprintf(&b, "# %s\n# %s: %s\n", g.About(k.Field), k.Field.Key, p.example(g, k.Field))
		}
	}
	b.WriteString("---\n\n")
	return b.Bytes(), nil
}

// example gives the value that the comment of a key shows: where it is an id, one that the site has.
func (p Page) example(g portfolio.Glossary, f portfolio.Field) string {
	usual := g.Example(f)
	if p.Known == nil || f.Shape.Format != portfolio.IDFormat || strings.Contains(usual, "{") {
		return usual
	}
	for _, n := range p.Known(f.Shape.Names) {
		switch {
		case n.ID == p.ID:
		case strings.HasPrefix(usual, "["):
			return "[" + n.ID + "]"
		default:
			return n.ID
		}
	}
	return usual
}

// excluded tells whether a key cannot stand beside one that has a value.
func (p Page) excluded(key string) bool {
	apart := portfolio.Front(p.Collection).NotBoth
	return slices.Contains(apart, key) && slices.ContainsFunc(apart, func(other string) bool { return len(p.Values[other]) > 0 })
}

// node makes a value as it stands in front matter.
func node(shape portfolio.Shape, values []Value) *syntax.Node {
	list := &syntax.Node{Kind: syntax.Sequence}
	for _, v := range values {
		list.Items = append(list.Items, single(shape, v))
	}
	if len(values) == 1 && shape.Format == portfolio.MembersFormat && isNumber(values[0].Text) {
		return &syntax.Node{Kind: syntax.Number, Value: values[0].Text} // how many there are
	}
	if len(values) == 1 && (!shape.Many || shape.Length == 1 || shape.Names == "") {
		return list.Items[0]
	}
	return list
}

// single makes one value. A text stays one, whatever it looks like; of all else figures alone are a number.
func single(shape portfolio.Shape, v Value) *syntax.Node {
	if v.Group != nil {
		return v.Group
	}
	switch shape.Format {
	case portfolio.FlagFormat:
		return &syntax.Node{Kind: syntax.Bool, Value: v.Text}
	case portfolio.TextFormat, portfolio.TermFormat, portfolio.IDFormat, portfolio.MembersFormat, portfolio.RegionFormat, portfolio.ChoiceFormat:
		return &syntax.Node{Kind: syntax.String, Value: v.Text}
	}
	if isNumber(v.Text) {
		return &syntax.Node{Kind: syntax.Number, Value: v.Text}
	}
	return &syntax.Node{Kind: syntax.String, Value: v.Text}
}

func isNumber(text string) bool { return strings.Trim(text, "0123456789") == "" }

// TitleOf makes a title of an id, for a page that states none: "smart-textil" is "Smart textil".
func TitleOf(id string) string {
	words := strings.ReplaceAll(id, "-", " ")
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}
