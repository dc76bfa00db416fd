package markdown

import (
	"strings"

	"vitrin/internal/wire"
)

// The flags of a link: its kind is in the two lowest bits.
const (
	kindBits    = 0b0000_0011
	decorates   = 0b0000_0100
	wholeTarget = 0b0000_1000 // path and fragment are what the address says, letter by letter
)

// AppendOutline writes an outline for [ReadOutline].
func AppendOutline(w *wire.Writer, o *Outline) {
	w.Text(o.Limit)
	w.Text(o.Opening)
	w.Count(len(o.Headings))
	for _, h := range o.Headings {
		w.Byte(byte(h.Level))
		w.Text(h.ID)
		w.Text(h.Text)
	}
	appendLinks(w, o.Links)
	w.Count(len(o.ids))
	next := 0 // most ids are those of the headings
	for _, id := range o.ids {
		same := next < len(o.Headings) && o.Headings[next].ID == id
		w.Byte(wire.Flags(same))
		if same {
			next++
		} else {
			w.Text(id)
		}
	}
}

func appendLinks(w *wire.Writer, links []Link) {
	w.Count(len(links))
	for i := range links {
		appendLink(w, &links[i])
	}
}

func appendLink(w *wire.Writer, l *Link) {
	flags := byte(l.Kind)
	if l.Decoration {
		flags |= decorates
	}
	path, fragment, _ := strings.Cut(l.Address, "#")
	whole := path == l.Path && fragment == l.Fragment
	if whole {
		flags |= wholeTarget
	}
	w.Byte(flags)
	w.Text(l.Address)
	if !whole {
		w.Text(l.Path)
		w.Text(l.Fragment)
	}
	w.Text(l.Text)
	w.Count(l.Line)
	w.Count(l.Column)
	w.Count(l.Width)
}

// ReadOutline reads what [AppendOutline] wrote. Its texts are parts of the reader's.
func ReadOutline(r *wire.Reader) *Outline {
	o := &Outline{}
	o.Read(r)
	return o
}

// Read is [ReadOutline] for who reads one outline after the other, into the memory of the last one.
func (o *Outline) Read(r *wire.Reader) {
	const leastHeading = 3
	o.Limit, o.Opening = r.Text(), r.Text()
	o.Headings = sized(o.Headings, r.Count(leastHeading))
	for i := range o.Headings {
		o.Headings[i] = Heading{Level: int(r.Byte()), ID: r.Text(), Text: r.Text()}
	}
	o.Links = readLinks(r, o.Links)
	o.ids = sized(o.ids, r.Count(1))
	next := 0
	for i := range o.ids {
		switch {
		case r.Byte() == 0:
			o.ids[i] = r.Text()
		case next < len(o.Headings):
			o.ids[i] = o.Headings[next].ID
			next++
		default:
			r.Fail()
		}
	}
}

// sized gives a slice of n values to be written, of the memory of another if that has enough; for none, its beginning.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

func readLink(r *wire.Reader, l *Link) {
	flags := r.Byte()
	l.Kind, l.Decoration = LinkKind(flags&kindBits), flags&decorates != 0
	l.Address = r.Text()
	if flags&wholeTarget != 0 {
		l.Path, l.Fragment, _ = strings.Cut(l.Address, "#")
	} else {
		l.Path, l.Fragment = r.Text(), r.Text()
	}
	l.Text = r.Text()
	l.Line, l.Column, l.Width = r.Number(), r.Number(), r.Number()
	if l.Kind > Image {
		r.Fail()
	}
}

// AppendBody writes a body for [Body.Read] but for its HTML, which it gives: that is long, and need not be copied to be
// read.
func AppendBody(w *wire.Writer, b *Body) (html []byte) {
	appendLinks(w, b.links)
	w.Count(len(b.slots))
	at := 0
	for i := range b.slots {
		s := &b.slots[i]
		w.Count(s.at - at)
		w.Count(s.link)
		w.Byte(byte(s.part)<<1 | wire.Flags(s.bare))
		w.Text(s.title)
		at = s.at
	}
	return b.html
}

// Read reads what [AppendBody] wrote and gave, into the memory of the body that was read last. Its texts are parts of the
// reader's, and its HTML is what it is given. It is of no use where [wire.Reader.OK] says that the reader held no such
// thing.
func (b *Body) Read(r *wire.Reader, html []byte) {
	const leastSlot = 4
	b.html = html
	b.links = readLinks(r, b.links)
	b.slots = sized(b.slots, r.Count(leastSlot))
	at := 0
	for i := range b.slots {
		at += r.Number()
		s := slot{at: at, link: r.Number()}
		flags := r.Byte()
		s.part, s.bare, s.title = slotPart(flags>>1), flags&1 != 0, r.Text()
		if at < 0 || at > len(html) || s.part != linkEnd && s.link >= len(b.links) || s.part > picture {
			r.Fail()
		}
		b.slots[i] = s
	}
}

// readLinks reads links, into the memory of others if that is enough.
func readLinks(r *wire.Reader, links []Link) []Link {
	const leastLink = 6
	links = sized(links, r.Count(leastLink))
	for i := range links {
		readLink(r, &links[i])
	}
	return links
}
