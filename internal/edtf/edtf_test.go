package edtf_test

import (
	"errors"
	"testing"
	"time"

	"vitrin/internal/edtf"
)

var words = edtf.Words{
	Months:  map[string]int{"maj": 5, "may": 5, "augusti": 8, "september": 9},
	Seasons: map[string]int{"hösten": edtf.Autumn, "våren": edtf.Spring, "spring": edtf.Spring, "winter": edtf.Winter},
}

func TestParse(t *testing.T) {
	tests := []struct {
		in, want, earliest, latest string
		precision                  edtf.Precision
		about                      bool
	}{
		{"2022", "2022", "2022-01-01", "2022-12-31", edtf.YearPrecision, false},
		{"2022-05", "2022-05", "2022-05-01", "2022-05-31", edtf.MonthPrecision, false},
		{"2024-02", "2024-02", "2024-02-01", "2024-02-29", edtf.MonthPrecision, false},
		{"2022-05-17", "2022-05-17", "2022-05-17", "2022-05-17", edtf.DayPrecision, false},
		{"2013-21", "2013-21", "2013-03-01", "2013-05-31", edtf.SeasonPrecision, false},
		{"2013-22", "2013-22", "2013-06-01", "2013-08-31", edtf.SeasonPrecision, false},
		{"2013-23", "2013-23", "2013-09-01", "2013-11-30", edtf.SeasonPrecision, false},
		{"2013-24", "2013-24", "2013-12-01", "2014-02-28", edtf.SeasonPrecision, false},
		{"2023-24", "2023-24", "2023-12-01", "2024-02-29", edtf.SeasonPrecision, false},
		{"2013~", "2013~", "2013-01-01", "2013-12-31", edtf.YearPrecision, true},
		{"2013-05 ~", "2013-05~", "2013-05-01", "2013-05-31", edtf.MonthPrecision, true},
		{"hösten 2013", "2013-23", "2013-09-01", "2013-11-30", edtf.SeasonPrecision, false},
		{" Våren  2018 ", "2018-21", "2018-03-01", "2018-05-31", edtf.SeasonPrecision, false},
		{"spring 2018~", "2018-21~", "2018-03-01", "2018-05-31", edtf.SeasonPrecision, true},
		{"maj 2022", "2022-05", "2022-05-01", "2022-05-31", edtf.MonthPrecision, false},
		{"1 augusti 2015", "2015-08-01", "2015-08-01", "2015-08-01", edtf.DayPrecision, false},
		{"9999-12-31", "9999-12-31", "9999-12-31", "9999-12-31", edtf.DayPrecision, false},
		{"17 maj 2022", "2022-05-17", "2022-05-17", "2022-05-17", edtf.DayPrecision, false},
		{"ho\u0308sten\u00a02013", "2013-23", "2013-09-01", "2013-11-30", edtf.SeasonPrecision, false}, // as macOS composes it
		{"0001", "0001", "0001-01-01", "0001-12-31", edtf.YearPrecision, false},
	}
	for _, tt := range tests {
		d, err := edtf.Parse(tt.in, words)
		if err != nil {
			t.Errorf("Parse(%q): %v", tt.in, err)
			continue
		}
		if d.String() != tt.want || d.Precision() != tt.precision || d.About != tt.about ||
			d.Earliest().String() != tt.earliest || d.Latest().String() != tt.latest {
			t.Errorf("Parse(%q) = %v, precision %d, about %t, %v to %v; want %v, %d, %t, %v to %v", tt.in,
				d, d.Precision(), d.About, d.Earliest(), d.Latest(), tt.want, tt.precision, tt.about, tt.earliest, tt.latest)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	const forms = "write a year, a month or a day, such as 2022, 2022-05 or 2022-05-17; or in words, such as hösten 2013 or May 2022"
	tests := []struct{ in, hint string }{
		{"09/2015", "write 2015-09"},
		{"3/22/18", "write 2018-03-22"},
		{"22/3/18", "write 2018-03-22"},
		{"3/4/18", "write 2018-04-03 if the day stands first, or 2018-03-04 if the month does"},
		{"4/4/2018", "write 2018-04-04"},
		{"17.5.2022", "write 2022-05-17"},
		{"22-05-17", "write 2022-05-17 if the year stands first, or 2017-05-22 if the day stands first"},
		{"99-12-31", "write 1999-12-31"},
		{"03-04-05", "write 2003-04-05 if the year stands first, or 2005-04-03 if the day stands first, or 2005-03-04 if the month does"},
		{"2022/05/17", "write 2022-05-17"},
		{"2022/05", "write 2022-05"},
		{"20220517", "write 2022-05-17"},
		{"2022-5-7", "write 2022-05-07"},
		{"sept 2015", "write 2015-09"},
		{"sept. 2015", "write 2015-09"},
		{"May 17, 2022", "write 2022-05-17"},
		{"17th May 2022", "write 2022-05-17"},
		{"den 17 maj 2022", "write 2022-05-17"},
		{"cirka 2013", "write 2013~"},
		{"ca våren 2018", "write 2018-21~"},
		{"~2013-05", "write 2013-05~"},
		{"09/2015~", "write 2015-09~"},
		{"~~~2013", forms},
		{"2013-2015", "write one date: 2013 where the period starts, 2015 where it ends"},
		{"2022-05/2023-01", "write one date: 2022-05 where the period starts, 2023-01 where it ends"},
		{"hösten 2013 – våren 2018", "write one date: 2013-23 where the period starts, 2018-21 where it ends"},
		{"31/2/2018", forms},
		{"2022-13", "months go from 01 to 12, seasons from 21 (spring) to 24 (winter)"},
		{"2022-25", "months go from 01 to 12, seasons from 21 (spring) to 24 (winter)"},
		{"2022-02-30", "that month has the days 01 to 28"},
		{"2022-05-00", "that month has the days 01 to 31"},
		{"0000", "write a year from 0001 to 9999"},
		{"", "take the key away, or " + forms},
		{"~", "take the key away, or " + forms},
		{"snart", forms},
		{"2022-", forms},
		{"2022-05-17T10:00", forms},
		{"17 hösten 2013", forms},
	}
	for _, tt := range tests {
		d, err := edtf.Parse(tt.in, words)
		e, ok := errors.AsType[*edtf.Error](err)
		if !ok || !d.IsZero() {
			t.Errorf("Parse(%q) = %v, %v; want an error", tt.in, d, err)
			continue
		}
		if e.Hint != tt.hint {
			t.Errorf("Parse(%q): hint %q, want %q", tt.in, e.Hint, tt.hint)
		}
	}
}

// TestMeaning holds which forms can mean one date only, so that it may be written without asking.
func TestMeaning(t *testing.T) {
	for in, want := range map[string]string{
		"09/2015": "2015-09", "9-2015": "2015-09", "5.2022": "2022-05", "13/2015": "", "09/0205": "", "12/2190": "",
		"2022-5-7": "2022-05-07", "2022-05-7": "2022-05-07", "2022-5": "2022-05", "2022-3": "", // 2022–2023
		"2022/05/17": "2022-05-17", "2022.5.7": "2022-05-07", "2022 05 17": "2022-05-17", "2022/17/05": "",
		"2022/05": "2022-05", "2022.10": "2022-10", "2022.1": "", "2022/5": "", "2009/10": "", "2011/12": "", "2004.05": "",
		"20220517": "2022-05-17", "17052022": "", "20221305": "", "10101010": "",
		"17.5.2022": "2022-05-17", "5/17/2022": "2022-05-17", "4/4/2018": "2018-04-04",
		"05/06/2018": "", "5.6.2018": "", "3/22/18": "", "22-05-17": "", "99-12-31": "",
		"den 17 maj 2022": "2022-05-17", "17th May 2022": "2022-05-17", "May 17, 2022": "2022-05-17", "17 hösten 2013": "",
		"sept 2015": "2015-09", "Sep. 2015": "2015-09", "septic 2015": "", "ma 2022": "", "höst 2013": "2013-23",
		"cirka 2013": "2013~", "ca våren 2018": "2018-21~", "~2013-05": "2013-05~", "ca 09/2015": "",
		"09/2015~": "2015-09~", "20220517 ~": "2022-05-17~", "05/06/2018~": "",
		"2013-2015": "", "hösten 2013 – våren 2018": "", "2022-13": "", "2022-02-30": "", "snart": "", "": "", "~": "",
	} {
		_, err := edtf.Parse(in, words)
		e, ok := errors.AsType[*edtf.Error](err)
		if !ok || e.Meaning() != want {
			t.Errorf("Parse(%q): %v means %q, want %q", in, err, e.Meaning(), want)
		}
	}
	// Beside Finnish months, "mar" begins two.
	both := edtf.Words{Months: map[string]int{"mars": 3, "maaliskuu": 3, "marraskuu": 11}}
	_, err := edtf.Parse("mar 2022", both)
	if e, ok := errors.AsType[*edtf.Error](err); !ok || e.Meaning() != "" {
		t.Errorf("mar 2022 means %v", e)
	}
}

func TestCompare(t *testing.T) {
	var dates []edtf.Date
	for _, s := range []string{"2021-24", "2022", "2022-01", "2022-01-01", "2022-21", "2022-05", "2023"} {
		d, err := edtf.Parse(s, words)
		if err != nil {
			t.Fatal(err)
		}
		dates = append(dates, d)
	}
	// A year and its first month begin on one day; the one that ends first comes first.
	order := []int{0, 3, 2, 1, 4, 5, 6}
	for i := range order[1:] {
		a, b := dates[order[i]], dates[order[i+1]]
		if a.Compare(b) >= 0 || b.Compare(a) <= 0 {
			t.Errorf("%v does not come before %v", a, b)
		}
		if a.Key() >= b.Key() {
			t.Errorf("keys of %v and %v: %d, %d", a, b, a.Key(), b.Key())
		}
	}
	if none := (edtf.Date{}); none.Compare(dates[0]) != -1 || none.Compare(none) != 0 {
		t.Error("no date does not come first")
	}
}

func TestDay(t *testing.T) {
	stockholm := time.FixedZone("", 2*60*60)
	day := edtf.DayOf(time.Date(2022, 5, 17, 0, 30, 0, 0, stockholm))
	if day.String() != "2022-05-17" || day.Year() != 2022 || day.Month() != time.May || day.Day() != 17 {
		t.Errorf("DayOf = %v", day)
	}
	for _, tt := range []struct {
		day    edtf.Day
		months int
		want   string
	}{
		{edtf.NewDay(2022, 1, 31), 1, "2022-02-28"},
		{edtf.NewDay(2022, 1, 31), 24, "2024-01-31"},
		{edtf.NewDay(2022, 12, 1), 1, "2023-01-01"},
		{edtf.NewDay(2024, 2, 29), -12, "2023-02-28"},
	} {
		if got := tt.day.AddMonths(tt.months).String(); got != tt.want {
			t.Errorf("%v and %d months = %s, want %s", tt.day, tt.months, got, tt.want)
		}
	}
	if day.AddDays(15).String() != "2022-06-01" || !day.Before(day.AddDays(1)) || day.Compare(day.AddDays(-1)) != 1 {
		t.Errorf("days after %v are not counted", day)
	}
	if d := edtf.OfDay(day); d.String() != "2022-05-17" || d.Precision() != edtf.DayPrecision {
		t.Errorf("OfDay(%v) = %v", day, d)
	}
	if d := edtf.OfDay(edtf.NewDay(70_000, 1, 1)); !d.IsZero() {
		t.Errorf("a day of the year 70000 gives the date %v", d)
	}
	if edtf.Day(0).String() != "0001-01-01" {
		t.Errorf("the zero Day is %v", edtf.Day(0))
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2022", "2022-05-17~", "hösten 2013", "09/2015", "3/4/18", "sept 2015", "\x00", "２０２２", "2013 – 2015", "03-04-05", "ca 2013", "May 17, 2022"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := edtf.Parse(s, words)
		if err != nil {
			if !d.IsZero() || err.Error() == "" {
				t.Errorf("Parse(%q) = %v with the error %q", s, d, err)
			}
			e, _ := errors.AsType[*edtf.Error](err)
			if meant, err := edtf.Parse(e.Meaning(), words); e.Meaning() != "" && (err != nil || meant.String() != e.Meaning() || e.Hint != "write "+e.Meaning()) {
				t.Errorf("Parse(%q) means %q, with the hint %q: that reads %v, %v", s, e.Meaning(), e.Hint, meant, err)
			}
			return
		}
		again, err := edtf.Parse(d.String(), words)
		if err != nil || again != d {
			t.Errorf("Parse(%q) = %v, and that reads %v, %v", s, d, again, err)
		}
		if d.Latest().Before(d.Earliest()) {
			t.Errorf("%v ends on %v before it begins on %v", d, d.Latest(), d.Earliest())
		}
	})
}
