package render

import (
	"fmt"
	"html/template"
	"io/fs"
)

// Trust gives a renderer of templates that are known to be well, such as the built-in ones, which the tests hold to it.
// None is checked, and each is parsed when it is needed first: parsing and checking all takes longer than making a
// few pages. A template that is not well all the same is an [*Error] of the page.
func Trust(layouts fs.FS) *Renderer {
	r := newRenderer()
	r.later = &later{parser: parser{layouts: layouts, places: r.places}}
	return r
}

// later is what a renderer needs to parse templates while it renders.
type later struct {
	parser parser
	common *template.Template // never executed, so that pages can be made of it; nil: not parsed yet
}

// page gives the template from which the pens of a page are copied. The renderer is locked.
func (r *Renderer) page(name string) (*template.Template, error) {
	if page := r.pages[name]; page != nil {
		return page, nil
	}
	if _, known := views[name]; r.later == nil || !known {
		return nil, fmt.Errorf("there is no template %q", name)
	}
	p := &r.later.parser
	p.problems = nil
	if r.later.common == nil && !r.later.begin(&r.shared) {
		return nil, &Error{Problem: p.problems[0]}
	}
	t := p.page(r.later.common, name, &r.shared)
	if t == nil {
		return nil, &Error{Problem: p.problems[0]}
	}
	r.fields[name] = fieldsOf(t) // as people wrote it, before it is escaped
	r.pages[name] = t
	return r.pages[name], nil
}

// begin parses what all pages have in common, and tells whether that was possible.
func (l *later) begin(s *shared) bool {
	common, ok := l.parser.common(s)
	if !ok {
		return false
	}
	apart, err := common.Clone()
	if err != nil {
		l.parser.report(baseFile, err, "")
		return false
	}
	s.takeFrom(apart, l.parser.places)
	l.common = common
	return true
}
