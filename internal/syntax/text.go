package syntax

import (
	"bytes"
	"fmt"
	"sort"
	"unicode/utf8"

	"vitrin/internal/diag"
)

// The bounds of a text that nobody trusts. What an editor writes stays far below them.
const (
	maxBytes = 1 << 20 // bytes of one text
	maxNodes = 100_000 // values of one text, each alias counted with all that it stands for
	maxDepth = 64      // lists and groups within each other
)

// Position gives the line and column, both from 1, of a byte of src. Lines end with a line feed;
// columns are counted in characters, and a byte that is not UTF-8 counts as one. An offset outside
// src is moved to its nearest end.
func Position(src []byte, offset int) (line, column int) {
	offset = max(0, min(offset, len(src)))
	start := bytes.LastIndexByte(src[:offset], '\n') + 1
	return 1 + bytes.Count(src[:start], []byte{'\n'}), 1 + utf8.RuneCount(src[start:offset])
}

// text is a piece of a file with the table of its lines, from which offsets become positions.
type text struct {
	file   string
	src    []byte
	first  int   // number of the line of the file with which src begins
	starts []int // where the lines of src begin
	near   struct{ offset, line, column int }

	escapes bool // there is a backslash somewhere
}

func newText(file string, src []byte, firstLine int) *text {
	t := &text{file: file, src: src, first: max(1, firstLine), escapes: bytes.IndexByte(src, '\\') >= 0}
	t.starts = make([]int, 1, 1+bytes.Count(src, []byte{'\n'}))
	for at := 0; ; {
		next := bytes.IndexByte(src[at:], '\n')
		if next < 0 {
			return t
		}
		at += next + 1
		t.starts = append(t.starts, at)
	}
}

// pos gives the position of the bytes from one offset to another, the width being that of their
// first line. Offsets outside the text are moved into it.
func (t *text) pos(from, to int) diag.Pos {
	from = max(0, min(from, len(t.src)))
	line := sort.SearchInts(t.starts, from+1) - 1
	p := diag.Pos{File: t.file, Line: t.first + line, Column: t.column(line, from)}
	if to = min(to, len(t.src)); to > from {
		shown, _, _ := bytes.Cut(t.src[from:to], []byte{'\n'})
		p.Width = runes(bytes.TrimRight(shown, "\r"), to-from)
	}
	return p
}

// column counts the characters before an offset. It goes on from the place it was asked for last,
// since a line can be a mebibyte long and hold thousands of values.
func (t *text) column(line, offset int) int {
	from, column := t.starts[line], 1
	if t.near.column > 0 && t.near.line == line && t.near.offset <= offset {
		from, column = t.near.offset, t.near.column
	}
	column += runes(t.src[from:offset], offset-from)
	t.near.offset, t.near.line, t.near.column = offset, line, column
	return column
}

// end gives the place behind the last visible character: where something turned out to be missing.
func (t *text) end() int { return len(bytes.TrimRight(t.src, " \t\r\n")) }

// line gives the text of the line that holds an offset, without its end, and where it begins.
func (t *text) line(offset int) (string, int) {
	offset = max(0, min(offset, len(t.src)))
	start := t.starts[sort.SearchInts(t.starts, offset+1)-1]
	return string(t.rest(start)), start
}

// rest gives what stands on a line from an offset to its end.
func (t *text) rest(offset int) []byte {
	end := len(t.src)
	if next := sort.SearchInts(t.starts, offset+1); next < len(t.starts) {
		end = t.starts[next] - 1
	}
	return bytes.TrimRight(t.src[offset:end], "\r")
}

// check reports what no text may hold, whatever its language: too many bytes, bytes that are not
// UTF-8, control characters.
func (t *text) check() diag.List {
	var found diag.List
	if len(t.src) > maxBytes {
		found.Error(t.pos(0, 0), diag.Limit, "this text is longer than 1 MiB",
			"long texts belong in the body of a page, tables in files of their own")
		return found
	}
	for i := 0; i < len(t.src); {
		if b := t.src[i]; ' ' <= b && b < 0x7F || b == '\n' {
			i++
			continue // most of a text
		}
		r, n := utf8.DecodeRune(t.src[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			found.Error(t.pos(i, i+n), diag.Encoding, "this character is not UTF-8",
				"save the file as UTF-8")
			return found
		case Forbidden(r):
			found.Error(t.pos(i, i+n), diag.Encoding,
				fmt.Sprintf("here stands an invisible control character (U+%04X)", r), "delete it")
			return found
		}
		i += n
	}
	return found
}

// runes counts the characters of a text, most of them at most. (utf8.RuneCount copies a text beyond ASCII.)
func runes(s []byte, most int) int {
	n := 0
	for ; n < most && len(s) > 0; n++ {
		size := 1
		if s[0] >= utf8.RuneSelf {
			_, size = utf8.DecodeRune(s)
		}
		s = s[size:]
	}
	return n
}

// Forbidden tells which characters YAML 1.2.2 (section 5.1) refuses; TOML and JSON texts have no use for them
// either. A byte order mark within a text is among them, since nobody can see it.
func Forbidden(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r' || r == 0x85:
		return false
	case r < 0x20, 0x7F <= r && r <= 0x9F:
		return true
	}
	return r == 0xFEFF || r == 0xFFFE || r == 0xFFFF
}

// empty is the Mapping that an empty text means.
func (t *text) empty() *Node { return &Node{Kind: Mapping, Pos: t.pos(0, 0)} }
