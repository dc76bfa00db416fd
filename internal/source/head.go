package source

import (
	"bytes"
	"encoding/binary"
	"math"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
	"vitrin/internal/syntax"
	"vitrin/internal/wire"
)

// Room is memory in which one document after the other is read. The zero Room is ready for use.
type Room struct {
	tree    syntax.Room
	outline markdown.Outline
	record  []byte
}

// Front gives the front matter: a Mapping, empty where there is none, or where it is not to be had any more, which
// [Document.FrontIn] tells. Where it is not kept in memory each call reads it anew, so who needs it twice keeps it for so
// long. Its texts are parts of the whole file's.
func (d *Document) Front() *syntax.Node {
	if front, err := d.FrontIn(&Room{}); err == nil {
		return front
	}
	return noFront(d.Path)
}

// FrontIn is [Document.Front] for who reads one document after the other: the tree that was made in the same room before is
// lost. The error is trouble of the machine.
func (d *Document) FrontIn(room *Room) (*syntax.Node, error) {
	if d.front != nil {
		return d.front, nil
	}
	if h, ok := d.head(room); ok {
		r := h.front.reader()
		if front := room.tree.Read(r, d.Path); r.Done() {
			return front, nil
		}
	}
	again, err := d.Text.again()
	if err != nil {
		return nil, err
	}
	return again.front, nil
}

// OutlineIn gives the outline of the body, for who reads one document after the other: the outline that was read in the
// same room before is lost. The error is trouble of the machine.
func (d *Document) OutlineIn(room *Room) (*markdown.Outline, error) {
	if d.outline != nil {
		return d.outline, nil
	}
	if h, ok := d.head(room); ok {
		r := h.outline.reader()
		if room.outline.Read(r); r.Done() {
			return &room.outline, nil
		}
	}
	again, err := d.Text.again()
	if err != nil {
		return nil, err
	}
	return again.outline, nil
}

// head gives the first part of the document's record, as it is kept, or else in a room.
func (d *Document) head(room *Room) (h head, ok bool) {
	record := d.kept
	if record == nil {
		var err error
		if record, err = d.Text.pack.Head(room.record, d.Text.at, d.Text.sum[:]); err != nil {
			return head{}, false
		}
		room.record = record
	}
	return cutHead(record)
}

// recorder writes documents as the bytes of records, one after the other.
type recorder struct {
	front, outline, rest wire.Writer
	head, body           []byte
}

// record gives the two parts of a parsed document's record, which are good until the next: what every load needs, and
// the body. What the file's name says is not part of them.
func (r *recorder) record(d *Document) (head, body []byte) {
	r.front.Reset()
	syntax.Append(&r.front, d.front)
	r.outline.Reset()
	markdown.AppendOutline(&r.outline, d.outline)
	r.rest.Reset()
	r.rest.Byte(wire.Flags(d.Broken))
	r.rest.Count(d.BodyLine)
	diag.Append(&r.rest, d.Problems, d.Path)
	diag.Append(&r.rest, d.Remarks, d.Path)
	r.head = r.head[:0]
	writers := [...]*wire.Writer{&r.front, &r.outline, &r.rest}
	for _, w := range writers {
		r.head = appendLength(r.head, len(w.Marks))
		r.head = appendLength(r.head, len(w.Texts))
	}
	for _, w := range writers {
		r.head = append(append(r.head, w.Marks...), w.Texts...)
	}
	r.body = appendBody(r.body[:0], &r.rest, d.Text.held)
	return r.head, r.body
}

// head is the first part of a record: what is needed of a document to tie it to others.
type head struct{ front, outline, rest written }

// written is a value as it is written: its marks, and behind them its texts.
type written struct {
	bytes []byte
	marks int // how many of the bytes
}

// reader gives a reader of a value. Its texts are parts of one string.
func (w written) reader() *wire.Reader {
	all := string(w.bytes)
	return wire.NewReader(all[:w.marks], all[w.marks:])
}

// cutHead parts the first part of a record by the lengths that it begins with.
func cutHead(record []byte) (h head, ok bool) {
	parts := [...]*written{&h.front, &h.outline, &h.rest}
	var lengths [len(parts)]int
	for i, part := range parts {
		marks, hasMarks := cutLength(&record)
		texts, hasTexts := cutLength(&record)
		if !hasMarks || !hasTexts {
			return h, false
		}
		part.marks, lengths[i] = marks, marks+texts
	}
	for i, part := range parts {
		if lengths[i] > len(record) {
			return h, false
		}
		part.bytes, record = record[:lengths[i]], record[lengths[i]:]
	}
	return h, len(record) == 0
}

// readHead makes the document of a page from the first part of its record, without its body; nil where that does not
// hold. Front matter and outline are read when they are asked for.
func (r *reader) readHead(p *page, record []byte) *Document {
	h, ok := cutHead(record)
	if !ok {
		return nil
	}
	d, rest := newDocument(p), h.rest.reader()
	d.Broken, d.BodyLine = rest.Byte() != 0, rest.Number()
	d.Problems, d.Remarks = diag.Read(rest, p.path), diag.Read(rest, p.path)
	if !rest.Done() {
		return nil
	}
	if r.heads {
		d.kept = bytes.Clone(record)
	}
	return d
}

func appendLength(dst []byte, n int) []byte {
	return binary.LittleEndian.AppendUint32(dst, uint32(n)) //nolint:gosec // files are not longer than 20 MiB
}

// cutLength takes a length from the front of some bytes.
func cutLength[T string | []byte](from *T) (int, bool) {
	const size = 4
	if len(*from) < size {
		return 0, false
	}
	n := binary.LittleEndian.Uint32([]byte((*from)[:size]))
	*from = (*from)[size:]
	return int(n), n <= math.MaxInt32
}
