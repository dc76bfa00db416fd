package syntax

// pack gives a copy of a tree whose nodes lie in one piece of memory. Trees are kept, and read again whenever another
// file changes: one that is scattered costs the reader more, and the garbage collector too.
func pack(root *Node) *Node {
	room := make([]Node, 0, root.size())
	return root.copyTo(&room)
}

// size counts a node and all in it.
func (n *Node) size() int {
	size := 1
	for _, f := range n.Fields {
		size += f.Value.size()
	}
	for _, item := range n.Items {
		size += item.size()
	}
	return size
}

// copyTo appends a copy of a node and of all in it. There is room, so what was copied before stays where it is.
func (n *Node) copyTo(room *[]Node) *Node {
	*room = append(*room, *n)
	to := &(*room)[len(*room)-1]
	if len(n.Fields) > 0 {
		to.Fields = make([]Field, len(n.Fields))
		for i, f := range n.Fields {
			f.Value = f.Value.copyTo(room)
			to.Fields[i] = f
		}
	}
	if len(n.Items) > 0 {
		to.Items = make([]*Node, len(n.Items))
		for i, item := range n.Items {
			to.Items[i] = item.copyTo(room)
		}
	}
	return to
}
