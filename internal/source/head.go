package source

import (
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
	reader  wire.Reader
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
func (d *Document) FrontIn(room *Room) (*syntax.Node, error) { return d.KeysIn(room, nil) }

// KeysIn is [Document.FrontIn] for who asks for some of the outermost keys alone, which takes a part of the time: what the
// others say may be left out, as if nothing stood behind them.
func (d *Document) KeysIn(room *Room, wanted func(key string) bool) (*syntax.Node, error) {
	if d.front != nil {
		return d.front, nil
	}
	if r := d.part(room, frontPart); r != nil {
		if front := room.tree.ReadKeys(r, d.Path, wanted); r.Done() {
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
	if r := d.part(room, outlinePart); r != nil {
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

// part gives a reader of one of the values in the first part of the document's record, as it is kept, or else read once
// more; nil where it does not hold. It is good until the room is used again.
func (d *Document) part(room *Room, of int) *wire.Reader {
	var marks, texts string
	var ok bool
	if d.kept != "" {
		marks, texts, ok = cutHead(d.kept, of)
	} else {
		record, err := d.Text.pack.Head(room.record, d.Text.at, d.Text.sum[:])
		if err != nil {
			return nil
		}
		room.record = record
		marks, texts, ok = cutHead(record, of)
	}
	if !ok {
		return nil
	}
	room.reader.Reset(marks, texts)
	return &room.reader
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

// The values in the first part of a record, which is what is needed of a document to tie it to others.
const (
	frontPart = iota
	outlinePart
	restPart
	headParts
)

// cutHead cuts one of the values out of the first part of a record: its marks and its texts, which are parts of one string.
// It tells whether that is what it says at its beginning.
func cutHead[T string | []byte](record T, of int) (marks, texts string, ok bool) {
	var ends [2 * headParts]int // of the marks and the texts of each value
	end := 0
	for i := range ends {
		n, there := cutLength(&record)
		if !there || n > len(record) {
			return "", "", false
		}
		end += n
		ends[i] = end
	}
	if end != len(record) {
		return "", "", false
	}
	begin := 0
	if of > 0 {
		begin = ends[2*of-1]
	}
	all := string(record[begin:ends[2*of+1]])
	return all[:ends[2*of]-begin], all[ends[2*of]-begin:], true
}

// readHead makes the document of a page from the first part of its record, without its body; nil where that does not
// hold. Front matter and outline are read when they are asked for.
func (r *reader) readHead(p *page, record []byte) *Document {
	marks, texts, ok := cutHead(record, restPart)
	if !ok {
		return nil
	}
	d, rest := newDocument(p), &r.rest
	rest.Reset(marks, texts)
	d.Broken, d.BodyLine = rest.Byte() != 0, rest.Number()
	d.Problems, d.Remarks = diag.Read(rest, p.path), diag.Read(rest, p.path)
	if !rest.Done() {
		return nil
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
