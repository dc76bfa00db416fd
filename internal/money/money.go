// Package money holds exact amounts in currencies of ISO 4217 and adds them up, never across
// currencies and never in floating point. It reads how people write amounts and writes none in words.
package money

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/currency"
)

// Amount is an exact amount. The zero Amount is none of any currency; one that is not stated is no
// Amount at all, since 0 is a stated amount.
type Amount struct {
	Currency string // ISO 4217, capital letters
	Minor    int64  // in the currency's minor unit: öre, cent
	About    bool   // approximate
}

// MaxMajor is the largest amount that is read, in the currency's major unit. A sum of nine thousand
// such amounts is exact; one of amounts that projects have, always.
const MaxMajor = 10_000_000_000_000

// Error says why a text is no amount, and what to write instead.
type Error struct {
	Message, Hint string
}

// Error gives the message without the hint.
func (e *Error) Error() string { return e.Message }

// Advice gives the hint; it may be empty.
func (e *Error) Advice() string { return e.Hint }

// Known tells whether a code is a currency of ISO 4217, in capital letters.
func Known(code string) bool {
	unit, err := currency.ParseISO(code)
	return err == nil && unit.String() == code && code != "XXX"
}

// Digits gives how many decimals the currency's minor unit has: 2 for SEK, 0 for JPY.
func Digits(code string) int {
	unit, err := currency.ParseISO(code)
	if err != nil {
		return 2
	}
	scale, _ := currency.Standard.Rounding(unit)
	return scale
}

const space = `[ \x{A0}\x{202F}\x{2009}]`

var (
	plain   = regexp.MustCompile(`^(\d+)(?:[.,](\d{1,2}))?$`)
	grouped = regexp.MustCompile(`^(\d{1,3}(?:` + space + `\d{3})+)(?:[.,](\d{1,2}))?$`)

	// Ways in which people write amounts that can be read in several ways, or are no digits.
	separated = regexp.MustCompile(`^\d{1,3}(?:[.,']\d{3})+$`)
	scaled    = regexp.MustCompile(`^(\d+)(?:[.,](\d+))?` + space + `*(tkr|ksek|mkr|mnkr|msek|miljoner|million|mdkr|mdr|miljarder)\b`)
	marked    = regexp.MustCompile(`^(?:[A-Za-z€$£]+)?` + space + `*([\d \x{A0}\x{202F}]*\d)` + space + `*(?:[A-Za-z€$£:]+|:-)?$`)
)

// zeros says by how many zeros a word scales an amount.
var zeros = map[string]int{"tkr": 3, "ksek": 3, "mkr": 6, "mnkr": 6, "msek": 6, "miljoner": 6, "million": 6, "mdkr": 9, "mdr": 9, "miljarder": 9}

// Parse reads an amount in a currency that is [Known]. The error is an [*Error].
func Parse(text, code string) (Amount, error) {
	text = strings.TrimSpace(text)
	m := plain.FindStringSubmatch(text)
	if m == nil {
		m = grouped.FindStringSubmatch(text)
	}
	if m == nil {
		return Amount{}, unreadable(text)
	}
	digits := Digits(code)
	if len(m[2]) > digits {
		return Amount{}, &Error{fmt.Sprintf("%q has more decimals than %s has", text, code), "round it to the currency's smallest unit"}
	}
	major, err := strconv.ParseInt(onlyDigits(m[1]), 10, 64)
	if err != nil || major > MaxMajor {
		return Amount{}, &Error{fmt.Sprintf("%q is more money than any programme has", text), "mend the number; there are too many digits"}
	}
	minor, _ := strconv.ParseInt("0"+(m[2] + "0000")[:digits], 10, 64)
	return Amount{Currency: code, Minor: major*power(digits) + minor}, nil
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

func power(digits int) int64 {
	n := int64(1)
	for range digits {
		n *= 10
	}
	return n
}

// unreadable says what is wrong with a text that is no amount, with what was probably meant.
func unreadable(text string) error {
	e := &Error{fmt.Sprintf("%q is not an amount", text), `write digits alone, such as 850000 or "850 000"; the currency is the site's, or {amount: 120000, currency: EUR}`}
	lower := strings.ToLower(text)
	switch {
	case text == "":
		e.Message, e.Hint = "the amount is empty", "take the key away where no amount is stated; 0 is an amount"
	case strings.HasPrefix(text, "-"):
		e.Message, e.Hint = fmt.Sprintf("%q is less than nothing", text), "an amount is 0 or more; say in a note what was paid back"
	case separated.MatchString(text):
		e.Hint = "write " + onlyDigits(text) + ", if the marks only group its digits"
	case scaled.MatchString(lower):
		m := scaled.FindStringSubmatch(lower)
		if n := zeros[m[3]]; len(m[2]) <= n {
			e.Hint = "write " + strings.TrimLeft(m[1]+m[2]+strings.Repeat("0", n-len(m[2])), "0")
		}
	case marked.MatchString(text):
		e.Hint = "write " + onlyDigits(text) + " alone; the currency is the site's, or {amount: " + onlyDigits(text) + ", currency: EUR}"
	}
	return e
}

// Whole tells whether the amount has no minor units.
func (a Amount) Whole() bool { return a.Minor%power(Digits(a.Currency)) == 0 }

// Decimal gives the amount in the major unit, exactly: digits, and a point with decimals where it is not
// whole: "850000", "1500.50".
func (a Amount) Decimal() string {
	digits := Digits(a.Currency)
	unit := power(digits)
	if a.Minor%unit == 0 {
		return strconv.FormatInt(a.Minor/unit, 10)
	}
	return fmt.Sprintf("%d.%0*d", a.Minor/unit, digits, a.Minor%unit)
}

// Compare orders amounts by currency code, then by size.
func (a Amount) Compare(b Amount) int {
	return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Minor, b.Minor))
}
