// Package digest tells whether two heaps of values are the same by hashes of them. Values go in one after the
// other, a short [Sum] comes out. It does not know what the values mean.
//
// Every value is written with its length or in a fixed width, so that no two different rows of values are written
// alike; the hash is SHA-256 (FIPS 180-4), cut to 128 bits, which is plenty against chance and still against malice.
package digest

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
)

// Sum stands for the values that went into a [Hash].
type Sum [16]byte

// String gives the sum in hexadecimal digits.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// Hash takes values in. The zero Hash is empty and ready for use.
type Hash struct {
	before  hash.Hash // of what is not written here any more; mostly nothing
	much    bool      // there is such
	written []byte
}

// atOnce is how many bytes are written, more or less, before they are hashed, lest all that stands for a large site is in memory.
const atOnce = 64 << 10

// room makes room where much is written.
func (h *Hash) room() {
	if len(h.written) < atOnce {
		return
	}
	if h.before == nil {
		h.before = sha256.New()
	}
	_, _ = h.before.Write(h.written) // never fails
	h.much, h.written = true, h.written[:0]
}

// Text takes in a text.
func (h *Hash) Text(s string) {
	h.room()
	h.written = binary.AppendUvarint(h.written, uint64(len(s)))
	h.written = append(h.written, s...)
}

// Bytes takes in bytes, as [Hash.Text] does.
func (h *Hash) Bytes(b []byte) {
	h.room()
	h.written = binary.AppendUvarint(h.written, uint64(len(b)))
	h.written = append(h.written, b...)
}

// Number takes in a whole number.
func (h *Hash) Number(n int64) { h.written = binary.AppendVarint(h.written, n) }

// Bool takes in a truth.
func (h *Hash) Bool(b bool) {
	if b {
		h.written = append(h.written, 1)
	} else {
		h.written = append(h.written, 0)
	}
}

// Sums takes in other sums.
func (h *Hash) Sums(sums ...Sum) {
	h.room()
	for i := range sums {
		h.written = append(h.written, sums[i][:]...)
	}
}

// IsEmpty tells whether nothing was taken in since the last sum.
func (h *Hash) IsEmpty() bool { return len(h.written) == 0 && !h.much }

// Sum gives the sum of all that was taken in, and empties the hash.
func (h *Hash) Sum() (sum Sum) {
	if h.much {
		_, _ = h.before.Write(h.written)
		copy(sum[:], h.before.Sum(nil))
		h.before.Reset()
	} else {
		full := sha256.Sum256(h.written)
		copy(sum[:], full[:])
	}
	h.much, h.written = false, h.written[:0]
	return sum
}

// Of gives the sum of a text alone.
func Of(s string) Sum {
	full := sha256.Sum256([]byte(s))
	return Sum(full[:len(Sum{})])
}

// Input is one of the things that something is made of, by a name that people understand. What is made of the same
// is the same.
type Input struct {
	Name string
	Sum  Sum
}
