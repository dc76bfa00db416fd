package diag_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"vitrin/internal/diag"
)

// Whatever a file holds and wherever a problem points, what is printed is safe for a terminal, and short.
func FuzzPrint(f *testing.F) {
	f.Add("title: x\n", 1, 3, 2, "odd")
	f.Add("\xff\x1b[2J\t漢\r\n811218-9876", 2, 9, 99, "\x07\u202e")
	f.Add(strings.Repeat("å", 300), 1, 150, 500, "")
	f.Fuzz(func(t *testing.T, src string, line, column, width int, message string) {
		list := diag.List{
			{Pos: diag.Pos{File: "a", Line: line, Column: column, Width: width}, Message: message, Hint: message},
			{Pos: diag.Pos{File: "a", Line: line, Column: column / 2}, Message: "again"},
		}
		var out strings.Builder
		if err := (diag.Style{}).Print(&out, list, func(string) ([]byte, error) { return []byte(src), nil }); err != nil {
			t.Fatal(err)
		}
		if !utf8.ValidString(out.String()) {
			t.Fatalf("%q is not UTF-8", out.String())
		}
		for _, r := range out.String() {
			if unicode.IsControl(r) && r != '\n' && r != '\t' {
				t.Fatalf("%q holds %U", out.String(), r)
			}
		}
		if len(out.String()) > 4000+20*len(message) {
			t.Fatalf("%d bytes", out.Len())
		}
	})
}
