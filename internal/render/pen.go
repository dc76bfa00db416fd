package render

import (
	"bytes"
	"html/template"
	"slices"
	"text/template/parse"
)

// pen executes the template of a page, for one goroutine at a time. Where a built-in file has a function of ours make HTML
// between tags, and does no more with it, the function writes that into the page itself: what it gives otherwise is a
// string, which html/template looks at and copies. TestPens holds the one to the other.
type pen struct {
	of   *template.Template // see newRoot
	own  *template.Template // its copy
	page *bytes.Buffer      // in the making
}

func (p *pen) execute(page *bytes.Buffer, view any) error {
	p.page = page
	return p.own.Execute(page, view)
}

// newRoot prepares the template of a page, which was parsed of what was read. It must not be executed, neither before nor
// afterwards, so that pens can be copied from it.
func newRoot(t *template.Template, read places, functions map[string]function) *template.Template {
	for _, part := range t.Templates() {
		if part.Tree != nil && read.hasBuiltIn(part.Tree.ParseName) {
			writeDirectly(part.Tree.Root, functions)
		}
	}
	return t
}

// pens are those that nobody has, the one that was used last at the end. The pages of a site come kind by kind, so that of most
// kinds none is needed any more; a copy takes some 100 kB.
type pens struct {
	free        []*pen
	taken, most int // how many are in use, and were at most
}

const (
	fewest = 8 // that are kept, for who looks at one page after the other
	spare  = 2 // for each that is in use at the same time: two kinds of lists are made in turn
)

// take gives a pen of a page, to be put back.
func (p *pens) take(root *template.Template, functions map[string]function) (*pen, error) {
	for i := len(p.free) - 1; i >= 0; i-- {
		if free := p.free[i]; free.of == root {
			p.free = slices.Delete(p.free, i, i+1)
			p.taken++
			return free, nil
		}
	}
	own, err := root.Clone()
	if err != nil {
		return nil, err
	}
	made, writing := &pen{of: root, own: own}, template.FuncMap{}
	for name, f := range functions {
		writing[writes+name] = f.writes(made)
	}
	own.Funcs(writing)
	p.taken++
	return made, nil
}

func (p *pens) put(back *pen) {
	p.most = max(p.most, p.taken)
	p.taken--
	back.page = nil
	p.free = append(p.free, back)
	if len(p.free) > max(fewest, spare*p.most) {
		p.free = slices.Delete(p.free, 0, 1)
	}
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
