package table

import (
	"strings"
	"unicode"
)

// numberFormat is what a format says of the numbers that it shows (ECMA-376-1, 18.8.30).
type numberFormat struct {
	date   bool
	beside string // words and signs of currencies, such as "kr" or "€"
	digits int    // that are shown at least, where the format is of zeros alone: 0007
	scale  int    // how many digits the number is shown shorter: 3 for thousands
}

// numberFormatOf reads the part of a format that is for positive numbers.
func numberFormatOf(id int, code string) numberFormat {
	switch shownAs(id, code) {
	case asDay, asMonth, asYear:
		return numberFormat{date: true}
	}
	bare, beside := takeApart(code)
	f := numberFormat{beside: beside}
	if last := strings.LastIndexAny(bare, "0#?"); last >= 0 {
		rest := bare[last+1:]
		f.scale = 3 * (len(rest) - len(strings.TrimLeft(rest, ",")))
	}
	if len(bare) > 1 && strings.Trim(bare, "0") == "" {
		f.digits = len(bare)
	}
	return f
}

// takeApart parts the signs that stand for digits from the words and currencies beside them.
func takeApart(code string) (bare, beside string) {
	var signs, words strings.Builder
	rest := []rune(code)
	for len(rest) > 0 {
		n := 1
		switch r := rest[0]; {
		case r == ';':
			rest = nil
			continue
		case r == '"':
			n = within(rest, '"')
			words.WriteString(strings.Trim(string(rest[:n]), `"`))
		case r == '[':
			n = within(rest, ']')
			if sign, is := strings.CutPrefix(strings.Trim(string(rest[:n]), "[]"), "$"); is {
				sign, _, _ = strings.Cut(sign, "-")
				words.WriteString(" " + sign + " ")
			}
		case r == '\\' && len(rest) > 1:
			n = 2
			words.WriteRune(rest[1])
		case (r == '_' || r == '*') && len(rest) > 1:
			n = 2
		case unicode.Is(unicode.Sc, r):
			words.WriteRune(r)
		default:
			signs.WriteRune(r)
		}
		rest = rest[n:]
	}
	var said []string
	for word := range strings.FieldsSeq(words.String()) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Sc, r) }) {
			said = append(said, word)
		}
	}
	return strings.TrimSpace(signs.String()), strings.Join(said, " ")
}

// within gives how many signs there are up to the one that ends what the first one begins.
func within(rest []rune, end rune) int {
	for i, r := range rest[1:] {
		if r == end {
			return i + 2
		}
	}
	return len(rest)
}

// show writes a number, digits with a point before decimals, as its format makes it longer or shorter.
func (f numberFormat) show(number string) string {
	digits, negative := strings.CutPrefix(number, "-")
	whole, decimals, _ := strings.Cut(digits, ".")
	if whole == "" || strings.Trim(whole+decimals, "0123456789") != "" {
		return number
	}
	if f.scale > 0 {
		whole = strings.Repeat("0", max(0, f.scale+1-len(whole))) + whole
		at := len(whole) - f.scale
		whole, decimals = whole[:at], strings.TrimRight(whole[at:]+decimals, "0")
	}
	if f.digits > len(whole) && decimals == "" {
		whole = strings.Repeat("0", f.digits-len(whole)) + whole
	}
	if decimals != "" {
		whole += "." + decimals
	}
	if negative {
		whole = "-" + whole
	}
	return whole
}
