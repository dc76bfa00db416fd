package chart_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/chart"
	"vitrin/internal/edtf"
)

// date reads a date in EDTF; "" is none.
func date(t *testing.T, text string) edtf.Date {
	t.Helper()
	if text == "" {
		return edtf.Date{}
	}
	d, err := edtf.Parse(text, edtf.Words{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// day reads a day; "" is none.
func day(t *testing.T, text string) edtf.Day {
	t.Helper()
	return date(t, text).Earliest()
}

// period reads a period as it is written in the tests: "2020/2021", with an open end "2020/", of which it is known
// that it went on on a day "2020/ on 2022-01-01".
func period(t *testing.T, text string) chart.Period {
	t.Helper()
	dates, on, _ := strings.Cut(text, " on ")
	start, end, _ := strings.Cut(dates, "/")
	return chart.Period{Start: date(t, start), End: date(t, end), On: day(t, on)}
}

func words(parts []chart.Part) string {
	var all []string
	for _, p := range parts {
		all = append(all, strings.TrimSpace(fmt.Sprintf("%s %s %s", p.Known, p.X, p.Width)))
	}
	return strings.Join(all, ", ")
}

func TestDrawPeriod(t *testing.T) {
	const decade = "2020-01-01/2029-12-31" // 3,653 days, three of them in leap years' Februaries
	for _, tt := range []struct{ name, axis, period, want string }{
		{"all of the axis", decade, decade, "sure 0% 100%"},
		{"a leap year", decade, "2024-01-01/2024-12-31", "sure 39.99% 10.02%"},
		{"a year that is none", decade, "2025-01-01/2025-12-31", "sure 50.01% 9.99%"},
		{"a single day is seen", decade, "2024-02-29/2024-02-29", "sure 41.61% 0.4%"},
		{"a last day stays on the track", decade, "2029-12-31/2029-12-31", "sure 99.6% 0.4%"},
		{"years at both ends", decade, "2020/2022", "unsure 0% 9.99%, sure 9.99% 10.05%, unsure 20.04% 9.96%"},
		{"neighbouring years meet on two days", decade, "2020/2021", "unsure 0% 9.99%, sure 9.99% 0.4%, unsure 10.05% 9.96%"},
		{"one year", decade, "2020/2020", "unsure 0% 10.02%"},
		{"a month within a year", decade, "2020/2020-05", "unsure 0% 4.16%"},
		{"a day within a year", decade, "2020-07-01/2020", "unsure 4.98% 5.04%"},
		{"a month", "2021-01-01/2021-12-31", "2021-03/2021-06-30", "unsure 16.16% 8.22%, sure 24.38% 25.21%"},
		{"a season over New Year", "2020-01-01/2021-12-31", "2020-24/2021-12-31", "unsure 45.83% 12.18%, sure 58% 42%"},
		{"about a day", "2021-01-01/2021-12-31", "2021-03-15~/2021-12-31", "unsure 16.16% 7.67%, sure 23.84% 76.16%"},
		{"about a year is that year", decade, "2020~/2029-12-31", "unsure 0% 9.99%, sure 9.99% 90.01%"},
		{"about two days that may be one", "2021-01-01/2021-12-31", "2021-03-15~/2021-03-20", "unsure 16.16% 5.48%"},
		{"no end", decade, "2022-01-01/", "sure 20.01% 0.4%, open-end 20.04%"},
		{"no end, since a year", decade, "2022/", "unsure 20.01% 9.99%, open-end 30%"},
		{"no end, and goes on", decade, "2020-01-01/ on 2024-12-31", "sure 0% 50.01%, open-end 50.01%"},
		{"no end, since a year, and goes on", decade, "2020/ on 2024-12-31", "unsure 0% 9.99%, sure 9.99% 40.02%, open-end 50.01%"},
		{"no end, goes on in the year in which it begins", decade, "2020/ on 2020-06-01", "unsure 0% 10.02%, open-end 10.02%"},
		{"no start", decade, "/2024-12-31", "open-start 49.99%, sure 49.99% 0.4%"},
		{"no start, until a year", decade, "/2024", "open-start 39.99%, unsure 39.99% 10.02%"},
		{"no start, and goes on", decade, "/2024-12-31 on 2020-01-01", "open-start 0%, sure 0% 50.01%"},
		{"no start, goes on, until a year", decade, "/2024 on 2020-01-01", "open-start 0%, sure 0% 40.02%, unsure 40.02% 9.99%"},
		{"not dated", decade, "", ""},
		{"beyond the axis is cut", decade, "2010-01-01/2020-12-31", "sure 0% 10.02%"},
		{"far apart", "1900-01-01/2100-12-31", "2000-01-01/2000-12-31", "sure 49.75% 0.5%"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := words(chart.NewAxis(0, period(t, tt.axis)).Draw(period(t, tt.period))); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestDrawMoment(t *testing.T) {
	axis := chart.NewAxis(0, period(t, "2021-01-01/2021-12-31"))
	for text, want := range map[string]string{
		"2021-01-01": "moment 0.14%",
		"2021-12-31": "moment 99.86%",
		"2021-04":    "unsure 24.66% 8.22%, moment 28.77%",
		"2021-03~":   "unsure 16.16% 8.49%, moment 20.41%",
		"2021":       "unsure 0% 100%, moment 50%",
		"":           "",
	} {
		if got := words(axis.DrawMoment(date(t, text))); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

// ticks writes an axis: the places of its ticks with their dates, a label on wide tracks only as (…), none as |.
func ticks(a chart.Axis) string {
	var all []string
	for _, tick := range a.Ticks() {
		label := map[chart.Room]string{chart.OnNarrow: "%s", chart.OnWide: "(%s)", chart.Nowhere: "|"}[tick.Label]
		if tick.Label != chart.Nowhere {
			label = fmt.Sprintf(label, tick.Date)
		}
		all = append(all, tick.X+" "+label)
	}
	return strings.Join(all, ", ")
}

func TestAxis(t *testing.T) {
	for _, tt := range []struct {
		name, today string
		periods     []string
		want        string
	}{
		{"nothing is dated", "2026-11-23", []string{"", ""}, ""},
		{"one day", "2026-11-23", []string{"2020-05-17/2020-05-17"}, "0% 2020-05"},
		{"all dates equal", "2026-11-23", []string{"2020-05-31/2020-05-31", "2020-05-31/2020-05-31"}, "0% 2020-05"},
		{"three months", "2026-11-23", []string{"2020-05-17/2020-07-01"}, "0% 2020-05, 33.7% (2020-06), 66.3% 2020-07"},
		{"eight months", "2026-11-23", []string{"2020-04-17/2020-11-01"}, "0% 2020-04, 37.3% 2020-07, 75% (2020-10)"},
		{"a year", "2026-11-23", []string{"2020-02-17/2021-01-01"}, "16.39% (2020-04), 41.26% 2020-07, 66.39% (2020-10), 91.53% |"},
		{"two years", "2026-11-23", []string{"2020-04-17/2022-02-01"}, "13.02% (2020-07), 39.34% 2021, 65.24% (2021-07), 91.56% (2022)"},
		{"three years, by quarters", "2026-11-23", []string{"2020-04-01/2023-04-01"}, "23.19% 2021, 53.96% 2022, 84.74% 2023"},
		{"six years", "2030-01-01", []string{"2018-05-01/2023-04-01"}, "0% 2018, 16.66% 2019, 33.32% 2020, 50.02% 2021, 66.68% 2022, 83.34% 2023"},
		{"a leap day", "2030-01-01", []string{"2024-02-29/2024-02-29"}, "0% 2024-02"},
		{"fourteen years", "2026-11-23", []string{"2010/2023"}, "0% (2010), 11.76% 2012, 23.53% (2014), 35.29% 2016, 47.06% (2018), 58.82% 2020, 70.59% (2022), 82.35% 2024, 94.12% |"},
		{"two centuries", "2026-11-23", []string{"1900/2100"}, "0% 1900, 24.88% 1950, 49.75% 2000, 74.63% 2050, 99.5% |"},
		{"all years that there are", "2026-11-23", []string{"0001/9999"}, "9.99% (1000), 19.99% 2000, 29.99% (3000), 39.99% 4000, 50% (5000), 60% 6000, 70% (7000), 80% 8000, 90% (9000)"},
		{"today makes it twice as long", "2026-11-23", []string{"2021-01-01/2024-12-31"}, "0% 2021, 16.66% 2022, 33.32% 2023, 49.98% 2024, 66.68% 2025, 83.34% 2026"},
		{"today is too far away", "2030-11-23", []string{"2021-01-01/2024-12-31"}, "0% 2021, 24.98% 2022, 49.97% 2023, 74.95% 2024"},
		{"today is before", "2019-06-01", []string{"2021-01-01/2024-12-31"}, "0% 2019, 16.65% 2020, 33.35% 2021, 50% 2022, 66.65% 2023, 83.3% 2024"},
		{"room for an open end", "2026-11-23", []string{"2015-01-01/2026-12-31", "2016-01-01/ on 2026-12-31"}, "7.69% 2016, 23.08% (2018), 38.46% 2020, 53.85% (2022), 69.23% 2024, 84.63% (2026)"},
		{"room for an open start", "2026-11-23", []string{"/2015-01-01", "2015-01-01/2026-12-31"}, "0% (2014), 15.37% 2016, 30.77% (2018), 46.15% 2020, 61.54% (2022), 76.92% 2024, 92.31% (2026)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var periods []chart.Period
			for _, p := range tt.periods {
				periods = append(periods, period(t, p))
			}
			axis := chart.NewAxis(day(t, tt.today), periods...)
			if diff := cmp.Diff(tt.want, ticks(axis)); diff != "" {
				t.Error(diff)
			}
			if axis.IsZero() != (tt.want == "") {
				t.Errorf("the axis is zero: %v", axis.IsZero())
			}
		})
	}
}

// TestTicksKeepApart holds of axes of every length that labels have room: on a narrow track 11 of a hundred for a
// year and 33 for a month, on a wide one 6 and 18.
func TestTicksKeepApart(t *testing.T) {
	start := edtf.NewDay(1987, time.March, 9)
	for days := 1; days < 200_000; days += 1 + days/40 {
		axis := chart.NewAxis(0, chart.Period{Start: edtf.OfDay(start), End: edtf.OfDay(start.AddDays(days))})
		last, lastNarrow := -100.0, -100.0
		for _, tick := range axis.Ticks() {
			var at float64
			if _, err := fmt.Sscanf(tick.X, "%f%%", &at); err != nil {
				t.Fatal(err)
			}
			narrow, wide := 11.0, 6.0
			if tick.Date.Precision() == edtf.MonthPrecision {
				narrow, wide = 24, 16
			}
			if tick.Label == chart.OnNarrow {
				if at-lastNarrow < narrow {
					t.Fatalf("%d days: labels at %v and %v of a narrow track", days, lastNarrow, at)
				}
				lastNarrow = at
			}
			if tick.Label != chart.Nowhere {
				if at-last < wide {
					t.Fatalf("%d days: labels at %v and %v of a wide track", days, last, at)
				}
				last = at
			}
		}
		if n := len(axis.Ticks()); n < 1 || n > 13 {
			t.Fatalf("%d days: %d ticks", days, n)
		}
	}
}

func TestPlaceOfDay(t *testing.T) {
	axis := chart.NewAxis(0, period(t, "2021-01-01/2021-12-31"))
	for _, tt := range []struct {
		day, at, anchor string
		has             bool
	}{
		{"2020-12-31", "0%", "start", false},
		{"2021-01-01", "0.14%", "start", true},
		{"2021-07-02", "50%", "middle", true},
		{"2021-12-31", "99.86%", "end", true},
		{"2022-01-01", "100%", "end", false},
	} {
		d := day(t, tt.day)
		if axis.At(d) != tt.at || axis.Anchor(d) != tt.anchor || axis.Has(d) != tt.has {
			t.Errorf("%s: got %s, %s, %v", tt.day, axis.At(d), axis.Anchor(d), axis.Has(d))
		}
	}
	if none := (chart.Axis{}); none.Has(0) || none.At(5) != "0%" || none.Ticks() != nil {
		t.Error("the zero axis has days")
	}
}
