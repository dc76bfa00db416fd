package diag

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	window = 100 // characters of a long line that are shown
	before = 40  // characters of them that stand before the problem
)

// quoter finds the lines of problems that come sorted. It goes through each file once, and remembers
// where it stands, since a line can be megabytes long and hold thousands of problems.
type quoter struct {
	read   func(string) ([]byte, error)
	file   string
	src    []byte
	line   int // the line at which start points, from 1
	start  int // offset of that line
	column int // the column at which offset points, from 1
	offset int
}

// quote gives the line of a position and the marks under it, or nothing.
func (q *quoter) quote(p Pos) string {
	if p.Line < 1 || p.File == "" || !q.open(p.File) || !q.find(p.Line, max(1, p.Column)) {
		return ""
	}
	end := len(q.src)
	if n := bytes.IndexByte(q.src[q.offset:], '\n'); n >= 0 {
		end = q.offset + n
	}
	if end > q.start && q.src[end-1] == '\r' && end > q.offset {
		end--
	}
	from, to := q.window(end)
	shown := maskPart(q.src[q.start:end], from-q.start, to-q.start)
	head, tail := "", ""
	if from > q.start {
		head = "…"
	}
	if to < end {
		tail = "…"
	}
	left := head + visible(string(shown[:q.offset-from]))
	right := visible(string(shown[q.offset-from:])) + tail
	if left+right == "" {
		return ""
	}
	quoted := fmt.Sprintf("%5d | %s%s\n", p.Line, left, right)
	if p.Column > 0 {
		gutter := strings.Repeat(" ", len(fmt.Sprintf("%5d", p.Line)))
		quoted += fmt.Sprintf("%s | %s%s\n", gutter, blank(left), carets(right, p.Width))
	}
	return quoted
}

// open makes a file the current one and tells whether it can be read.
func (q *quoter) open(file string) bool {
	if q.file != file {
		*q = quoter{read: q.read, file: file}
		if q.read != nil {
			if src, err := q.read(file); err == nil {
				q.src = bytes.TrimPrefix(src, []byte("\uFEFF"))
			}
		}
		q.line, q.column = 1, 1
	}
	return q.src != nil
}

// find goes to a line and column, the end of the line where it is shorter, and tells whether the file
// has that line.
func (q *quoter) find(line, column int) bool {
	if line < q.line {
		q.line, q.start, q.column, q.offset = 1, 0, 1, 0
	}
	for q.line < line {
		n := bytes.IndexByte(q.src[q.start:], '\n')
		if n < 0 {
			return false
		}
		q.line++
		q.start += n + 1
		q.column, q.offset = 1, q.start
	}
	if column < q.column {
		q.column, q.offset = 1, q.start
	}
	for q.column < column && q.offset < len(q.src) && q.src[q.offset] != '\n' {
		_, n := utf8.DecodeRune(q.src[q.offset:])
		q.offset += n
		q.column++
	}
	return true
}

// window gives the part of the line, which ends at end, that is shown: some characters before the
// current place and the rest behind it.
func (q *quoter) window(end int) (from, to int) {
	from, to = min(q.offset, end), min(q.offset, end)
	for n := 0; n < window && to < end; n++ {
		_, size := utf8.DecodeRune(q.src[to:end])
		to += size
	}
	shown := utf8.RuneCount(q.src[from:to])
	for n := 0; n < max(before, window-shown) && from > q.start; n++ {
		_, size := utf8.DecodeLastRune(q.src[q.start:from])
		from -= size
	}
	for n := utf8.RuneCount(q.src[from:to]); n > window && to > q.offset; n-- {
		_, size := utf8.DecodeLastRune(q.src[:to])
		to -= size
	}
	return from, to
}

// visible makes a text safe for a terminal. Control characters become their pictures, invalid UTF-8 and
// invisible characters, which can turn the direction of writing, the replacement character. Each
// character gives one character; tabs stay.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == zeroWidthJoiner || unicode.Is(unicode.Zs, r):
			return r
		case r < 0x20:
			return 0x2400 + r
		case r == 0x7F:
			return 0x2421
		case !unicode.IsPrint(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

// zeroWidthJoiner ties emoji together.
const zeroWidthJoiner = '\u200D'

// wide holds the characters that take two cells of a terminal, roughly as in Unicode Standard Annex 11.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x115F, Stride: 1},
		{Lo: 0x2E80, Hi: 0x303E, Stride: 1},
		{Lo: 0x3041, Hi: 0xA4CF, Stride: 1},
		{Lo: 0xAC00, Hi: 0xD7A3, Stride: 1},
		{Lo: 0xF900, Hi: 0xFAFF, Stride: 1},
		{Lo: 0xFE30, Hi: 0xFE6F, Stride: 1},
		{Lo: 0xFF01, Hi: 0xFF60, Stride: 1},
		{Lo: 0xFFE0, Hi: 0xFFE6, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x1F300, Hi: 0x1F64F, Stride: 1},
		{Lo: 0x1F680, Hi: 0x1F6FF, Stride: 1},
		{Lo: 0x1F900, Hi: 0x1FAFF, Stride: 1},
		{Lo: 0x20000, Hi: 0x3FFFD, Stride: 1},
	},
}

// cells gives the width of a character on a terminal.
func cells(r rune) int {
	switch {
	case r == zeroWidthJoiner || unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case unicode.Is(wide, r):
		return 2
	}
	return 1
}

// blank gives spaces as wide as a text, with its tabs.
func blank(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == '\t' {
			b.WriteByte('\t')
			continue
		}
		b.WriteString(strings.Repeat(" ", cells(r)))
	}
	return b.String()
}

// carets gives marks as wide as the first characters of a text, at least one.
func carets(s string, width int) string {
	n := 0
	for _, r := range s {
		if width < 1 {
			break
		}
		width--
		n += cells(r)
	}
	return strings.Repeat("^", max(1, n))
}
