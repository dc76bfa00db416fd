package markdown

import (
	"strconv"
	"strings"
	"unicode/utf8"

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
		r.plain.space()
	case n.SoftLineBreak():
		r.write("\n")
		r.plain.space()
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
	text := plainOf(n, r.src)
	index := r.link(Link{
		Kind: Inline, Address: string(resolve(nil, n.Destination)), Text: text,
	}, n.Pos(), written)
	if r.inLink > 0 {
		r.blocks(n)
		return
	}
	r.slot(slot{
		link: index, part: linkStart, bare: text == "" && !n.HasChildren(),
		title: string(resolve(nil, n.Title)),
	})
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
	alt := plainOf(n, r.src)
	index := r.link(Link{
		Kind: Image, Address: string(resolve(nil, n.Destination)), Text: alt,
	}, n.Pos(), written)
	r.slot(slot{link: index, part: picture, title: string(resolve(nil, n.Title))})
	r.plain.write([]byte(alt))
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

// wikilink writes [[target]] and [[target|text]], and ![[target|alt]] for a picture. In a table the
// stroke is written \|, since a stroke ends a cell.
func (r *renderer) wikilink(n *wikilink.Node) {
	at := n.Pos() + len("[[")
	if n.Embed {
		at++
	}
	label := []byte(nil)
	if t, ok := n.FirstChild().(*ast.Text); ok && t.Segment.Start != at {
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
	}
	s.link = r.link(l, at, []byte(written))
	switch {
	case n.Embed:
		r.slot(s)
		r.plain.write(label)
	case len(label) == 0:
		if r.inLink > 0 {
			s.part = linkText
		}
		r.slot(s)
		r.plain.write([]byte(l.Address))
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

// plainOf gives the plain text of a node's inline content.
func plainOf(n ast.Node, src []byte) string {
	var p plainText
	gatherPlain(&p, n, src)
	return string(p.text)
}

func gatherPlain(p *plainText, n ast.Node, src []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			value := c.Segment.Value(src)
			if !c.IsRaw() {
				value = resolve(nil, value)
			}
			p.write(value)
			if c.SoftLineBreak() || c.HardLineBreak() {
				p.space()
			}
		case *ast.String:
			p.write(c.Value)
		case *ast.AutoLink:
			p.write(c.Label(src))
		default:
			gatherPlain(p, c, src)
		}
	}
}

// resolve resolves text for use before the next call.
func (r *renderer) resolve(s []byte) []byte {
	if !needsResolving(s) {
		return s
	}
	r.scratch = resolve(r.scratch[:0], s)
	return r.scratch
}

func needsResolving(s []byte) bool {
	for _, c := range s {
		if c == '\\' || c == '&' {
			return true
		}
	}
	return false
}

// resolve appends text with backslash escapes and character references resolved (CommonMark 0.31,
// sections 2.4 and 2.5).
func resolve(dst, s []byte) []byte {
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
			dst = append(dst, s[i])
		case s[i] == '&':
			var n int
			dst, n = resolveReference(dst, s[i:])
			i += n - 1
		default:
			dst = append(dst, s[i])
		}
	}
	return dst
}

// resolveReference appends what the reference at the start of s stands for, or the ampersand alone,
// and gives how many bytes of s that is.
func resolveReference(dst, s []byte) ([]byte, int) {
	const longest = len("&CounterClockwiseContourIntegral;")
	end := strings.IndexByte(string(s[:min(len(s), longest)]), ';')
	if end < 2 {
		return append(dst, '&'), 1
	}
	name := string(s[1:end])
	if name[0] != '#' {
		if entity, ok := util.LookUpHTML5EntityByName(name); ok {
			return append(dst, entity.Characters...), end + 1
		}
		return append(dst, '&'), 1
	}
	digits, base, most := name[1:], 10, 7
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, base, most = digits[1:], 16, 6
	}
	code, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > most {
		return append(dst, '&'), 1
	}
	char := rune(code)
	if code == 0 || code > utf8.MaxRune || !utf8.ValidRune(char) {
		char = utf8.RuneError
	}
	return utf8.AppendRune(dst, char), end + 1
}
