// Package cells knows how texts lie on a terminal: how many cells wide one is, how it is cut to a width, and how it is
// made safe to show. In go texts that people wrote, out come texts and widths; it knows no terminal.
//
// Widths are those of Unicode Standard Annex 11, grapheme by grapheme (Annex 29); a character whose width is
// ambiguous takes one cell.
package cells

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Width gives the number of cells that a text takes. Control characters, the tab too, take none.
func Width(s string) int { return uniseg.StringWidth(s) }

// Cut gives a text that takes at most a number of cells: itself, or its beginning with … behind it. Where there is no
// room even for that it is empty.
func Cut(s string, width int) string {
	if Width(s) <= width {
		return s
	}
	if width < 1 {
		return ""
	}
	taken, end := 0, 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if taken += g.Width(); taken > width-1 {
			break
		}
		_, end = g.Positions()
	}
	return strings.TrimRightFunc(s[:end], unicode.IsSpace) + "…"
}

// Pad gives a text with spaces behind it, or before it, so that it takes at least a number of cells.
func Pad(s string, width int, right bool) string {
	spaces := strings.Repeat(" ", max(0, width-Width(s)))
	if right {
		return spaces + s
	}
	return s + spaces
}

// Visible makes a text safe for a terminal. Control characters become their pictures, invalid UTF-8 and
// invisible characters, which can turn the direction of writing, the replacement character. Each
// character gives one character; tabs stay.
func Visible(s string) string {
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
