package chart_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/chart"
)

func TestSteps(t *testing.T) {
	for _, tt := range []struct {
		counts []int
		want   []chart.Step
	}{
		{nil, []chart.Step{}},
		{[]int{0, 0}, []chart.Step{}},
		{[]int{1, 1, 0}, []chart.Step{{4, 1, 1}}},
		{[]int{2}, []chart.Step{{2, 1, 1}, {4, 2, 2}}},
		{[]int{1, 3}, []chart.Step{{2, 1, 1}, {3, 2, 2}, {4, 3, 3}}},
		{[]int{4}, []chart.Step{{1, 1, 1}, {2, 2, 2}, {3, 3, 3}, {4, 4, 4}}},
		{[]int{10, 2}, []chart.Step{{1, 1, 2}, {2, 3, 5}, {3, 6, 7}, {4, 8, 10}}},
		{[]int{200}, []chart.Step{{1, 1, 50}, {2, 51, 100}, {3, 101, 150}, {4, 151, 200}}},
	} {
		if diff := cmp.Diff(tt.want, chart.NewShades(tt.counts...).Steps()); diff != "" {
			t.Errorf("%v: %s", tt.counts, diff)
		}
	}
}

// TestShadeOf holds that every count has exactly one shade, never a lighter one than a smaller count.
func TestShadeOf(t *testing.T) {
	for greatest := range 60 {
		s := chart.NewShades(greatest)
		last := 0
		for n := range greatest + 1 {
			shade := s.Of(n)
			if n == 0 && shade != 0 || n > 0 && (shade < 1 || shade > chart.Levels) || shade < last {
				t.Errorf("of %d: %d has the shade %d after %d", greatest, n, shade, last)
			}
			last = shade
		}
		if greatest > 0 && last != chart.Levels {
			t.Errorf("the greatest of %d has the shade %d", greatest, last)
		}
	}
	huge := chart.NewShades(math.MaxInt)
	if got := []int{huge.Of(1), huge.Of(math.MaxInt/2 + 2), huge.Of(math.MaxInt), huge.Of(-1)}; !cmp.Equal(got, []int{1, 3, 4, 0}) {
		t.Errorf("huge counts have the shades %v", got)
	}
}
