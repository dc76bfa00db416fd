package site

import (
	"encoding/json"
	"net/url"
	"slices"
	"testing"
)

func TestPageLinks(t *testing.T) {
	for _, tt := range []struct {
		current, count int
		want           []int
	}{
		{1, 1, []int{1}},
		{1, 3, []int{1, 2, 3}},
		{1, 9, []int{1, 2, 3, 0, 9}},
		{5, 9, []int{1, 0, 3, 4, 5, 6, 7, 0, 9}},
		{4, 9, []int{1, 2, 3, 4, 5, 6, 0, 9}},
		{9, 9, []int{1, 0, 7, 8, 9}},
		{500, 1000, []int{1, 0, 498, 499, 500, 501, 502, 0, 1000}},
	} {
		if got := pageLinks(tt.current, tt.count); !slices.Equal(got, tt.want) {
			t.Errorf("page %d of %d: %v, want %v", tt.current, tt.count, got, tt.want)
		}
	}
}

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"":                     "",
		"projekt/a/":           "projekt/a/",
		"projekt/grön väg/":    "projekt/gr%C3%B6n%20v%C3%A4g/",
		"a?b#c%d":              "a%3Fb%23c%25d",
		"en/:x":                "en/:x",
		"\"><script>alert(1)/": "%22%3E%3Cscript%3Ealert%281%29/",
	} {
		if got := escape(in); got != want {
			t.Errorf("escape(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzEscape holds the encoding of addresses to that of net/url, and the texts of descriptions to those of encoding/json.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{"projekt/grön väg/", "a?b#c%d*", "!'()[]{}|\\^`\"<>&", "\x00\x1f\x7f\xff", "–\u2028\u2029\ufffd", "$&+,/:;=@-._~"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := escape(s), (&url.URL{Path: "/" + s}).EscapedPath()[1:]; got != want {
			t.Errorf("the address %q is written %q, want %q", s, got, want)
		}
		want, err := json.Marshal(s)
		if got := `"` + string(appendJSON(nil, s)) + `"`; err != nil || got != string(want) {
			t.Errorf("the text %q is written %s, want %s, %v", s, got, want, err)
		}
	})
}

func TestPages(t *testing.T) {
	for _, tt := range [][3]int{{0, 50, 1}, {1, 50, 1}, {50, 50, 1}, {51, 50, 2}, {100, 50, 2}} {
		if got := pages(tt[0], tt[1]); got != tt[2] {
			t.Errorf("%d entries at %d a page: %d pages, want %d", tt[0], tt[1], got, tt[2])
		}
	}
}

func TestTel(t *testing.T) {
	for in, want := range map[string]string{"08-681 91 14": "086819114", "+46 (0)8 681 91 14": "+4686819114", "växeln": "", "12": ""} {
		if got := tel(in); got != want {
			t.Errorf("tel(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestYears(t *testing.T) {
	if got := years(2020, 2020); got != "2020" {
		t.Errorf("one year: %s", got)
	}
	if got := years(2016, 2018); got != "2016–2018" {
		t.Errorf("three years: %s", got)
	}
}
