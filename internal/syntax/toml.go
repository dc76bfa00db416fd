package syntax

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"vitrin/internal/diag"
)

// TOML reads a TOML document (TOML 1.1.0). src begins on line firstLine of the file. An empty text is
// an empty Mapping. The node is nil where the text cannot be read; it is there, without the keys that do
// not hold, where only some are wrong.
//
// Dates and times are Strings without quotes, as written. A Number has no underscores. Hexadecimal,
// octal and binary numbers, inf and nan are Strings without quotes.
func TOML(file string, src []byte, firstLine int) (*Node, diag.List) {
	t := newText(file, src, firstLine)
	if found := t.check(); len(found) > 0 {
		return nil, found
	}
	r := &tomlReader{text: t, src: src[:len(src):len(src)], tables: map[*Node]*table{}}
	return r.read(), r.found
}

// tomlReader builds one tree of the expressions that a TOML document is a list of.
type tomlReader struct {
	*text
	src    []byte // of the text, with no capacity beyond it: the library's slices give offsets
	parser unstable.Parser
	tables map[*Node]*table
	nodes  int
	spent  bool
	found  diag.List
}

func (r *tomlReader) read() (root *Node) {
	defer func() {
		if recover() != nil {
			r.found.Error(r.pos(0, 0), diag.Syntax, "this text cannot be read as TOML", "")
			root = nil
		}
	}()
	root = r.empty()
	r.tables[root] = &table{origin: headed, fields: map[string]int{}}
	r.parser.Reset(r.src)
	current, header, level := root, 0, 1
	for !r.spent && r.parser.NextExpression() {
		e := r.parser.Expression()
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			header++
			current, level = r.header(root, e)
		case unstable.KeyValue:
			if current != nil { // keys under a header that does not hold are passed over
				r.keyValue(current, e, header, level)
			}
		}
	}
	if err := r.parser.Error(); err != nil {
		r.explain(err)
		return nil
	}
	return pack(root)
}

// part is one part of a dotted key.
type part struct {
	name      string
	pos       diag.Pos
	from, end int
}

// keyParts gives the parts of a key, nil where one is empty or there are too many.
func (r *tomlReader) keyParts(n *unstable.Node) []part {
	var parts []part
	for it := n.Key(); it.Next(); {
		raw := it.Node().Raw
		from, to := int(raw.Offset), int(raw.Offset+raw.Length)
		p := part{name: r.fit(string(it.Node().Data), from, to, &r.found), pos: r.pos(from, to), from: from, end: to}
		if p.name == "" {
			r.found.Error(p.pos, diag.Syntax, "a key is missing between these quotes", "write the key")
			return nil
		}
		parts = append(parts, p)
		if len(parts) >= maxDepth {
			tooDeep(p.pos, &r.found)
			r.spent = true
			return nil
		}
	}
	return parts
}

// keyValue reads key = value into a table.
func (r *tomlReader) keyValue(at *Node, e *unstable.Node, header, depth int) {
	parts := r.keyParts(e)
	if parts == nil {
		return
	}
	for _, p := range parts[:len(parts)-1] {
		next := r.get(at, p.name)
		if next == nil {
			next = r.put(at, p, dotted)
			r.tables[next].header = header
		} else if t := r.tables[next]; t == nil || t.origin != dotted || t.header != header {
			r.taken(at, p)
			return
		}
		at = next
	}
	last := parts[len(parts)-1]
	value, _ := r.value(e.Value(), last.end, header, depth+len(parts))
	switch {
	case value == nil:
	case r.get(at, last.name) != nil:
		r.taken(at, last)
	default:
		r.field(at, last, value)
		at.Fields[len(at.Fields)-1].hand = r.handAt(last.from, last.name, bare)
	}
}

func (r *tomlReader) spend(pos diag.Pos, depth int) bool {
	r.nodes++
	switch {
	case r.spent:
	case r.nodes > maxNodes:
		tooMany(pos, &r.found)
		r.spent = true
	case depth > maxDepth:
		tooDeep(pos, &r.found)
		r.spent = true
	}
	return !r.spent
}

// value converts a value, and gives the offset behind it. The library gives no position for lists, so
// after says behind which offset the value stands.
func (r *tomlReader) value(n *unstable.Node, after, header, depth int) (*Node, int) {
	from := r.next(after)
	if !r.spend(r.pos(from, 0), depth) {
		return nil, from
	}
	switch n.Kind {
	case unstable.Array:
		list := &Node{Kind: Sequence, Pos: r.pos(from, 0)}
		end := from + 1
		for it := n.Children(); it.Next(); {
			var item *Node
			if item, end = r.value(it.Node(), end, header, depth+1); item != nil {
				list.Items = append(list.Items, item)
			}
		}
		return list, r.next(end) + 1
	case unstable.InlineTable:
		group := r.mapping(r.pos(from, 0), dotted)
		end := from + 1
		for it := n.Children(); it.Next(); {
			r.keyValue(group, it.Node(), header, depth)
			end = int(it.Node().Raw.Offset + it.Node().Raw.Length)
		}
		r.close(group)
		return group, r.next(end) + 1
	}
	return r.scalar(n), int(n.Raw.Offset + n.Raw.Length)
}

func (r *tomlReader) scalar(n *unstable.Node) *Node {
	from, to := int(n.Raw.Offset), int(n.Raw.Offset+n.Raw.Length)
	node := &Node{Kind: String, Value: string(n.Data), Pos: r.pos(from, to)}
	switch n.Kind {
	case unstable.String:
		node.Quoted = true
		node.Value = r.fit(node.Value, from, to, &r.found)
		if r.src[from] == '"' {
			r.tellMistaken(from, to, &r.found)
		}
	case unstable.Bool:
		node.Kind = Bool
	case unstable.Integer, unstable.Float:
		if plain := strings.ReplaceAll(node.Value, "_", ""); isNumber(plain) {
			node.Kind, node.Value = Number, plain
		}
	}
	node.hand = r.handAt(from, node.Value, literal)
	return node
}

// next gives the offset of what follows an offset, passing over blanks, comments, commas and the
// equals sign.
func (r *tomlReader) next(offset int) int {
	for offset < len(r.src) {
		switch r.src[offset] {
		case ' ', '\t', '\r', '\n', ',', '=':
			offset++
		case '#':
			if end := bytes.IndexByte(r.src[offset:], '\n'); end >= 0 {
				offset += end
			} else {
				offset = len(r.src)
			}
		default:
			return offset
		}
	}
	return offset
}

// explain reports a syntax error in words for people who do not know TOML.
func (r *tomlReader) explain(err error) {
	var parse *unstable.ParserError
	if !errors.As(err, &parse) {
		r.found.Error(r.pos(0, 0), diag.Syntax, "this text cannot be read as TOML", "")
		return
	}
	at := min(cap(r.src)-cap(parse.Highlight), r.end())
	if strings.Contains(parse.Message, "not a valid unicode code point") {
		r.found.Error(r.noCharacter(at))
		return
	}
	line, start := r.line(at)
	for _, w := range tomlSlips {
		if !strings.Contains(parse.Message, w.library) {
			continue
		}
		if w.line {
			trimmed := strings.TrimSpace(line)
			from := start + strings.Index(line, trimmed)
			r.found.Error(r.pos(from, from+len(trimmed)), diag.Syntax, w.message, w.hint)
			return
		}
		end := at + 1
		if slash := bytes.LastIndexByte(r.src[:min(end, len(r.src))], '\\'); slash >= 0 && strings.Contains(parse.Message, "escape") {
			at, end = slash, max(end, slash+2) // the library may point at what does not fit behind it
		}
		r.found.Error(r.pos(at, end), w.code(), w.message, w.hint)
		return
	}
	r.found.Error(r.pos(at, at+1), diag.Syntax, fmt.Sprintf("this cannot be read as TOML: %s", parse.Message),
		`a text is written key = "text"`)
}
