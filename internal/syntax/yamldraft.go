package syntax

import (
	"bytes"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v4"
)

// YAMLDraft is a YAML text of keys and values that is changed and written anew. Unlike a [Node] it keeps comments, the
// order of keys and how values are written. It is for texts of the program's own; what people write is read by [YAML],
// which knows what is wrong and where.
type YAMLDraft struct{ doc yaml.Node }

// NewYAMLDraft reads a text whose outermost value is a group of keys. The error is the library's.
func NewYAMLDraft(src []byte) (*YAMLDraft, error) {
	d := &YAMLDraft{}
	if err := yaml.Load(src, &d.doc); err != nil {
		return nil, err
	}
	if d.doc.Kind != yaml.DocumentNode || d.doc.Content[0].Kind != yaml.MappingNode {
		return nil, fmt.Errorf("keys with values are due here")
	}
	return d, nil
}

// Reduce replaces each group of keys, at any depth, for which pick names one of its keys, by the value of that key.
func (d *YAMLDraft) Reduce(pick func(keys []string) (key string, ok bool)) { reduce(&d.doc, pick) }

func reduce(n *yaml.Node, pick func(keys []string) (string, bool)) {
	for i, child := range n.Content {
		if child.Kind == yaml.MappingNode {
			if key, ok := pick(keysOf(child)); ok {
				n.Content[i] = valueOf(child, key)
			}
		}
		reduce(n.Content[i], pick)
	}
}

// Keep takes out the outermost keys for which keep is false.
func (d *YAMLDraft) Keep(keep func(key string) bool) {
	root := d.doc.Content[0]
	var kept []*yaml.Node
	for pair := range slices.Chunk(root.Content, 2) {
		if keep(pair[0].Value) {
			kept = append(kept, pair...)
		}
	}
	root.Content = kept
}

// Over gives the outermost keys the values that another draft states. Keys that are new come behind the first.
func (d *YAMLDraft) Over(other *YAMLDraft) {
	root, place := d.doc.Content[0], 2
	for pair := range slices.Chunk(other.doc.Content[0].Content, 2) {
		if at := slices.Index(keysOf(root), pair[0].Value); at >= 0 {
			root.Content[2*at+1] = pair[1]
			continue
		}
		root.Content = slices.Insert(root.Content, min(place, len(root.Content)), pair...)
		place += 2
	}
}

// Bytes writes the text: two spaces deep, each value that stood on a line on one, however long.
func (d *YAMLDraft) Bytes() ([]byte, error) {
	var b bytes.Buffer
	dumper, err := yaml.NewDumper(&b, yaml.WithIndent(2), yaml.WithLineWidth(-1), yaml.WithCompactSeqIndent(false))
	if err != nil {
		return nil, err
	}
	if err := dumper.Dump(&d.doc); err != nil {
		return nil, err
	}
	if err := dumper.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func keysOf(mapping *yaml.Node) []string {
	var keys []string
	for pair := range slices.Chunk(mapping.Content, 2) {
		keys = append(keys, pair[0].Value)
	}
	return keys
}

// valueOf gives the value of a key, or the mapping itself where it has no such key.
func valueOf(mapping *yaml.Node, key string) *yaml.Node {
	if at := slices.Index(keysOf(mapping), key); at >= 0 {
		return mapping.Content[2*at+1]
	}
	return mapping
}
