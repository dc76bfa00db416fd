package syntax

import (
	"fmt"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Encode writes a Mapping as YAML: each of its keys on lines of their own, what they hold on one line each, but for a text of
// several lines. What it writes is read back by [YAML] as the same keys and the same texts, whatever these hold. A String
// that is not Quoted is written bare where that reads as the same text, as dates and amounts are; it may come back as a
// Number. Positions are of no account. The error is a text that is not UTF-8.
func Encode(n *Node) ([]byte, error) {
	root, err := encoded(n)
	if err != nil {
		return nil, err
	}
	root.Style = 0
	src, err := yaml.Dump(root, yaml.WithLineWidth(-1))
	if err != nil {
		return nil, fmt.Errorf("writing YAML: %w", err)
	}
	return src, nil
}

// encoded turns a node into one of the library.
func encoded(n *Node) (*yaml.Node, error) {
	switch n.Kind {
	case Sequence:
		list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, item := range n.Items {
			one, err := encoded(item)
			if err != nil {
				return nil, err
			}
			list.Content = append(list.Content, one)
		}
		return list, nil
	case Mapping:
		group := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
		for _, f := range n.Fields {
			key, err := encoded(&Node{Kind: String, Quoted: true, Value: f.Key})
			if err != nil {
				return nil, err
			}
			value, err := encoded(f.Value)
			if err != nil {
				return nil, err
			}
			group.Content = append(group.Content, key, value)
		}
		return group, nil
	}
	if !utf8.ValidString(n.Value) {
		return nil, fmt.Errorf("%q is not UTF-8", n.Value)
	}
	scalar := &yaml.Node{Kind: yaml.ScalarNode, Value: n.Value}
	if n.Kind == String && (n.Quoted || meansOther(n.Value)) {
		scalar.Tag = "!!str" // the library puts it in quotes where it would read as something else
	}
	return scalar, nil
}

// meansOther tells whether a bare text would be read as nothing, or as true or false.
func meansOther(text string) bool {
	switch text {
	case "", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE", "<<":
		return true
	}
	return false
}
