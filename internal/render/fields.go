package render

import (
	"html/template"
	"slices"
	"text/template/parse"

	"vitrin/internal/site"
)

// Fields tells which fields a page's template reads, with all templates that it uses: those whose names stand in it. A
// view may hold zero values in the others. Of a template that is not well, nothing is known.
func (r *Renderer) Fields(template string) site.Fields {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, err := r.page(template); err != nil {
		return nil
	}
	return r.fields[template]
}

// reader collects the names of the fields that a template reads.
type reader struct {
	set    *template.Template // in which other templates are found by their names
	fields site.Fields
	seen   map[reading]bool
	whole  bool // the view is handed to a function as it is, which may read any field
}

// reading is a template and whether it is given the whole view.
type reading struct {
	name  string
	whole bool
}

// fieldsOf gives the fields that a template reads of its view and of the views in it; nil are all.
func fieldsOf(t *template.Template) site.Fields {
	if t == nil {
		return nil
	}
	r := &reader{set: t, fields: site.Fields{}, seen: map[reading]bool{}}
	r.template(t.Name(), true)
	if r.whole {
		return nil
	}
	return r.fields
}

func (r *reader) template(name string, whole bool) {
	t := r.set.Lookup(name)
	if r.seen[reading{name, whole}] || t == nil || t.Tree == nil {
		return
	}
	r.seen[reading{name, whole}] = true
	s := scope{reader: r, dot: whole, variables: map[string]bool{"$": whole}}
	s.list(t.Tree.Root)
}

// scope is a part of a template in which the dot and the variables have one meaning.
type scope struct {
	*reader
	dot       bool            // it is the whole view
	variables map[string]bool // those that may be the whole view
}

func (s scope) list(list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		s.node(n)
	}
}

func (s scope) node(n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		s.list(n)
	case *parse.ActionNode:
		if whole := s.pipe(n.Pipe); whole && len(n.Pipe.Decl) == 0 {
			s.whole = true // it is printed
		}
	case *parse.IfNode:
		s.pipe(n.Pipe)
		s.list(n.List)
		s.list(n.ElseList)
	case *parse.WithNode:
		s.branch(&n.BranchNode)
	case *parse.RangeNode:
		s.branch(&n.BranchNode)
	case *parse.TemplateNode:
		s.template(n.Name, s.pipe(n.Pipe))
	}
}

// branch reads a with or a range, which give the dot another meaning.
func (s scope) branch(n *parse.BranchNode) {
	inner := s
	inner.dot = s.pipe(n.Pipe)
	inner.list(n.List)
	s.list(n.ElseList)
}

// pipe reads a pipeline and tells whether it is the whole view.
func (s scope) pipe(n *parse.PipeNode) (whole bool) {
	if n == nil {
		return false
	}
	alone := len(n.Cmds) == 1 && len(n.Cmds[0].Args) == 1
	for _, c := range n.Cmds {
		if f, ok := c.Args[0].(*parse.IdentifierNode); ok {
			s.names(reads(f.Ident))
		}
		if handsOn(c) {
			f := c.Args[1].(*parse.FieldNode)
			s.names(f.Ident[:len(f.Ident)-1])
			continue
		}
		for _, arg := range c.Args {
			if s.argument(arg) {
				whole = alone
				s.reader.whole = s.reader.whole || !alone
			}
		}
	}
	for _, v := range n.Decl {
		s.variables[v.Ident[0]] = s.variables[v.Ident[0]] || whole
	}
	return whole
}

// reads gives the fields that a function reads of the views that it is given.
func reads(function string) []string {
	switch function {
	case "head":
		return slices.Concat([]string{"HeadTitle", "JSONLD"}, reads("meta"), reads("assets"))
	case "prose":
		return []string{"Body", "Source"}
	case "meta":
		return []string{"SiteTitle", "Description", "NoIndex", "Canonical", "Alternates", "OpenGraph"}
	case "assets":
		return []string{"Feeds", "Icon", "Stylesheet", "Script"}
	case "related":
		return []string{"Reason"}
	}
	return nil
}

// handsOn tells whether a command is nothing but cards of a field that are handed to be rendered, so that their words
// are not read here.
func handsOn(c *parse.CommandNode) bool {
	if len(c.Args) != 2 || c.Args[1].Type() != parse.NodeField {
		return false
	}
	f, ok := c.Args[0].(*parse.IdentifierNode)
	return ok && (f.Ident == "card" || f.Ident == "cards" || f.Ident == "rows")
}

// argument notes the fields that an argument names, and tells whether it is the whole view.
func (s scope) argument(n parse.Node) (whole bool) {
	switch n := n.(type) {
	case *parse.DotNode:
		return s.dot
	case *parse.FieldNode:
		s.names(n.Ident)
	case *parse.VariableNode:
		s.names(n.Ident[1:])
		return len(n.Ident) == 1 && s.variables[n.Ident[0]]
	case *parse.ChainNode:
		s.argument(n.Node)
		s.names(n.Field)
	case *parse.PipeNode:
		return s.pipe(n)
	}
	return false
}

func (s scope) names(names []string) {
	for _, name := range names {
		s.fields[name] = true
	}
}
