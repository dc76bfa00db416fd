package render

import (
	"bytes"
	"html/template"
	"io"
	"slices"
	"text/template/parse"
)

// pen executes the template of a page, for one goroutine at a time. Where a function of ours makes HTML that html/template
// would print between tags as it is, the function writes it into the page itself: what it gives otherwise is a string, which
// is looked at and copied. TestPens holds the one to the other.
type pen struct {
	of   *template.Template // never executed, so that pens can be copied from it
	own  *template.Template // its copy
	page *bytes.Buffer      // in the making
}

func (p *pen) execute(page *bytes.Buffer, view any) error {
	p.page = page
	return p.own.Execute(page, view)
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
	_ = own.Execute(io.Discard, nil) // has it escaped, and fails soon, since there is no view
	if text := escaperOfText(); text != "" {
		for _, part := range own.Templates() { // as they stand between tags: html/template has copies of its own for other places
			if part.Tree != nil {
				writeDirectly(part.Tree.Root, text, functions)
			}
		}
	}
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

// escaperOfText gives what html/template adds to an action that prints between tags; empty where that cannot be told.
func escaperOfText() string {
	t, err := template.New("").Parse(`{{.}}`)
	if err != nil || t.Execute(io.Discard, "") != nil || len(t.Tree.Root.Nodes) != 1 {
		return ""
	}
	if action, ok := t.Tree.Root.Nodes[0].(*parse.ActionNode); ok && len(action.Pipe.Cmds) == 2 {
		return action.Pipe.Cmds[1].String()
	}
	return ""
}

// writeDirectly has functions write what a part of an escaped template prints of them between tags. Their calls stand there as
// the conditions of nothing from then on, which print nothing.
func writeDirectly(n parse.Node, text string, functions map[string]function) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for i, inner := range n.Nodes {
			writeDirectly(inner, text, functions)
			if call, ok := inner.(*parse.ActionNode); ok && prints(call, text, functions) {
				none := &parse.ListNode{NodeType: parse.NodeList, Pos: call.Pos}
				n.Nodes[i] = &parse.IfNode{BranchNode: parse.BranchNode{NodeType: parse.NodeIf, Pos: call.Pos, Line: call.Line, Pipe: call.Pipe, List: none}}
			}
		}
	case *parse.IfNode:
		writeDirectly(n.List, text, functions)
		writeDirectly(n.ElseList, text, functions)
	case *parse.WithNode:
		writeDirectly(n.List, text, functions)
		writeDirectly(n.ElseList, text, functions)
	case *parse.RangeNode:
		writeDirectly(n.List, text, functions)
		writeDirectly(n.ElseList, text, functions)
	}
}

// prints tells whether an escaped action does nothing but print between tags what a function makes, and leaves the call of the
// one that writes instead.
func prints(a *parse.ActionNode, text string, functions map[string]function) bool {
	if len(a.Pipe.Decl) > 0 || len(a.Pipe.Cmds) != 2 || a.Pipe.Cmds[1].String() != text {
		return false
	}
	name, ok := a.Pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	if !ok || functions[name.Ident].writes == nil {
		return false
	}
	name.Ident = writes + name.Ident
	a.Pipe.Cmds = a.Pipe.Cmds[:1]
	return true
}
