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
	w.Count(len(o.Links))
	for i := range o.Links {
		appendLink(w, &o.Links[i])
	}
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
	const leastHeading, leastLink = 3, 6
	o.Limit, o.Opening = r.Text(), r.Text()
	o.Headings = sized(o.Headings, r.Count(leastHeading))
	for i := range o.Headings {
		o.Headings[i] = Heading{Level: int(r.Byte()), ID: r.Text(), Text: r.Text()}
	}
	o.Links = sized(o.Links, r.Count(leastLink))
	for i := range o.Links {
		readLink(r, &o.Links[i])
	}
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

// AppendBody writes all of a document but its outline, for [ReadBody].
func AppendBody(w *wire.Writer, d *Document) {
	w.Text(d.html)
	w.Text(d.Text)
	w.Count(len(d.slots))
	at := 0
	for i := range d.slots {
		s := &d.slots[i]
		w.Count(s.at - at)
		w.Count(s.link)
		w.Byte(byte(s.part)<<1 | wire.Flags(s.bare))
		w.Text(s.title)
		at = s.at
	}
	w.Count(len(d.asides))
	at = 0
	for _, aside := range d.asides {
		w.Count(aside.start - at)
		w.Count(aside.end - aside.start)
		at = aside.end
	}
}

// ReadBody reads what [AppendBody] wrote of the document with an outline. Its texts are parts of the reader's. It is of
// no use where [wire.Reader.OK] says that the reader held no such thing.
func ReadBody(r *wire.Reader, o *Outline) *Document {
	const leastSlot, leastAside = 4, 2
	d := &Document{Outline: *o, html: r.Text(), Text: r.Text()}
	if n := r.Count(leastSlot); n > 0 {
		d.slots = make([]slot, n)
	}
	at := 0
	for i := range d.slots {
		at += r.Number()
		s := slot{at: at, link: r.Number()}
		flags := r.Byte()
		s.part, s.bare, s.title = slotPart(flags>>1), flags&1 != 0, r.Text()
		if at < 0 || at > len(d.html) || s.part != linkEnd && s.link >= len(d.Links) || s.part > picture {
			r.Fail()
		}
		d.slots[i] = s
	}
	if n := r.Count(leastAside); n > 0 {
		d.asides = make([]span, n)
	}
	at = 0
	for i := range d.asides {
		start := at + r.Number()
		at = start + r.Number()
		if d.asides[i] = (span{start, at}); start < 0 || at < start || at > len(d.Text) {
			r.Fail()
		}
	}
	return d
}
