package syntax

import (
	"vitrin/internal/diag"
	"vitrin/internal/wire"
)

// What the byte of a node or a key holds: the kind, whether it is in quotes, and its hand.
const (
	kindBits   = 0b0000_0111
	quotedBit  = 0b0000_1000
	handShift  = 4
	leastMarks = 4 // of a node: that byte, and its place
)

// maxStored is how deep nodes that are read back may lie within each other: a text's are never deeper.
const maxStored = maxDepth + 2

// Append writes a tree, whose nodes all stand in one file, for [Room.Read].
func Append(w *wire.Writer, n *Node) {
	nodes, fields, items := n.count()
	w.Count(nodes)
	w.Count(fields)
	w.Count(items)
	t := treeWriter{Writer: w}
	t.node(n)
}

// count counts a node and all in it, and their fields and items.
func (n *Node) count() (nodes, fields, items int) {
	nodes, fields, items = 1, len(n.Fields), len(n.Items)
	add := func(n *Node) {
		a, b, c := n.count()
		nodes, fields, items = nodes+a, fields+b, items+c
	}
	for _, f := range n.Fields {
		add(f.Value)
	}
	for _, item := range n.Items {
		add(item)
	}
	return nodes, fields, items
}

// treeWriter writes places by their distance from the line before.
type treeWriter struct {
	*wire.Writer
	line int
}

func (t *treeWriter) node(n *Node) {
	head := byte(n.Kind) | byte(n.hand)<<handShift
	if n.Quoted {
		head |= quotedBit
	}
	t.Byte(head)
	t.pos(n.Pos)
	switch n.Kind {
	case Mapping:
		t.Count(len(n.Fields))
		for _, f := range n.Fields {
			t.Word(f.Key)
			t.Byte(byte(f.hand))
			t.pos(f.KeyPos)
			t.node(f.Value)
		}
	case Sequence:
		t.Count(len(n.Items))
		for _, item := range n.Items {
			t.node(item)
		}
	default:
		t.Text(n.Value)
	}
}

func (t *treeWriter) pos(p diag.Pos) {
	t.Int(int64(p.Line - t.line))
	t.Count(p.Column)
	t.Count(p.Width)
	t.line = p.Line
}

// Room is memory in which one tree after the other is made. The zero Room is ready for use.
type Room struct {
	nodes  []Node
	fields []Field
	items  []*Node
	yaml   room // of the tree of a text
}

// Read reads a tree that [Append] wrote. Its texts are parts of the reader's, its keys of the reader's marks. It is nil
// where the reader holds no tree, which [wire.Reader.OK] then says. The tree that the room held before is lost.
func (m *Room) Read(r *wire.Reader, file string) *Node {
	nodes, fields, items := r.Count(leastMarks), r.Count(leastMarks), r.Count(leastMarks)
	m.nodes, m.fields, m.items = cleared(m.nodes, nodes), cleared(m.fields, fields), cleared(m.items, items)
	t := treeReader{Reader: r, file: file, nodes: m.nodes, fields: m.fields, items: m.items}
	root := t.node(1)
	if len(t.nodes)+len(t.fields)+len(t.items) > 0 {
		r.Fail()
	}
	if !r.OK() {
		return nil
	}
	return root
}

// cleared gives a slice of zero values, of the memory of another if that has enough.
func cleared[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	clear(s)
	return s[:n]
}

// treeReader makes the tree in memory that is there, and takes it from the front of the slices.
type treeReader struct {
	*wire.Reader
	file   string
	line   int
	nodes  []Node
	fields []Field
	items  []*Node
}

func (t *treeReader) node(depth int) *Node {
	if len(t.nodes) == 0 || depth > maxStored {
		t.Fail()
		return nil
	}
	n := &t.nodes[0]
	t.nodes = t.nodes[1:]
	head := t.Byte()
	n.Kind, n.Quoted, n.hand = Kind(head&kindBits), head&quotedBit != 0, hand(head>>handShift)
	t.pos(&n.Pos)
	switch {
	case n.Kind == Mapping:
		n.Fields = take(t.Reader, &t.fields)
		for i := range n.Fields {
			f := &n.Fields[i]
			f.Key, f.hand = t.Word(), hand(t.Byte())
			t.pos(&f.KeyPos)
			if f.Value = t.node(depth + 1); f.Value == nil || f.hand > inDouble {
				t.Fail()
				return nil
			}
		}
	case n.Kind == Sequence:
		n.Items = take(t.Reader, &t.items)
		for i := range n.Items {
			if n.Items[i] = t.node(depth + 1); n.Items[i] == nil {
				return nil
			}
		}
	default:
		n.Value = t.Text()
	}
	if n.Kind > Mapping || n.hand > inDouble {
		t.Fail()
		return nil
	}
	return n
}

func (t *treeReader) pos(p *diag.Pos) {
	t.line += int(t.Int())
	p.File, p.Line, p.Column, p.Width = t.file, t.line, t.Number(), t.Number()
	if t.line < 0 {
		t.Fail()
	}
}

// take reads a number and takes as many from what is left.
func take[T any](r *wire.Reader, left *[]T) []T {
	n := r.Count(leastMarks)
	if n > len(*left) {
		r.Fail()
		n = 0
	}
	if n == 0 {
		return nil
	}
	taken := (*left)[:n:n]
	*left = (*left)[n:]
	return taken
}
