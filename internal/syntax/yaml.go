package syntax

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"vitrin/internal/diag"
)

// YAML reads a YAML document (YAML 1.2.2, core schema) whose outermost value is a group of keys. src
// begins on line firstLine of the file. An empty text is an empty Mapping. The node is nil where the
// text cannot be read; it is there, without the keys that do not hold, where only some are wrong.
//
// It differs from the core schema where editors would be surprised: a number keeps its text ("07",
// "1.10"), hexadecimal and octal numbers and .inf are texts. Tags other than those of the core
// schema, merge keys (<<) and keys that are not plain words are refused. Aliases are allowed; the
// values they stand for are shared and have the position of their anchor.
func YAML(file string, src []byte, firstLine int) (*Node, diag.List) {
	return new(Room).YAML(file, src, firstLine)
}

// YAML is the function [YAML] for who reads one text after the other: the tree of the last text is lost.
func (m *Room) YAML(file string, src []byte, firstLine int) (*Node, diag.List) {
	t := newText(file, src, firstLine)
	if found := t.check(); len(found) > 0 {
		return nil, found
	}
	y := &yamlReader{text: t, room: &m.yaml}
	y.starts, y.alike = t.yamlLines()
	doc := y.load()
	if doc == nil || len(y.found) > 0 {
		return nil, y.found
	}
	return y.document(doc), y.found
}

// yamlReader turns the library's nodes into ours.
type yamlReader struct {
	*text
	starts  []int // where the lines of src begin as the library counts them
	alike   bool  // they are those of the text
	at      struct{ line, column, offset int }
	anchors map[*yaml.Node]*anchor
	within  int // anchors of what is being read
	room    *room
	nodes   int
	spent   bool // a limit is exceeded: enough has been said
	found   diag.List
}

// anchor is a value that aliases stand for. While it is being read its node is nil: an alias that
// meets it then stands within itself.
type anchor struct {
	node        *Node
	size, depth int
}

// load runs the library over the text. It gives an empty node for an empty text and nil after an
// error. The library's own guards turn its panics into errors; what escapes them is caught here.
func (y *yamlReader) load() (doc *yaml.Node) {
	defer func() {
		if recover() != nil {
			y.found.Error(y.pos(0, 0), diag.Syntax, "this text cannot be read as YAML", "")
			doc = nil
		}
	}()
	limits := loaderlimits.New(loaderlimits.DepthValue(maxDepth), loaderlimits.AliasNone())
	loader, err := yaml.NewLoader(bytes.NewReader(y.src), yaml.WithPlugin(limits))
	if err != nil {
		y.explain(err)
		return nil
	}
	var first, second yaml.Node
	switch err := loader.Load(&first); {
	case errors.Is(err, io.EOF):
		return &yaml.Node{}
	case err != nil:
		y.explain(err)
		return nil
	}
	switch err := loader.Load(&second); {
	case errors.Is(err, io.EOF):
		return &first
	case err != nil:
		y.explain(err)
	default:
		y.found.Error(y.place(&second, 0), diag.Syntax, "a second document begins here",
			"remove the line ---; one file holds one document")
	}
	return nil
}

// document converts the outermost value, which has to be a group of keys.
func (y *yamlReader) document(doc *yaml.Node) *Node {
	if doc.Kind == 0 || len(doc.Content) == 0 {
		return y.empty()
	}
	root := doc.Content[0]
	y.room.make(root)
	node, _, _ := y.value(root, 1)
	switch {
	case node == nil || y.spent:
		return nil
	case node.Kind == Null:
		return y.empty()
	case node.Kind != Mapping:
		hint := "write each on a line of its own, as in title: Smart industri"
		if strings.Contains(root.Value, ":") {
			hint = "write a space after the colon"
		}
		y.found.Error(node.Pos, diag.Syntax, "keys with values are due here, and this is "+node.Kind.String(), hint)
		return nil
	}
	return node
}

// value converts one value. It gives nil where the value does not hold, and the number of values and
// of levels that it is made of.
func (y *yamlReader) value(n *yaml.Node, depth int) (node *Node, size, levels int) {
	if n.Kind == yaml.AliasNode {
		return y.alias(n, depth)
	}
	if !y.spend(n, 1, depth) {
		return nil, 0, 0
	}
	if n.Anchor != "" {
		if y.anchors == nil {
			y.anchors = map[*yaml.Node]*anchor{}
		}
		y.anchors[n] = &anchor{}
		y.within++
		defer func() { y.within-- }()
	}
	switch {
	case n.Style&yaml.TaggedStyle != 0 && !coreTag(n):
		y.found.Error(y.place(n, utf8.RuneCountInString(n.Tag)), diag.Syntax, "the tag "+n.Tag+" means nothing here",
			"put the value in quotes if it begins with an exclamation mark; else remove the tag")
	case n.Kind == yaml.SequenceNode:
		node, size, levels = y.sequence(n, depth)
	case n.Kind == yaml.MappingNode:
		node, size, levels = y.mapping(n, depth)
	default:
		node, levels = y.room.node(y.scalar(n)), 0
	}
	size++
	if n.Anchor != "" && node != nil {
		*y.anchors[n] = anchor{node: node, size: size, depth: levels}
	}
	return node, size, levels
}

// spend takes values from the budget and tells whether there is any left, and depth too.
func (y *yamlReader) spend(n *yaml.Node, size, depth int) bool {
	y.nodes += size
	switch {
	case y.spent:
	case y.nodes > maxNodes:
		tooMany(y.place(n, 0), &y.found)
		y.spent = true
	case depth > maxDepth:
		tooDeep(y.place(n, 0), &y.found)
		y.spent = true
	}
	return !y.spent
}

func (y *yamlReader) alias(n *yaml.Node, depth int) (*Node, int, int) {
	a := y.anchors[n.Alias]
	switch {
	case a == nil: // its anchor was refused, and that has been said
		return nil, 0, 0
	case a.node == nil && !y.spent:
		y.found.Error(y.place(n, 1+utf8.RuneCountInString(n.Value)), diag.Syntax,
			"the alias *"+n.Value+" stands within the value that it repeats", "write the value out")
		return nil, 0, 0
	case a.node == nil || !y.spend(n, a.size, depth+a.depth):
		return nil, 0, 0
	}
	return a.node, a.size, a.depth
}

func (y *yamlReader) sequence(n *yaml.Node, depth int) (node *Node, size, levels int) {
	node = y.room.node(Node{Kind: Sequence, Pos: y.place(n, 0), Items: y.room.list(len(n.Content))})
	for _, item := range n.Content {
		converted, s, l := y.value(item, depth+1)
		size, levels = size+s, max(levels, l)
		if converted != nil {
			node.Items = append(node.Items, converted)
		}
	}
	return node, size, levels + 1
}

func (y *yamlReader) mapping(n *yaml.Node, depth int) (node *Node, size, levels int) {
	node = y.room.node(Node{Kind: Mapping, Pos: y.place(n, 0), Fields: y.room.mapping(len(n.Content) / 2)})
	var seen keys
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, ok := y.key(n.Content[i], depth)
		value, s, l := y.value(n.Content[i+1], depth+1)
		size, levels = size+s, max(levels, l)
		if !ok || value == nil {
			continue
		}
		if value.Kind == Null && value.Value == "" && n.Content[i+1].Kind == yaml.ScalarNode {
			value.Pos = key.Pos // there is nothing else to point at
		}
		node.add(&seen, Field{Key: key.Value, KeyPos: key.Pos, Value: value, hand: key.hand}, &y.found)
	}
	return node, size, levels + 1
}

// key converts a key, which has to be a word, and tells whether it holds.
func (y *yamlReader) key(n *yaml.Node, depth int) (key Node, ok bool) {
	switch {
	case n.Kind == yaml.ScalarNode && n.Style == 0 && n.Value == "<<":
		y.found.Error(y.place(n, 2), diag.Syntax, "the merge key << is not supported",
			"write the keys out; single values can be repeated with an anchor (&name) and an alias (*name)")
		return Node{}, false
	case n.Kind == yaml.ScalarNode && n.Style&yaml.TaggedStyle == 0 && n.Anchor == "": // nearly every key
		if !y.spend(n, 1, depth) {
			return Node{}, false
		}
		key = y.scalar(n)
	default:
		value, _, _ := y.value(n, depth)
		if value == nil {
			return Node{}, false
		}
		key = *value
	}
	switch {
	case key.Kind == Sequence || key.Kind == Mapping:
		y.found.Error(key.Pos, diag.Syntax, "a key is a word, and this is "+key.Kind.String(),
			"put a value that begins with { or [ in quotes")
		return Node{}, false
	case key.Value == "":
		y.found.Error(key.Pos, diag.Syntax, "a key is missing before this colon", "write the key, or put the text in quotes")
		return Node{}, false
	}
	return key, true
}

func (y *yamlReader) scalar(n *yaml.Node) Node {
	from, p := y.start(n)
	p.Width = runes(bytes.TrimRight(y.src[from:from+y.written(n, from)], "\r"), len(y.src))
	node := Node{Kind: String, Value: n.Value, Pos: p}
	if y.within == 0 && n.Style&yaml.TaggedStyle == 0 {
		node.hand = y.handAt(from, n.Value, bare)
	}
	const quoted = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	if n.Style&quoted != 0 || n.Style&yaml.TaggedStyle != 0 && n.Tag == "!!str" {
		node.Quoted = true
		if n.Style&yaml.DoubleQuotedStyle != 0 {
			node.Value = y.fit(n.Value, from, len(y.src), &y.found)
			if quote := bytes.IndexByte(y.src[from:], '"'); y.escapes && quote >= 0 { // behind an anchor or a tag
				from += quote
				y.tellMistaken(from, from+quotedLength(y.src[from:], '"'), &y.found)
			}
		}
		return node
	}
	switch n.Value {
	case "", "~", "null", "Null", "NULL":
		node.Kind = Null
	case "true", "True", "TRUE", "false", "False", "FALSE":
		node.Kind = Bool
	default:
		if isNumber(n.Value) {
			node.Kind = Number
		}
	}
	return node
}

// coreTag tells whether an explicit tag says what the value is anyway, or that it is a text.
func coreTag(n *yaml.Node) bool {
	switch n.Tag {
	case "!!map":
		return n.Kind == yaml.MappingNode
	case "!!seq":
		return n.Kind == yaml.SequenceNode
	case "!!str":
		return n.Kind == yaml.ScalarNode
	case "!!int", "!!float":
		return n.Kind == yaml.ScalarNode && isNumber(n.Value)
	case "!!bool":
		return n.Kind == yaml.ScalarNode && (n.Value == "true" || n.Value == "false")
	case "!!null":
		return n.Kind == yaml.ScalarNode && (n.Value == "" || n.Value == "null" || n.Value == "~")
	}
	return false
}
