package money

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// MaxMajor is the largest amount that is read, in the currency's major unit: 10,000 milliards. A [Sum] of 9,000
// such amounts is exact where the minor unit is a hundredth, and one of a million amounts of 60 milliards too.
const MaxMajor = 10_000_000_000_000

// Error says why a text is no amount, and what to write instead.
type Error struct {
	Message, Hint string
	Meant         string // digits that the text means beyond doubt; empty where it may mean something else
}

// Error gives the message without the hint.
func (e *Error) Error() string { return e.Message }

// Advice gives the hint; it may be empty.
func (e *Error) Advice() string { return e.Hint }

// Meaning gives what is to be written instead, where there is no doubt; else "".
func (e *Error) Meaning() string { return e.Meant }

// spaces are those that group digits: a common one, no-break, narrow no-break, thin.
const spaces = ` \x{A0}\x{202F}\x{2009}`

var (
	plain   = lazily(`^(\d+)(?:[.,](\d{1,2}))?$`)
	grouped = lazily(`^(\d{1,3}(?:[` + spaces + `]\d{3})+)(?:[.,](\d{1,2}))?$`)
)

// Parse reads an amount in a currency that is [Known]: 850000, "850 000", "1500.50" or "1500,50". The error is
// an [*Error].
func Parse(text, code string) (Amount, error) {
	text = strings.TrimSpace(text)
	whole, decimals, ok := parts(text)
	if !ok {
		return Amount{}, unreadable(text, code)
	}
	digits := Digits(code)
	if len(decimals) > digits {
		return Amount{}, slip("round it to the currency's smallest unit", "%q has more decimals than %s has", text, code)
	}
	major, err := strconv.ParseInt(onlyDigits(whole), 10, 64)
	if err != nil || major > MaxMajor {
		return Amount{}, slip("mend the number; there are too many digits", "%q is more money than any programme has", text)
	}
	minor, _ := strconv.ParseInt("0"+(decimals + "0000")[:digits], 10, 64)
	return Amount{Currency: code, Minor: major*unit(code) + minor}, nil
}

// parts gives what stands before the decimal mark, with its spaces, and what stands after it; ok is false for what
// is no amount. Most amounts are nothing but digits.
func parts(text string) (whole, decimals string, ok bool) {
	if onlyDigits(text) == text && text != "" {
		return text, "", true
	}
	for _, form := range []func() *regexp.Regexp{plain, grouped} {
		if m := form().FindStringSubmatch(text); m != nil {
			return m[1], m[2], true
		}
	}
	return "", "", false
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// unreadable says what is wrong with a text that is no amount, with what was probably meant.
func unreadable(text, code string) error {
	switch {
	case text == "":
		return slip("take the key away where no amount is stated; 0 is an amount", "the amount is empty")
	case strings.HasPrefix(text, "-"), strings.HasPrefix(text, "\u2212"):
		return slip("an amount is 0 or more; say in a note what was paid back", "%q is less than nothing", text)
	}
	e := slip(`write digits alone, such as 850000 or "850 000"; the currency is the site's, or {amount: 120000, currency: EUR}`, "%q is not an amount", text)
	write, isSure := guess(text, code)
	if write != "" {
		e.Hint = "write " + write
	}
	if isSure {
		if _, err := Parse(write, code); err == nil { // it may have too many digits
			e.Meant = write
		}
	}
	return e
}

func slip(hint, format string, args ...any) *Error {
	return &Error{Message: fmt.Sprintf(format, args...), Hint: hint}
}

// lazily gives a regular expression that is compiled when it is used first: most runs of the program use few of them.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
