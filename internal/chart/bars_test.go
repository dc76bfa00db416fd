package chart_test

import (
	"math"
	"testing"

	"vitrin/internal/chart"
)

func TestBar(t *testing.T) {
	for _, tt := range []struct {
		name    string
		numbers []float64
		number  float64
		want    chart.Span
	}{
		{"the greatest fills the track", []float64{1, 8, 3}, 8, chart.Span{X: "0%", Width: "100%"}},
		{"a share of it", []float64{1, 8, 3}, 3, chart.Span{X: "0%", Width: "37.5%"}},
		{"two decimals", []float64{1, 3}, 1, chart.Span{X: "0%", Width: "33.33%"}},
		{"zero has no width", []float64{0, 5}, 0, chart.Span{X: "0%", Width: "0%"}},
		{"only zeros", []float64{0, 0}, 0, chart.Span{X: "0%", Width: "0%"}},
		{"one number", []float64{7}, 7, chart.Span{X: "0%", Width: "100%"}},
		{"tiny beside huge is seen", []float64{1, 1e15}, 1, chart.Span{X: "0%", Width: "0.4%"}},
		{"the greatest amount there is", []float64{math.MaxInt64, 1}, math.MaxInt64, chart.Span{X: "0%", Width: "100%"}},
		{"the greatest numbers there are", []float64{-math.MaxFloat64, math.MaxFloat64}, math.MaxFloat64, chart.Span{X: "50%", Width: "50%"}},
		{"below zero, to the left of it", []float64{-5, 15}, -5, chart.Span{X: "0%", Width: "25%"}},
		{"above zero, to the right of it", []float64{-5, 15}, 3, chart.Span{X: "25%", Width: "15%"}},
		{"all below zero", []float64{-5, -10}, -5, chart.Span{X: "50%", Width: "50%"}},
		{"zero in between", []float64{-5, 15}, 0, chart.Span{X: "25%", Width: "0%"}},
		{"tiny at the end of the track stays on it", []float64{-1e15, 1}, 1, chart.Span{X: "99.6%", Width: "0.4%"}},
		{"beyond the scale is cut", []float64{10}, 30, chart.Span{X: "0%", Width: "100%"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := chart.NewScale(tt.numbers...).Bar(tt.number); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestAt(t *testing.T) {
	for _, tt := range []struct {
		scale   chart.Scale
		number  float64
		want    string
		crosses bool
	}{
		{chart.NewScale(0, 100, 120), 60, "50%", false},
		{chart.NewScale(0, 100, 120), 120, "100%", false},
		{chart.NewScale(-10, 30), 0, "25%", true},
		{chart.Scale{}, 5, "0%", false},
	} {
		if got := tt.scale.At(tt.number); got != tt.want || tt.scale.Crosses() != tt.crosses {
			t.Errorf("%v at %v: got %s, %v", tt.scale, tt.number, got, tt.scale.Crosses())
		}
	}
}
