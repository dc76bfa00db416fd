package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
	"go.abhg.dev/goldmark/wikilink"
)

func (r *renderer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.textNode(n)
	case *ast.String:
		r.text(n.Value)
	case *ast.CodeSpan:
		r.write("<code>")
		r.codeSpan(n)
		r.write("</code>")
	case *ast.Emphasis:
		if n.Level == 2 {
			r.span("strong", n)
		} else {
			r.span("em", n)
		}
	case *extast.Strikethrough:
		r.span("del", n)
	case *ast.Link:
		r.inlineLink(n)
	case *ast.Image:
		r.image(n)
	case *ast.AutoLink:
		r.autoLink(n)
	case *wikilink.Node:
		r.wikilink(n)
	case *ast.RawHTML:
		r.rawInline(n)
	case *extast.TaskCheckBox:
		r.checkBox(n)
	case *extast.FootnoteLink:
		r.footnoteReference(n)
	case *extast.FootnoteBacklink:
		r.backlink(n)
	default:
		r.blocks(n)
	}
}

func (r *renderer) span(name string, n ast.Node) {
	r.write("<" + name + ">")
	r.within(func() { r.blocks(n) })
	r.write("</" + name + ">")
}

func (r *renderer) textNode(n *ast.Text) {
	value := n.Segment.Value(r.src)
	if !n.IsRaw() {
		value = r.resolve(value)
	}
	r.text(value)
	switch {
	case n.HardLineBreak():
		r.write("<br>\n")
		r.prose.space()
	case n.SoftLineBreak():
		r.write("\n")
		r.prose.space()
	}
}

// codeSpan writes code that may run over several lines: each line end is a space.
func (r *renderer) codeSpan(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			value := t.Segment.Value(r.src)
			if last := len(value) - 1; last >= 0 && value[last] == '\n' {
				r.text(value[:last])
				r.text([]byte{' '})
			} else {
				r.text(value)
			}
		}
	}
}

func (r *renderer) inlineLink(n *ast.Link) {
	written := n.Destination
	if n.Reference != nil {
		written = n.Reference.Value
	}
	text := r.plainOf(n)
	index := r.link(Link{
		Kind: Inline, Address: string(r.resolve(n.Destination)), Text: text,
	}, n.Pos(), written)
	if r.inLink > 0 {
		r.blocks(n)
		return
	}
	bare := text == "" && !n.HasChildren()
	r.slot(slot{link: index, part: linkStart, bare: bare, title: string(r.resolve(n.Title))})
	if bare {
		r.prose.write(nameless(index))
	}
	r.inLink++
	r.within(func() { r.blocks(n) })
	r.inLink--
	r.slot(slot{part: linkEnd})
}

func (r *renderer) image(n *ast.Image) {
	written := n.Destination
	if n.Reference != nil {
		written = n.Reference.Value
	}
	alt, decoration := altOf(r.plainOf(n))
	index := r.link(Link{
		Kind: Image, Address: string(r.resolve(n.Destination)), Text: alt, Decoration: decoration,
	}, n.Pos(), written)
	r.slot(slot{link: index, part: picture, title: string(r.resolve(n.Title))})
	r.prose.write([]byte(alt))
}

// altOf gives a picture's alt. Quotes with nothing in them, as typed or as typography made of them, say that there is
// none, since the picture only decorates; where nothing stands at all, it may have been forgotten.
func altOf(written string) (alt string, decoration bool) {
	if written != "" && strings.Trim(written, "\"'“”„‘’‚«»‹› \u00a0") == "" {
		return "", true
	}
	return written, false
}

func (r *renderer) autoLink(n *ast.AutoLink) {
	label := n.Label(r.src)
	address := string(n.URL(r.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
		address = "mailto:" + address
	}
	// goldmark sets the position to the bracket or the space before the address.
	at := n.Pos()
	if at < len(r.src) && label[0] != r.src[at] {
		at++
	}
	index := r.link(Link{Kind: Inline, Address: address, Text: string(label)}, at, label)
	if r.inLink > 0 {
		r.text(label)
		return
	}
	r.slot(slot{link: index, part: linkStart})
	r.text(label)
	r.slot(slot{part: linkEnd})
}

// targetOf gives the offset of a wikilink's target.
func targetOf(n *wikilink.Node) int {
	if n.Embed {
		return n.Pos() + len("![[")
	}
	return n.Pos() + len("[[")
}

// isBare tells whether a wikilink has no text of its own.
func isBare(n *wikilink.Node) bool {
	t, ok := n.FirstChild().(*ast.Text)
	return !ok || t.Segment.Start == targetOf(n)
}

// wikilink writes [[target]] and [[target|text]], and ![[target|alt]] for a picture. In a table the
// stroke is written \|, since a stroke ends a cell.
func (r *renderer) wikilink(n *wikilink.Node) {
	at := targetOf(n)
	label := []byte(nil)
	if t, ok := n.FirstChild().(*ast.Text); ok && !isBare(n) {
		label = util.TrimRightSpace(util.TrimLeftSpace(r.resolve(t.Segment.Value(r.src))))
	}
	target := strings.TrimSuffix(string(n.Target), `\`)
	fragment := strings.TrimSuffix(string(n.Fragment), `\`)
	l := Link{
		Kind: Wiki, Text: string(label),
		Path: percentDecode(strings.TrimSpace(target)), Fragment: percentDecode(strings.TrimSpace(fragment)),
	}
	written := target
	if n.Fragment != nil {
		written += "#" + fragment
	}
	l.Address = strings.TrimSpace(written)
	s := slot{part: wholeLink}
	if n.Embed {
		l.Kind, s.part = Image, picture
		l.Text, l.Decoration = altOf(l.Text)
		label = []byte(l.Text)
	}
	s.link = r.link(l, at, []byte(written))
	switch {
	case n.Embed:
		r.slot(s)
		r.prose.write(label)
	case len(label) == 0:
		if r.inLink > 0 {
			s.part = linkText
		}
		r.slot(s)
		r.prose.write(nameless(s.link))
	case r.inLink > 0:
		r.text(label)
	default:
		s.part = linkStart
		r.slot(s)
		r.text(label)
		r.slot(slot{part: linkEnd})
	}
}

func (r *renderer) checkBox(n *extast.TaskCheckBox) {
	label := r.words.Open
	r.write(`<input type="checkbox" disabled`)
	if n.IsChecked {
		label = r.words.Done
		r.write(" checked")
	}
	if label != "" {
		r.attr("aria-label", label)
	}
	r.write("> ")
}

func (r *renderer) footnoteReference(n *extast.FootnoteLink) {
	id, number := referenceID(n.Index, n.RefIndex), strconv.Itoa(n.Index)
	r.doc.ids = append(r.doc.ids, id)
	r.write(`<sup class="footnote-ref"`)
	r.attr("id", id)
	r.write(">")
	if r.inLink > 0 {
		r.write(number)
	} else {
		r.write(`<a href="#` + footnoteID(n.Index) + `" role="doc-noteref">` + number + "</a>")
	}
	r.write("</sup>")
}

func (r *renderer) backlink(n *extast.FootnoteBacklink) {
	r.write(` <a class="footnote-back" href="#` + referenceID(n.Index, n.RefIndex) + `" role="doc-backlink"`)
	if label := r.words.BackToText; label != "" {
		if n.RefIndex > 0 {
			label += " " + strconv.Itoa(n.RefIndex+1)
		}
		r.attr("aria-label", label)
	}
	r.write(">↩\ufe0e</a>")
}
