package site

import (
	"slices"
	"testing"

	"vitrin/internal/edtf"
)

// TestSorted holds that equal values follow each other by title in either order, and what is not stated comes last.
func TestSorted(t *testing.T) {
	c := column{5, unstated, 2, 5, unstated, 0, 2, 5}
	titles := []int32{7, 6, 5, 4, 3, 2, 1, 0}
	up, down := c.sorted(titles)
	if want := []int32{5, 6, 2, 7, 3, 0, 4, 1}; !slices.Equal(up, want) {
		t.Errorf("ascending: %v, want %v", up, want)
	}
	if want := []int32{7, 3, 0, 6, 2, 5, 4, 1}; !slices.Equal(down, want) {
		t.Errorf("descending: %v, want %v", down, want)
	}
	for _, c := range []column{{}, {unstated}, {3}} {
		want := []int32{0}[:len(c)]
		if up, down := c.sorted(want); !slices.Equal(up, want) || !slices.Equal(down, want) {
			t.Errorf("%v: %v, %v", c, up, down)
		}
	}
}

func TestDateValue(t *testing.T) {
	if none, late := dateValue(edtf.Date{}), dateValue(edtf.Year(9999)); none <= late || dateValue(edtf.Year(2020)) >= late {
		t.Errorf("no date: %d, the last: %d", none, late)
	}
}
