package ingest

import (
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
)

// home is what the making of pages knows of the site that they are for.
type home struct {
	Settings *portfolio.Settings
	Words    edtf.Words
	regions  map[string]bool // what the site's regions are called, folded
	notes    notes
	markdown *markdown.Converter
}

func newHome(settings *portfolio.Settings, words edtf.Words) *home {
	h := &home{Settings: settings, Words: words, regions: map[string]bool{}, notes: notes{byKey: map[[2]string]*note{}}, markdown: markdown.New(markdown.Options{})}
	for _, r := range settings.Regions {
		for _, name := range append([]string{r.ID}, r.Aka...) {
			h.regions[fold(name)] = true
		}
	}
	return h
}

// try makes a portfolio of one page alone, and gives the errors that it would have: so nothing is written that does not
// load. References and links to other pages are left out, for what they lead to is not there; dates between which the
// page is shown too, since what is not shown is not read. Links to pages and files are told with those of all rows.
func (h *home) try(p *page) diag.List {
	front := *p.front
	front.Fields = slices.DeleteFunc(slices.Clone(front.Fields), func(f syntax.Field) bool { return f.Key == "publish" || f.Key == "expires" })
	path := pagePath(p.collection, p.id)
	doc := source.NewDocument(path, p.collection, p.id, &front, h.markdown.Parse([]byte(p.body)))
	_, problems := portfolio.New(&source.Content{Documents: []*source.Document{doc}}, h.Settings, portfolio.Options{Words: h.Words, Drafts: true})
	var found diag.List
	for _, problem := range problems {
		if problem.Severity == diag.Error && problem.Code != diag.Reference && problem.Code != diag.Link {
			if problem.Pos.File == path {
				problem.Pos = p.from
			}
			found = append(found, problem)
		}
	}
	return found
}

// trial gives the errors that a page of a table's would have, each by the name of its column.
func (k *maker) trial(p *page) diag.List {
	found := k.try(p)
	for i := range found {
		pos := &found[i].Pos
		found[i].Message = k.named(pos.Line, pos.Column-1) + found[i].Message
		pos.Column, pos.Width = 0, 0
	}
	return found
}

// pagePath is where a page that is not there yet goes.
func pagePath(collection, id string) string {
	return source.Root + "/" + collection + "/" + id + ".md"
}

// notes are values that many rows may share, each told once.
type notes struct {
	byKey map[[2]string]*note
	order []*note
}

// note is a value that a row uses, by the first row that does.
type note struct {
	kind, value string // "region", a kind of links, or the collection that is referred to
	column      string // with a colon; may be empty
	pos         diag.Pos
	count       int
}

// add counts the values of a row that is written.
func (n *notes) add(row []note) {
	for _, used := range row {
		key := [2]string{used.kind, used.value}
		if n.byKey[key] == nil {
			n.byKey[key] = &used
			n.order = append(n.order, &used)
		}
		n.byKey[key].count++
	}
}

// told gives a warning for each area that is none of the site's regions, and for each reference to nothing.
func (h *home) told(exists func(collection, id string) bool) diag.List {
	var found diag.List
	var regions []string
	for _, r := range h.Settings.Regions {
		regions = append(regions, r.Aka...)
	}
	for _, n := range h.notes.order {
		rows := ""
		if n.count > 1 {
			rows = fmt.Sprintf(" (%d times)", n.count)
		}
		switch {
		case n.kind == "region":
			hint := ""
			if near := diag.Nearest(n.value, regions); near != "" {
				hint = fmt.Sprintf("did you mean %q? Say so in the mapping: values: {%q: %q}", near, n.value, near)
			}
			found.Warn(n.pos, diag.Reference, fmt.Sprintf("%s%q is none of the site's regions, so it becomes an area of its own%s", n.column, n.value, rows), hint)
		case exists(n.kind, n.value):
		case n.kind == toFile:
			found.Warn(n.pos, diag.Link, fmt.Sprintf("%sa link leads to nothing: there is no %s%s", n.column, n.value, rows), "put the file there, or mend the link in the table")
		case n.kind == toTitle:
			found.Warn(n.pos, diag.Link, fmt.Sprintf("%s[[%s]] leads to nothing: no page has this id%s", n.column, n.value, rows), "write the id of a page, as its file is called without .md")
		default:
			found.Warn(n.pos, diag.Reference, fmt.Sprintf("%sthere is no %s %q%s", n.column, strings.TrimSuffix(n.kind, "s"), n.value, rows),
				fmt.Sprintf("write the file %s; or say in the mapping which id the name stands for, with values:", pagePath(n.kind, n.value)))
		}
	}
	return found
}
