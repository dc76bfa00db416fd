package edtf

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Words are the words of dates, in lower case, in one language or several.
type Words struct {
	Months  map[string]int // 1 to 12
	Seasons map[string]int // [Spring] to [Winter]
}

// Error says why a text is no date, and what to write instead.
type Error struct {
	Message, Hint string
	Meant         string // in EDTF, what the text means beyond doubt; empty where it may mean several dates, or none
}

// Error gives the message without the hint.
func (e *Error) Error() string { return e.Message }

// Advice gives the hint; it may be empty.
func (e *Error) Advice() string { return e.Hint }

// Meaning gives what is to be written instead, where there is no doubt; else "".
func (e *Error) Meaning() string { return e.Meant }

var worded = lazily(`^(?:(\d{1,2})\.? )?(\pL+)\.? (\d{4})$`)

const forms = "write a year, a month or a day, such as 2022, 2022-05 or 2022-05-17; or in words, such as hösten 2013 or May 2022"

// Parse reads a date. The error is an [*Error].
func Parse(s string, w Words) (Date, error) {
	text := s
	if strings.Trim(s, digits+"-~") != "" {
		text = strings.ToLower(norm.NFC.String(strings.Join(strings.Fields(s), " ")))
	}
	bare, about := strings.CutSuffix(text, "~")
	bare = strings.TrimSpace(bare)
	d, known, err := exact(bare, s, w)
	switch {
	case !known:
		return Date{}, unreadable(bare, about, s, w)
	case err != nil:
		return Date{}, err
	}
	d.About = about
	return d, nil
}

// unreadable says what is wrong with a text that is no date, with what was probably meant.
func unreadable(text string, about bool, written string, w Words) *Error {
	if text == "" {
		return &Error{Message: "the date is empty", Hint: "take the key away, or " + forms}
	}
	e := &Error{Message: fmt.Sprintf("%q is not a date", written), Hint: forms}
	meant := guess(text, w)
	if approximated := approximate(meant.write, w); about && approximated != "" {
		meant.write = approximated
	}
	if meant.write != "" {
		e.Hint = "write " + meant.write
	}
	if meant.isSure {
		e.Meant = meant.write
	}
	return e
}

// exact reads a date in one of the known forms. For a text in none of them known is false, and the date none.
func exact(text, written string, w Words) (d Date, known bool, err error) {
	if year, month, day, ok := figures(text); ok {
		d, err = numbers(year, month, day, written)
		return d, true, err
	}
	if m := worded().FindStringSubmatch(text); m != nil {
		return words(m, written, w)
	}
	return Date{}, false, nil
}

const digits = "0123456789"

// figures parts 2022, 2022-05 or 2022-05-17; ok is false for a text in another form.
func figures(text string) (year, month, day string, ok bool) {
	year, rest, monthStated := strings.Cut(text, "-")
	month, day, dayStated := strings.Cut(rest, "-")
	ok = len(year) == 4 && monthStated == (len(month) == 2) && dayStated == (len(day) == 2) && strings.Trim(year+month+day, digits) == ""
	return year, month, day, ok
}

// numbers reads the parts of a numeric date; month and day may be empty.
func numbers(year, month, day, written string) (Date, error) {
	y, m, n := number(year), number(month), number(day)
	switch {
	case y == 0:
		return Date{}, slip(written, "has the year 0", "write a year from 0001 to 9999")
	case month == "":
		return Year(y), nil
	case m >= Spring && m <= Winter && day == "":
		return Date{year: int16(y), part: uint8(m)}, nil
	case m < 1 || m > 12:
		return Date{}, slip(written, "has no month "+month, "months go from 01 to 12, seasons from 21 (spring) to 24 (winter)")
	case day == "":
		return Date{year: int16(y), part: uint8(m)}, nil
	}
	if last := NewDay(y, time.Month(m)+1, 0).Day(); n < 1 || n > last {
		return Date{}, slip(written, "has no day "+day, fmt.Sprintf("that month has the days 01 to %d", last))
	}
	return Date{year: int16(y), part: uint8(m), day: uint8(n)}, nil
}

func slip(written, what, hint string) *Error {
	return &Error{Message: fmt.Sprintf("%q %s", written, what), Hint: hint}
}

// words reads "hösten 2013", "may 2022" and "17 may 2022"; known is false where the word is none of the given.
func words(m []string, written string, w Words) (d Date, known bool, err error) {
	day, word, year := m[1], m[2], m[3]
	if month := w.Months[word]; month != 0 {
		if day != "" {
			day = fmt.Sprintf("%02d", number(day))
		}
		d, err = numbers(year, fmt.Sprintf("%02d", month), day, written)
		return d, true, err
	}
	if season := w.Seasons[word]; season != 0 && day == "" {
		d, err = numbers(year, strconv.Itoa(season), "", written)
		return d, true, err
	}
	return Date{}, false, nil
}

// number reads a few figures; none are 0.
func number(figures string) int {
	n := 0
	for _, figure := range figures {
		n = 10*n + int(figure-'0')
	}
	return n
}
