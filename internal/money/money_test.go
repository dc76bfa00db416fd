package money_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/money"
)

func TestParse(t *testing.T) {
	tests := []struct {
		text, currency, decimal string
		minor                   int64
	}{
		{"850000", "SEK", "850000", 85000000},
		{"850 000", "SEK", "850000", 85000000},
		{"2\u00a0138\u202f347", "SEK", "2138347", 213834700},
		{"0", "SEK", "0", 0},
		{"1500.50", "SEK", "1500.50", 150050},
		{"1500,5", "EUR", "1500.50", 150050},
		{"1 500,05", "EUR", "1500.05", 150005},
		{"60000000000", "SEK", "60000000000", 6000000000000},
		{"10000000000000", "SEK", "10000000000000", 1000000000000000},
		{"120", "JPY", "120", 120},
	}
	for _, tt := range tests {
		a, err := money.Parse(tt.text, tt.currency)
		if err != nil || a.Minor != tt.minor || a.Currency != tt.currency || a.Decimal() != tt.decimal {
			t.Errorf("Parse(%q, %s) = %v (%s), %v; want %d (%s)", tt.text, tt.currency, a, a.Decimal(), err, tt.minor, tt.decimal)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	tests := []struct{ text, hint string }{
		{"1.500.000", "write 1500000, if"},
		{"850,000", "write 850000, if"},
		{"850 tkr", "write 850000"},
		{"1,5 mkr", "write 1500000"},
		{"25 miljoner kronor", "write 25000000"},
		{"60 Mdkr", "write 60000000000"},
		{"850 000 kr", "write 850000 alone"},
		{"SEK 850000", "write 850000 alone"},
		{"5e6", "write digits alone"},
		{"-5", "an amount is 0 or more"},
		{"", "take the key away"},
		{"85 00", "write 8500 alone"},
		{"1.505", "write 1505, if"},
		{"okänt", "write digits alone"},
		{"99999999999999999999", "too many digits"},
		{"٣", "write digits alone"},
	}
	for _, tt := range tests {
		a, err := money.Parse(tt.text, "SEK")
		e, ok := errors.AsType[*money.Error](err)
		if !ok || a != (money.Amount{}) {
			t.Errorf("Parse(%q) = %v, %v; want an error", tt.text, a, err)
			continue
		}
		if !strings.Contains(e.Hint, tt.hint) {
			t.Errorf("Parse(%q): hint %q, want %q", tt.text, e.Hint, tt.hint)
		}
	}
	if _, err := money.Parse("1.5", "JPY"); err == nil {
		t.Error("a yen has no decimals, but 1.5 was read")
	}
}

func TestKnown(t *testing.T) {
	for code, want := range map[string]bool{"SEK": true, "EUR": true, "sek": false, "XXX": false, "QQQ": false, "kr": false, "": false} {
		if money.Known(code) != want {
			t.Errorf("Known(%q) = %t", code, !want)
		}
	}
}

func TestSum(t *testing.T) {
	sek := func(minor int64) money.Amount { return money.Amount{Currency: "SEK", Minor: minor} }
	eur := func(minor int64) money.Amount { return money.Amount{Currency: "EUR", Minor: minor} }
	var s money.Sum
	s.Add([]money.Amount{sek(100), eur(5)})
	s.Add(nil)
	s.Add([]money.Amount{sek(0)})
	s.Add([]money.Amount{sek(250), {Currency: "DKK", Minor: 7, About: true}})
	if s.Of != 4 || s.Missing != 1 {
		t.Errorf("of %d, missing %d; want 4 and 1", s.Of, s.Missing)
	}
	want := []money.Amount{sek(350), {Currency: "DKK", Minor: 7, About: true}, eur(5)}
	if diff := cmp.Diff(want, s.Amounts("SEK")); diff != "" {
		t.Error(diff)
	}
	if none := (money.Sum{}); len(none.Amounts("SEK")) != 0 {
		t.Error("the sum of no records has amounts")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"850000", "850 000", "1 500,05", "1,5 mkr", "850,000", "5e6", "\x00", "9999999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := money.Parse(s, "SEK")
		if err != nil {
			return
		}
		again, err := money.Parse(a.Decimal(), "SEK")
		if err != nil || again != a {
			t.Errorf("Parse(%q) = %v, and its decimal %q reads %v, %v", s, a, a.Decimal(), again, err)
		}
		if a.Minor < 0 {
			t.Errorf("Parse(%q) = %v", s, a)
		}
	})
}
