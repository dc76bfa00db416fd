package money

import (
	"cmp"
	"strings"
)

var (
	// separated is a number whose marks may group its digits, or stand before decimals.
	separated = lazily(`^\d{1,3}(?:[.,'’_]\d{3})+$`)
	// loose is a number with something before or behind it, such as a currency.
	loose = lazily(`^(\D*)(\d[\d` + spaces + `]*)(?:[.,](\d+))?(\D*)$`)
	// about is an amount that is said to be approximate.
	about = lazily(`^(?i:(?:ca\.?|cirka|circa|c:a|omkring|runt|about|around|approx\.?) |[~≈] ?)(.+)$`)
)

// measure is what a word beside a number makes of it.
type measure struct {
	zeros    int    // to add
	currency string // "" where the word names none
}

// measures are the words that people write beside amounts. Codes of currencies need no place here.
var measures = map[string]measure{
	"": {}, "kr": {0, "SEK"}, "kronor": {0, "SEK"}, ":-": {0, "SEK"}, ",-": {0, "SEK"},
	"€": {0, "EUR"}, "euro": {0, "EUR"}, "euros": {0, "EUR"}, "$": {0, "USD"}, "£": {0, "GBP"},
	"tkr": {3, "SEK"}, "tsek": {3, "SEK"}, "ksek": {3, "SEK"}, "teur": {3, "EUR"}, "keur": {3, "EUR"}, "k€": {3, "EUR"}, "tusen": {3, ""}, "thousand": {3, ""}, "k": {3, ""},
	"mkr": {6, "SEK"}, "mnkr": {6, "SEK"}, "msek": {6, "SEK"}, "meur": {6, "EUR"}, "m€": {6, "EUR"}, "milj": {6, ""}, "miljon": {6, ""}, "miljoner": {6, ""}, "million": {6, ""}, "millions": {6, ""}, "m": {6, ""},
	"mdkr": {9, "SEK"}, "mdr": {9, ""}, "md": {9, ""}, "miljard": {9, ""}, "miljarder": {9, ""}, "billion": {9, ""},
}

// vague are words that stand for one number here and for another elsewhere.
var vague = lazily(`(?i)\b(?:m|milj|billion)\b`)

// measureOf gives what some words make of a number; ok is false where one of them is not known.
func measureOf(words string) (of measure, ok bool) {
	for word := range strings.FieldsSeq(strings.ToLower(words)) {
		m, known := measures[word]
		if !known {
			m, known = measures[strings.TrimSuffix(word, ".")]
		}
		if code := strings.ToUpper(word); !known && Known(code) {
			m, known = measure{0, code}, true
		}
		if !known || of.zeros > 0 && m.zeros > 0 {
			return measure{}, false
		}
		of = measure{of.zeros + m.zeros, cmp.Or(of.currency, m.currency)}
	}
	return of, true
}

// guess says what to write for a text that is no amount, where it can be told what it means; else "". It is sure of
// digits that stand for the text in the currency that applies.
func guess(text, code string) (write string, isSure bool) {
	if separated().MatchString(text) {
		return onlyDigits(text) + ", if the marks only group its digits", false
	}
	bare, approximate := strings.CutSuffix(text, "~")
	if m := about().FindStringSubmatch(text); m != nil {
		bare, approximate = m[1], true
	}
	m := loose().FindStringSubmatch(bare)
	if m == nil {
		return "", false
	}
	words, digits := m[1]+" "+m[4], strings.TrimSpace(m[2])
	of, ok := measureOf(words)
	number, readable := scale(onlyDigits(digits), m[3], of.zeros)
	if !ok || !readable {
		return "", false
	}
	foreign := of.currency != "" && of.currency != code
	switch {
	case foreign && approximate:
		return "{amount: " + number + ", currency: " + of.currency + ", about: true}", false
	case foreign:
		return "{amount: " + number + ", currency: " + of.currency + "}", false
	case approximate:
		return "{amount: " + number + ", about: true}", false
	case strings.TrimSpace(words) == "":
		return number + ", if the spaces only group its digits", false
	}
	isWhole := plain().MatchString(digits) || grouped().MatchString(digits)
	return number, isWhole && !vague().MatchString(words)
}

// scale writes a number with a decimal part and as many zeros as a word stands for. It is not readable where
// the decimal part may be a group of digits instead, or says more than the minor unit.
func scale(whole, decimals string, zeros int) (number string, readable bool) {
	switch {
	case decimals == "":
	case len(decimals) == 3, zeros > 0 && len(decimals) > zeros, zeros == 0 && len(decimals) > 2:
		return "", false
	case zeros == 0:
		return whole + "." + decimals, true
	}
	number = strings.TrimLeft(whole+decimals+strings.Repeat("0", zeros-len(decimals)), "0")
	return cmp.Or(number, "0"), true
}
