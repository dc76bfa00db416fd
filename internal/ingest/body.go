package ingest

import (
	"fmt"
	"path"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
	"vitrin/internal/source"
)

// body makes the page's text: of plain text, unless the mapping says that a cell is Markdown.
func (x *row) body() string {
	var parts []string
	for _, p := range x.m.body {
		s := x.cell(p.rule)
		switch {
		case s == "":
			continue
		case p.markdown:
			x.links(p.rule, s)
		default:
			s = markdown.Escape(s)
		}
		if p.heading != "" {
			parts = append(parts, "## "+markdown.Escape(oneLine(p.heading)))
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "\n\n")
}

// links notes what the links of a text in Markdown lead to. Whether it is there is known when all rows are.
func (x *row) links(r *rule, s string) {
	doc := x.markdown.Parse([]byte(s))
	for _, l := range doc.Links {
		beyond := strings.Contains(l.Path, ":") || strings.HasPrefix(l.Path, "//")
		switch {
		case l.Kind == markdown.Wiki:
			x.use(r, toTitle, l.Path)
		case l.Kind == markdown.Image && beyond:
			x.fail(r, diag.Link, fmt.Sprintf("the picture %q lies on another site, which a page never asks for anything", l.Address), "link to it without the exclamation mark")
		case beyond: // told by the trial, if it may not be published
		case l.Path == "" && !doc.HasFragment(l.Fragment):
			x.problems.Warn(diag.Pos{File: x.t.File, Line: x.Line}, diag.Link, x.named(x.Line, r.at())+fmt.Sprintf("the text has no place %q", "#"+l.Fragment), "")
		case l.Path == "":
		case strings.HasPrefix(l.Path, "/"):
			x.use(r, toFile, path.Join("static", l.Path))
		default:
			x.use(r, toFile, path.Join(source.Root, x.m.collection, l.Path))
		}
	}
}

// The kinds of notes that are links.
const (
	toFile  = "file"
	toTitle = "page"
)
