package wire

// Reader reads values in the order in which they were written.
type Reader struct {
	marks, texts string
	at, textAt   int
	bad          bool
}

// NewReader reads what a [Writer] holds.
func NewReader(marks, texts string) *Reader { return &Reader{marks: marks, texts: texts} }

// Reset makes it read something else, for a reader that is used again.
func (r *Reader) Reset(marks, texts string) { *r = Reader{marks: marks, texts: texts} }

// OK tells whether all that was read so far was there and held.
func (r *Reader) OK() bool { return !r.bad }

// Done tells whether all holds and nothing is left.
func (r *Reader) Done() bool { return !r.bad && r.at == len(r.marks) && r.textAt == len(r.texts) }

// Fail says that what was read cannot be: from now on every value is zero.
func (r *Reader) Fail() {
	r.bad = true
	r.at, r.textAt = len(r.marks), len(r.texts)
}

// Uint reads a number.
func (r *Reader) Uint() uint64 {
	if r.at < len(r.marks) {
		if b := r.marks[r.at]; b < 0x80 { // nearly all are
			r.at++
			return uint64(b)
		}
	}
	return r.long()
}

// long reads a number of several bytes, the lowest seven bits first.
func (r *Reader) long() uint64 {
	var v uint64
	for shift := 0; shift < 64 && r.at < len(r.marks); shift += 7 {
		b := r.marks[r.at]
		r.at++
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			if shift == 63 && b > 1 {
				break // more than 64 bits
			}
			return v
		}
	}
	r.Fail()
	return 0
}

// Int reads what [Writer.Int] wrote.
func (r *Reader) Int() int64 {
	v := r.Uint()
	return int64(v>>1) ^ -int64(v&1) //nolint:gosec // the zigzag of encoding/binary
}

// Number reads what [Writer.Count] wrote as a number that is no length: a line, a column.
func (r *Reader) Number() int {
	const most = 1<<31 - 1
	v := r.Uint()
	if v > most {
		r.Fail()
		return 0
	}
	return int(v)
}

// Three reads three numbers that were written one after the other, the first by [Writer.Int], the others by [Writer.Count],
// as it is done often.
func (r *Reader) Three() (i int64, n, m int) {
	if r.at+3 <= len(r.marks) {
		three := r.marks[r.at : r.at+3]
		if a, b, c := three[0], three[1], three[2]; a|b|c < 0x80 { // nearly all are
			r.at += 3
			return int64(a>>1) ^ -int64(a&1), int(b), int(c)
		}
	}
	return r.Int(), r.Number(), r.Number()
}

// Count reads how many values follow, each of which takes a number of marks at least, and at least one.
func (r *Reader) Count(least int) int {
	v := r.Uint()
	if v > uint64((len(r.marks)-r.at)/least) { //nolint:gosec // at never passes the end
		r.Fail()
		return 0
	}
	return int(v) //nolint:gosec // as small as what is left
}

// Place tells how many marks and how many bytes of texts were read.
func (r *Reader) Place() (marks, texts int) { return r.at, r.textAt }

// Skip leaves out a number of marks and of bytes of texts.
func (r *Reader) Skip(marks, texts int) {
	if marks < 0 || texts < 0 || marks > len(r.marks)-r.at || texts > len(r.texts)-r.textAt {
		r.Fail()
		return
	}
	r.at, r.textAt = r.at+marks, r.textAt+texts
}

// Byte reads one byte.
func (r *Reader) Byte() byte {
	if r.at >= len(r.marks) {
		r.Fail()
		return 0
	}
	b := r.marks[r.at]
	r.at++
	return b
}

// Text reads a text: a part of the reader's texts.
func (r *Reader) Text() string {
	n := r.Uint()
	if n > uint64(len(r.texts)-r.textAt) { //nolint:gosec // textAt never passes the end
		r.Fail()
		return ""
	}
	s := r.texts[r.textAt : r.textAt+int(n)] //nolint:gosec // as small as what is left
	r.textAt += len(s)
	return s
}

// Word reads a text that stands among the marks, and is a part of them.
func (r *Reader) Word() string {
	n := r.Count(1)
	s := r.marks[r.at : r.at+n]
	r.at += n
	return s
}
