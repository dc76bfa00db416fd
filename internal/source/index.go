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

// unchanged tells whether the file of a page need not be read again.
func (e *entry) unchanged(p *page) bool { return e.settled && p.known && e.id == p.seen }

// appendIndex writes the entries of pages, which come sorted by path, at their places.
func appendIndex(paths []string, entries []entry, places []pack.Place) []byte {
	const most = 128 // bytes of an entry, without its path
	size := most
	for _, path := range paths {
		size += len(path) + most
	}
	w := wire.Writer{Marks: make([]byte, 0, size)}
	w.Count(len(paths))
	for i, e := range entries {
		w.Word(paths[i])
		w.Word(string(e.sum[:]))
		w.Byte(wire.Flags(e.settled))
		e.id.Append(&w)
		w.Uint(uint64(places[i].Offset)) //nolint:gosec // never negative
		w.Count(places[i].Head)
		w.Count(places[i].Body)
	}
	return w.Marks
}

// readIndex reads what appendIndex wrote; nil where it does not hold.
func readIndex(index []byte) map[string]entry {
	const leastMarks = 6 + identity.Marks
	r := wire.NewReader(string(index), "")
	n := r.Count(leastMarks)
	entries := make(map[string]entry, n)
	for range n {
		path, sum := r.Word(), r.Word()
		e := entry{settled: r.Byte() != 0}
		if copy(e.sum[:], sum) != sha256.Size {
			r.Fail()
		}
		e.id = identity.Read(r)
		e.at = pack.Place{Offset: int64(r.Uint()), Head: r.Number(), Body: r.Number()} //nolint:gosec // a pack refuses what is no place in it
		entries[path] = e
	}
	if !r.Done() {
		return nil
	}
	return entries
}
