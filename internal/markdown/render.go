package markdown

import (
	"bytes"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// renderer walks a syntax tree once and gathers all that a Document holds. Every tag of the HTML is
// written here or in one of the renderer's other files, so what they do not write cannot appear:
// no style, no script, no event attribute.
type renderer struct {
	words     Words
	policy    *bluemonday.Policy // of raw HTML, as the converter has it
	sanitizer *sanitizer         // nil: raw HTML is shown as text
	src       []byte
	place     place // the last position that was asked for

	html     []byte
	prose    prose
	doc      *Document
	ids      *idSet
	explicit map[*ast.Heading]string // ids that the author gave; nil for none
	shift    int                     // what is added to the level of each heading
	inLink   int                     // links around the current place: none may hold another
	scratch  []byte
	label    plainText // of plainOf
}

// render makes the document of a tree, with an opening of n characters at most, in the renderer's own memory.
func (r *renderer) render(src []byte, root ast.Node, n int) *Document {
	r.begin(src, bytesFor(n))
	if r.policy != nil {
		r.sanitizer = &sanitizer{policy: r.policy}
		r.prose.wanted = math.MaxInt // links take their texts from it
	}
	r.survey(root)
	r.within(func() { r.blocks(root) })
	d := r.doc
	d.links, d.html, d.Opening = d.Links, r.html, r.prose.excerpt(n)
	return d
}

// maxKept is how many bytes of HTML a renderer may have room for that is used again.
const maxKept = 1 << 20

// begin makes the renderer as new, but for the memory that it has.
func (r *renderer) begin(src []byte, wanted int) {
	r.src, r.place = src, place{line: 1, column: 1}
	r.html = r.html[:0]
	r.prose = prose{plainText: plainText{text: r.prose.text[:0]}, asides: r.prose.asides[:0], first: r.prose.first, wanted: wanted}
	d := r.doc
	d.Headings, d.Links, d.slots, d.ids = d.Headings[:0], d.Links[:0], d.slots[:0], d.ids[:0]
	r.ids.clear()
	r.explicit, r.shift, r.inLink = nil, 0, 0
}

// own gives a copy of a document in memory of its own, as much as it needs.
func (d *Document) own() *Document {
	o := &Document{Outline: d.Outline}
	o.Headings, o.Links, o.ids = exact(d.Headings), exact(d.Links), exact(d.ids)
	o.links, o.slots, o.html = o.Links, exact(d.slots), exact(d.html)
	return o
}

// exact gives a copy with room for nothing more, nil for nothing.
func exact[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return append(make([]T, 0, len(list)), list...)
}

// survey finds what must be known before the first byte is written: the ids that are spoken for,
// and the level of the topmost heading.
func (r *renderer) survey(root ast.Node) {
	if list, ok := root.LastChild().(*extast.FootnoteList); ok {
		for n := list.FirstChild(); n != nil; n = n.NextSibling() {
			if note, ok := n.(*extast.Footnote); ok {
				r.ids.claim(footnoteID(note.Index))
				for nth := range references(note) {
					r.ids.claim(referenceID(note.Index, nth))
				}
			}
		}
	}
	top := 0
	eachHeading(root, func(h *ast.Heading) {
		if top == 0 || h.Level < top {
			top = h.Level
		}
		if id := cleanID(attribute(h, "id")); id != "" {
			if r.explicit == nil {
				r.explicit = map[*ast.Heading]string{}
			}
			r.explicit[h] = r.ids.claim(id)
		}
	})
	if top > 0 {
		r.shift = 2 - top
	}
}

// references says how many references to a footnote there are: goldmark ends its last paragraph, or
// itself, with a link back for each.
func references(note ast.Node) int {
	last := note.LastChild()
	if last != nil && ast.IsParagraph(last) {
		last = last.LastChild()
	}
	if back, ok := last.(*extast.FootnoteBacklink); ok {
		return back.RefCount
	}
	return 0
}

func eachHeading(block ast.Node, visit func(*ast.Heading)) {
	for n := block.FirstChild(); n != nil && n.Type() == ast.TypeBlock; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			visit(h)
			continue
		}
		eachHeading(n, visit)
	}
}

// attribute gives the value of an attribute in braces, empty where there is none or where it is no
// text.
func attribute(n ast.Node, name string) string {
	value, _ := n.AttributeString(name)
	switch value := value.(type) {
	case []byte:
		return string(value)
	case string:
		return value
	}
	return ""
}

// write writes HTML that is ready.
func (r *renderer) write(s string) { r.html = append(r.html, s...) }

// attr writes an attribute.
func (r *renderer) attr(name, value string) { r.html = appendAttribute(r.html, name, value) }

// text writes text to the HTML and to the prose.
func (r *renderer) text(s []byte) {
	r.html = appendEscaped(r.html, s)
	r.prose.write(s)
}

// within writes something whose raw HTML may not close what is around it, nor stay open after it.
func (r *renderer) within(content func()) {
	if r.sanitizer == nil {
		content()
		return
	}
	outer := r.sanitizer.enter()
	content()
	r.closeRaw(r.sanitizer.floor)
	r.sanitizer.floor = outer
}

// slot leaves a place that AppendHTML fills.
func (r *renderer) slot(s slot) {
	s.at = len(r.html)
	r.doc.slots = append(r.doc.slots, s)
}

// link records a link, and gives its index. The position is that of the target as written.
func (r *renderer) link(l Link, at int, written []byte) int {
	if l.Kind == Inline || l.Kind == Image {
		l.Path, l.Fragment = splitAddress(l.Address)
	}
	l.Line, l.Column = r.position(at)
	if i := bytes.IndexByte(written, '\n'); i >= 0 {
		written = written[:i]
	}
	l.Width = max(characters(written), 1)
	r.doc.Links = append(r.doc.Links, l)
	return len(r.doc.Links) - 1
}

// place is a position in the source.
type place struct{ at, line, column int }

// position gives line and column, both from 1, the column in characters. It counts from the place
// that was asked for last: links come nearly in order, and a line may hold a hundred thousand.
func (r *renderer) position(at int) (line, column int) {
	at = min(max(at, 0), len(r.src))
	p := &r.place
	if at >= p.at {
		passed := r.src[p.at:at]
		if i := bytes.LastIndexByte(passed, '\n'); i >= 0 {
			p.line += bytes.Count(passed, []byte{'\n'})
			p.column, passed = 1, passed[i+1:]
		}
		p.column += characters(passed)
	} else {
		passed := r.src[at:p.at]
		if n := bytes.Count(passed, []byte{'\n'}); n > 0 {
			p.line -= n
			p.column = 1 + characters(r.src[bytes.LastIndexByte(r.src[:at], '\n')+1:at])
		} else {
			p.column -= characters(passed)
		}
	}
	p.at = at
	return p.line, p.column
}

// characters counts the characters of a text. (utf8.RuneCount copies a text beyond ASCII.)
func characters(s []byte) int {
	n := 0
	for ; len(s) > 0; n++ {
		size := 1
		if s[0] >= utf8.RuneSelf {
			_, size = utf8.DecodeRune(s)
		}
		s = s[size:]
	}
	return n
}

func footnoteID(index int) string { return "fn-" + strconv.Itoa(index) }

// referenceID is the id of a reference to a footnote; nth counts them from 0.
func referenceID(index, nth int) string {
	id := "fnref-" + strconv.Itoa(index)
	if nth > 0 {
		id += "-" + strconv.Itoa(nth+1)
	}
	return id
}
