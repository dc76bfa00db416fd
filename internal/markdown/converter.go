package markdown

import (
	"bytes"
	"fmt"
	"sync"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Options say what depends on the language of a page and on the settings of a site.
type Options struct {
	// Quotes are the typographic quotes of the language: primary open and close, secondary open
	// and close. Where one is empty, the straight quote stays.
	Quotes [4]string
	// SafeHTML lets a safe subset of raw HTML through; without it raw HTML is shown as text.
	// Comments are left out either way.
	SafeHTML bool
	// Words are the few words of the HTML that the author did not write.
	Words Words
	// ReservedIDs are ids of the page around the body, which nothing in it may take.
	ReservedIDs []string
}

// Words are what the HTML says in the page's language besides the author's own words. An empty
// one is left out.
type Words struct {
	Note, Tip, Important, Warning, Caution string // titles of callouts

	Footnotes  string // label of the footnotes, for those who listen
	BackToText string // label of the link from a footnote back to the text
	Done, Open string // labels of the boxes of a task list, ticked and not
}

// Converter parses bodies in one language. It is safe for concurrent use.
type Converter struct {
	words     Words
	reserved  []string
	full      parser.Parser
	quick     parser.Parser      // for bodies without bare addresses
	renderers sync.Pool          // of *renderer
	policy    *bluemonday.Policy // of raw HTML; nil: it is shown as text
}

// New makes a converter. Making one is slow beside using it: make one per language.
func New(o Options) *Converter {
	c := &Converter{words: o.Words, reserved: o.ReservedIDs, full: newParser(o.Quotes, newBareAddresses()), quick: newParser(o.Quotes, noBareAddresses{})}
	if o.SafeHTML {
		c.policy = newPolicy()
	}
	return c
}

// Room is memory in which one body after the other is parsed. The zero Room is ready for use.
type Room struct {
	of *Converter
	in *renderer // of that
}

// enter gives the room's renderer for a converter, which the next one gets in its turn.
func (m *Room) enter(c *Converter) *renderer {
	if m.of == c && cap(m.in.html) <= maxKept {
		return m.in
	}
	m.leave()
	r, ok := c.renderers.Get().(*renderer)
	if !ok {
		r = &renderer{words: c.words, doc: &Document{}, ids: newIDSet(c.reserved), policy: c.policy}
	}
	m.of, m.in = c, r
	return r
}

// leave gives the renderer back.
func (m *Room) leave() {
	if m.in != nil && cap(m.in.html) <= maxKept {
		m.of.renderers.Put(m.in)
	}
	m.of, m.in = nil, nil
}

// Parse reads a body. Whatever the bytes, it gives a document: what is no UTF-8 is replaced by
// U+FFFD, and a body beyond what can be parsed in reasonable time is shown as it was typed, with
// the reason in [Outline.Limit]. The document keeps nothing of src.
func (c *Converter) Parse(src []byte) *Document { return c.parse(nil, src, OpeningLength) }

// ParseIn is [Converter.Parse] for who parses one body after the other: the document that was made in the same room before is
// lost.
func (c *Converter) ParseIn(room *Room, src []byte) *Document {
	return c.parse(room, src, OpeningLength)
}

// parse is ParseIn with an opening of n characters at most. Without a room the document has memory of its own.
func (c *Converter) parse(room *Room, src []byte, n int) *Document {
	if len(src) > maxBytes {
		return typed(src, fmt.Sprintf("longer than %d MB", maxBytes>>20), n)
	}
	src = normalize(src)
	g := &guard{}
	root, err := c.tree(src, g)
	switch {
	case err != nil:
		return typed(src, err.Error(), n)
	case g.broken != "":
		return typed(src, g.broken, n)
	}
	if room == nil {
		room = &Room{}
		defer room.leave()
		return room.enter(c).render(src, root, n).own()
	}
	return room.enter(c).render(src, root, n)
}

// tree runs goldmark. A panic in it is a fault of one body's parse, not of the program's state: a
// site of a thousand pages is not to fall over one, so it is told like any other limit.
func (c *Converter) tree(src []byte, g *guard) (root ast.Node, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the Markdown parser failed: %v", fault)
		}
	}()
	if !mayHoldBareAddress(src) {
		root = parse(c.quick, src, g)
		if !g.bareAddress {
			return root, nil
		}
		*g = guard{}
	}
	return parse(c.full, src, g), nil
}

func parse(p parser.Parser, src []byte, g *guard) ast.Node {
	pc := parser.NewContext()
	pc.Set(guardKey, g)
	return p.Parse(text.NewReader(src), parser.WithContext(pc))
}

// typed is the document of a body that is shown as it was typed.
func typed(src []byte, limit string, n int) *Document {
	src = bytes.ToValidUTF8(src, []byte("\ufffd"))
	said := prose{wanted: bytesFor(n)}
	said.write(src)
	return &Document{Outline: Outline{Limit: limit, Opening: said.excerpt(n)}, Body: Body{html: []byte(verbatim(string(src)))}}
}

// normalize gives valid UTF-8 whose lines end in LF alone. It changes no line number, and no column
// but those after bytes that are no UTF-8. A CR that ends no line is a space.
func normalize(src []byte) []byte {
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		src = bytes.ReplaceAll(src, []byte("\r"), []byte(" "))
	}
	if !utf8.Valid(src) {
		src = bytes.ToValidUTF8(src, []byte("\ufffd"))
	}
	return src
}
