package render

import (
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"vitrin/internal/diag"
	"vitrin/templates"
)

// divide tells which of some files are a site's own and which say what the built-in ones do, in the order given.
func (p *parser) divide(names []string) (own, builtIn []string) {
	if !p.own {
		return nil, names
	}
	for _, name := range names {
		if p.isOwn(name) {
			own = append(own, name)
		} else {
			builtIn = append(builtIn, name) // or it cannot be read, which is told where it is parsed
		}
	}
	return own, builtIn
}

// isOwn tells whether a file is a site's own, and says something else than a built-in one.
func (p *parser) isOwn(name string) bool {
	src, err := fs.ReadFile(p.layouts, name)
	said, missing := fs.ReadFile(templates.FS, name)
	return p.own && err == nil && (missing != nil || string(src) != string(said))
}

// definition is a template that a file defines: by {{define}}, by {{block}}, or by what stands outside of those, which is the
// template of the file's own name.
type definition struct {
	name, file string
	at         diag.Pos
	block      bool // it is what stands there where nobody defines another
}

// definitions gives what a file defines, in the order of the names; nothing where it cannot be parsed.
func (p *parser) definitions(file string) []definition {
	tree, all := parse.New(file), map[string]*parse.Tree{}
	tree.Mode = parse.SkipFuncCheck
	if _, err := tree.Parse(p.places[file], "", "", all); err != nil {
		return nil
	}
	var list []definition
	for _, name := range slices.Sorted(maps.Keys(all)) {
		d := definition{name: name, file: file, at: diag.Pos{File: folder + file}}
		word, at := p.places.definition(file, name)
		switch {
		case word != "":
			d.at, d.block = at, word == "block"
		case name == file && parse.IsEmptyTree(all[name].Root):
			continue // all that it says is within definitions
		}
		list = append(list, d)
	}
	return list
}

// definition finds the action that defines a template: its word, define or block, and its place.
func (p places) definition(file, name string) (word string, at diag.Pos) {
	quoted := fmt.Sprintf("(?:%s|`%s`)", regexp.QuoteMeta(fmt.Sprintf("%q", name)), regexp.QuoteMeta(name))
	found := regexp.MustCompile(`\{\{(?:- )?\s*(define|block)\s+` + quoted + `[^}\n]*(?:\}\})?`).FindStringSubmatchIndex(p[file])
	if found == nil {
		return "", diag.Pos{}
	}
	at = p.at(file, found[0])
	at.Width = utf8.RuneCountInString(p[file][found[0]:found[1]])
	return p[file][found[2]:found[3]], at
}

// unheard warns of what a site's own files define and nothing shows. Neither the common templates nor those of pages may have been
// executed yet.
func (p *parser) unheard(common *template.Template, pages map[string]*template.Template) {
	everywhere := used(common)
	own, _ := p.divide(pageFiles())
	for name, page := range pages {
		onPage := used(page)
		maps.Copy(everywhere, onPage)
		if !slices.Contains(own, name) {
			continue
		}
		for _, d := range p.definitions(name) {
			if _, apart := sharedViews[d.name]; apart && !onPage[d.name] {
				p.problems.Warn(d.at, diag.Template, fmt.Sprintf("this definition is not used: %s is rendered once for all pages", d.name),
					"write it in "+folder+d.name+", for all pages")
			}
		}
	}
	own, _ = p.divide(append([]string{baseFile}, p.partials()...))
	for _, file := range own {
		for _, d := range p.definitions(file) {
			p.tell(d, common, everywhere)
		}
	}
}

// used gives the names of the templates that those of a set use.
func used(set *template.Template) map[string]bool {
	names := map[string]bool{}
	for _, t := range set.Templates() {
		if t.Tree == nil {
			continue
		}
		for _, name := range appendUsed(nil, t.Tree.Root) {
			names[name] = true
		}
	}
	return names
}

// tell warns of a definition in a file that all pages have in common, if nothing shows it.
func (p *parser) tell(d definition, common *template.Template, used map[string]bool) {
	_, page := views[d.name]
	_, apart := sharedViews[d.name]
	shown := common.Lookup(d.name)
	switch {
	case page || d.name == mainBlock:
		p.problems.Warn(d.at, diag.Template, "this definition is not used: a page is what its own file says",
			fmt.Sprintf("what a page is to show goes between {{define %q}} and {{end}} in its file, such as %spage.html", mainBlock, folder))
	case shown != nil && shown.Tree != nil && shown.Tree.ParseName != d.file && !d.block:
		p.problems.Warn(d.at, diag.Template, fmt.Sprintf("this definition is not used: %s%s defines %q, too", folder, shown.Tree.ParseName, d.name),
			"delete one of the two, or give it another name")
	case !used[d.name] && !apart && d.name != baseFile:
		if near := nearestPartial(d.name); near != "" {
			p.problems.Warn(d.at, diag.Template, fmt.Sprintf("no template uses %q", d.name), fmt.Sprintf("did you mean %q?", near))
		}
	}
}

// nearestPartial gives the built-in partial that a name is likely to mean, or "".
func nearestPartial(name string) string {
	entries, err := fs.ReadDir(templates.FS, partials)
	if err != nil {
		return ""
	}
	var known []string
	for _, e := range entries {
		known = append(known, strings.TrimSuffix(e.Name(), ".html"))
	}
	near := diag.Nearest(strings.TrimSuffix(strings.TrimPrefix(name, partials+"/"), ".html"), known)
	if near == "" {
		return ""
	}
	return path.Join(partials, near+".html")
}
