package render

import (
	"bytes"
	"html/template"
	"io"
	"slices"
	"strconv"
)

// pen executes the template of a page, for one goroutine at a time. Where a function of ours makes HTML that html/template
// would print between tags as it is, the function writes it into the page itself: what it gives otherwise is a string, which
// is looked at and copied. So are values, and those in attributes and addresses. TestPens and TestDirect hold the one to the other.
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
	outlets     []outlet
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
	if p.outlets == nil {
		p.outlets = outlets()
	}
	made := &pen{of: root, own: own}
	own.Funcs(made.writers(functions, p.outlets))
	if err := escape(own); err != nil {
		return nil, err
	}
	d := director{functions, p.outlets}
	for _, part := range own.Templates() { // as they stand between tags: html/template has copies of its own for other places
		if part.Tree != nil {
			d.direct(part.Tree.Root)
		}
	}
	p.taken++
	return made, nil
}

// escape has a template escaped, with all that it uses, before it is executed: html/template does that for what it executes, and
// all that this may use, but executes none of it here.
func escape(t *template.Template) error {
	name := "never"
	for t.Lookup(name) != nil {
		name += "!" // a site may call its own whatever it likes
	}
	never, err := t.New(name).Parse("{{if .}}{{template " + strconv.Quote(t.Name()) + " .}}{{end}}")
	if err != nil {
		return err
	}
	return never.Execute(io.Discard, nil)
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
