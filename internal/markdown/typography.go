package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// dashes is [newDashes] called only where it has something to do: its library looks at each comma, quote and star too.
type dashes struct{ parser.InlineParser }

func (dashes) Trigger() []byte { return []byte("-.<>") }

// newDashes is goldmark's typographer for dashes, ellipses and double angles. It substitutes
// characters, not references: the same node serves HTML and plain text. Quotes are left to [quotes],
// since goldmark takes every one before t, e, n or l for an apostrophe: ’the end’.
func newDashes() parser.InlineParser {
	return extension.NewTypographerParser(extension.WithTypographicSubstitutions(
		map[extension.TypographicPunctuation][]byte{
			extension.LeftDoubleQuote:  nil,
			extension.RightDoubleQuote: nil,
			extension.LeftSingleQuote:  nil,
			extension.RightSingleQuote: nil,
			extension.Apostrophe:       nil,
			extension.EnDash:           []byte("–"),
			extension.EmDash:           []byte("—"),
			extension.Ellipsis:         []byte("…"),
			extension.LeftAngleQuote:   []byte("«"),
			extension.RightAngleQuote:  []byte("»"),
		}))
}

// quotes is the inline parser of typographic quotes: primary for ", secondary for '.
type quotes [4]string

// openQuotes counts the quotes that wait for their ends in a block.
type openQuotes struct {
	block ast.Node
	count [2]int
}

var openQuotesKey = parser.NewContextKey()

func (q quotes) Trigger() []byte { return []byte{'"', '\''} }

func (q quotes) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	open, ok := pc.Get(openQuotesKey).(*openQuotes)
	if !ok {
		open = &openQuotes{}
		pc.Set(openQuotesKey, open)
	}
	if open.block != parent {
		*open = openQuotes{block: parent}
	}
	line, _ := block.PeekLine()
	before := block.PrecendingCharacter()
	kind := 0
	if line[0] == '\'' {
		kind = 1
	}
	var mark string
	switch role := roleOf(before, line, open.count[kind] > 0); role {
	case opening:
		mark = q[2*kind]
		open.count[kind]++
	case closing:
		mark = q[2*kind+1]
		open.count[kind]--
	case apostrophe:
		if q != (quotes{}) {
			mark = "’"
		}
	}
	if mark == "" {
		return nil
	}
	block.Advance(1)
	return ast.NewString([]byte(mark))
}

type quoteRole int

const (
	straight quoteRole = iota
	opening
	closing
	apostrophe
)

// roleOf decides by what stands around the quote at the start of a line's rest, as CommonMark does
// for emphasis (0.31, section 6.2), and where that does not decide, by whether a quote is open.
func roleOf(before rune, line []byte, open bool) quoteRole {
	after := '\n'
	if len(line) > 1 {
		after, _ = utf8.DecodeRune(line[1:])
	}
	left := !unicode.IsSpace(after) &&
		(!util.IsPunctRune(after) || unicode.IsSpace(before) || util.IsPunctRune(before))
	right := !unicode.IsSpace(before) &&
		(!util.IsPunctRune(before) || unicode.IsSpace(after) || util.IsPunctRune(after))
	single := line[0] == '\''
	switch {
	case left && right && !util.IsPunctRune(before):
		if single && unicode.IsLetter(after) {
			return apostrophe
		}
		return straight
	case left && (!right || !open):
		if single && elides(line[1:]) {
			return apostrophe
		}
		return opening
	case right && open:
		return closing
	case right && single && unicode.IsLetter(before):
		return apostrophe // the dogs' bones
	}
	return straight
}

// elides says whether a word starts with an apostrophe: '90s, 'tis, rock 'n' roll.
func elides(word []byte) bool {
	if len(word) >= 3 && util.IsNumeric(word[0]) && util.IsNumeric(word[1]) && word[2] == 's' {
		return true
	}
	end := bytes.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(word)
	}
	switch string(bytes.ToLower(word[:min(end, 5)])) {
	case "tis", "twas", "em", "n", "til", "cause":
		return true
	}
	return false
}
