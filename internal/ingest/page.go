package ingest

import (
	"bytes"
	"slices"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// page is a page as the source has it.
type page struct {
	collection, id string
	front          *syntax.Node // a Mapping; its values have the positions of their cells
	body           string       // Markdown
	from           diag.Pos     // the row
	held           int          // the line of a row that cannot be read and may be one of the page; 0: there is none
	aside          bool         // it only stands in for a page that nobody has written, and is never told of
}

// key names the page among all.
func (p *page) key() string { return p.collection + "/" + p.id }

// made is what one row of a source made.
type made struct {
	rows     int    // 1, or 0 for pages that were waiting for rows
	key      string // of the row's page, as far as it can be told
	pages    []*page
	problems diag.List
}

// bytes writes the page as its file is to be.
func (p *page) bytes() ([]byte, error) {
	front, err := syntax.WriteYAML(p.front)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString(fence)
	b.Write(front)
	b.WriteString(fence)
	if p.body != "" {
		b.WriteString("\n" + p.body + "\n")
	}
	return b.Bytes(), nil
}

// bodyKey stands for the page's text among its fields.
const bodyKey = "text"

// said gives a short hash of each field, and of the text, to tell later which of them the source has changed.
func (p *page) said() (map[string]string, error) {
	const length = 8
	all := map[string]string{}
	for _, f := range p.front.Fields {
		src, err := syntax.WriteYAML(with(&syntax.Node{Kind: syntax.Mapping}, f.Key, f.Value))
		if err != nil {
			return nil, err
		}
		all[f.Key] = sumOf(src)[:length]
	}
	if p.body != "" {
		all[bodyKey] = sumOf([]byte(p.body))[:length]
	}
	return all, nil
}

// fence is the line around front matter.
const fence = "---\n"

// equal tells whether two values say the same. A single value is a list of one.
func equal(a, b *syntax.Node) bool {
	a, b = single(a), single(b)
	if a == nil || b == nil {
		return a == b
	}
	if a.IsScalar() && b.IsScalar() {
		return a.Value == b.Value
	}
	if a.Kind != b.Kind || len(a.Items) != len(b.Items) || len(a.Fields) != len(b.Fields) {
		return false
	}
	for i := range a.Items {
		if !equal(a.Items[i], b.Items[i]) {
			return false
		}
	}
	for i := range a.Fields {
		if !equal(a.Fields[i].Value, b.Get(a.Fields[i].Key)) {
			return false
		}
	}
	return true
}

func single(n *syntax.Node) *syntax.Node {
	switch {
	case n == nil || n.Kind == syntax.Null:
		return nil
	case n.Kind == syntax.Sequence && len(n.Items) == 1:
		return n.Items[0]
	}
	return n
}

// distinct gives values, each once.
func distinct(all []*syntax.Node) []*syntax.Node {
	var kept []*syntax.Node
	for _, n := range all {
		if !slices.ContainsFunc(kept, func(k *syntax.Node) bool { return equal(k, n) }) {
			kept = append(kept, n)
		}
	}
	return kept
}
