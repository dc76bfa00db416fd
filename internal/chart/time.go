package chart

import "vitrin/internal/edtf"

// Period is a stretch of time as far as it is known. A zero Start or End is not stated; both included.
type Period struct {
	Start, End edtf.Date
	On         edtf.Day // a day on which the period is known to go on; it tells where an end is not stated; zero: none
}

// Dated tells whether anything is known of the period.
func (p Period) Dated() bool { return !p.Start.IsZero() || !p.End.IsZero() }

// Known is what is known of a part of a period.
type Known string

// What can be known of a part.
const (
	Sure      Known = "sure"       // the period has all of these days
	Unsure    Known = "unsure"     // the period begins or ends on one of these days
	OpenStart Known = "open-start" // it begins some time before; a place, not a length
	OpenEnd   Known = "open-end"   // it ends some time after; likewise
	Moment    Known = "moment"     // a day that matters; likewise
)

// Part is a part of a period on the track. X and Width are percentages of it, such as "37.5%"; a place has no Width.
type Part struct {
	Known Known
	Span
}

// stretch is a part in days, both included. That of a place is one day.
type stretch struct {
	known    Known
	from, to edtf.Day
}

// aboutDay is how many days an approximate day is drawn as lying off, at most. A year, a season and a month that are
// approximate are drawn as wide as they are.
const aboutDay = 14

// bounds gives the first and the last day that a date can mean.
func bounds(d edtf.Date) (from, to edtf.Day) {
	from, to = d.Earliest(), d.Latest()
	if d.About && d.Precision() == edtf.DayPrecision {
		from, to = max(0, from.AddDays(-aboutDay)), to.AddDays(aboutDay)
	}
	return from, to
}

// stretches divides the period by what is known of it, in the order of time.
func (p Period) stretches() []stretch {
	switch {
	case !p.Dated():
		return nil
	case p.End.IsZero():
		return p.openEnded()
	case p.Start.IsZero():
		return p.openStarted()
	}
	first, begun := bounds(p.Start)
	ending, last := bounds(p.End)
	if begun > ending {
		return join(stretch{Unsure, first, last})
	}
	return join(stretch{Unsure, first, begun - 1}, stretch{Sure, begun, ending}, stretch{Unsure, ending + 1, last})
}

func (p Period) openEnded() []stretch {
	first, begun := bounds(p.Start)
	switch {
	case p.On >= begun:
		return join(stretch{Unsure, first, begun - 1}, stretch{Sure, begun, p.On}, stretch{OpenEnd, p.On, p.On})
	case first == begun:
		return []stretch{{Sure, first, first}, {OpenEnd, first, first}}
	default:
		return []stretch{{Unsure, first, begun}, {OpenEnd, begun, begun}}
	}
}

func (p Period) openStarted() []stretch {
	ending, last := bounds(p.End)
	switch {
	case p.On != 0 && p.On <= ending:
		return join(stretch{OpenStart, p.On, p.On}, stretch{Sure, p.On, ending}, stretch{Unsure, ending + 1, last})
	case ending == last:
		return []stretch{{OpenStart, last, last}, {Sure, last, last}}
	default:
		return []stretch{{OpenStart, ending, ending}, {Unsure, ending, last}}
	}
}

// join gives the stretches that have days.
func join(all ...stretch) []stretch {
	some := make([]stretch, 0, len(all))
	for _, s := range all {
		if s.from <= s.to {
			some = append(some, s)
		}
	}
	return some
}

// Axis maps days onto a track, from the beginning of its first day to the end of its last. The zero Axis has no
// days; then there is nothing to draw.
type Axis struct {
	from, to edtf.Day // to is the day after the last
}

// roomForOpen is the share of a period's days that an axis has beyond an end that is not stated.
const roomForOpen = 12

// NewAxis gives the axis that holds all of the periods, and today where that makes it at most twice as long. It
// begins and ends with a month, a quarter or a year, as its length asks for.
func NewAxis(today edtf.Day, periods ...Period) Axis {
	var days []edtf.Day
	var opened, open edtf.Day // the first start and the last end beyond which there must be room
	for _, p := range periods {
		for _, s := range p.stretches() {
			days = append(days, s.from, s.to)
			switch s.known {
			case OpenEnd:
				open = max(open, s.to)
			case OpenStart:
				if opened == 0 || s.from < opened {
					opened = s.from
				}
			}
		}
	}
	if len(days) == 0 {
		return Axis{}
	}
	first, last := days[0], days[0]
	for _, d := range days {
		first, last = min(first, d), max(last, d)
	}
	if extent := max(today, last) - min(today, first); extent <= 2*(last-first) {
		first, last = min(today, first), max(today, last)
	}
	room := (last - first) / roomForOpen
	if open != 0 {
		last = max(last, open+room)
	}
	if opened != 0 {
		first = min(first, opened-room)
	}
	return widened(max(0, first), last)
}

// IsZero tells whether the axis has no days.
func (a Axis) IsZero() bool { return a.from == a.to }

// Has tells whether a day lies on the axis.
func (a Axis) Has(day edtf.Day) bool { return day >= a.from && day < a.to }

// At gives the place of a day, its middle, as a percentage of the track.
func (a Axis) At(day edtf.Day) string { return percent((a.share(day) + a.share(day+1)) / 2) }

// Anchor tells how a short text is to be set at a day so that it does not leave the track: "start", "middle" or
// "end", as SVG has it.
func (a Axis) Anchor(day edtf.Day) string {
	const edge = 0.2
	switch at := a.share(day); {
	case at < edge:
		return "start"
	case at > 1-edge:
		return "end"
	default:
		return "middle"
	}
}

// Draw gives the parts of a period, in the order of time.
func (a Axis) Draw(p Period) []Part {
	stretches := p.stretches()
	parts := make([]Part, 0, len(stretches))
	for _, s := range stretches {
		switch s.known {
		case OpenStart:
			parts = append(parts, Part{s.known, Span{X: percent(a.share(s.from))}})
		case OpenEnd:
			parts = append(parts, Part{s.known, Span{X: percent(a.share(s.to + 1))}})
		default:
			parts = append(parts, Part{s.known, a.span(s.from, s.to)})
		}
	}
	return parts
}

// DrawMoment gives the place of a day that matters, over the days among which it is one.
func (a Axis) DrawMoment(d edtf.Date) []Part {
	if d.IsZero() {
		return nil
	}
	from, to := bounds(d)
	at := Part{Moment, Span{X: percent((a.share(from) + a.share(to+1)) / 2)}}
	if from == to {
		return []Part{at}
	}
	return []Part{{Unsure, a.span(from, to)}, at}
}

// span gives the stretch from one day to another, both included.
func (a Axis) span(from, to edtf.Day) Span {
	left, right := a.share(from), a.share(to+1)
	width := max(right-left, hair)
	return Span{percent(min(left, 1-width)), percent(width)}
}

// share gives the place of a day's beginning, from 0 to 1.
func (a Axis) share(day edtf.Day) float64 {
	if a.IsZero() {
		return 0
	}
	return max(0, min(float64(day-a.from)/float64(a.to-a.from), 1))
}
