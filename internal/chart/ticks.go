package chart

import (
	"time"

	"vitrin/internal/edtf"
)

// Tick is a place on an axis where a year or a month begins.
type Tick struct {
	X     string // percentage of the track
	Date  edtf.Date
	Label Room
}

// Room is how much room there is for the label of a tick, to the right of it.
type Room uint8

// The rooms, for labels of a year's or a month's length. A narrow track is about 280 pixels wide, a wide one 520.
const (
	OnNarrow Room = iota // everywhere
	OnWide               // on a wide track only
	Nowhere              // the tick is but a line
)

// pace is how ticks follow each other: those with a label on wide tracks, and on narrow ones, by months.
type pace struct {
	upTo         int // length of the axis in months
	wide, narrow int
}

// paces are such that the labels of one room never meet: of months at most three on a narrow track and five on a
// wide one, of years at most six and twelve.
var paces = [...]pace{
	{2, 1, 1},
	{4, 1, 2},
	{9, 3, 3},
	{12, 3, 6},
	{30, 6, 12},
	{6 * 12, 12, 12},
	{12 * 12, 12, 24},
	{24 * 12, 24, 48},
	{30 * 12, 60, 60},
	{60 * 12, 60, 120},
	{120 * 12, 120, 240},
	{300 * 12, 600, 600},
	{600 * 12, 600, 1200},
	{1200 * 12, 1200, 2400},
	{3000 * 12, 6000, 6000},
	{6000 * 12, 6000, 12000},
	{12000 * 12, 12000, 24000},
}

// pace gives the pace of the axis.
func (a Axis) pace() pace {
	length := month(a.to-1) - month(a.from) + 1
	for _, p := range paces {
		if length <= p.upTo {
			return p
		}
	}
	return paces[len(paces)-1]
}

// Ticks gives the places where labels stand, in the order of time. Those of half-years and longer steps are years
// where a year begins, the others months.
func (a Axis) Ticks() []Tick {
	if a.IsZero() {
		return nil
	}
	p := a.pace()
	var ticks []Tick
	for m := (month(a.from) + p.wide - 1) / p.wide * p.wide; ; m += p.wide {
		day := firstDay(m)
		if day >= a.to {
			return ticks
		}
		date := edtf.YearMonth(m/12, time.Month(m%12+1))
		if p.wide >= 6 && m%12 == 0 {
			date = edtf.Year(m / 12)
		}
		at := a.share(day)
		if day >= a.from && !date.IsZero() {
			ticks = append(ticks, Tick{percent(at), date, room(date, 1-at, m%p.narrow == 0)})
		}
	}
}

// room tells where a label can stand that has a share of the track to its right.
func room(d edtf.Date, share float64, narrow bool) Room {
	onNarrow, onWide := 0.11, 0.06
	if d.Precision() == edtf.MonthPrecision {
		onNarrow, onWide = 0.33, 0.18
	}
	switch {
	case narrow && share >= onNarrow:
		return OnNarrow
	case share >= onWide:
		return OnWide
	default:
		return Nowhere
	}
}

// widened gives the axis of the days from first to last, both included, and as many more as make it begin and end
// with a month; with a quarter where it is longer than two years, with a year where it is longer than four.
func widened(first, last edtf.Day) Axis {
	from, to := month(first), month(last)+1
	unit := 1
	switch length := to - from; {
	case length > 4*12:
		unit = 12
	case length > 2*12:
		unit = 3
	}
	return Axis{firstDay(from / unit * unit), firstDay((to + unit - 1) / unit * unit)}
}

// month numbers the months; January of the year 1 is 12.
func month(d edtf.Day) int { return d.Year()*12 + int(d.Month()) - 1 }

func firstDay(month int) edtf.Day { return edtf.NewDay(month/12, time.Month(month%12+1), 1) }
