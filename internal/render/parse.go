package render

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"

	"github.com/jba/templatecheck"

	"vitrin/internal/diag"
)

// parser reads, parses and checks the templates of a folder.
type parser struct {
	layouts  fs.FS
	own      bool // a site's own files may lie among the built-in ones
	places   places
	problems diag.List
}

// parse fills the renderer with the templates that are well.
func (p *parser) parse(r *Renderer) {
	common, ok := p.common(&r.shared)
	if !ok {
		return
	}
	pages := p.pages(common, &r.shared)
	p.unheard(common, pages)
	r.shared.takeFrom(common, p.places)
	before, err := common.Clone()
	if err != nil {
		p.report(baseFile, err, "")
		return
	}
	for _, name := range slices.Sorted(maps.Keys(sharedViews)) {
		p.check(common.Lookup(name), before.Lookup(name), name, sharedViews[name])
	}
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		fields := fieldsOf(pages[name]) // as people wrote it, before it is escaped
		root, err := pages[name].Clone()
		if err != nil {
			p.report(name, err, "")
			continue
		}
		if p.check(pages[name], root, name, views[name]) {
			r.fields[name] = fields
			r.pages[name] = root
		}
	}
	p.strangers()
}

// common parses the base and the partials, which every page is parsed with. What a site's own files define, whichever of them
// does, takes the place of the built-in file of that name. Of their own definitions the last one counts.
func (p *parser) common(s *shared) (set *template.Template, ok bool) {
	set = newSet(s)
	own, builtIn := p.divide(append([]string{baseFile}, p.partials()...))
	ok = p.addAll(set, own)
	builtIn = slices.DeleteFunc(builtIn, func(name string) bool {
		t := set.Lookup(name)
		return t != nil && t.Tree != nil
	})
	return set, p.addAll(set, builtIn) && ok
}

// pages parses every page that can be parsed.
func (p *parser) pages(common *template.Template, s *shared) map[string]*template.Template {
	pages := map[string]*template.Template{}
	for _, name := range pageFiles() {
		if page := p.page(common, name, s); page != nil {
			pages[name] = page
		}
	}
	return pages
}

// page parses a page in a set of its own, with those of the common templates that it uses, which must not have been
// executed yet. It gives nil where that cannot be done, and the problem says why.
func (p *parser) page(common *template.Template, name string, s *shared) *template.Template {
	set := newSet(s)
	if !p.addAll(set, []string{name}) {
		return nil
	}
	root := name
	if set.Lookup(mainBlock) != nil {
		root = baseFile
	}
	if err := join(set, common, root); err != nil {
		p.report(name, err, "")
		return nil
	}
	return set.Lookup(root)
}

// newSet makes an empty set of templates.
func newSet(s *shared) *template.Template {
	return template.New("").Funcs(s.funcs()).Option("missingkey=zero")
}

// join adds to a set those templates of another that one of its own uses, near and far, and that one itself.
func join(set, from *template.Template, root string) error {
	seen, names := map[string]bool{}, []string{root}
	for len(names) > 0 {
		name := names[len(names)-1]
		names = names[:len(names)-1]
		if seen[name] {
			continue
		}
		seen[name] = true
		t := set.Lookup(name)
		if common := from.Lookup(name); t == nil && common != nil && common.Tree != nil {
			var err error
			if t, err = set.AddParseTree(name, common.Tree.Copy()); err != nil {
				return err
			}
		}
		if t != nil && t.Tree != nil {
			names = appendUsed(names, t.Tree.Root)
		}
	}
	return nil
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
		text := strings.TrimPrefix(string(src), "\uFEFF") // some editors begin a file with a byte order mark
		p.places[name] = text
		if p.own && !p.isText(name, text) {
			ok = false
			continue
		}
		if _, err := set.New(name).Parse(text); err != nil {
			hint := "look at the braces and at what each {{end}} ends; the language of templates is that of https://pkg.go.dev/text/template"
			if strings.Contains(err.Error(), "multiple definition") {
				hint = "delete one of the two, or give it another name"
			}
			p.report(name, err, hint)
			ok = false
			continue
		}
		ok = (!p.own || p.sayText(set, name)) && ok
	}
	return ok
}

// check tells whether a template fits the type of its view, and whether html/template can escape what it prints. It comes with
// a copy of it as it was before.
func (p *parser) check(t, before *template.Template, name string, view any) (ok bool) {
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
		p.reportEscape(name, before, escape)
		return false
	}
	return true
}

// fits checks a template against the type of its view. The checker walks what it understands of a
// template; where it gives up with a panic there is no answer, and execution will tell. Nor is there one where it complains of
// a value whose type is known only then, such as those of Extra, or of a number that it has no type for.
func fits(t *template.Template, view any) (err error) {
	defer func() {
		if recover() != nil {
			err = nil
		}
	}()
	err = templatecheck.CheckHTML(t, view)
	if err != nil && dynamic.MatchString(err.Error()) {
		return nil
	}
	return err
}

// dynamic is how the checker names a type that it does not know: any, or one of its own.
var dynamic = regexp.MustCompile(`type (interface \{\}|templatecheck\.\w+)`)

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
