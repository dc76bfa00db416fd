package source

import (
	"crypto/sha256"

	"vitrin/internal/identity"
	"vitrin/internal/pack"
	"vitrin/internal/wire"
)

// entry is what is known of a file that was parsed: as what it was seen, its bytes, and where its record lies.
type entry struct {
	id      identity.Identity
	settled bool // a file that looks the same is the same
	sum     [sha256.Size]byte
	at      pack.Place
}

// stored is the entry of a file whose record lies in the store.
type stored struct {
	path string
	entry
}

// cursor finds the entries of files that are asked for in the order of their paths, of a list in the same order.
type cursor struct{ left []stored }

// find gives the entry of a path that is not before the last one.
func (c *cursor) find(path string) (e entry, known bool) {
	for len(c.left) > 0 && c.left[0].path < path {
		c.left = c.left[1:]
	}
	if len(c.left) == 0 || c.left[0].path != path {
		return entry{}, false
	}
	return c.left[0].entry, true
}

// unchanged tells whether the file of a page need not be read again.
func (e *entry) unchanged(p *page) bool { return e.settled && p.known && e.id == p.seen }

// writeIndex writes entries at their places.
func writeIndex(entries []stored, places []pack.Place) []byte {
	const most = 100 // bytes of an entry, without its path
	size := most
	for i := range entries {
		size += len(entries[i].path) + most
	}
	w := wire.Writer{Marks: make([]byte, 0, size)}
	w.Count(len(entries))
	for i := range entries {
		e := &entries[i]
		w.Word(e.path)
		w.Word(string(e.sum[:]))
		w.Byte(wire.Flags(e.settled))
		e.id.Append(&w)
		w.Uint(uint64(places[i].Offset)) //nolint:gosec // never negative
		w.Count(places[i].Head)
		w.Count(places[i].Body)
	}
	return w.Marks
}

// readIndex reads what writeIndex wrote; nil where it does not hold.
func readIndex(index []byte) []stored {
	const leastMarks = 6 + identity.Marks
	r := wire.NewReader(string(index), "")
	n := r.Count(leastMarks)
	entries := make([]stored, n)
	for i := range entries {
		e := &entries[i]
		e.path = r.Word()
		if copy(e.sum[:], r.Word()) != sha256.Size || i > 0 && e.path <= entries[i-1].path {
			r.Fail()
		}
		e.settled = r.Byte() != 0
		e.id = identity.Read(r)
		e.at = pack.Place{Offset: int64(r.Uint()), Head: r.Number(), Body: r.Number()} //nolint:gosec // a pack refuses what is no place in it
	}
	if !r.Done() {
		return nil
	}
	return entries
}
