package render

import (
	"bytes"
	"html/template"
	"text/template/parse"
)

// pen executes the template of a page, for one goroutine at a time. Where a built-in file has a function of ours make HTML
// between tags, and does no more with it, the function writes that into the page itself: what it gives otherwise is a
// string, which html/template looks at and copies. TestPens holds the one to the other.
type pen struct {
	t    *template.Template
	page *bytes.Buffer // in the making
}

func (p *pen) execute(page *bytes.Buffer, view any) error {
	p.page = page
	return p.t.Execute(page, view)
}

// pens are the copies of a page's template.
type pens struct {
	root      *template.Template // never executed, so that it can be copied
	functions map[string]function
	free      []*pen
}

// newPens prepares the template of a page, which was parsed of what was read, and must not have been executed.
func newPens(root *template.Template, read places, functions map[string]function) *pens {
	for _, t := range root.Templates() {
		if t.Tree != nil && read.hasBuiltIn(t.Tree.ParseName) {
			writeDirectly(t.Tree.Root, functions)
		}
	}
	return &pens{root: root, functions: functions}
}

// take gives a pen, to be put back.
func (p *pens) take() (*pen, error) {
	if last := len(p.free) - 1; last >= 0 {
		taken := p.free[last]
		p.free = p.free[:last]
		return taken, nil
	}
	t, err := p.root.Clone()
	if err != nil {
		return nil, err
	}
	made, writing := &pen{t: t}, template.FuncMap{}
	for name, f := range p.functions {
		writing[writes+name] = f.writes(made)
	}
	t.Funcs(writing)
	return made, nil
}

func (p *pens) put(back *pen) {
	back.page = nil
	p.free = append(p.free, back)
}

// function is one that templates have for HTML, in two forms.
type function struct {
	gives  any              // the HTML
	writes func(p *pen) any // it into the page, and gives nothing
}

// adding makes a function of one that adds to a buffer.
func adding[V any](s *shared, add func(*bytes.Buffer, V) error) function {
	return function{
		gives:  func(v V) (template.HTML, error) { return s.joined(func(b *bytes.Buffer) error { return add(b, v) }) },
		writes: func(p *pen) any { return func(v V) (string, error) { return "", add(p.page, v) } },
	}
}

// writes begins the names that functions have where they write into the page.
const writes = "write_"

// writeDirectly has functions write what a part of a template prints of them. Their calls stand there as the conditions of
// nothing from then on, to which html/template adds no escaping, and which print nothing.
func writeDirectly(n parse.Node, functions map[string]function) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for i, inner := range n.Nodes {
			writeDirectly(inner, functions)
			if call, ok := inner.(*parse.ActionNode); ok && prints(call, functions) {
				none := &parse.ListNode{NodeType: parse.NodeList, Pos: call.Pos}
				n.Nodes[i] = &parse.IfNode{BranchNode: parse.BranchNode{NodeType: parse.NodeIf, Pos: call.Pos, Line: call.Line, Pipe: call.Pipe, List: none}}
			}
		}
	case *parse.IfNode:
		writeDirectly(n.List, functions)
		writeDirectly(n.ElseList, functions)
	case *parse.WithNode:
		writeDirectly(n.List, functions)
		writeDirectly(n.ElseList, functions)
	case *parse.RangeNode:
		writeDirectly(n.List, functions)
		writeDirectly(n.ElseList, functions)
	}
}

// prints tells whether an action does nothing but print what a function makes, and names the one that writes instead.
func prints(a *parse.ActionNode, functions map[string]function) bool {
	if len(a.Pipe.Decl) > 0 || len(a.Pipe.Cmds) != 1 {
		return false
	}
	name, ok := a.Pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	if !ok || functions[name.Ident].writes == nil {
		return false
	}
	name.Ident = writes + name.Ident
	return true
}
