package syntax

import (
	"regexp"
	"strconv"
	"sync"

	"vitrin/internal/diag"
)

// hand is how a key or a scalar is written, for whoever wants to write another in its place.
type hand uint8

const (
	// fixed: over several lines, with escapes, with a tag, or where an alias may repeat it. It is not replaced.
	fixed hand = iota
	// bare: without quotes, where any word may stand so.
	bare
	// literal: without quotes, where a text needs them: a number or a day in TOML and JSON.
	literal
	inSingle
	inDouble
)

// write gives a text as this hand has it.
func (h hand) write(text string) string {
	switch h {
	case inSingle:
		return "'" + text + "'"
	case inDouble:
		return `"` + text + `"`
	}
	return text
}

// handAt tells how the scalar that begins at an offset is written; unquoted is the hand of one without quotes. What
// does not read the same in the file as in its value is fixed.
func (t *text) handAt(from int, value string, unquoted hand) hand {
	if value == "" {
		return fixed
	}
	for i := range len(value) {
		switch value[i] {
		case '\'', '"', '\\', '\n':
			return fixed
		}
	}
	rest := t.src[from:]
	if h := quotedBy(rest); h != fixed {
		if end := 1 + len(value); len(rest) > end && rest[end] == rest[0] && string(rest[1:end]) == value {
			return h
		}
		return fixed
	}
	if len(rest) >= len(value) && string(rest[:len(value)]) == value {
		return unquoted
	}
	return fixed
}

// quotedBy tells by which quotation mark a text begins, fixed where it begins by none.
func quotedBy(text []byte) hand {
	switch {
	case len(text) == 0:
		return fixed
	case text[0] == '"':
		return inDouble
	case text[0] == '\'':
		return inSingle
	}
	return fixed
}

// harmless are texts that stand for themselves in every language and hand.
var harmless = lazily(`^[\pL\pN][\pL\pN._~-]*$`)

// Instead gives the fix that writes another text in the place of the scalar, with the quotes that are there or, in
// TOML and JSON, are due. It is none where the scalar cannot be replaced by itself: it goes over several lines, has
// escapes, a tag or an anchor; and where the text would need escapes, or mean nothing.
func (n *Node) Instead(text string) diag.Fix {
	h := n.hand
	if h == literal {
		h = inDouble
	}
	if h == bare && text == "null" {
		return diag.Fix{}
	}
	return fix(n.hand, n.Value, h, text)
}

// InsteadBool is [Node.Instead] for true or false, which stand without quotes.
func (n *Node) InsteadBool(value bool) diag.Fix {
	return fix(n.hand, n.Value, bare, strconv.FormatBool(value))
}

// Instead is [Node.Instead] for the key.
func (f Field) Instead(key string) diag.Fix { return fix(f.hand, f.Key, f.hand, key) }

func fix(was hand, old string, will hand, text string) diag.Fix {
	if was == fixed || !harmless().MatchString(text) {
		return diag.Fix{}
	}
	return diag.Fix{Old: was.write(old), New: will.write(text)}
}

// lazily gives a regular expression that is compiled when it is used first: most runs of the program use few of them.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
