package money_test

import (
	"testing"

	"vitrin/internal/money"
)

func TestFormAmount(t *testing.T) {
	none := money.Form{}
	swedish := money.Form{Decimal: ",", Group: " "}
	danish := money.Form{Decimal: ",", Group: "."}
	for _, tt := range []struct {
		form             money.Form
		text, code, want string
	}{
		{none, "850000", "SEK", "850000"},
		{none, "850 000", "SEK", "850000"},
		{none, "1\u00A0234\u202F567,00 kr", "SEK", "1234567"}, // spaces of two kinds are spaces
		{none, "1 234 567,50 kr", "SEK", "1234567.50"},
		{none, "1.234.567,50", "SEK", "1234567.50"},
		{none, "1,234,567.5", "SEK", "1234567.50"},
		{none, "1.234.567", "SEK", "1234567"},
		{none, "1'234'567", "SEK", "1234567"},
		{none, "1.234", "SEK", `"1.234" can be read in two ways`},
		{none, "850,000", "SEK", `"850,000" can be read in two ways`},
		{none, "0,125", "SEK", `"0,125" has more decimals than SEK has`},
		{none, "1234,500", "SEK", "1234.50"},
		{none, "SEK 850 000:-", "SEK", "850000"},
		{none, "850 000,-", "SEK", "850000"},
		{none, "850 tkr", "SEK", "850000"},
		{none, "ca 1,5 mnkr", "SEK", "1500000 about"},
		{none, "~ 60 miljarder", "SEK", "60000000000 about"},
		{none, "120000~", "EUR", "120000 about"},
		{none, "120 000 EUR", "SEK", `"120 000 EUR" is an amount in EUR, not in SEK`},
		{none, "€ 120 000", "EUR", "120000"},
		{none, "-5000", "SEK", `"-5000" is less than nothing`},
		{none, "\u22125000", "SEK", `"−5000" is less than nothing`},
		{none, "", "SEK", `"" is not an amount`},
		{none, "saknas", "SEK", `"saknas" is not an amount`},
		{none, "850 000 per år", "SEK", `"850 000 per år" is not an amount`},
		{none, "85 00 00", "SEK", `"85 00 00" is not a number in the form that is expected here`},
		{none, "1 2345", "SEK", `"1 2345" is not a number in the form that is expected here`},
		{none, "5/17", "SEK", `"5/17" is not a number in the form that is expected here`},
		{swedish, "1 234,5", "SEK", "1234.50"},
		{swedish, "1.234", "SEK", `"1.234" is not a number in the form that is expected here`},
		{swedish, "1,234", "SEK", `"1,234" has more decimals than SEK has`},
		{danish, "1.234", "DKK", "1234"},
		{danish, "1.234.567,89", "DKK", "1234567.89"},
		{money.Form{Group: "."}, "1.234,5", "DKK", "1234.50"},
		{money.Form{Group: ","}, "1,234.5", "USD", "1234.50"},
		{money.Form{Decimal: "."}, "1,234", "USD", `"1,234" is not a number in the form that is expected here`},
		{money.Form{Unit: "tkr"}, "1 234,567", "SEK", "1234567"},
		{money.Form{Unit: "tkr", Decimal: ","}, "1,5", "SEK", "1500"},
		{money.Form{Unit: "tkr"}, "850 tkr", "SEK", "850000"},
		{money.Form{Unit: "tkr"}, "850 kr", "SEK", `"850 kr" names its unit, and it is not tkr`},
		{money.Form{Unit: "tkr"}, "0", "SEK", "0"},
		{money.Form{Unit: "mkr"}, "0,0000005", "SEK", "0.50"},
		{none, "99999999999999", "SEK", `"99999999999999" is more money than any programme has`},
		{none, "1500", "JPY", "1500"},
		{none, "1500,5", "JPY", `"1500,5" has more decimals than JPY has`},
	} {
		got := ""
		switch a, err := tt.form.Amount(tt.text, tt.code); {
		case err != nil:
			got = err.Error()
		case a.About:
			got = a.Decimal() + " about"
		default:
			got = a.Decimal()
		}
		if got != tt.want {
			t.Errorf("%+v, %q: %s, want %s", tt.form, tt.text, got, tt.want)
		}
	}
}

func TestFormNumber(t *testing.T) {
	for _, tt := range []struct {
		form       money.Form
		text, want string
	}{
		{money.Form{}, "60", "60"},
		{money.Form{}, " -12,50 ", "-12.5"},
		{money.Form{}, "\u22127", "-7"},
		{money.Form{}, "007", "7"},
		{money.Form{}, "0,125", "0.125"},
		{money.Form{}, "12345,678", "12345.678"},
		{money.Form{Decimal: "."}, "1.234", "1.234"},
		{money.Form{}, "60 st", `"60 st" is not a number`},
		{money.Form{}, "", `"" is not a number`},
		{money.Form{}, "1,2,3,4.5", `"1,2,3,4.5" is not a number in the form that is expected here`},
	} {
		got, err := tt.form.Number(tt.text)
		if err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%+v, %q: %s, want %s", tt.form, tt.text, got, tt.want)
		}
	}
}

func TestKnownUnit(t *testing.T) {
	for word, want := range map[string]bool{"tkr": true, "Mkr": true, "kr": true, "SEK": true, "": false, " ": false, "st": false} {
		if money.KnownUnit(word) != want {
			t.Errorf("KnownUnit(%q) is %v", word, !want)
		}
	}
}

// An amount that a form reads is one that Parse reads from its figures.
func FuzzForm(f *testing.F) {
	f.Add("1 234 567,00 kr", ",", " ", "tkr")
	f.Add("ca 1.5 mnkr", "", ".", "")
	f.Add("(1,2,", ".", ",", "x")
	f.Fuzz(func(t *testing.T, text, decimal, group, unit string) {
		a, err := money.Form{Decimal: decimal, Group: group, Unit: unit}.Amount(text, "SEK")
		if err != nil {
			return
		}
		if again, err := money.Parse(a.Decimal(), "SEK"); err != nil || again.Minor != a.Minor {
			t.Fatalf("%q is %s, which is read as %v, %v", text, a.Decimal(), again, err)
		}
	})
}
