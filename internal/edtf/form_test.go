package edtf_test

import (
	"testing"

	"vitrin/internal/edtf"
)

var formWords = edtf.Words{Months: map[string]int{"maj": 5, "may": 5, "mars": 3, "march": 3, "juni": 6, "juli": 7, "oktober": 10, "october": 10}, Seasons: map[string]int{"hösten": edtf.Autumn}}

func TestFormParse(t *testing.T) {
	for _, tt := range []struct{ form, text, want string }{
		{"DD.MM.YYYY", "17.05.2022", "2022-05-17"},
		{"DD.MM.YYYY", "7.5.2022", "2022-05-07"},
		{"DD.MM.YYYY", "17.05.2022 13:45:00", "2022-05-17"},
		{"DD.MM.YYYY", "2022-05-17", "2022-05-17"},
		{"DD.MM.YYYY", "2022-05", "2022-05"},
		{"DD.MM.YYYY", "2022", "2022"},
		{"DD.MM.YYYY", "hösten 2013", "2013-23"},
		{"DD.MM.YYYY", "2022-05-17T00:00:00Z", "2022-05-17"},
		{"DD.MM.YYYY", "2022-05-17 00:00:00.000", "2022-05-17"},
		{"DD.MM.YYYY", "17/05/2022", `"17/05/2022" is not a date`},
		{"DD.MM.YYYY", "17.13.2022", `"17.13.2022" has no month 13`},
		{"DD.MM.YYYY", "31.04.2022", `"31.04.2022" has no day 31`},
		{"M/D/YY", "5/17/22", "2022-05-17"},
		{"M/D/YY", "05/07/69", "1969-05-07"},
		{"M/D/YY", "17/5/22", `"17/5/22" has no month 17`},
		{"YYYYMMDD", "20220517", "2022-05-17"},
		{"YYMMDD", "220517", "2022-05-17"},
		{"YYYYMMDD", "2022517", `"2022517" is not a date`},
		{"ÅÅÅÅ-MM-DD", "2022-05-17", "2022-05-17"},
		{"åååå/mm/dd", "2022/5/17", "2022-05-17"},
		{"A\u030aA\u030aA\u030aA\u030a.MM", "2022.05", "2022-05"},
		{"MM/YYYY", "09/2015", "2015-09"},
		{"YY-MM-DD", "22-05-17", "2022-05-17"},
		{"D-MMM-YY", "17-maj-22", "2022-05-17"},
		{"D-MMM-YY", "17-Okt.-22", "2022-10-17"},
		{"D MMM YYYY", "17  mar  2022", "2022-03-17"},
		{"D MMM YYYY", "17 ju 2022", `"17 ju 2022" is not a date`},
		{"MMM D, YYYY", "May 7, 2022", "2022-05-07"},
		{"YYYY-DD-MM", "2022-03-12", "2022-12-03"},
	} {
		f, err := edtf.ParseForm(tt.form)
		if err != nil {
			t.Errorf("ParseForm(%q): %v", tt.form, err)
			continue
		}
		got := ""
		if d, err := edtf.ParseAny(tt.text, []edtf.Form{f}, formWords); err != nil {
			got = err.Error()
		} else {
			got = d.String()
		}
		if got != tt.want {
			t.Errorf("%s, %q: %s, want %s", tt.form, tt.text, got, tt.want)
		}
	}
}

func TestParseFormRefuses(t *testing.T) {
	for _, form := range []string{"", "DD", "DD.MM", "DD YYYY", "YYYY YY", "MM.MMM.YYYY", "date", "02.01.2006"} {
		if f, err := edtf.ParseForm(form); err == nil {
			t.Errorf("ParseForm(%q) gives %q", form, f)
		}
	}
}

func FuzzForm(f *testing.F) {
	f.Add("DD.MM.YYYY", "17.05.2022")
	f.Add("Å(D[M*", "2022(1[2*")
	f.Add("MMMMYYYYDD", "maj202217")
	f.Fuzz(func(t *testing.T, form, text string) {
		parsed, err := edtf.ParseForm(form)
		if err != nil {
			return
		}
		d, err := edtf.ParseAny(text, []edtf.Form{parsed}, formWords)
		if err != nil {
			return
		}
		if again, err := edtf.Parse(d.String(), formWords); err != nil || again != d {
			t.Fatalf("%q as %q is %s, which is read as %s, %v", text, form, d, again, err)
		}
	})
}
