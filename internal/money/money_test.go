package money_test

import (
	"errors"
	"math"
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
		{"1500.50", "RSD", "1500.50", 150050}, // ISO 4217 gives it two decimals, whatever is in use
		{"7.5", "KWD", "7.500", 7500},
	}
	for _, tt := range tests {
		a, err := money.Parse(tt.text, tt.currency)
		if err != nil || a.Minor != tt.minor || a.Currency != tt.currency || a.Decimal() != tt.decimal {
			t.Errorf("Parse(%q, %s) = %v (%s), %v; want %d (%s)", tt.text, tt.currency, a, a.Decimal(), err, tt.minor, tt.decimal)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	const forms = `write digits alone, such as 850000 or "850 000"; the currency is the site's, or {amount: 120000, currency: EUR}`
	tests := []struct{ text, hint string }{
		{"1.500.000", "write 1500000, if the marks only group its digits"},
		{"850,000", "write 850000, if the marks only group its digits"},
		{"850'000", "write 850000, if the marks only group its digits"},
		{"1_500_000", "write 1500000, if the marks only group its digits"},
		{"1.505", "write 1505, if the marks only group its digits"},
		{"85 00", "write 8500, if the spaces only group its digits"},
		{"850 tkr", "write 850000"},
		{"1 500 tkr", "write 1500000"},
		{"850k", "write 850000"},
		{"1,5 mkr", "write 1500000"},
		{"2.5 M", "write 2500000"},
		{"0 mkr", "write 0"},
		{"25 miljoner kronor", "write 25000000"},
		{"SEK 1,5 miljoner", "write 1500000"},
		{"60 Mdkr", "write 60000000000"},
		{"850 000 kr", "write 850000"},
		{"850\u00a0000:-", "write 850000"},
		{"1 500,50 kr.", "write 1500.50"},
		{"SEK 850000", "write 850000"},
		{"€ 120 000", "write {amount: 120000, currency: EUR}"},
		{"3 MEUR", "write {amount: 3000000, currency: EUR}"},
		{"120000 DKK", "write {amount: 120000, currency: DKK}"},
		{"cirka 60 miljarder kronor", "write {amount: 60000000000, about: true}"},
		{"60000000000~", "write {amount: 60000000000, about: true}"},
		{"ca 5 MEUR", "write {amount: 5000000, currency: EUR, about: true}"},
		{"1.500 tkr", forms},
		{"12,3456 tkr", forms},
		{"5 miljoner miljarder", forms},
		{"850 poäng", forms},
		{"5e6", forms},
		{"1–2 mkr", forms},
		{"okänt", forms},
		{"٣", forms},
		{"-5", "an amount is 0 or more; say in a note what was paid back"},
		{"\u22125", "an amount is 0 or more; say in a note what was paid back"},
		{"", "take the key away where no amount is stated; 0 is an amount"},
		{"1.5000", forms},
		{"10000000000001", "mend the number; there are too many digits"},
		{"99999999999999999999", "mend the number; there are too many digits"},
	}
	for _, tt := range tests {
		a, err := money.Parse(tt.text, "SEK")
		e, ok := errors.AsType[*money.Error](err)
		if !ok || a != (money.Amount{}) {
			t.Errorf("Parse(%q) = %v, %v; want an error", tt.text, a, err)
			continue
		}
		if e.Hint != tt.hint {
			t.Errorf("Parse(%q): hint %q, want %q", tt.text, e.Hint, tt.hint)
		}
	}
	if _, err := money.Parse("1.5", "JPY"); err == nil {
		t.Error("a yen has no decimals, but 1.5 was read")
	}
}

// TestMeaning holds which texts can mean one amount only, so that it may be written without asking.
func TestMeaning(t *testing.T) {
	for text, want := range map[string]string{
		"850 tkr": "850000", "1 500 tkr": "1500000", "850k": "850000", "1,5 mkr": "1500000", "12.50 tkr": "12500",
		"25 miljoner kronor": "25000000", "60 Mdkr": "60000000000", "850 000 kr": "850000", "850\u00a0000:-": "850000",
		"1 500,50 kr.": "1500.50", "SEK 850000": "850000", "0 mkr": "0",
		"850.000": "", "850.000 kr": "", "1.500 tkr": "", "85 00 kr": "", "85 00": "", "2.5 M": "", "5 milj. kr": "", "3 billion": "",
		"€ 120 000": "", "120000 DKK": "", "ca 850 tkr": "", "60000000000~": "", "okänt": "", "-5": "", "": "", "10000000000001": "",
	} {
		_, err := money.Parse(text, "SEK")
		e, ok := errors.AsType[*money.Error](err)
		if !ok || e.Meaning() != want {
			t.Errorf("Parse(%q): %v means %q, want %q", text, err, e.Meaning(), want)
		}
	}
	_, err := money.Parse("850 kr", "NOK")
	if e, ok := errors.AsType[*money.Error](err); !ok || e.Meaning() != "" {
		t.Errorf("850 kr beside Norwegian money means %v", e)
	}
}

func TestKnown(t *testing.T) {
	for code, want := range map[string]bool{"SEK": true, "EUR": true, "sek": false, "XXX": false, "QQQ": false, "kr": false, "": false, "XAU": false, "SLE": true, "LTL": true} {
		if money.Known(code) != want {
			t.Errorf("Known(%q) = %t", code, !want)
		}
	}
}

func TestDigits(t *testing.T) {
	for code, want := range map[string]int{"SEK": 2, "JPY": 0, "ISK": 0, "RSD": 2, "IQD": 3, "CLF": 4, "QQQ": 2} {
		if got := money.Digits(code); got != want {
			t.Errorf("Digits(%q) = %d, want %d", code, got, want)
		}
	}
}

func TestSumOfManyLargeAmounts(t *testing.T) {
	var s money.Sum
	amount, err := money.Parse("60000000000", "SEK")
	if err != nil {
		t.Fatal(err)
	}
	for range 100_000 {
		s.Add([]money.Amount{amount})
	}
	if got := s.Amounts("SEK")[0].Decimal(); got != "6000000000000000" {
		t.Errorf("a hundred thousand times 60 milliards are %s", got)
	}
}

func TestSumBeyondItsBounds(t *testing.T) {
	var s money.Sum
	for range 3 {
		s.Add([]money.Amount{{Currency: "SEK", Minor: math.MaxInt64 - 1}})
	}
	want := []money.Amount{{Currency: "SEK", Minor: math.MaxInt64, About: true}}
	if diff := cmp.Diff(want, s.Amounts("SEK")); diff != "" {
		t.Error(diff)
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
	for _, s := range []string{"850000", "850 000", "1 500,05", "1,5 mkr", "850,000", "5e6", "\x00", "9999999999999999999", "cirka 60 mdkr", "€ 1,5 M"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := money.Parse(s, "SEK")
		if err != nil {
			e, _ := errors.AsType[*money.Error](err)
			if _, err := money.Parse(e.Meaning(), "SEK"); e.Meaning() != "" && (err != nil || e.Hint != "write "+e.Meaning()) {
				t.Errorf("Parse(%q) means %q, with the hint %q: %v", s, e.Meaning(), e.Hint, err)
			}
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
