package money

import (
	"fmt"
	"strings"
)

// Form is how a table writes its numbers, where that is known. The zero Form reads every number that can mean one
// thing only: of 1.234 nobody can tell whether it is more than a thousand.
type Form struct {
	Decimal string // the sign before decimals: "," or "."
	Group   string // the sign that groups digits: ".", ",", "'" or a space. Spaces of all kinds may always do so
	Unit    string // what amounts are in that name no unit themselves, such as "tkr": one that is [KnownUnit]
}

// KnownUnit tells whether a word beside an amount says how many zeros to add, such as tkr, mnkr or kr.
func KnownUnit(word string) bool {
	_, known := measureOf(word)
	return known && strings.TrimSpace(word) != ""
}

// DecimalSign gives the sign that stands before decimals in the form: a comma or a point. The zero Form has a point.
func (f Form) DecimalSign() string {
	if sign, certain := f.decimalSign(""); certain && sign != "" {
		return sign
	}
	return "."
}

// Number reads a number and gives it as [Form.Amount] does its figures: digits with a point before decimals, -1234.5.
// The error is an [*Error].
func (f Form) Number(text string) (string, error) {
	before, number, after := cutWords(strings.TrimSpace(text))
	sign := strings.TrimSpace(strings.ReplaceAll(before, "\u2212", "-"))
	if number == "" || after != "" || sign != "" && sign != "-" {
		return "", refused("write digits alone", "%q is not a number", text)
	}
	whole, decimals, err := f.split(number)
	if err != nil {
		return "", err
	}
	return sign + shift(whole, decimals, 0), nil
}

// Amount reads an amount in a currency that is [Known]. It may stand beside its currency or unit, "1 234 567,00 kr"
// and "850 tkr", and may be said to be approximate, "ca 5 mnkr". The error is an [*Error].
func (f Form) Amount(text, code string) (Amount, error) {
	bare, approximate := strings.CutSuffix(strings.TrimSpace(text), "~")
	if m := about().FindStringSubmatch(bare); m != nil {
		bare, approximate = m[1], true
	}
	before, number, after := cutWords(bare)
	switch sign := strings.TrimSpace(before); {
	case number == "":
		return Amount{}, refused("write digits, or nothing where no amount is stated", "%q is not an amount", strings.TrimSpace(text))
	case strings.HasPrefix(sign, "-"), strings.HasPrefix(sign, "\u2212"):
		return Amount{}, unreadable(strings.TrimSpace(text), code)
	}
	zeros, err := f.zeros(text, before+" "+after, code)
	if err != nil {
		return Amount{}, err
	}
	whole, decimals, err := f.split(number)
	if err != nil {
		return Amount{}, err
	}
	number = shift(whole, decimals, zeros)
	if _, rest, _ := strings.Cut(number, "."); len(rest) > Digits(code) {
		return Amount{}, refused("round it to the currency's smallest unit", "%q has more decimals than %s has", text, code)
	}
	amount, err := Parse(number, code)
	amount.About = approximate && err == nil
	return amount, err
}

// refused says why a text is not read, and what to write instead.
func refused(hint, format string, args ...any) error {
	return &Error{Message: fmt.Sprintf(format, args...), Hint: hint}
}

// cutWords splits a text at its first and its last digit.
func cutWords(text string) (before, number, after string) {
	first, last := strings.IndexAny(text, "0123456789"), strings.LastIndexAny(text, "0123456789")
	if first < 0 {
		return text, "", ""
	}
	return text[:first], text[first : last+1], text[last+1:]
}

// zeros gives how many of them the words beside an amount, or else the form's unit, add to it.
func (f Form) zeros(text, words, code string) (int, error) {
	said, known := measureOf(words)
	unit, _ := measureOf(f.Unit)
	switch {
	case !known:
		return 0, refused("write digits, and no other word than the currency or a unit, such as tkr", "%q is not an amount", text)
	case said.currency != "" && said.currency != code:
		return 0, refused("say currency: "+said.currency, "%q is an amount in %s, not in %s", text, said.currency, code)
	case strings.TrimSpace(words) == "":
		return unit.zeros, nil
	case f.Unit != "" && said.zeros != unit.zeros:
		return 0, refused("write amounts in one unit", "%q names its unit, and it is not %s", text, f.Unit)
	}
	return said.zeros, nil
}

// split takes a number apart into the digits before and after its decimal sign.
func (f Form) split(number string) (whole, decimals string, err error) {
	plain := strings.Map(func(r rune) rune {
		switch r {
		case '\u00A0', '\u202F', '\u2009':
			return ' '
		case '’':
			return '\''
		}
		return r
	}, number)
	whole, decimals = plain, ""
	sign, certain := f.decimalSign(plain)
	if !certain {
		return "", "", refused(`say which sign stands before decimals, decimal: "," or decimal: "."`, "%q can be read in two ways", number)
	}
	if sign != "" {
		if at := strings.LastIndex(plain, sign); at >= 0 {
			whole, decimals = plain[:at], plain[at+1:]
		}
	}
	digits, ok := ungroup(whole, f.groups(sign))
	if !ok || strings.Trim(decimals, "0123456789") != "" {
		return "", "", refused(`write digits alone, or say how they are grouped, such as {decimal: ",", thousands: "."}`, "%q is not a number in the form that is expected here", number)
	}
	return digits, decimals, nil
}

// decimalSign gives the sign before decimals, "" where there can be none. It is not certain in what may be
// decimals as well as a group.
func (f Form) decimalSign(plain string) (sign string, certain bool) {
	switch {
	case f.Decimal != "":
		return f.Decimal, true
	case f.Group == ".":
		return ",", true
	case f.Group == ",":
		return ".", true
	}
	at := strings.LastIndexAny(plain, ".,")
	if at < 0 {
		return "", true
	}
	sign = plain[at : at+1]
	other := strings.Trim(".,", sign)
	switch {
	case strings.Contains(plain, other):
		return sign, true
	case strings.Count(plain, sign) > 1:
		return "", true
	}
	one := len(plain)-at-1 == 3 && at <= 3 && plain[0] != '0'
	return sign, !one
}

// groups gives the signs that may group digits where another one stands before decimals.
func (f Form) groups(decimal string) []string {
	if f.Group != "" {
		return []string{f.Group, " "}
	}
	if f.Decimal != "" {
		return []string{" ", "'"}
	}
	signs := []string{" ", "'"}
	for _, sign := range []string{".", ","} {
		if sign != decimal {
			signs = append(signs, sign)
		}
	}
	return signs
}

// ungroup takes one kind of signs out of a number, if they stand before every third digit from the right.
func ungroup(number string, signs []string) (digits string, ok bool) {
	for _, sign := range signs {
		if !strings.Contains(number, sign) {
			continue
		}
		parts := strings.Split(number, sign)
		for i, part := range parts {
			if len(part) != 3 && (i > 0 || len(part) > 3 || part == "") {
				return "", false
			}
		}
		number = strings.Join(parts, "")
		break
	}
	return number, number != "" && strings.Trim(number, "0123456789") == ""
}

// shift writes a number with its decimal point some digits further to the right, without zeros that say nothing.
func shift(whole, decimals string, zeros int) string {
	decimals = strings.TrimRight(decimals, "0")
	if missing := zeros - len(decimals); missing > 0 {
		decimals += strings.Repeat("0", missing)
	}
	whole, decimals = strings.TrimLeft(whole+decimals[:zeros], "0"), decimals[zeros:]
	if whole == "" {
		whole = "0"
	}
	if decimals == "" {
		return whole
	}
	return whole + "." + decimals
}
