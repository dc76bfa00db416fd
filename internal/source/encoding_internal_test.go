package source

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

// FuzzComposed holds the quick look at characters against the library.
func FuzzComposed(f *testing.F) {
	for _, s := range []string{"", "å – ”", "a\u030A", "–\u0301", "\u2000", "\u2126", "\u1100\u1161", "e\u0323\u0301", "€\u0300", "\u0344"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		valid := []byte(string([]rune(text)))
		if got, want := composed(valid), norm.NFC.IsNormal(valid); got != want {
			t.Fatalf("composed(%q) is %v, not %v", valid, got, want)
		}
	})
}
