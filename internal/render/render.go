// Package render turns views into bytes: a page's template and its view go in, HTML comes out.
//
// Templates are those of html/template, so whatever a view holds is escaped for the place where it
// stands. They come from one file system, in which a site's own files lie over the built-in ones, and
// are parsed and checked against the types of their views once. What many pages share (a project's
// card, the header of a section, the footer of a language) is rendered once and remembered. What stands on a page by the
// dozen (links, values, cells) is put together by hand, as html/template would, and written into the page where that would
// print it between tags.
//
// The package knows nothing of addresses, of languages or of where a page is published: views hold
// ready words and ready addresses.
package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"sync"

	"vitrin/internal/diag"
	"vitrin/internal/portfolio"
	"vitrin/internal/site"
)

// Renderer renders the pages of one site. It is safe for concurrent use. It remembers every card of
// the site that [Renderer.Forget] has named, and none of others.
type Renderer struct {
	mu     sync.Mutex                    // of all up to shared
	pages  map[string]*template.Template // by file name; pens are copied from them
	pens   pens
	fields map[string]site.Fields // of its view, that each of them reads
	places places
	later  *later // what is not parsed yet; nil: nothing
	shared shared

	functions map[string]function // those of shared
}

// New parses the templates of a folder: base.html, partials/*.html and one file for each kind of page,
// as templates/README.md describes them. Each page is parsed together with the base and the partials,
// and checked against its view.
//
// A template that is missing, cannot be parsed, has HTML in which no value can be escaped safely, or
// uses a field that its view has not, is a problem in the file "templates/<name>". A Renderer always
// comes back; where there were errors it has only the pages that are well.
func New(layouts fs.FS) (*Renderer, diag.List) {
	r := newRenderer()
	p := parser{layouts: layouts, own: true, places: r.places}
	p.parse(r)
	return r, p.problems.Sorted()
}

func newRenderer() *Renderer {
	r := &Renderer{pages: map[string]*template.Template{}, fields: map[string]site.Fields{}, places: places{}}
	r.functions = r.shared.functions()
	return r
}

// Error is a template that fails when it meets a view.
type Error struct {
	Problem diag.Problem // where, in which template, and why
}

// Error gives the place and the message.
func (e *Error) Error() string {
	return fmt.Sprintf("%s:%d: %s", e.Problem.Pos.File, e.Problem.Pos.Line, e.Problem.Message)
}

// Page executes the template of a page, "project.html", with its view, and writes the result in one
// piece. What fails in the template is an [*Error], a text that cannot be read a [*site.TextError]; nothing is
// written then. Other errors are those of the writer. A [*bytes.Buffer] is written to at once, and cut where something fails.
func (r *Renderer) Page(to io.Writer, template string, view any) error {
	p, err := r.take(template)
	if err != nil {
		return err
	}
	defer r.put(p)
	if b, ok := to.(*bytes.Buffer); ok {
		before := b.Len()
		if err := r.execute(p, b, template, view); err != nil {
			b.Truncate(before)
			return err
		}
		return nil
	}
	b := r.shared.buffer()
	defer r.shared.buffers.Put(b)
	if err := r.execute(p, b, template, view); err != nil {
		return err
	}
	_, err = to.Write(b.Bytes())
	return err
}

// execute adds a page to a buffer.
func (r *Renderer) execute(p *pen, b *bytes.Buffer, template string, view any) error {
	err := p.execute(b, view)
	if err == nil {
		return nil
	}
	if trouble, ok := errors.AsType[*site.TextError](err); ok {
		return trouble
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return &Error{Problem: r.places.problem(template, err, "vitrin help templates describes the view of each template and its fields")}
}

// take gives a pen for a page, to be put back.
func (r *Renderer) take(name string) (*pen, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	page, err := r.page(name)
	if err != nil {
		return nil, err
	}
	return r.pens.take(page, r.functions)
}

func (r *Renderer) put(p *pen) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.pens.put(p)
}

// Forget drops what was rendered, and keeps the templates: the next site takes the place of the one before. It may be
// called while other goroutines render pages of that one, which come out as they would have.
func (r *Renderer) Forget(next *site.Site) { r.shared.forget(next) }

// Close frees what the renderer remembers. It can still render, and remembers nothing from then on.
func (r *Renderer) Close() error { return r.shared.close() }

// mainID is the id of the element that holds a page's own matter, to which the skip link leads.
const mainID = "main"

// IDs gives the ids that the built-in templates set, which headings in the texts of editors must keep
// clear of.
func IDs() []string {
	return append(portfolio.SectionIDs(), mainID)
}
