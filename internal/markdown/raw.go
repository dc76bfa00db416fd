package markdown

import (
	"bytes"
	"html"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// rawInline writes raw HTML within a line: one tag, comment or the like.
func (r *renderer) rawInline(n *ast.RawHTML) {
	r.raw(n.Segments.Value(r.src), n.Pos())
}

// rawBlock writes a block of raw HTML. Without a sanitizer it is a paragraph of what was typed.
func (r *renderer) rawBlock(n *ast.HTMLBlock) {
	source := n.Lines().Value(r.src)
	if n.HasClosure() {
		source = append(source, n.ClosureLine.Value(r.src)...)
	}
	if kept, rest := withoutComments(source); len(bytes.TrimSpace(kept))+len(rest) == 0 {
		return
	}
	source = bytes.TrimSpace(source)
	if r.sanitizer == nil {
		r.write("<p>")
		r.raw(source, n.Pos())
		r.write("</p>\n")
		return
	}
	start, slots := len(r.html), len(r.doc.slots)
	r.raw(source, n.Pos())
	if r.blank(start, slots) {
		r.html = r.html[:start]
		return
	}
	r.write("\n")
}

// raw writes raw HTML found at an offset of the source: what the sanitizer lets through, or all of
// it as text. A comment vanishes; one that is never closed would take the rest of the page with it,
// and is shown instead.
func (r *renderer) raw(source []byte, at int) {
	kept, rest := withoutComments(source)
	if r.sanitizer == nil {
		r.text(kept)
	} else {
		r.sanitized(r.sanitizer.policy.SanitizeBytes(kept), max(at, 0))
	}
	r.text(rest)
}

// withoutComments gives HTML without its comments (HTML Living Standard, section 13.1.6), and the
// part from a comment that is never closed.
func withoutComments(source []byte) (kept, rest []byte) {
	if !bytes.Contains(source, []byte("<!--")) {
		return source, nil
	}
	for {
		before, comment, found := bytes.Cut(source, []byte("<!--"))
		kept = append(kept, before...)
		if !found {
			return kept, nil
		}
		switch {
		case bytes.HasPrefix(comment, []byte(">")):
			source = comment[len(">"):]
			continue
		case bytes.HasPrefix(comment, []byte("->")):
			source = comment[len("->"):]
			continue
		}
		_, after, closed := bytes.Cut(comment, []byte("-->"))
		if !closed {
			return kept, source[len(before):]
		}
		source = after
	}
}

// sanitized writes what the sanitizer let through. Its output is canonical: each < starts a tag,
// whose values are quoted and escaped. Tags are written anew, so that links and pictures become
// links of the document, ids stay unique, and no element reaches beyond the one around it.
func (r *renderer) sanitized(source []byte, at int) {
	for len(source) > 0 {
		text, tag, found := bytes.Cut(source, []byte("<"))
		r.text([]byte(html.UnescapeString(string(text))))
		if !found {
			return
		}
		tag, source, found = bytes.Cut(tag, []byte(">"))
		if !found {
			return
		}
		name, attributes, _ := strings.Cut(strings.TrimSuffix(string(tag), "/"), " ")
		if end, ok := strings.CutPrefix(name, "/"); ok {
			r.endTag(end)
			continue
		}
		r.startTag(name, parseAttributes(attributes), at)
	}
}

// attributeValue is one attribute of a raw tag, its value without character references.
type attributeValue struct{ name, value string }

func parseAttributes(s string) []attributeValue {
	var list []attributeValue
	for {
		name, after, found := strings.Cut(s, `="`)
		if !found {
			return list
		}
		value, rest, _ := strings.Cut(after, `"`)
		list = append(list, attributeValue{strings.TrimSpace(name), html.UnescapeString(value)})
		s = rest
	}
}

func valueOf(list []attributeValue, name string) (string, bool) {
	for _, a := range list {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

func (r *renderer) startTag(name string, attributes []attributeValue, at int) {
	switch name {
	case "br", "hr", "wbr":
		r.write("<" + name + ">")
		r.prose.space()
		return
	case "img":
		r.rawPicture(attributes, at)
		return
	}
	s := r.sanitizer
	if top := len(s.open) - 1; top >= s.floor && s.open[top].name == name && endImplied(name) {
		r.closeRaw(top)
	}
	if len(s.open) >= maxDepth {
		return
	}
	element := openElement{name: name, tag: name, plain: len(r.prose.text), link: -1}
	href, linked := valueOf(attributes, "href")
	switch {
	case name == "a" && linked && r.inLink == 0:
		title, _ := valueOf(attributes, "title")
		element.link = r.link(Link{Kind: Inline, Address: href}, r.find(href, at), []byte(href))
		r.slot(slot{link: element.link, part: linkStart, title: title})
		r.inLink++
	case name == "a":
		element.tag = "span" // an anchor, or a link within a link
		r.openTag(element.tag, attributes)
	default:
		r.openTag(name, attributes)
	}
	s.open = append(s.open, element)
}

// openTag writes a start tag with those of its attributes that stand for themselves.
func (r *renderer) openTag(name string, attributes []attributeValue) {
	r.write("<" + name)
	for _, a := range attributes {
		switch a.name {
		case "href":
			continue
		case "id":
			if r.ids.has(a.value) {
				continue
			}
			r.doc.ids = append(r.doc.ids, r.ids.claim(a.value))
		case "class":
			if a.value = cleanClasses(a.value); a.value == "" {
				continue
			}
		}
		r.attr(a.name, a.value)
	}
	r.write(">")
}

func (r *renderer) rawPicture(attributes []attributeValue, at int) {
	src, _ := valueOf(attributes, "src")
	alt, stated := valueOf(attributes, "alt")
	title, _ := valueOf(attributes, "title")
	index := r.link(Link{Kind: Image, Address: src, Text: alt, Decoration: stated && alt == ""}, r.find(src, at), []byte(src))
	r.slot(slot{link: index, part: picture, title: title})
	r.prose.write([]byte(alt))
}

// find gives the offset of an address in the source from an offset on, or that offset where the
// address is written otherwise there.
func (r *renderer) find(address string, at int) int {
	const window = 4096 // beyond it, the start of the tag's block must do
	part := r.src[min(at, len(r.src)):min(at+window, len(r.src))]
	return at + max(bytes.Index(part, []byte(address)), 0)
}

// endTag closes the innermost element of that name, and those within it. Where there is none in
// the element around, it would close that one, and is left out.
func (r *renderer) endTag(name string) {
	s := r.sanitizer
	for i := len(s.open) - 1; i >= s.floor; i-- {
		if s.open[i].name == name {
			r.closeRaw(i)
			return
		}
	}
}

// closeRaw closes the open elements from an index on.
func (r *renderer) closeRaw(from int) {
	s := r.sanitizer
	for _, element := range slices.Backward(s.open[from:]) {
		if element.link < 0 {
			r.write("</" + element.tag + ">")
			continue
		}
		r.inLink--
		r.slot(slot{part: linkEnd})
		written := r.prose.text[element.plain:]
		r.doc.Links[element.link].Text = string(bytes.TrimSpace(written))
	}
	s.open = s.open[:from]
}
