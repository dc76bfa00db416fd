package source

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"vitrin/internal/diag"
)

// enough is how many warnings of one kind a file gets: finding their positions takes time.
const enough = 50

// personalNumbers warns of Swedish personal identity numbers (personnummer) and coordination numbers
// (samordningsnummer): YYMMDD-NNNN or YYYYMMDD-NNNN, with - or +, and YYYYMMDDNNNN, whose date exists and whose
// check digit holds. Organisation numbers have no month in the third and fourth digit. Ten digits in a row are
// left alone: they are as often a telephone number. The problems never hold the number and ask that its line not
// be shown.
func personalNumbers(file string, src []byte) diag.List {
	var found diag.List
	// Six digits in a row have one at every sixth place.
	for at := leastDigits - 1; at < len(src) && len(found) < enough; at += leastDigits {
		if !digit(src[at]) {
			continue // most of a text
		}
		start, end := at, at
		for start > 0 && digit(src[start-1]) {
			start--
		}
		for end < len(src) && digit(src[end]) {
			end++
		}
		if last := personalEnd(src, start, end); last > 0 {
			found = append(found, diag.Problem{
				Severity: diag.Warning, Code: diag.PersonalNumber, Secret: true,
				Pos:     position(file, src, start, last-start),
				Message: "this is a personal identity number",
				Hint:    "remove it: what has been published cannot be taken back",
			})
		}
		at += (end - 1 - at) / leastDigits * leastDigits // past these digits
	}
	return found
}

// leastDigits is how many digits a birthday has at least.
const leastDigits = 6

// personalEnd gives where a personal number ends that begins with the digits from start to end, or 0.
func personalEnd(src []byte, start, end int) int {
	birthday := src[start:end]
	switch {
	case len(birthday) == 12:
		if word(src, start, end) && personal(string(birthday[:8]), string(birthday[8:])) && !minute(birthday) {
			return end
		}
	case end < len(src) && (src[end] == '-' || src[end] == '+'):
		last := end + 1
		for last < len(src) && last-end < 6 && digit(src[last]) {
			last++
		}
		if last-end == 5 && personal(string(birthday), string(src[end+1:last])) {
			return last
		}
	}
	return 0
}

// word tells whether digits stand alone, and not within a longer number, a name or an address.
func word(src []byte, start, end int) bool {
	const joins = "-+_./,=#%&"
	before, _ := utf8.DecodeLastRune(src[:start])
	after, n := utf8.DecodeRune(src[end:])
	if unicode.IsLetter(before) || strings.ContainsRune(joins, before) || unicode.IsLetter(after) {
		return false
	}
	next, _ := utf8.DecodeRune(src[end+n:]) // a full stop may end the sentence
	return !strings.ContainsRune(joins, after) || !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

// minute tells whether twelve digits may as well be a moment of our century, YYYYMMDDhhmm.
func minute(digits []byte) bool {
	_, err := time.Parse("200601021504", string(digits))
	return err == nil && string(digits[:2]) == "20"
}

// personal tells whether a birthday of six or eight digits and four more make such a number.
func personal(birthday, rest string) bool {
	if n := len(birthday); n != 6 && n != 8 {
		return false
	}
	short := birthday[len(birthday)-6:]
	day := []byte(short)
	if day[4] >= '6' { // a coordination number adds 60 to the day
		day[4] -= 6
	}
	years := []string{"19", "20"}
	if len(birthday) == 8 {
		years = []string{birthday[:2]}
	}
	exists := false
	for _, century := range years {
		t, err := time.Parse("20060102", century+string(day))
		exists = exists || err == nil && t.Year() >= 1800 && t.Year() < 2100
	}
	return exists && luhn(short+rest)
}

// luhn verifies the last digit of a number (ISO/IEC 7812-1, annex B).
func luhn(digits string) bool {
	sum := 0
	for i, r := range []byte(digits) {
		d := int(r - '0')
		if (len(digits)-i)%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

func digit(b byte) bool { return b-'0' <= 9 }
