package syntax

import (
	"github.com/pelletier/go-toml/v2/unstable"

	"vitrin/internal/diag"
)

// table is what has to be known of a Mapping, or of a Sequence of tables, while more may be added to it.
type table struct {
	origin origin
	fields map[string]int // of a Mapping: the place of each key in Fields
	header int            // the header under which dotted keys made it
}

// origin says how a table came to be, which decides what may add to it.
type origin int

const (
	implied origin = iota // named on the way by a header: [a.b] implies a
	headed                // has a header of its own
	dotted                // made by a dotted key
	closed                // an inline table: complete
	tables                // a Sequence that [[a]] adds to
)

// header finds or makes the table that [a.b] or [[a.b]] names, and says how deep it stands. It gives nil
// where that cannot be.
func (r *tomlReader) header(root *Node, e *unstable.Node) (at *Node, level int) {
	parts := r.keyParts(e)
	if parts == nil {
		return nil, 0
	}
	at, level = root, 1
	for _, p := range parts[:len(parts)-1] {
		next := r.get(at, p.name)
		if next == nil {
			next = r.put(at, p, implied)
		}
		if t := r.tables[next]; t != nil && t.origin == tables {
			next = next.Items[len(next.Items)-1]
			level++
		}
		if t := r.tables[next]; t == nil || t.origin == closed {
			r.taken(at, p)
			return nil, 0
		}
		at = next
		level++
	}
	last := parts[len(parts)-1]
	if e.Kind == unstable.ArrayTable {
		return r.element(at, last), level + 2
	}
	there := r.get(at, last.name)
	switch t := r.tables[there]; {
	case there == nil:
		return r.put(at, last, headed), level + 1
	case t != nil && t.origin == implied:
		t.origin = headed
		return there, level + 1
	}
	r.taken(at, last)
	return nil, 0
}

// element appends a table to the list that [[…]] names.
func (r *tomlReader) element(at *Node, p part) *Node {
	list := r.get(at, p.name)
	if list == nil {
		list = &Node{Kind: Sequence, Pos: p.pos}
		r.tables[list] = &table{origin: tables}
		r.field(at, p, list)
	} else if t := r.tables[list]; t == nil || t.origin != tables {
		r.taken(at, p)
		return nil
	}
	item := r.mapping(p.pos, headed)
	list.Items = append(list.Items, item)
	return item
}

// put adds an empty table under a key that is not there.
func (r *tomlReader) put(at *Node, p part, o origin) *Node {
	n := r.mapping(p.pos, o)
	r.field(at, p, n)
	return n
}

func (r *tomlReader) mapping(pos diag.Pos, o origin) *Node {
	n := &Node{Kind: Mapping, Pos: pos}
	r.tables[n] = &table{origin: o, fields: map[string]int{}}
	r.spend(pos, 1)
	return n
}

func (r *tomlReader) field(at *Node, p part, value *Node) {
	r.tables[at].fields[p.name] = len(at.Fields)
	at.Fields = append(at.Fields, Field{Key: p.name, KeyPos: p.pos, Value: value})
}

// taken reports a key that stands already.
func (r *tomlReader) taken(at *Node, p part) {
	first := at.Fields[r.tables[at].fields[p.name]]
	duplicate(p.name, p.pos, first.KeyPos, &r.found)
}

// get is Node.Get for tables of any size.
func (r *tomlReader) get(at *Node, name string) *Node {
	if i, there := r.tables[at].fields[name]; there {
		return at.Fields[i].Value
	}
	return nil
}

// close makes an inline table and what dotted keys made within it complete.
func (r *tomlReader) close(n *Node) {
	t := r.tables[n]
	if t == nil || t.origin == closed {
		return
	}
	t.origin = closed
	for _, f := range n.Fields {
		r.close(f.Value)
	}
}
