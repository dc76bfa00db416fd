package source

import (
	"strings"
	"sync/atomic"
	"testing"
)

// A shelf gives what it was given, whatever becomes of the bytes, until there is no more room for all shelves together.
func TestShelf(t *testing.T) {
	left := new(atomic.Int64)
	left.Store(3 * largePiece)
	shelves := [2]shelf{{left: left}, {left: left}}
	var kept, want []string
	bytes := 0
	for i, size := range []int{0, 1, smallPiece - 1, 2, smallPiece, largePiece + 1, 100, largePiece, largePiece, 1} {
		text := strings.Repeat(string(rune('a'+i)), size)
		record := []byte(text)
		got := shelves[i%2].keep(record)
		clear(record)
		if bytes += size; bytes > 3*largePiece {
			text = ""
		}
		kept, want = append(kept, got), append(want, text)
	}
	for i := range kept {
		if kept[i] != want[i] {
			t.Errorf("record %d: %d bytes are kept, want %d", i, len(kept[i]), len(want[i]))
		}
	}
	if left := shelfRoom(true); left.Load() <= mostKept {
		t.Error("who loads again has no more room than others")
	}
}
