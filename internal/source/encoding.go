package source

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

const byteOrderMark = "\uFEFF"

// checkEncoding reports the first place where a file is not UTF-8 text.
func checkEncoding(file string, src []byte) (diag.Problem, bool) {
	offset := invalid(src)
	if offset < 0 {
		return diag.Problem{}, true
	}
	p := diag.Problem{Code: diag.Encoding, Message: "this file is not UTF-8 text", Hint: "open it in its editor and save it as UTF-8"}
	p.Pos.File = file
	p.Pos.Line, p.Pos.Column = syntax.Position(src, offset)
	switch {
	case bytes.HasPrefix(src, []byte{0xFF, 0xFE}), bytes.HasPrefix(src, []byte{0xFE, 0xFF}), alternating(src):
		p.Hint = "it looks like UTF-16 (\"Unicode\" in some editors): " + p.Hint
	case src[offset] == 0:
		p.Message = "this file holds a NUL byte: it is no text"
	case swedish(src):
		p.Hint = "it looks like ISO 8859-1 or Windows-1252 (\"ANSI\" in some editors): " + p.Hint
	}
	return p, false
}

// invalid gives the offset of the first byte that is NUL or not UTF-8, or -1.
func invalid(src []byte) int {
	nul := bytes.IndexByte(src, 0)
	if utf8.Valid(src) {
		return nul
	}
	for i := 0; ; {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 || i == nul {
			return i
		}
		i += n
	}
}

// composed tells whether a UTF-8 text is in Unicode's form NFC. Only characters from U+0300 on can be otherwise, and
// in most texts there are a few dashes and quotes among them, which cannot: U+2010 to U+203F.
func composed(src []byte) bool {
	for i, b := range src {
		if b < 0xCC || b == 0xE2 && i+2 < len(src) && src[i+1] == 0x80 && src[i+2] >= 0x90 {
			continue
		}
		// What such a character may combine with begins before it.
		_, before := utf8.DecodeLastRune(src[:i])
		return norm.NFC.IsNormal(src[i-before:])
	}
	return true
}

// alternating tells whether every other byte at the beginning is NUL, as in UTF-16 without a mark.
func alternating(src []byte) bool {
	head := src[:min(len(src), 64)]
	return len(head) > 3 && bytes.Count(head, []byte{0}) >= len(head)/3
}

// swedish tells whether the bytes beyond ASCII are those of å, ä, ö, é and typographic signs in Windows-1252.
func swedish(src []byte) bool {
	const letters = "\xE5\xE4\xF6\xC5\xC4\xD6\xE9\xC9\xFC\x93\x94\x96\x97\x92\x85\xA0\xA7\xB4\xBB\xAB\xE8\xE0"
	for _, b := range src {
		if b >= utf8.RuneSelf && bytes.IndexByte([]byte(letters), b) < 0 {
			return false
		}
	}
	return true
}
