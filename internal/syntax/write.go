package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// The bounds of a group or a list that stands on one line: characters of what is in it, and keys of a group that
// is a value of the outermost one.
const (
	maxFlow = 70
	maxKeys = 2
)

// WriteYAML writes a Mapping as YAML that [YAML] reads as the same tree: keys in their order, groups and lists of a few
// short values on one line, as editors write them, and quotes only where they are needed. The error is that of the
// library, for texts that YAML cannot hold.
func WriteYAML(n *Node) ([]byte, error) {
	root := written(n)
	root.Style = 0
	for i, f := range n.Fields {
		if len(f.Value.Fields) > maxKeys {
			root.Content[2*i+1].Style = 0
		}
	}
	return yaml.Dump(root, yaml.WithIndent(2), yaml.WithCompactSeqIndent(false), yaml.WithLineWidth(-1), yaml.WithQuotePreference(yaml.QuoteDouble))
}

// written turns our nodes into the library's.
func written(n *Node) *yaml.Node {
	switch n.Kind {
	case Mapping:
		to := &yaml.Node{Kind: yaml.MappingNode, Style: flow(n)}
		for _, f := range n.Fields {
			to.Content = append(to.Content, scalar(&Node{Kind: String, Value: f.Key}), written(f.Value))
		}
		return to
	case Sequence:
		to := &yaml.Node{Kind: yaml.SequenceNode, Style: flow(n)}
		for _, item := range n.Items {
			to.Content = append(to.Content, written(item))
		}
		return to
	default:
		return scalar(n)
	}
}

// dayForm is a day as the contract has it, which other readers of YAML take for a date as well: it needs no quotes.
var dayForm = lazily(`^\d{4}-\d{2}-\d{2}$`)

// scalar writes a single value. A tag makes the library put a text that looks like another value in quotes.
func scalar(n *Node) *yaml.Node {
	to := &yaml.Node{Kind: yaml.ScalarNode, Value: n.Value}
	switch {
	case n.Kind == Null:
		to.Tag, to.Value = "!!null", "null"
	case n.Kind == String && !strings.ContainsFunc(n.Value, isWordy):
		to.Style = yaml.DoubleQuotedStyle // signs alone would look like YAML's own
	case n.Kind == String && !dayForm().MatchString(n.Value):
		to.Tag = "!!str"
	}
	return to
}

func isWordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// flow tells whether a group or a list stands on one line.
func flow(n *Node) yaml.Style {
	length := 0
	for _, f := range n.Fields {
		length += utf8.RuneCountInString(f.Key) + 2
	}
	for _, item := range append(values(n), n.Items...) {
		if !item.IsScalar() && (n.Kind == Mapping || len(item.Fields)+len(item.Items) > 0) {
			return 0
		}
		length += utf8.RuneCountInString(item.Value) + 2
	}
	if length > maxFlow {
		return 0
	}
	return yaml.FlowStyle
}

func values(n *Node) []*Node {
	var all []*Node
	for _, f := range n.Fields {
		all = append(all, f.Value)
	}
	return all
}
