// Package edtf reads and holds dates as precise as they are known: a year, a season, a month or a day,
// exactly or about. It is the part of the Extended Date/Time Format (ISO 8601-2:2019, levels 0 and 1)
// that people write of projects, and the same in words.
//
// It knows no language: the words of months and seasons are given to it, and it writes none.
package edtf

import (
	"cmp"
	"fmt"
	"time"
)

// Precision is how much of a date is known.
type Precision uint8

// The precisions, from the coarsest. None is that of the zero Date.
const (
	None Precision = iota
	YearPrecision
	SeasonPrecision
	MonthPrecision
	DayPrecision
)

// The seasons by their EDTF numbers (ISO 8601-2:2019, 4.8). Spring is March to May, summer June to August,
// autumn September to November, winter December to the end of February of the next year.
const (
	Spring = 21
	Summer = 22
	Autumn = 23
	Winter = 24
)

// Date is a date with its precision. It is comparable; the zero Date is none.
type Date struct {
	year  int16 // 1 to 9999
	part  uint8 // month 1 to 12, or season 21 to 24; 0: only the year is known
	day   uint8 // 1 to 31; 0: not known
	About bool  // approximate: the date, at its precision, is not certain
}

// Year gives a date that is a year, from 1 to 9999; another number gives none.
func Year(year int) Date {
	if year < 1 || year > 9999 {
		return Date{}
	}
	return Date{year: int16(year)}
}

// YearMonth gives a date that is a month of a year from 1 to 9999; another year or month gives none.
func YearMonth(year int, month time.Month) Date {
	if Year(year).IsZero() || month < time.January || month > time.December {
		return Date{}
	}
	return Date{year: int16(year), part: uint8(month)}
}

// OfDay gives a date that is a day. A day outside of the years 1 to 9999 gives none.
func OfDay(d Day) Date {
	if Year(d.Year()).IsZero() {
		return Date{}
	}
	return Date{year: int16(d.Year()), part: uint8(d.Month()), day: uint8(d.Day())}
}

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d.year == 0 }

// Precision tells how much of the date is known.
func (d Date) Precision() Precision {
	switch {
	case d.year == 0:
		return None
	case d.part == 0:
		return YearPrecision
	case d.part >= Spring:
		return SeasonPrecision
	case d.day == 0:
		return MonthPrecision
	default:
		return DayPrecision
	}
}

// Year gives the date's year; of a winter, the one in which it begins.
func (d Date) Year() int { return int(d.year) }

// Month gives the month, or 0 where the date has none.
func (d Date) Month() time.Month {
	if d.part >= Spring {
		return 0
	}
	return time.Month(d.part)
}

// Season gives [Spring] to [Winter], or 0 where the date is no season.
func (d Date) Season() int {
	if d.part < Spring {
		return 0
	}
	return int(d.part)
}

// Earliest gives the first day that the date can mean. That of no date is the zero Day.
func (d Date) Earliest() Day {
	switch d.Precision() {
	case None:
		return 0
	case YearPrecision:
		return NewDay(d.Year(), time.January, 1)
	case SeasonPrecision:
		return NewDay(d.Year(), d.seasonStart(), 1)
	case MonthPrecision:
		return NewDay(d.Year(), d.Month(), 1)
	default:
		return NewDay(d.Year(), d.Month(), int(d.day))
	}
}

// Latest gives the last day that the date can mean. That of no date is the zero Day.
func (d Date) Latest() Day {
	switch d.Precision() {
	case None:
		return 0
	case YearPrecision:
		return NewDay(d.Year()+1, time.January, 0)
	case SeasonPrecision:
		return NewDay(d.Year(), d.seasonStart()+3, 0)
	case MonthPrecision:
		return NewDay(d.Year(), d.Month()+1, 0)
	default:
		return d.Earliest()
	}
}

// seasonStart gives the first month of the season.
func (d Date) seasonStart() time.Month { return time.Month(3 * (int(d.part) - Spring + 1)) }

// Compare orders dates by their earliest day, then by their latest; no date comes first.
func (d Date) Compare(other Date) int { return cmp.Compare(d.Key(), other.Key()) }

// Key gives a number that orders dates as [Date.Compare] does, for who sorts very many. It is positive, and means nothing else.
func (d Date) Key() int64 {
	const room = 24 // bits, of a day of the year 9999 and more
	return int64(d.earliestKey())<<room | int64(d.latestKey())
}

// earliestKey and latestKey order as the earliest and the latest day do, without the calendar: sorting
// asks for them often.
func (d Date) earliestKey() int {
	month := int(d.part)
	switch d.Precision() {
	case YearPrecision:
		month = 1
	case SeasonPrecision:
		month = int(d.seasonStart())
	}
	return (d.Year()*16+month)*32 + max(1, int(d.day))
}

func (d Date) latestKey() int {
	const lastDay = 31 // of a month: no day is later
	year, month, day := d.Year(), int(d.part), lastDay
	switch d.Precision() {
	case None:
		return 0
	case YearPrecision:
		month = 12
	case SeasonPrecision:
		month = int(d.seasonStart()) + 2
		if month > 12 {
			year, month = year+1, month-12
		}
	case DayPrecision:
		day = int(d.day)
	}
	return (year*16+month)*32 + day
}

// String gives the date in EDTF: 2022, 2013-23, 2022-05, 2022-05-17, each with ~ where it is about; "" is none.
func (d Date) String() string {
	about := ""
	if d.About {
		about = "~"
	}
	switch d.Precision() {
	case None:
		return ""
	case YearPrecision:
		return fmt.Sprintf("%04d%s", d.year, about)
	case DayPrecision:
		return fmt.Sprintf("%04d-%02d-%02d%s", d.year, d.part, d.day, about)
	default:
		return fmt.Sprintf("%04d-%02d%s", d.year, d.part, about)
	}
}
