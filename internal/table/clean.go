package table

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// lineEnds turns all that ends a line into a line feed.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// Clean gives the text of a cell as people see it: in Unicode's form NFC, its lines ending in line feeds, without control
// characters and without blanks around it.
func Clean(cell string) string {
	plain := true
	for i := 0; i < len(cell) && plain; i++ {
		plain = ' ' <= cell[i] && cell[i] < 0x7F
	}
	if !plain {
		cell = norm.NFC.String(strings.Map(visible, lineEnds.Replace(strings.ToValidUTF8(cell, "\uFFFD"))))
	}
	return strings.TrimSpace(cell)
}

// visible drops control characters and the characters that no text has a use for.
func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case unicode.IsControl(r), r == '\uFEFF', r == '\uFFFE', r == '\uFFFF':
		return -1
	}
	return r
}

// Name gives the name of a column on one line, without blanks that nobody sees.
func Name(cell string) string { return strings.Join(strings.Fields(Clean(cell)), " ") }
