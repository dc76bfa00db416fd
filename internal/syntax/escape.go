package syntax

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"vitrin/internal/diag"
)

// escape is an escape in a text in double quotes, from its backslash to an offset behind it.
type escape struct {
	from, to int
	char     rune // what it stands for, if that is a character that no text may hold or a half of one; else -1
}

// fit gives what a text says that begins at an offset and ends before another, without the characters that no text may
// hold. The file itself was checked, so only escapes can have brought them in: the first of them is told.
func (t *text) fit(value string, from, to int, found *diag.List) string {
	if !t.escapes || !strings.ContainsFunc(value, Forbidden) {
		return value
	}
	t.tellEscape(from, to, found)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\v' || r == '\f':
			return ' ' // they stand between words
		case Forbidden(r):
			return -1
		}
		return r
	}, value)
}

// tellEscape tells of the first escape between two offsets that stands for what no text may hold, if there is one.
func (t *text) tellEscape(from, to int, found *diag.List) {
	for at := from; ; {
		next := bytes.IndexByte(t.src[at:to], '\\')
		if next < 0 {
			return
		}
		e := t.escapeAt(at+next, to)
		switch at = e.to; {
		case e.char < 0:
			continue
		case utf16.IsSurrogate(e.char):
			found.Error(t.noCharacter(e.from))
		default:
			found.Error(t.pos(e.from, e.to), diag.Encoding, fmt.Sprintf("this escape stands for an invisible control character (U+%04X)", e.char),
				`delete it; where a backslash is meant, write \\`)
		}
		return
	}
}

// tellMistaken warns of the first escape between two offsets that stands for white space within a word: who writes C:\temp in
// double quotes means a backslash. A line feed is meant more often than not, so it counts behind the letter of a drive alone.
func (t *text) tellMistaken(from, to int, found *diag.List) {
	for at := from; t.escapes; {
		next := bytes.IndexByte(t.src[at:to], '\\')
		if next < 0 {
			return
		}
		e := t.escapeAt(at+next, to)
		at = e.to
		before, size := utf8.DecodeLastRune(t.src[from:e.from])
		after, _ := utf8.DecodeRune(t.src[e.to:to])
		if e.to-e.from != len(`\t`) || before == '"' || unicode.IsSpace(before) || !unicode.IsLetter(after) {
			continue
		}
		what := "a line break"
		switch t.src[e.from+1] {
		case 't':
			what = "a tab"
		case 'r', 'L', 'P':
		case 'n':
			drive, n := utf8.DecodeLastRune(t.src[from : e.from-size])
			further, _ := utf8.DecodeLastRune(t.src[from : e.from-size-n])
			if before != ':' || !unicode.IsLetter(drive) || unicode.IsLetter(further) {
				continue
			}
		default:
			continue
		}
		found.Warn(t.pos(e.from, e.to), diag.Encoding, "this escape stands for "+what,
			`where a backslash is meant, write \\, or put the text in single quotes; else write a space`)
		return
	}
}

// noCharacter says of the escape at an offset, which YAML and TOML refuse, why it stands for no character: where, what and how to mend it.
func (t *text) noCharacter(from int) (at diag.Pos, code diag.Code, message, hint string) {
	e := t.escapeAt(from, len(t.src))
	at, hint = t.pos(e.from, e.to), "write the character itself"
	switch {
	case utf16.IsSurrogate(e.char):
		return at, diag.Encoding, fmt.Sprintf("this escape stands for half a character (U+%04X)", e.char), hint + ", or delete the escape"
	case e.to-e.from == len(`\uD83D\uDE00`):
		char := utf16.DecodeRune(t.hexadecimal(from+2, from+6), t.hexadecimal(from+8, from+12))
		return at, diag.Syntax, "these two escapes stand for one character in JSON alone", fmt.Sprintf(`write %c itself, or \U%08X`, char, char)
	}
	return at, diag.Syntax, "this escape stands for no character", hint
}

// escapeAt reads the escape at an offset, before an end, as YAML 1.2.2 (section 5.7), TOML 1.1.0 and JSON (RFC 8259, section 7)
// have it.
func (t *text) escapeAt(from, end int) escape {
	if from+1 >= end {
		return escape{from, end, -1}
	}
	kind, digits := t.src[from+1], 0
	switch kind {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default:
		const short, chars = "0abvfe", "\x00\a\b\v\f\x1B"
		if i := strings.IndexByte(short, kind); i >= 0 {
			return escape{from, from + 2, rune(chars[i])}
		}
	}
	to := from + 2 + digits
	if digits == 0 || to > end {
		return escape{from, min(to, end), -1}
	}
	char := t.hexadecimal(from+2, to)
	switch {
	case utf16.IsSurrogate(char) && to+6 <= end && string(t.src[to:to+2]) == `\u` && utf16.DecodeRune(char, t.hexadecimal(to+2, to+6)) != utf8.RuneError:
		return escape{from, to + 6, -1} // both halves
	case utf16.IsSurrogate(char), Forbidden(char):
		return escape{from, to, char}
	}
	return escape{from, to, -1}
}

// hexadecimal reads the digits between two offsets, -1 where there are others.
func (t *text) hexadecimal(from, to int) rune {
	n, err := strconv.ParseUint(string(t.src[from:to]), 16, 31)
	if err != nil {
		return -1
	}
	return rune(n) //nolint:gosec // of 31 bits
}
