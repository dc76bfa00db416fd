package cells_test

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"vitrin/internal/cells"
)

func TestWidthAndCut(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		to    int
		cut   string
	}{
		{"Möbler", 6, 6, "Möbler"},
		{"Möbler", 6, 5, "Möbl…"},
		{"Mo\u0308bler", 6, 3, "Mo\u0308…"},
		{"漢字bok", 7, 5, "漢字…"},
		{"漢字bok", 7, 4, "漢…"},
		{"a b c", 5, 3, "a…"},
		{"👩\u200d🔬 lab", 6, 4, "👩\u200d🔬…"},
		{"850\u00a0000\u00a0kr", 10, 10, "850\u00a0000\u00a0kr"},
		{"abc", 3, 1, "…"},
		{"abc", 3, 0, ""},
		{"", 0, 0, ""},
	} {
		if got := cells.Width(test.text); got != test.width {
			t.Errorf("Width(%q) is %d, want %d", test.text, got, test.width)
		}
		if got := cells.Cut(test.text, test.to); got != test.cut {
			t.Errorf("Cut(%q, %d) is %q, want %q", test.text, test.to, got, test.cut)
		}
	}
}

func TestPad(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		right bool
		want  string
	}{
		{"漢", 4, false, "漢  "}, {"12", 4, true, "  12"}, {"abc", 2, true, "abc"},
	} {
		if got := cells.Pad(test.text, test.width, test.right); got != test.want {
			t.Errorf("Pad(%q, %d) is %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

// Whatever a text holds, what is shown of it is safe, and a cut text fits.
func FuzzCells(f *testing.F) {
	f.Add("\xff\x1b[2J\t漢\u202e", 3)
	f.Add("👩\u200d🔬 e\u0301", 2)
	f.Fuzz(func(t *testing.T, text string, width int) {
		visible := cells.Visible(text)
		for _, r := range visible {
			if unicode.IsControl(r) && r != '\t' {
				t.Fatalf("%q holds %U", visible, r)
			}
		}
		width %= 200
		if cut := cells.Cut(visible, width); !utf8.ValidString(cut) || cells.Width(cut) > max(0, width) {
			t.Fatalf("Cut(%q, %d) is %q", visible, width, cut)
		}
	})
}
