package edtf

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Ways in which people write dates that can be read in several ways, or are not ISO 8601.
var (
	monthYear  = lazily(`^(\d{1,2})[/.-](\d{4})$`)
	yearMonth  = lazily(`^(\d{4})[/.](\d{1,2})$`)
	yearFirst  = lazily(`^(\d{4})[/. ](\d{1,2})[/. ](\d{1,2})$`)
	yearLast   = lazily(`^(\d{1,2})([/. -]{1,2})(\d{1,2})[/. -]{1,2}(\d{4}|\d{2})$`)
	compact    = lazily(`^(\d{4})(\d{2})(\d{2})$`)
	short      = lazily(`^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$`)
	shortened  = lazily(`^(\pL{3,})\.? (\d{4})$`)
	dayFirst   = lazily(`^(?:den )?(\d{1,2})(?:st|nd|rd|th|:e|:a)? (\pL+)\.?,? (\d{4})$`)
	monthFirst = lazily(`^(\pL+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)
	about      = lazily(`^(?:ca\.?|cirka|circa|c:a|omkring|runt|about|around|approx\.?|~|≈) ?(.+)$`)
	years      = lazily(`^(\d{4}) ?- ?(\d{4})$`)
	period     = lazily(`^(.+?) ?(?:[–—/]| - | to | till ) ?(.+)$`)
)

// meaning is what a text that is no date may mean.
type meaning struct {
	write  string // what to write instead; empty where that cannot be told
	isSure bool   // it is a date, and the text can mean no other
}

// beyondDoubt is the meaning of a form that has only one; there is none where it gives no date.
func beyondDoubt(date string) meaning { return meaning{date, date != ""} }

// guess says what to write for a text that is no date, where it can be told what it means.
func guess(text string, w Words) meaning {
	for _, try := range []struct {
		form  func() *regexp.Regexp
		meant func(m []string) meaning
	}{
		{years, func(m []string) meaning { return twoDates(m, w) }},
		{period, func(m []string) meaning { return twoDates(m, w) }},
		{monthYear, func(m []string) meaning { return beyondDoubt(iso(m[2], m[1], "")) }},
		{yearMonth, func(m []string) meaning { return afterYear(m[1], m[2], len(m[2]) == 2) }},
		{yearFirst, func(m []string) meaning { return beyondDoubt(iso(m[1], m[2], m[3])) }},
		{compact, func(m []string) meaning { return beyondDoubt(iso(m[1], m[2], m[3])) }},
		{short, func(m []string) meaning {
			if m[3] == "" {
				return afterYear(m[1], m[2], true)
			}
			return beyondDoubt(iso(m[1], m[2], m[3]))
		}},
		{yearLast, threeNumbers},
		{about, func(m []string) meaning { return beyondDoubt(approximate(m[1], w)) }},
		{dayFirst, func(m []string) meaning { return beyondDoubt(known(m[1]+" "+m[2]+" "+m[3], w).String()) }},
		{monthFirst, func(m []string) meaning { return beyondDoubt(known(m[2]+" "+m[1]+" "+m[3], w).String()) }},
		{shortened, func(m []string) meaning { return lengthened(m[1], m[2], w) }},
	} {
		if m := try.form().FindStringSubmatch(text); m != nil {
			if meant := try.meant(m); meant.write != "" {
				meant.isSure = meant.isSure && "1800" <= meant.write && meant.write < "2100"
				return meant
			}
		}
	}
	return meaning{}
}

// afterYear reads a year with a month behind it. There is doubt where the figures end the next year too, since
// 2009/10 may be the two years, and where the form says so: 2022.1 may be October that lost its zero.
func afterYear(year, month string, isSure bool) meaning {
	meant := beyondDoubt(iso(year, month, ""))
	meant.isSure = meant.isSure && isSure && !strings.HasSuffix(strconv.Itoa(number(year)+1), month)
	return meant
}

// iso gives a date in figures, or "" where there is no such date.
func iso(year, month, day string) string {
	if day != "" {
		day = fmt.Sprintf("%02d", number(day))
	}
	if d, err := numbers(year, fmt.Sprintf("%02d", number(month)), day, ""); err == nil && d.Season() == 0 {
		return d.String()
	}
	return ""
}

// known reads a date in one of the known forms, or gives none. It makes no guesses, so that guesses come to an
// end.
func known(text string, w Words) Date {
	d, _, err := exact(text, "", w)
	if err != nil {
		return Date{}
	}
	return d
}

func approximate(text string, w Words) string {
	d := known(text, w)
	d.About = true
	return d.String()
}

// threeNumbers gives what a date that seems to end in its year may mean. One in short figures with hyphens
// may begin with it too; where the year has two figures, there is always doubt which of the numbers it is.
func threeNumbers(m []string) meaning {
	a, mark, b, c := m[1], m[2], m[3], m[4]
	var readings []string
	read := func(order, date string) {
		isSame := func(r string) bool { return strings.HasPrefix(r, date) }
		if date != "" && !slices.ContainsFunc(readings, isSame) {
			readings = append(readings, date+order)
		}
	}
	year := c
	if len(c) == 2 {
		year = century(c) + c
		if mark == "-" && len(a) == 2 {
			read(" if the year stands first", iso(century(a)+a, b, c))
		}
	}
	read(" if the day stands first", iso(year, b, a))
	read(" if the month does", iso(year, a, b))
	if len(readings) == 1 {
		date, _, _ := strings.Cut(readings[0], " ")
		return meaning{date, len(c) == 4}
	}
	return meaning{write: strings.Join(readings, ", or ")}
}

// century gives the first figures of a year of two, as POSIX reads them: 69 to 99 are of the 20th century.
func century(year string) string {
	if year >= "69" {
		return "19"
	}
	return "20"
}

// twoDates gives what to write for a text that holds two dates.
func twoDates(m []string, w Words) meaning {
	first, last := known(m[1], w), known(m[2], w)
	if first.IsZero() || last.IsZero() {
		return meaning{}
	}
	return meaning{write: fmt.Sprintf("one date: %s where the period starts, %s where it ends", first, last)}
}

// lengthened gives the month or season that a shortened word begins. There is doubt where it begins
// several, or shares no more than its first letters with one.
func lengthened(word, year string, w Words) meaning {
	whole := beginning(word, w)
	parts := slices.Concat(whole, beginning(string([]rune(word)[:3]), w))
	if len(parts) == 0 {
		return meaning{}
	}
	return meaning{fmt.Sprintf("%s-%02d", year, parts[0]), len(whole) == 1}
}

// beginning gives the months, and then the seasons, whose words begin so, each once.
func beginning(word string, w Words) []int {
	var parts []int
	for _, list := range []map[string]int{w.Months, w.Seasons} {
		for _, full := range slices.Sorted(maps.Keys(list)) {
			if strings.HasPrefix(full, word) && !slices.Contains(parts, list[full]) {
				parts = append(parts, list[full])
			}
		}
	}
	return parts
}

// lazily gives a regular expression that is compiled when it is used first: most runs of the program use few of them.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
