package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// blocks writes the blocks within a block, or its inline content.
func (r *renderer) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Type() == ast.TypeInline {
			r.inline(n)
			continue
		}
		r.block(n)
		r.prose.space()
	}
}

func (r *renderer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.TextBlock:
		r.within(func() { r.blocks(n) })
		if n.NextSibling() != nil {
			r.write("\n")
		}
	case *ast.Heading:
		r.prose.besides(func() { r.heading(n) })
	case *ast.ThematicBreak:
		r.write("<hr>\n")
	case *ast.CodeBlock:
		r.prose.besides(func() { r.code(n, nil) })
	case *ast.FencedCodeBlock:
		r.prose.besides(func() { r.code(n, n.Language(r.src)) })
	case *ast.Blockquote:
		r.quote(n)
	case *ast.List:
		r.list(n)
	case *ast.HTMLBlock:
		r.rawBlock(n)
	case *ast.LinkReferenceDefinition:
	case *extast.Table:
		r.prose.besides(func() { r.table(n) })
	case *extast.DefinitionList:
		r.element("dl", n, "\n")
	case *extast.DefinitionTerm:
		r.element("dt", n, "")
	case *extast.DefinitionDescription:
		r.element("dd", n, "")
	case *extast.FootnoteList:
		r.prose.besides(func() { r.footnotes(n) })
	default:
		r.blocks(n)
	}
}

// element writes an element without attributes around the blocks of a node.
func (r *renderer) element(name string, n ast.Node, gap string) {
	r.write("<" + name + ">" + gap)
	r.within(func() { r.blocks(n) })
	r.write("</" + name + ">\n")
}

// paragraph leaves out one that shows nothing, such as one that held a comment.
func (r *renderer) paragraph(n ast.Node) {
	start, slots := len(r.html), len(r.doc.slots)
	r.write("<p>")
	empty := len(r.html)
	r.within(func() { r.blocks(n) })
	if r.blank(empty, slots) {
		r.html = r.html[:start]
		return
	}
	r.write("</p>\n")
}

// blank says whether nothing shows of what was written since there were so many bytes and slots.
func (r *renderer) blank(bytesBefore, slotsBefore int) bool {
	return len(r.doc.slots) == slotsBefore && len(bytes.TrimSpace(r.html[bytesBefore:])) == 0
}

func (r *renderer) heading(n *ast.Heading) {
	text := r.plainOf(n)
	id, given := r.explicit[n]
	if !given {
		if id = ID(text); id == "" {
			id = "section"
		}
		id = r.ids.claim(id)
	}
	r.doc.ids = append(r.doc.ids, id)
	r.doc.Headings = append(r.doc.Headings, Heading{Level: n.Level, ID: id, Text: text})

	tag := "h" + strconv.Itoa(min(n.Level+r.shift, 6))
	r.write("<" + tag)
	r.attr("id", id)
	if classes := cleanClasses(attribute(n, "class")); classes != "" {
		r.attr("class", classes)
	}
	r.write(">")
	r.within(func() { r.blocks(n) })
	r.write("</" + tag + ">\n")
}

// code can be scrolled sideways, so the keyboard must reach it (WCAG 2.2, criterion 2.1.1).
func (r *renderer) code(n ast.Node, language []byte) {
	r.write(`<pre tabindex="0"><code`)
	if name := util.TrimRightSpace(r.resolve(language)); len(name) > 0 {
		r.attr("class", "language-"+string(name))
	}
	r.write(">")
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		r.text(line.Value(r.src))
	}
	r.write("</code></pre>\n")
}

func (r *renderer) quote(n *ast.Blockquote) {
	kind := attribute(n, calloutAttribute)
	title, callout := r.words.callout(kind)
	if !callout {
		r.element("blockquote", n, "\n")
		return
	}
	r.write(`<div class="callout callout-` + kind + `" role="note">` + "\n")
	if title != "" {
		r.write(`<p class="callout-title">`)
		r.html = appendEscaped(r.html, title)
		r.write("</p>\n")
	}
	r.within(func() { r.blocks(n) })
	r.write("</div>\n")
}

func (r *renderer) list(n *ast.List) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	r.write("<" + tag)
	if n.IsOrdered() && n.Start != 1 {
		r.attr("start", strconv.Itoa(n.Start))
	}
	r.write(">\n")
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if isTask(item) {
			r.write(`<li class="task">`)
		} else {
			r.write("<li>")
		}
		if first := item.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
			r.write("\n")
		}
		r.within(func() { r.blocks(item) })
		r.write("</li>\n")
		r.prose.space()
	}
	r.write("</" + tag + ">\n")
}

func isTask(item ast.Node) bool {
	first := item.FirstChild()
	if first == nil || first.FirstChild() == nil {
		return false
	}
	return first.FirstChild().Kind() == extast.KindTaskCheckBox
}

// table lets a wide table scroll within the page.
func (r *renderer) table(n *extast.Table) {
	r.write("<div class=\"scroll\" tabindex=\"0\"><table>\n")
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() == extast.KindTableHeader {
			r.write("<thead>\n")
			r.row(row, "<th scope=\"col\"", "</th>\n")
			r.write("</thead>\n")
			continue
		}
		if !body {
			r.write("<tbody>\n")
			body = true
		}
		r.row(row, "<td", "</td>\n")
	}
	if body {
		r.write("</tbody>\n")
	}
	r.write("</table></div>\n")
}

func (r *renderer) row(row ast.Node, start, end string) {
	r.write("<tr>\n")
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		r.write(start)
		if cell, ok := cell.(*extast.TableCell); ok && cell.Alignment != extast.AlignNone {
			r.attr("class", "align-"+cell.Alignment.String())
		}
		r.write(">")
		r.within(func() { r.blocks(cell) })
		r.write(end)
		r.prose.space()
	}
	r.write("</tr>\n")
}

func (r *renderer) footnotes(n ast.Node) {
	r.write(`<section class="footnotes" role="doc-endnotes"`)
	if r.words.Footnotes != "" {
		r.attr("aria-label", r.words.Footnotes)
	}
	r.write("><ol>\n")
	for note := n.FirstChild(); note != nil; note = note.NextSibling() {
		if note, ok := note.(*extast.Footnote); ok {
			id := footnoteID(note.Index)
			r.doc.ids = append(r.doc.ids, id)
			r.write("<li")
			r.attr("id", id)
			r.write(">\n")
			r.within(func() { r.blocks(note) })
			r.write("</li>\n")
			r.prose.space()
		}
	}
	r.write("</ol></section>\n")
}
