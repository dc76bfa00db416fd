// Package wire writes values as bytes and reads them back: what is kept between two runs of the program. It knows
// numbers and texts, and nothing of what they mean.
//
// A value is written as two runs of bytes: its texts, one behind the other, and its marks, which are all the rest: the
// lengths of the texts, numbers, flags. A reader's texts are parts of the one run, not copies; who keeps them keeps no marks alive.
//
// Nobody vouches for bytes that come from a disk. A [Reader] that meets anything amiss gives zero values from then on and
// tells so by [Reader.OK]; no length that it gives is longer than what is left to read.
package wire

import "encoding/binary"

// Writer takes in values. The zero Writer is ready for use.
type Writer struct {
	Marks []byte
	Texts []byte
}

// Reset takes out all values, for the writer to be used again.
func (w *Writer) Reset() { w.Marks, w.Texts = w.Marks[:0], w.Texts[:0] }

// Uint writes a number that is seldom large.
func (w *Writer) Uint(v uint64) { w.Marks = binary.AppendUvarint(w.Marks, v) }

// Int writes a number near 0, on either side.
func (w *Writer) Int(v int64) { w.Marks = binary.AppendVarint(w.Marks, v) }

// Count writes a length or another number that is not negative.
func (w *Writer) Count(n int) { w.Uint(uint64(n)) } //nolint:gosec // no length is negative

// Byte writes one byte, of flags.
func (w *Writer) Byte(b byte) { w.Marks = append(w.Marks, b) }

// Text writes a text.
func (w *Writer) Text(s string) {
	w.Count(len(s))
	w.Texts = append(w.Texts, s...)
}

// Word writes a short text among the marks, such as a key: nobody keeps it longer than the marks.
func (w *Writer) Word(s string) {
	w.Count(len(s))
	w.Marks = append(w.Marks, s...)
}

// Flags puts up to eight yeses and noes into a byte, the first in the lowest bit.
func Flags(all ...bool) byte {
	var b byte
	for i, yes := range all {
		if yes {
			b |= 1 << i
		}
	}
	return b
}
