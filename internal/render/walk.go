package render

import "text/template/parse"

// walk calls a function for each of the nodes that a part of a template consists of, from the outermost on, those in its
// actions among them. A part may be nothing: a branch that is not there.
func walk(n parse.Node, do func(parse.Node)) {
	branch := func(b *parse.BranchNode) {
		walk(b.Pipe, do)
		walk(b.List, do)
		walk(b.ElseList, do)
	}
	do(n)
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, inner := range n.Nodes {
				walk(inner, do)
			}
		}
	case *parse.PipeNode:
		if n != nil {
			for _, c := range n.Cmds {
				for _, arg := range c.Args {
					walk(arg, do)
				}
			}
		}
	case *parse.ActionNode:
		walk(n.Pipe, do)
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.TemplateNode:
		walk(n.Pipe, do)
	case *parse.ChainNode:
		walk(n.Node, do)
	}
}

// appendUsed appends the names of the templates that a part of one uses.
func appendUsed(names []string, n parse.Node) []string {
	walk(n, func(n parse.Node) {
		if used, is := n.(*parse.TemplateNode); is {
			names = append(names, used.Name)
		}
	})
	return names
}
