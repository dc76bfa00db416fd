package source

import (
	"time"

	"vitrin/internal/diag"
)

// personalNumbers warns of Swedish personal identity numbers (personnummer) and coordination numbers
// (samordningsnummer): YYMMDD-NNNN or YYYYMMDD-NNNN, with - or +, whose date exists and whose check
// digit holds. Organisation numbers have no month in the third and fourth digit. The problems never
// hold the number and ask that its line not be shown.
func personalNumbers(file string, src []byte) diag.List {
	const enough = 50 // warnings for one file: finding their positions takes time
	var found diag.List
	for i, b := range src {
		if b != '-' && b != '+' || i == 0 || !digit(src[i-1]) {
			continue
		}
		start, end := i, i+1
		for start > 0 && i-start < 9 && digit(src[start-1]) {
			start--
		}
		for end < len(src) && end-i < 6 && digit(src[end]) {
			end++
		}
		if len(found) == enough {
			break
		}
		if end-i != 5 || !personal(string(src[start:i]), string(src[i+1:end])) {
			continue
		}
		found = append(found, diag.Problem{
			Severity: diag.Warning, Code: diag.PersonalNumber, Secret: true,
			Pos:     position(file, src, start, end-start),
			Message: "this is a personal identity number",
			Hint:    "remove it: what has been published cannot be taken back",
		})
	}
	return found
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

func digit(b byte) bool { return '0' <= b && b <= '9' }
