package syntax

import "go.yaml.in/yaml/v4"

// room is memory for one tree in three pieces, at first as large as the tree needs: one that is scattered costs who reads
// it more, and the garbage collector too.
type room struct {
	nodes  []Node
	fields []Field
	items  []*Node
}

// make makes room for the tree of a library's node, of the memory of the last tree if that is enough. What keys and refused
// values would take is left out or stays free.
func (r *room) make(root *yaml.Node) {
	var nodes, fields, items int
	count(root, &nodes, &fields, &items)
	r.nodes, r.fields, r.items = emptied(r.nodes, nodes), emptied(r.fields, fields), emptied(r.items, items)
}

// emptied gives an empty slice with room for n values, of the memory of another if that has enough.
func emptied[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, 0, n)
	}
	return s[:0]
}

// count counts the values in a node, its own among them, and the places that they stand at.
func count(n *yaml.Node, nodes, fields, items *int) {
	switch n.Kind {
	case yaml.AliasNode:
		return // shared
	case yaml.MappingNode:
		*fields += len(n.Content) / 2
		for i := 1; i < len(n.Content); i += 2 {
			count(n.Content[i], nodes, fields, items)
		}
	case yaml.SequenceNode:
		*items += len(n.Content)
		for _, item := range n.Content {
			count(item, nodes, fields, items)
		}
	}
	*nodes++
}

// node takes in a node. Where the room is spent, such as by a key with a tag, it lies elsewhere.
func (r *room) node(n Node) *Node {
	if len(r.nodes) == cap(r.nodes) {
		lone := n
		return &lone
	}
	r.nodes = append(r.nodes, n)
	return &r.nodes[len(r.nodes)-1]
}

// mapping gives an empty slice with room for n fields, nil for none.
func (r *room) mapping(n int) []Field {
	if n == 0 || cap(r.fields)-len(r.fields) < n {
		return nil
	}
	from := len(r.fields)
	r.fields = r.fields[:from+n]
	return r.fields[from : from : from+n]
}

// list gives an empty slice with room for n items, nil for none.
func (r *room) list(n int) []*Node {
	if n == 0 || cap(r.items)-len(r.items) < n {
		return nil
	}
	from := len(r.items)
	r.items = r.items[:from+n]
	return r.items[from : from : from+n]
}
