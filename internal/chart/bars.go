// Package chart is the geometry of figures: numbers and days go in, shares of a track's width and steps of shade
// come out, as the attributes and classes that pages hold. It knows no words, no colours and no HTML.
package chart

import (
	"math"
	"strconv"
)

// Scale maps numbers onto a track. It always reaches from zero, so that a bar's length is true to its number.
// The zero Scale has no extent; everything lies at its start.
type Scale struct {
	low, high float64 // low is never above zero, high never below
}

// NewScale gives the scale that holds zero and the numbers, and no more: where every number stands beside its
// bar, no room is needed for the next round one.
func NewScale(numbers ...float64) Scale {
	var s Scale
	for _, n := range numbers {
		s.low, s.high = min(s.low, n), max(s.high, n)
	}
	return s
}

// Span is a bar: where it begins and how wide it is, as percentages of the track, such as "37.5%".
type Span struct {
	X, Width string
}

// hair is the least share of the track that a number other than zero has, so that it can be seen.
const hair = 0.004

// Bar gives the bar from zero to a number. That of zero has no width.
func (s Scale) Bar(number float64) Span {
	from, to := s.share(min(number, 0)), s.share(max(number, 0))
	if number == 0 {
		return Span{percent(from), percent(0)}
	}
	width := max(to-from, hair)
	return Span{percent(min(from, 1-width)), percent(width)}
}

// At gives the place of a number as a percentage of the track.
func (s Scale) At(number float64) string { return percent(s.share(number)) }

// Crosses tells whether the scale has numbers below zero, so that its zero is not where the track begins.
func (s Scale) Crosses() bool { return s.low < 0 }

// share gives the place of a number from 0 to 1.
func (s Scale) share(number float64) float64 {
	extent := s.high/2 - s.low/2 // halves, so that the greatest numbers do not turn into infinity
	if extent <= 0 {
		return 0
	}
	return max(0, min((number/2-s.low/2)/extent, 1))
}

// percent writes a share with two decimals at most.
func percent(share float64) string {
	return strconv.FormatFloat(math.Round(share*10_000)/100, 'f', -1, 64) + "%"
}
