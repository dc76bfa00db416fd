package syntax

import (
	"bytes"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"vitrin/internal/diag"
)

// yamlLines gives the offsets at which the library begins to count a line. Besides a line feed it
// takes a lone carriage return, U+0085, U+2028 and U+2029 for the end of a line (as YAML 1.1 does);
// editors and quoted lines do not, so positions go from its lines to offsets and from there to ours.
// Nearly every text ends its lines with line feeds alone; then it counts as we do, and the slice is that of the text.
func (t *text) yamlLines() (starts []int, alike bool) {
	src := t.src
	if !bytes.Contains(src, []byte{'\r'}) && !bytes.Contains(src, []byte("\u0085")) &&
		!bytes.Contains(src, []byte("\u2028")) && !bytes.Contains(src, []byte("\u2029")) {
		return t.starts, true
	}
	starts = []int{0}
	for i := 0; i < len(src); i++ {
		switch src[i] {
		case '\r':
			if i+1 < len(src) && src[i+1] == '\n' {
				i++
			}
		case '\n':
		case 0xC2:
			if !bytes.HasPrefix(src[i:], []byte("\u0085")) {
				continue
			}
			i++
		case 0xE2:
			if !bytes.HasPrefix(src[i:], []byte("\u2028")) && !bytes.HasPrefix(src[i:], []byte("\u2029")) {
				continue
			}
			i += 2
		default:
			continue
		}
		starts = append(starts, i+1)
	}
	return starts, false
}

// offset turns the library's line and column, both from 1 and in characters, into an offset. What
// lies beyond the text becomes its last visible character's end.
func (y *yamlReader) offset(line, column int) int {
	if line < 1 {
		return 0
	}
	if line > len(y.starts) {
		return y.end()
	}
	if y.at.line != line || y.at.column > column {
		y.at.line, y.at.column, y.at.offset = line, 1, y.starts[line-1]
	}
	for y.at.column < column && y.at.offset < len(y.src) {
		n := 1
		if y.src[y.at.offset] >= utf8.RuneSelf {
			_, n = utf8.DecodeRune(y.src[y.at.offset:])
		}
		y.at.offset += n
		y.at.column++
	}
	if y.at.offset >= len(y.src) {
		return y.end()
	}
	return y.at.offset
}

// start gives the offset and the position of a node.
func (y *yamlReader) start(n *yaml.Node) (from int, p diag.Pos) {
	from = y.offset(n.Line, n.Column)
	if y.alike && 1 <= n.Line && n.Line <= len(y.starts) && y.starts[n.Line-1] <= from {
		end := len(y.src)
		if n.Line < len(y.starts) {
			end = y.starts[n.Line]
		}
		if from < end {
			return from, diag.Pos{File: y.file, Line: y.first + n.Line - 1, Column: n.Column}
		}
	}
	return from, y.pos(from, 0)
}

// place gives the position of a node, width characters wide if its line is that long.
func (y *yamlReader) place(n *yaml.Node, width int) diag.Pos {
	from, p := y.start(n)
	if width > 0 {
		p.Width = runes(y.rest(from), width)
	}
	return p
}

// written gives the number of bytes that a scalar takes on the line where it begins.
func (y *yamlReader) written(n *yaml.Node, from int) int {
	rest := bytes.TrimRight(y.rest(from), " \t")
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return quotedLength(rest, '"')
	case n.Style&yaml.SingleQuotedStyle != 0:
		return quotedLength(rest, '\'')
	case bytes.HasPrefix(rest, []byte(n.Value)):
		return len(n.Value)
	case n.Style == 0 && !bytes.HasPrefix(rest, []byte{'&'}):
		return len(rest) // a plain scalar that goes on on the next line
	}
	return 0
}

// quotedLength gives the length of the quoted text with which a line begins, all of the line where
// it is not closed there.
func quotedLength(line []byte, quote byte) int {
	if len(line) == 0 || line[0] != quote {
		return 0
	}
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == '\\' && quote == '"':
			i++
		case line[i] == quote && quote == '\'' && i+1 < len(line) && line[i+1] == quote:
			i++
		case line[i] == quote:
			return i + 1
		}
	}
	return len(line)
}
