package edtf

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Form is a way of writing dates in which a text means one date only, such as DD.MM.YYYY: how a table writes
// them, which [Parse] must not guess. The zero Form reads nothing.
type Form struct {
	written string
	match   func() *regexp.Regexp
	parts   []byte // what each group of match holds: 'y' year, 'm' month in figures, 'n' its name, 'd' day
}

// token is a part of a form.
type token struct {
	written string
	part    byte // as in Form.parts
	digits  int  // 0: a word
}

// tokens are all parts, the longer before those that they begin with.
var tokens = []token{
	{"YYYY", 'y', 4}, {"YY", 'y', 2}, {"MMMM", 'n', 0}, {"MMM", 'n', 0}, {"MM", 'm', 2}, {"M", 'm', 1}, {"DD", 'd', 2}, {"D", 'd', 1},
}

// tokenAt gives the token with which a form begins; ok is false where it begins with another sign.
func tokenAt(form string) (t token, ok bool) {
	for _, t := range tokens {
		if strings.HasPrefix(form, t.written) {
			return t, true
		}
	}
	return token{}, false
}

// clock is a time of day behind a date, which a table that knows only days writes too.
const clock = `(?:(?: |t)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:z| ?[+-]\d{2}:?\d{2})?)?`

// maxForm is more bytes than any form needs.
const maxForm = 60

// ParseForm reads a form: YYYY or YY for the year, MM or M for the month, MMM for its name or the beginning of it, DD
// or D for the day, and the signs between them. Å stands for Y too, as in ÅÅÅÅ-MM-DD. A form names a year,
// and a month where it names a day.
func ParseForm(s string) (Form, error) {
	f := Form{written: s}
	rest := strings.ReplaceAll(strings.ToUpper(strings.TrimSpace(norm.NFC.String(s[:min(len(s), maxForm)]))), "Å", "Y")
	var pattern strings.Builder
	digits := false // the pattern ends in digits, and more would not be told from them
	for rest != "" {
		t, ok := tokenAt(rest)
		if !ok {
			r, size := utf8.DecodeRuneInString(rest)
			pattern.WriteString(regexp.QuoteMeta(strings.ToLower(string(r))))
			rest, digits = rest[size:], false
			continue
		}
		rest = rest[len(t.written):]
		_, more := tokenAt(rest)
		switch {
		case t.digits == 0:
			pattern.WriteString(`(\pL+)\.?`)
		case t.part != 'y' && !digits && !more:
			pattern.WriteString(`(\d{1,2})`)
		default:
			fmt.Fprintf(&pattern, `(\d{%d})`, max(t.digits, 2))
		}
		f.parts, digits = append(f.parts, t.part), t.digits > 0
	}
	if len(s) > maxForm || !f.complete() {
		return Form{}, &Error{Message: fmt.Sprintf("%q is no form of dates", s), Hint: "write it with YYYY, MM and DD, such as DD.MM.YYYY, M/D/YY or YYYYMMDD"}
	}
	f.match = lazily(`^` + pattern.String() + clock + `$`)
	return f, nil
}

// complete tells whether the form names a year, no part twice, and no day without a month.
func (f Form) complete() bool {
	count := map[byte]int{}
	for _, p := range f.parts {
		if p == 'n' {
			p = 'm'
		}
		count[p]++
	}
	return count['y'] == 1 && count['m'] <= 1 && count['d'] <= count['m']
}

// String gives the form as it was written.
func (f Form) String() string { return f.written }

// Parse reads a date in this form. For a text in another form known is false. A year of two figures is of the years
// 1969 to 2068, as POSIX has it. A time of day behind the date is left out. The error is an [*Error].
func (f Form) Parse(s string, w Words) (d Date, known bool, err error) {
	if f.match == nil {
		return Date{}, false, nil
	}
	m := f.match().FindStringSubmatch(strings.ToLower(norm.NFC.String(strings.Join(strings.Fields(s), " "))))
	if m == nil {
		return Date{}, false, nil
	}
	var year, month, day string
	for i, part := range f.parts {
		switch text := m[i+1]; part {
		case 'y':
			year = text
		case 'm':
			month = fmt.Sprintf("%02d", number(text))
		case 'n':
			n := monthOf(text, w)
			if n == 0 {
				return Date{}, false, nil
			}
			month = fmt.Sprintf("%02d", n)
		default:
			day = fmt.Sprintf("%02d", number(text))
		}
	}
	if len(year) == 2 {
		year = century(year) + year
	}
	if n := number(month); month != "" && (n < 1 || n > 12) {
		return Date{}, true, &Error{Message: fmt.Sprintf("%q has no month %s", s, month), Hint: fmt.Sprintf("it was read as %s; months go from 01 to 12", f)}
	}
	d, err = numbers(year, month, day, s)
	return d, true, err
}

// monthOf gives the month that a word of at least three letters is, or begins; 0 is none, or several.
func monthOf(word string, w Words) int {
	if n := w.Months[word]; n != 0 {
		return n
	}
	found := 0
	for full, n := range w.Months {
		if utf8.RuneCountInString(word) >= 3 && strings.HasPrefix(full, word) && n != found {
			if found != 0 {
				return 0
			}
			found = n
		}
	}
	return found
}

// ParseAny reads a date in the first of several forms that it fits, else as [Parse] does. A time of day behind a
// date of ISO 8601 is left out.
func ParseAny(s string, forms []Form, w Words) (Date, error) {
	for _, f := range append(slices.Clip(forms), isoDay) {
		if d, known, err := f.Parse(s, w); known {
			return d, err
		}
	}
	return Parse(s, w)
}

// isoDay is a day of ISO 8601 with a time behind it.
var isoDay = Form{
	written: "YYYY-MM-DD",
	match:   lazily(`^(\d{4})-(\d{2})-(\d{2})` + clock + `$`),
	parts:   []byte("ymd"),
}
