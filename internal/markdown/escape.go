package markdown

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Escape writes a plain text as Markdown that shows what the text says and means nothing else: no heading, no list, no
// link but a bare address. Blank lines part paragraphs, and a single line break stays one. Blanks count as HTML has them:
// several are one, and those around a line are none. Straight quotes become those of the page's language, as everywhere.
func Escape(plain string) string {
	var b strings.Builder
	gap := ""
	for line := range strings.SplitSeq(plain, "\n") {
		line = strings.TrimFunc(line, isBlank)
		words := strings.FieldsFunc(line, isBlank)
		if len(words) == 0 {
			if b.Len() > 0 {
				gap = "\n\n"
			}
			continue
		}
		b.WriteString(gap)
		for i, word := range words {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(escapeWord(word, i == 0))
		}
		gap = "\\\n"
		if strings.HasSuffix(line, `\`) {
			gap = "  \n" // behind a backslash another would be taken for text
		}
	}
	return b.String()
}

// isBlank tells the blanks of ASCII, which HTML takes for one. Others are text.
func isBlank(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }

// address is what is made a link where it stands bare.
var address = regexp.MustCompile(`(?i)://|www\.|@`)

// bullet is what begins a list, a heading, a quote, a rule or a table's line.
var bullet = regexp.MustCompile(`^(?:[-+=:>#]|\d{1,9}[.)])`)

// escapeWord writes a word, the first of a line or another.
func escapeWord(word string, first bool) string {
	escaped := escapeSigns(word)
	if first {
		if begin := bullet.FindString(escaped); begin != "" {
			at := len(begin) - 1
			escaped = escaped[:at] + `\` + escaped[at:]
		}
	} else if strings.HasPrefix(escaped, "#") {
		escaped = `\` + escaped // at the end of a heading
	}
	if escaped == word {
		return word
	}
	// What is escaped in an address would be a part of it; so it is none.
	return address.ReplaceAllStringFunc(escaped, func(s string) string {
		if s == "@" {
			return `\@`
		}
		at := strings.IndexAny(s, "./")
		return s[:at] + `\` + s[at:]
	})
}

// escapeSigns escapes what has a meaning wherever it stands.
func escapeSigns(word string) string {
	var b strings.Builder
	before := ' '
	for i, r := range word {
		after, _ := utf8.DecodeRuneInString(word[i+utf8.RuneLen(r):])
		if hasMeaning(before, r, after) && (r != '&' || strings.Contains(word[i:], ";")) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

// hasMeaning tells whether a sign between two others means more than itself.
func hasMeaning(before, r, after rune) bool {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	switch r {
	case '\\', '`', '*', '[', ']', '<', '~', '|', '{':
		return true
	case '_':
		return !inWord(before) || !inWord(after)
	case '&':
		return after == '#' || after < utf8.RuneSelf && unicode.IsLetter(after)
	case '-', '.', '>':
		return before == r || after == r // dashes, dots and angles that typographers make one
	}
	return false
}
