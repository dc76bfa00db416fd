package syntax

import (
	"slices"

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

// Append writes a tree, whose nodes all stand in one file, for [Room.Read]. The values of the outermost keys are written
// behind their sizes, for [Room.ReadKeys].
func Append(w *wire.Writer, n *Node) {
	nodes, fields, items := n.count()
	w.Count(nodes)
	w.Count(fields)
	w.Count(items)
	t := treeWriter{Writer: w}
	t.node(n, t.sized)
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

// node writes a node, the values of its keys by a function.
func (t *treeWriter) node(n *Node, value func(*Node)) {
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
			value(f.Value)
		}
	case Sequence:
		t.Count(len(n.Items))
		for _, item := range n.Items {
			t.inner(item)
		}
	default:
		t.Text(n.Value)
	}
}

// inner writes a node that lies within others.
func (t *treeWriter) inner(n *Node) { t.node(n, t.inner) }

// sized writes the value of an outermost key behind its size. What follows is placed by the key, so that this can be left out.
func (t *treeWriter) sized(n *Node) {
	line, marks, texts := t.line, len(t.Marks), len(t.Texts)
	t.inner(n)
	size := wire.Writer{Marks: make([]byte, 0, 8)}
	size.Count(len(t.Marks) - marks)
	size.Count(len(t.Texts) - texts)
	t.Marks = slices.Insert(t.Marks, marks, size.Marks...)
	t.line = line
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
func (m *Room) Read(r *wire.Reader, file string) *Node { return m.ReadKeys(r, file, nil) }

// ReadKeys is [Room.Read] for who asks for some of the outermost keys alone, which takes a part of the time: the values of
// the others are nothing. Nil wants all.
func (m *Room) ReadKeys(r *wire.Reader, file string, wanted func(key string) bool) *Node {
	nodes, fields, items := r.Count(leastMarks), r.Count(leastMarks), r.Count(leastMarks)
	m.nodes, m.fields, m.items = sized(m.nodes, nodes), sized(m.fields, fields), sized(m.items, items)
	t := treeReader{Reader: *r, file: file, wanted: wanted, nodes: m.nodes, fields: m.fields, items: m.items}
	root := t.node(1)
	if wanted == nil && len(t.nodes)+len(t.fields)+len(t.items) > 0 {
		t.Fail()
	}
	*r = t.Reader
	if !r.OK() {
		return nil
	}
	return root
}

// sized gives a slice of n values to be written, of the memory of another if that has enough.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// treeReader makes the tree in memory that is there, and takes it from the front of the slices.
type treeReader struct {
	wire.Reader
	file    string
	wanted  func(key string) bool
	line    int
	nodes   []Node
	fields  []Field
	items   []*Node
	nothing *Node // the value of all keys that are not wanted
}

// next gives memory for a node; nil where there should be none.
func (t *treeReader) next() *Node {
	if len(t.nodes) == 0 {
		t.Fail()
		return nil
	}
	n := &t.nodes[0]
	t.nodes = t.nodes[1:]
	return n
}

func (t *treeReader) node(depth int) *Node {
	n := t.next()
	if n == nil || depth > maxStored {
		t.Fail()
		return nil
	}
	head := t.Byte()
	*n = Node{Kind: Kind(head & kindBits), Quoted: head&quotedBit != 0, hand: hand(head >> handShift)}
	t.pos(&n.Pos)
	switch {
	case n.Kind == Mapping:
		n.Fields = take(&t.Reader, &t.fields)
		for i := range n.Fields {
			f := &n.Fields[i]
			f.Key, f.hand = t.Word(), hand(t.Byte())
			t.pos(&f.KeyPos)
			if depth == 1 {
				f.Value = t.outermost(f.Key)
			} else {
				f.Value = t.node(depth + 1)
			}
			if f.Value == nil || f.hand > inDouble {
				t.Fail()
				return nil
			}
		}
	case n.Kind == Sequence:
		n.Items = take(&t.Reader, &t.items)
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

// outermost reads the value of an outermost key, or leaves it out.
func (t *treeReader) outermost(key string) *Node {
	marks, texts := t.Number(), t.Number()
	if t.wanted != nil && !t.wanted(key) {
		if t.Skip(marks, texts); t.nothing == nil {
			if t.nothing = t.next(); t.nothing != nil {
				*t.nothing = Node{}
			}
		}
		return t.nothing
	}
	line := t.line
	fromMarks, fromTexts := t.Place()
	n := t.node(2)
	if toMarks, toTexts := t.Place(); toMarks-fromMarks != marks || toTexts-fromTexts != texts {
		return nil // it would be another tree with that left out
	}
	t.line = line
	return n
}

func (t *treeReader) pos(p *diag.Pos) {
	lines, column, width := t.Three()
	t.line += int(lines)
	*p = diag.Pos{File: t.file, Line: t.line, Column: column, Width: width}
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
