package render

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"text/template/parse"

	"github.com/jba/templatecheck"

	"vitrin/internal/diag"
)

// parser reads, parses and checks the templates of a folder.
type parser struct {
	layouts  fs.FS
	places   places
	problems diag.List
}

// parse fills the renderer with the templates that are well.
func (p *parser) parse(r *Renderer) {
	common, ok := p.common(&r.shared)
	if !ok {
		return
	}
	pages := p.pages(common)
	r.shared.takeFrom(common)
	for _, name := range slices.Sorted(maps.Keys(sharedViews)) {
		p.check(common.Lookup(name), name, sharedViews[name])
	}
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		fields := fieldsOf(pages[name]) // as people wrote it, before it is escaped
		if p.check(pages[name], name, views[name]) {
			r.fields[name] = fields
			r.pages[name] = pages[name]
		}
	}
	p.strangers()
}

// common parses the base and the partials, which every page is parsed with.
func (p *parser) common(s *shared) (set *template.Template, ok bool) {
	set = template.New("").Funcs(s.funcs()).Option("missingkey=zero")
	return set, p.addAll(set, append([]string{baseFile}, p.partials()...))
}

// pages parses every page that can be parsed.
func (p *parser) pages(common *template.Template) map[string]*template.Template {
	pages := map[string]*template.Template{}
	for _, name := range pageFiles() {
		if page := p.page(common, name); page != nil {
			pages[name] = page
		}
	}
	return pages
}

// page parses a page in a set of its own over the common one, which must not have been executed yet. It gives nil where
// that cannot be done, and the problem says why.
func (p *parser) page(common *template.Template, name string) *template.Template {
	set, err := common.Clone()
	if err != nil {
		p.report(name, err, "")
		return nil
	}
	if !p.addAll(set, []string{name}) {
		return nil
	}
	if set.Lookup(mainBlock) != nil {
		return set.Lookup(baseFile)
	}
	return set.Lookup(name)
}

// partials lists the partials: those that are rendered apart, which must be there, and all others.
func (p *parser) partials() []string {
	names := slices.Collect(maps.Keys(sharedViews))
	entries, err := fs.ReadDir(p.layouts, partials)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		p.unreadable(partials, err)
	}
	for _, e := range entries {
		if name := path.Join(partials, e.Name()); path.Ext(name) == ".html" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// addAll parses files into a set, each as a template of its file's name. It goes on after a file that
// cannot be parsed, so that all of them are told at once.
func (p *parser) addAll(set *template.Template, names []string) (ok bool) {
	ok = true
	for _, name := range names {
		src, err := fs.ReadFile(p.layouts, name)
		if err != nil {
			p.unreadable(name, err)
			ok = false
			continue
		}
		p.places[name] = string(src)
		if _, err := set.New(name).Parse(string(src)); err != nil {
			p.report(name, err, "look at the braces and at what each {{end}} ends; the language of templates is that of https://pkg.go.dev/text/template")
			ok = false
		}
	}
	return ok
}

// check tells whether a template fits the type of its view, and whether html/template can escape what
// it prints.
func (p *parser) check(t *template.Template, name string, view any) (ok bool) {
	if t == nil || t.Tree == nil || parse.IsEmptyTree(t.Tree.Root) {
		hint := "delete the file to use the built-in one"
		if _, page := views[name]; page && t != nil {
			hint += fmt.Sprintf("; what it is to show goes between {{define %q}} and {{end}}", mainBlock)
		}
		p.problems.Error(diag.Pos{File: folder + name}, diag.Template, "the template is empty", hint)
		return false
	}
	if err := fits(t, view); err != nil {
		p.report(name, err, "vitrin help templates describes the view of each template and its fields")
		return false
	}
	// Escaping happens before the first execution, whatever becomes of that: an empty view is not meant
	// to be rendered.
	var escape *template.Error
	if err := t.Execute(io.Discard, view); errors.As(err, &escape) {
		p.reportEscape(name, t, escape)
		return false
	}
	return true
}

// fits checks a template against the type of its view. The checker walks what it understands of a
// template; where it gives up with a panic there is no answer, and execution will tell.
func fits(t *template.Template, view any) (err error) {
	defer func() {
		if recover() != nil {
			err = nil
		}
	}()
	return templatecheck.CheckHTML(t, view)
}

// strangers warns of files that look like the template of a page and are none.
func (p *parser) strangers() {
	entries, err := fs.ReadDir(p.layouts, ".")
	if err != nil {
		p.unreadable(".", err)
	}
	for _, e := range entries {
		name := e.Name()
		if _, known := views[name]; known || e.IsDir() || name == baseFile || path.Ext(name) != ".html" {
			continue
		}
		hint := "a part that other templates use belongs in templates/partials/"
		if near := diag.Nearest(name, pageFiles()); near != "" {
			hint = fmt.Sprintf("did you mean %s?", near)
		}
		p.problems.Warn(diag.Pos{File: folder + name}, diag.Template, "no page is rendered with this template", hint)
	}
}
