package syntax

import (
	"regexp"
	"testing"
)

func FuzzIsNumber(f *testing.F) {
	number := regexp.MustCompile(`^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$`)
	for _, s := range []string{"", "1", "07", "-1.10", "+.5", "1.", ".", "-", "1e5", "1E+05", "1e", "e5", "1.2.3", "0x1F", "1 000", "1e5 ", ".e1", "1.e-1", "2022-05"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := isNumber(s), number.MatchString(s); got != want {
			t.Fatalf("isNumber(%q) is %v, not %v", s, got, want)
		}
	})
}
