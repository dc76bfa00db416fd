package edtf

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Words are the words of dates, in lower case, in one language or several.
type Words struct {
	Months  map[string]int // 1 to 12
	Seasons map[string]int // [Spring] to [Winter]
}

// Error says why a text is no date, and what to write instead.
type Error struct {
	Message, Hint string
}

// Error gives the message without the hint.
func (e *Error) Error() string { return e.Message }

// Advice gives the hint; it may be empty.
func (e *Error) Advice() string { return e.Hint }

var (
	numeric = regexp.MustCompile(`^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$`)
	worded  = regexp.MustCompile(`^(?:(\d{1,2})\.? )?(\pL+)\.? (\d{4})$`)

	// Ways in which people write dates that can be read in several ways or are not ISO 8601.
	monthYear = regexp.MustCompile(`^(\d{1,2})[/.-](\d{4})$`)
	yearMonth = regexp.MustCompile(`^(\d{4})[/.](\d{1,2})$`)
	yearFirst = regexp.MustCompile(`^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})[/. -]{1,2}(\d{1,2})[/. -]{1,2}(\d{4}|\d{2})$`)
	compact   = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	short     = regexp.MustCompile(`^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$`)
	shortened = regexp.MustCompile(`^(\pL{3,})\.? (\d{4})$`)
)

const forms = "write a year, a month or a day, such as 2022, 2022-05 or 2022-05-17; or in words, such as hösten 2013 or May 2022"

// Parse reads a date. The error is an [*Error].
func Parse(s string, w Words) (Date, error) {
	text := strings.ToLower(strings.Join(strings.Fields(s), " "))
	bare, about := strings.CutSuffix(text, "~")
	bare = strings.TrimSpace(bare)
	d, err := parse(bare, s, w)
	if err != nil {
		return Date{}, err
	}
	d.About = about
	return d, nil
}

func parse(text, written string, w Words) (Date, error) {
	if m := numeric.FindStringSubmatch(text); m != nil {
		return numbers(m[1], m[2], m[3], written)
	}
	if m := worded.FindStringSubmatch(text); m != nil {
		if d, err, ok := words(m, written, w); ok {
			return d, err
		}
	}
	return Date{}, unreadable(text, written, w)
}

// numbers reads the parts of a numeric date; month and day may be empty.
func numbers(year, month, day, written string) (Date, error) {
	y, m, n := number(year), number(month), number(day)
	switch {
	case y == 0:
		return Date{}, &Error{fmt.Sprintf("%q has the year 0", written), "write a year from 0001 to 9999"}
	case month == "":
		return Year(y), nil
	case m >= Spring && m <= Winter && day == "":
		return Date{year: int16(y), part: uint8(m)}, nil
	case m < 1 || m > 12:
		return Date{}, &Error{fmt.Sprintf("%q has no month %s", written, month), "months go from 01 to 12, seasons from 21 (spring) to 24 (winter)"}
	case day == "":
		return Date{year: int16(y), part: uint8(m)}, nil
	}
	if last := NewDay(y, time.Month(m)+1, 0).Day(); n < 1 || n > last {
		return Date{}, &Error{fmt.Sprintf("%q has no day %s", written, day), fmt.Sprintf("that month has the days 01 to %d", last)}
	}
	return Date{year: int16(y), part: uint8(m), day: uint8(n)}, nil
}

// words reads "hösten 2013", "may 2022" and "17 may 2022"; ok is false where the word is none of the given.
func words(m []string, written string, w Words) (d Date, err error, ok bool) {
	day, word, year := m[1], m[2], m[3]
	if month := w.Months[word]; month != 0 {
		if day != "" {
			day = fmt.Sprintf("%02d", number(day))
		}
		d, err = numbers(year, fmt.Sprintf("%02d", month), day, written)
		return d, err, true
	}
	if season := w.Seasons[word]; season != 0 && day == "" {
		d, err = numbers(year, strconv.Itoa(season), "", written)
		return d, err, true
	}
	return Date{}, nil, false
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// unreadable says what is wrong with a text that is no date, with what was probably meant.
func unreadable(text, written string, w Words) error {
	e := &Error{fmt.Sprintf("%q is not a date", written), forms}
	switch {
	case text == "":
		e.Message, e.Hint = "the date is empty", "take the key away, or "+forms
	default:
		e.guess(text, w)
	}
	return e
}

// guess replaces the hint by what was probably meant, where that can be told.
func (e *Error) guess(text string, w Words) {
	match := func(form *regexp.Regexp) []string { return form.FindStringSubmatch(text) }
	if m := match(monthYear); m != nil {
		e.propose(m[2], m[1], "")
	} else if m := match(yearMonth); m != nil {
		e.propose(m[1], m[2], "")
	} else if m := match(yearFirst); m != nil {
		e.propose(m[1], m[2], m[3])
	} else if m := match(compact); m != nil {
		e.propose(m[1], m[2], m[3])
	} else if m := match(short); m != nil {
		e.propose(m[1], m[2], m[3])
	} else if m := match(yearLast); m != nil {
		e.dayOrMonthFirst(m[1], m[2], m[3])
	} else if m := match(shortened); m != nil {
		e.lengthen(m[1], m[2], w)
	}
}

// propose writes the date's ISO form as a hint, if there is such a date.
func (e *Error) propose(year, month, day string) {
	if iso, ok := iso(year, month, day); ok {
		e.Hint = "write " + iso
	}
}

func iso(year, month, day string) (string, bool) {
	if day != "" {
		day = fmt.Sprintf("%02d", number(day))
	}
	d, err := numbers(year, fmt.Sprintf("%02d", number(month)), day, "")
	return d.String(), err == nil && d.Season() == 0
}

// dayOrMonthFirst proposes what a date that ends in its year may mean.
func (e *Error) dayOrMonthFirst(a, b, year string) {
	if len(year) == 2 {
		year = "20" + year
	}
	dayFirst, okDay := iso(year, b, a)
	monthFirst, okMonth := iso(year, a, b)
	switch {
	case okDay && okMonth && dayFirst != monthFirst:
		e.Hint = fmt.Sprintf("write %s if the day stands first, or %s if the month does", dayFirst, monthFirst)
	case okDay:
		e.Hint = "write " + dayFirst
	case okMonth:
		e.Hint = "write " + monthFirst
	}
}

// lengthen proposes the month or season that a shortened word begins.
func (e *Error) lengthen(word, year string, w Words) {
	for _, list := range []map[string]int{w.Months, w.Seasons} {
		for _, full := range slices.Sorted(maps.Keys(list)) {
			if strings.HasPrefix(full, string([]rune(word)[:3])) {
				e.Hint = fmt.Sprintf("write %s-%02d", year, list[full])
				return
			}
		}
	}
}
