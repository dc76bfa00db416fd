package edtf

import (
	"fmt"
	"time"
)

// Day is a civil day of the proleptic Gregorian calendar, without time or zone. The zero Day is 1 January
// of the year 1; days are compared with <.
type Day int32

// NewDay gives a day by its year, month and day of the month, normalised as [time.Date] does.
func NewDay(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/secondsPerDay - epoch)
}

const (
	secondsPerDay = 24 * 60 * 60
	epoch         = -719162 // 0001-01-01, in days from 1970-01-01
)

// DayOf gives the day of a moment, in the moment's own zone.
func DayOf(t time.Time) Day {
	year, month, day := t.Date()
	return NewDay(year, month, day)
}

func (d Day) time() time.Time { return time.Unix((int64(d)+epoch)*secondsPerDay, 0).UTC() }

// Year gives the day's year.
func (d Day) Year() int { return d.time().Year() }

// Month gives the day's month.
func (d Day) Month() time.Month { return d.time().Month() }

// Day gives the day of the month, from 1.
func (d Day) Day() int { return d.time().Day() }

// Before tells whether the day is earlier than the other.
func (d Day) Before(other Day) bool { return d < other }

// Compare gives -1, 0 or +1 as the day is earlier than the other, the same, or later.
func (d Day) Compare(other Day) int {
	switch {
	case d < other:
		return -1
	case d > other:
		return 1
	}
	return 0
}

// AddDays gives the day that many days later.
func (d Day) AddDays(n int) Day { return d + Day(n) }

// AddMonths gives the same day of the month that many months later, or that month's last day where it has
// no such day.
func (d Day) AddMonths(n int) Day {
	year, month, day := d.time().Date()
	return min(NewDay(year, month+time.Month(n), day), NewDay(year, month+time.Month(n)+1, 0))
}

// String gives the day as ISO 8601 has it: 2022-05-17.
func (d Day) String() string {
	year, month, day := d.time().Date()
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}
