package render

import (
	"bytes"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
)

// function is one that templates have for HTML, in two forms.
type function struct {
	gives  any              // the HTML
	writes func(p *pen) any // it into the page, and gives a *failure
}

// failure is what a function that writes into the page gives: nil where all is well. To give a pointer takes no memory, other
// than to give a string and an error.
type failure struct{ err error }

func failed(err error) *failure {
	if err == nil {
		return nil
	}
	return &failure{err}
}

// adding makes a function of one that adds to a buffer.
func adding[V any](s *shared, add func(*bytes.Buffer, V) error) function {
	return function{
		gives:  func(v V) (template.HTML, error) { return s.joined(func(b *bytes.Buffer) error { return add(b, v) }) },
		writes: func(p *pen) any { return func(v V) *failure { return failed(add(p.page, v)) } },
	}
}

const (
	writes = "write_"          // begins the names that functions have where they write into the page
	fails  = writes + "failed" // names the one that fails as a function did before it
)

// writers gives the functions with which a pen writes into its page.
func (p *pen) writers(functions map[string]function, outlets []outlet) template.FuncMap {
	all := template.FuncMap{fails: func(f *failure) (string, error) { return "", f.err }}
	for name, f := range functions {
		all[writes+name] = f.writes(p)
	}
	for i := range outlets {
		at := &outlets[i]
		all[at.name] = func(value any) *failure { return failed(at.add(p.page, value)) }
	}
	return all
}

// outlet is a kind of place in which html/template prints a value.
type outlet struct {
	name          string             // of the function that writes it there
	before, after string             // HTML around such a place
	t             *template.Template // which prints a value there
	calls         []string           // of html/template's own functions, which it adds to an action there
	asText        func(s string) bool
}

// outlets gives those in which values are written by hand, as far as it can be told what html/template does there: addresses,
// which it judges first, before other attributes.
func outlets() []outlet {
	always := func(string) bool { return true }
	var known []outlet
	for _, at := range []outlet{
		{name: writes + "address", before: `<a href="`, after: `">`, asText: plain},
		{name: writes + "attribute", before: `<a title="`, after: `">`, asText: always},
		{name: writes + "text", asText: always},
	} {
		if at.find() {
			known = append(known, at)
		}
	}
	return known
}

// find finds out what html/template calls at an outlet, and tells whether it could.
func (at *outlet) find() bool {
	t, err := template.New("").Parse(at.before + `{{.}}` + at.after)
	if err != nil || t.Execute(io.Discard, "") != nil {
		return false
	}
	at.t = t
	for _, n := range t.Tree.Root.Nodes {
		if a, ok := n.(*parse.ActionNode); ok {
			for _, c := range a.Pipe.Cmds[1:] {
				at.calls = append(at.calls, c.String())
			}
		}
	}
	return len(at.calls) > 0
}

// add adds a value as html/template prints it at an outlet.
func (at *outlet) add(b *bytes.Buffer, value any) error {
	switch v := value.(type) {
	case nil:
		return nil
	case string:
		if at.asText(v) {
			b.Write(markup(b.AvailableBuffer()).text(v))
			return nil
		}
	case template.HTML:
		if at.before == "" {
			b.WriteString(string(v))
			return nil
		}
	case int:
		if text := strconv.Itoa(v); at.asText(text) {
			b.WriteString(text)
			return nil
		}
	}
	var made bytes.Buffer
	if err := at.t.Execute(&made, value); err != nil {
		return err
	}
	b.WriteString(strings.TrimSuffix(strings.TrimPrefix(made.String(), at.before), at.after))
	return nil
}

// director has functions write what a template prints.
type director struct {
	functions map[string]function
	outlets   []outlet
}

// direct has functions write what a part of an escaped template prints. Where one fails, another is called with its failure.
func (d director) direct(n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for i, inner := range n.Nodes {
			d.direct(inner)
			if a, ok := inner.(*parse.ActionNode); ok && d.writes(a) {
				n.Nodes[i] = &parse.WithNode{BranchNode: parse.BranchNode{NodeType: parse.NodeWith, Pos: a.Pos, Line: a.Line, Pipe: a.Pipe, List: failAt(a)}}
			}
		}
	case *parse.IfNode:
		d.direct(n.List)
		d.direct(n.ElseList)
	case *parse.WithNode:
		d.direct(n.List)
		d.direct(n.ElseList)
	case *parse.RangeNode:
		d.direct(n.List)
		d.direct(n.ElseList)
	}
}

// failAt calls the function that fails, where an action stands.
func failAt(a *parse.ActionNode) *parse.ListNode {
	call := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: a.Pos, Args: []parse.Node{
		parse.NewIdentifier(fails).SetPos(a.Pos), &parse.DotNode{NodeType: parse.NodeDot, Pos: a.Pos},
	}}
	pipe := &parse.PipeNode{NodeType: parse.NodePipe, Pos: a.Pos, Line: a.Line, Cmds: []*parse.CommandNode{call}}
	action := &parse.ActionNode{NodeType: parse.NodeAction, Pos: a.Pos, Line: a.Line, Pipe: pipe}
	return &parse.ListNode{NodeType: parse.NodeList, Pos: a.Pos, Nodes: []parse.Node{action}}
}

// writes tells whether an escaped action does nothing but print, and has it call what writes instead: a function of ours
// that stands between tags alone, or else the function of the outlet.
func (d director) writes(a *parse.ActionNode) bool {
	cmds := a.Pipe.Cmds
	if len(a.Pipe.Decl) > 0 {
		return false
	}
	for i := range d.outlets {
		at := &d.outlets[i]
		own := len(cmds) - len(at.calls)
		if own < 1 || !slices.EqualFunc(cmds[own:], at.calls, func(c *parse.CommandNode, name string) bool { return c.String() == name }) {
			continue
		}
		if name, ok := cmds[0].Args[0].(*parse.IdentifierNode); ok && own == 1 && at.before == "" && d.functions[name.Ident].writes != nil {
			name.Ident = writes + name.Ident
			a.Pipe.Cmds = cmds[:1]
			return true
		}
		end := cmds[own]
		a.Pipe.Cmds = append(cmds[:own:own], &parse.CommandNode{NodeType: parse.NodeCommand, Pos: end.Pos, Args: []parse.Node{parse.NewIdentifier(at.name).SetPos(end.Pos)}})
		return true
	}
	return false
}
