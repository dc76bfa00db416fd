package diag

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"vitrin/internal/cells"
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

// quote gives the line of a position and the marks under it, set off by a style, or nothing.
func (q *quoter) quote(p Pos, style func(string) string) string {
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
	left := head + cells.Visible(string(shown[:q.offset-from]))
	right := cells.Visible(string(shown[q.offset-from:])) + tail
	if left+right == "" {
		return ""
	}
	quoted := fmt.Sprintf("%5d | %s%s\n", p.Line, left, right)
	if p.Column > 0 {
		gutter := strings.Repeat(" ", len(fmt.Sprintf("%5d", p.Line)))
		quoted += fmt.Sprintf("%s | %s%s\n", gutter, blank(left), set(style, carets(right, p.Width)))
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

// blank gives spaces as wide as a text, with its tabs.
func blank(s string) string {
	parts := strings.Split(s, "\t")
	for i, part := range parts {
		parts[i] = strings.Repeat(" ", cells.Width(part))
	}
	return strings.Join(parts, "\t")
}

// carets gives marks as wide as the first characters of a text, at least one.
func carets(s string, width int) string {
	end := 0
	for ; width > 0 && end < len(s); width-- {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
	}
	return strings.Repeat("^", max(1, cells.Width(s[:end])))
}
