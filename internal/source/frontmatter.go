package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/adrg/frontmatter"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// parts is a file split into front matter and body.
type parts struct {
	read      func(file string, src []byte, firstLine int) (*syntax.Node, diag.List) // nil without front matter
	front     []byte
	frontLine int // number of the line with which front begins
	body      []byte
	bodyLine  int
}

// split finds the front matter of a file: YAML between lines ---, TOML between lines +++, or a leading
// JSON object. Blank lines may come before it. src is UTF-8 without a byte order mark.
//
// frontmatter.Parse takes an indented --- in a block of text for the end, a file whose front matter never ends for a
// file without any, and copies all that it is given. So where the front matter ends is established here first; the library
// gets what lies between the fences, without another end that it could see, and its answer has to be the same.
func (b *bench) split(file string, src []byte) (parts, diag.List) {
	start := 0
	for start < len(src) && bytes.IndexByte([]byte(" \t\r\n"), src[start]) >= 0 {
		start++
	}
	start = bytes.LastIndexByte(src[:start], '\n') + 1 // of the first line that is not blank
	opening := lineAt(src, start)
	switch {
	case isFence(opening, "---"):
		return b.fenced(file, src, start, "---", b.room.YAML)
	case isFence(opening, "+++"):
		return b.fenced(file, src, start, "+++", syntax.TOML)
	case bytes.HasPrefix(bytes.TrimLeft(opening, " \t"), []byte("{")):
		return b.object(file, src, start)
	}
	var found diag.List
	at := position(file, src, start, len(bytes.TrimRight(opening, " \t\r")))
	switch {
	case almostFence().Match(opening) && keyLine().Match(lineAt(src, start+len(opening)+1)):
		found.Error(at, diag.FrontMatter, "front matter seems to begin here, but this line is not ---", "write --- and nothing else, at the beginning of the line")
	case bytes.HasPrefix(opening, []byte("title: ")):
		found.Error(at, diag.FrontMatter, "front matter seems to begin here, and there is no line --- before it",
			"write --- on a line of its own above this one, and where the front matter ends")
	}
	return parts{body: src, bodyLine: 1}, found
}

// lined gives a reader of a header. The library reads by lines, and takes a reader that does so as it is.
func (b *bench) lined(header []byte) *bufio.Reader {
	if b.lines == nil {
		b.lines = bufio.NewReader(nil)
	}
	b.lines.Reset(bytes.NewReader(header))
	return b.lines
}

var (
	// almostFence is what a line --- becomes by a slip or in a word processor.
	almostFence = lazily(`^[ \t]*([-–—]+|\++)[ \t\r]*$`)
	keyLine     = lazily(`^\s*[\pL\pN_"-]+\s*(:\s|=\s)`)
)

// fenced splits front matter between two lines that hold a fence and nothing else.
func (b *bench) fenced(file string, src []byte, start int, fence string, read func(string, []byte, int) (*syntax.Node, diag.List)) (parts, diag.List) {
	var found diag.List
	from := start + len(lineAt(src, start)) + 1
	indented := false // a line among them holds a fence behind blanks
	hint := fmt.Sprintf("write a line %s where the front matter ends, at the beginning of the line", fence)
	for at := from; at < len(src); {
		line := lineAt(src, at)
		switch {
		case isFence(line, fence):
			p := parts{read: read, front: src[from:at], body: after(src, at)}
			header := src[start : len(src)-len(p.body)]
			if indented {
				header = shielded(header, fence)
			}
			p.frontLine, _ = syntax.Position(src, from)
			return b.through(file, src, start, p, header, header[from-start:at-start], fence)
		case string(bytes.TrimSpace(line)) == fence:
			indented = true
			number, _ := syntax.Position(src, at)
			hint = fmt.Sprintf("remove the blanks around %s on line %d if the front matter ends there", fence, number)
		}
		at += len(line) + 1
	}
	found.Error(position(file, src, start, len(fence)), diag.FrontMatter, "the front matter that begins here has no end", hint)
	return parts{body: nil, bodyLine: 1}, found
}

// shielded gives a copy of a header in which no line holds a fence behind blanks.
func shielded(header []byte, fence string) []byte {
	header = bytes.Clone(header)
	for line := range bytes.Lines(header) {
		if string(bytes.TrimSpace(line)) == fence && !isFence(bytes.TrimSuffix(line, []byte("\n")), fence) {
			copy(line, "x")
		}
	}
	return header
}

// object splits front matter that is a JSON object.
func (b *bench) object(file string, src []byte, start int) (parts, diag.List) {
	var found diag.List
	tokens := json.NewDecoder(bytes.NewReader(src[start:]))
	var raw json.RawMessage
	line, _ := syntax.Position(src, start)
	if err := tokens.Decode(&raw); err != nil {
		if _, found = syntax.JSON(file, src[start:], line); len(found) == 0 {
			found.Error(position(file, src, start, 1), diag.FrontMatter, "the JSON object that begins here cannot be read", "")
		}
		return parts{bodyLine: 1}, found
	}
	end := start + int(tokens.InputOffset())
	if rest := bytes.TrimSpace(lineAt(src, end)); len(rest) > 0 {
		found.Error(position(file, src, end, len(rest)), diag.FrontMatter, "text stands behind the front matter on its last line",
			"begin the text of the page on a line of its own")
		return parts{bodyLine: 1}, found
	}
	// The library knows an object only by lines that are { and }, so it gets one between fences.
	const fence = ";;;"
	p := parts{read: syntax.JSON, front: src[start:end], frontLine: line, body: after(src, end)}
	header := bytes.Join([][]byte{[]byte(fence), p.front, []byte(fence)}, []byte("\n"))
	return b.through(file, src, start, p, header, header[len(fence)+1:len(header)-len(fence)], fence)
}

// through passes a header through the library: the part of a file from the opening fence to the closing one. Its answer
// has to be the front matter within, and nothing behind. What of the file is left is the body.
func (b *bench) through(file string, src []byte, start int, want parts, header, within []byte, fence string) (parts, diag.List) {
	var captured []byte
	format := frontmatter.NewFormat(fence, fence, func(data []byte, _ any) error {
		captured = data
		return nil
	})
	rest, err := frontmatter.Parse(b.lined(header), &struct{}{}, format)
	if err != nil || len(rest) > 0 || !bytes.Equal(captured, within) {
		var found diag.List
		found.Error(position(file, src, start, len(fence)), diag.FrontMatter, "the front matter that begins here cannot be told from the text", "")
		return parts{bodyLine: 1}, found
	}
	want.bodyLine, _ = syntax.Position(src, len(src)-len(want.body))
	return want, nil
}

// lineAt gives the line that begins at an offset, without its line feed.
func lineAt(src []byte, at int) []byte {
	line, _, _ := bytes.Cut(src[min(at, len(src)):], []byte{'\n'})
	return line
}

// after gives what follows the line that goes on at an offset.
func after(src []byte, at int) []byte { return src[min(len(src), at+len(lineAt(src, at))+1):] }

// isFence tells whether a line holds a fence at its beginning and nothing but blanks behind it.
func isFence(line []byte, fence string) bool {
	return string(bytes.TrimRight(line, " \t\r")) == fence
}

// position gives the place of some bytes of a file, on one line.
func position(file string, src []byte, offset, length int) diag.Pos {
	line, column := syntax.Position(src, offset)
	_, end := syntax.Position(src, offset+length)
	return diag.Pos{File: file, Line: line, Column: column, Width: max(0, end-column)}
}
