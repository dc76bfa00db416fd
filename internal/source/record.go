package source

import (
	"encoding/binary"
	"math"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
	"vitrin/internal/syntax"
	"vitrin/internal/wire"
)

// wireFront is front matter as it is written. The texts are apart: what is kept of them keeps nothing else in memory.
type wireFront struct{ marks, texts string }

// tree makes the tree, in a room that there is for it.
func (f wireFront) tree(path string, room *syntax.Room) *syntax.Node {
	r := wire.NewReader(f.marks, f.texts)
	n := room.Read(r, path)
	if !r.Done() {
		return nil
	}
	return n
}

// recorder writes documents as the bytes of records, one after the other.
type recorder struct {
	front, rest wire.Writer
	head, body  []byte
}

// record gives the two parts of a parsed document's record, which are good until the next: what every load needs, and
// the body. What the file's name says is not part of them.
func (r *recorder) record(d *Document) (head, body []byte) {
	r.front.Reset()
	syntax.Append(&r.front, d.front)
	r.rest.Reset()
	r.rest.Byte(wire.Flags(d.Broken))
	r.rest.Count(d.BodyLine)
	markdown.AppendOutline(&r.rest, d.Outline)
	diag.Append(&r.rest, d.Problems, d.Path)
	diag.Append(&r.rest, d.Remarks, d.Path)
	r.head = appendLength(r.head[:0], len(r.front.Marks))
	r.head = appendLength(r.head, len(r.front.Texts))
	r.head = appendLength(r.head, len(r.rest.Marks))
	for _, part := range [][]byte{r.front.Marks, r.front.Texts, r.rest.Marks, r.rest.Texts} {
		r.head = append(r.head, part...)
	}
	r.body = appendBody(r.body[:0], &r.rest, d.Text.held)
	return r.head, r.body
}

// readHead makes the document of a page from the first part of its record, without its body; nil where that does not
// hold. The tree of the front matter is kept in memory, or else what it can be made of again.
func readHead(p *page, head []byte, room *syntax.Room, tree bool) *Document {
	parts, ok := split4(head)
	if !ok {
		return nil
	}
	d := newDocument(p)
	d.wire = wireFront{marks: string(parts[0]), texts: string(parts[1])}
	if tree {
		room = &syntax.Room{} // for good
	}
	front := d.wire.tree(p.path, room)
	if front == nil {
		return nil
	}
	if tree {
		d.front, d.wire = front, wireFront{}
	}
	r := wire.NewReader(string(parts[2]), string(parts[3]))
	d.Broken, d.BodyLine = r.Byte() != 0, r.Number()
	d.Outline = markdown.ReadOutline(r)
	d.Problems, d.Remarks = diag.Read(r, p.path), diag.Read(r, p.path)
	if !r.Done() {
		return nil
	}
	return d
}

// split4 parts the first part of a record by the three lengths that it begins with.
func split4(head []byte) (parts [4][]byte, ok bool) {
	var lengths [3]int
	for i := range lengths {
		if lengths[i], ok = cutLength(&head); !ok {
			return parts, false
		}
	}
	for i, n := range lengths {
		if n > len(head) {
			return parts, false
		}
		parts[i], head = head[:n], head[n:]
	}
	parts[3] = head
	return parts, true
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
