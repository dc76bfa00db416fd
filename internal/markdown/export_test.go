package markdown

import "math"

// What the tests name of a document's parts.
type Slot = slot

// Excerpt gives the opening of a body in n characters at most.
func (c *Converter) Excerpt(src []byte, n int) string { return c.parse(nil, src, n).Opening }

// PlainText gives all that a body says on one line, as its opening is taken from it.
func (c *Converter) PlainText(src []byte) string {
	src = normalize(src)
	root, err := c.tree(src, &guard{})
	if err != nil {
		return ""
	}
	r := &renderer{words: c.words, doc: &Document{}, ids: newIDSet(c.reserved)}
	r.begin(src, math.MaxInt)
	if c.policy != nil {
		r.sanitizer = &sanitizer{policy: c.policy}
	}
	r.within(func() { r.blocks(root) })
	return string(r.prose.text)
}

// HTML gives the HTML of the body in bytes of its own.
func (b *Body) HTML(resolve func(int, *Link) Target) []byte { return b.AppendHTML(nil, resolve) }

// Empty says whether the body shows nothing.
func (b *Body) Empty() bool { return len(b.html) == 0 && len(b.slots) == 0 }
