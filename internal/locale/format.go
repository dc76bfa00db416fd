package locale

import (
	"strconv"
	"strings"

	"vitrin/internal/edtf"
	"vitrin/internal/money"
)

// Number writes a whole number with the language's grouping: "2 138 347".
func (l *Locale) Number(n int64) string {
	if n < 0 {
		return "\u2212" + l.digits(strconv.FormatInt(n, 10)[1:])
	}
	return l.digits(strconv.FormatInt(n, 10))
}

// Decimal writes an exact decimal number, given as digits with a point and perhaps a sign: "12,5".
func (l *Locale) Decimal(number string) string {
	rest, negative := strings.CutPrefix(number, "-")
	whole, fraction, found := strings.Cut(rest, ".")
	text := l.digits(whole)
	if found {
		text += l.forms.decimal + fraction
	}
	if negative {
		return "\u2212" + text
	}
	return text
}

// digits groups digits by three.
func (l *Locale) digits(s string) string {
	if len(s) < len(strconv.Itoa(l.forms.minGroup)) {
		return s
	}
	var b strings.Builder
	for i := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteString(l.forms.group)
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Percent writes a share, given as [Locale.Decimal] takes it: "60 %".
func (l *Locale) Percent(number string) string {
	return l.forms.percent.fill(l.Decimal(number))
}

// Money writes an amount with its currency: "2 138 347 kr". Decimals are written where there are some.
func (l *Locale) Money(a money.Amount) string {
	currency := a.Currency
	if name, ok := l.forms.currencies[currency]; ok {
		currency = name
	}
	text := l.forms.money.fill(l.Decimal(a.Decimal()), currency)
	if a.About {
		return l.forms.about.fill(text)
	}
	return text
}

// FileSize writes a number of bytes in decimal units with at most one decimal: "189,3 kB".
func (l *Locale) FileSize(bytes int64) string {
	unit, divisor := 0, int64(1)
	tenths := func() int64 { return (bytes*10 + divisor/2) / divisor }
	for tenths() >= 10_000 && unit < len(l.forms.units)-1 {
		unit, divisor = unit+1, divisor*1000
	}
	size := tenths()
	number := strconv.FormatInt(size/10, 10)
	if size%10 != 0 {
		number += "." + strconv.FormatInt(size%10, 10)
	}
	return l.forms.fileSize.fill(l.Decimal(number), l.forms.units[unit])
}

// Date writes a date as precisely as it is known: "17 maj 2022", "maj 2022", "våren 2018", "omkring 2013".
// No date is the empty text.
func (l *Locale) Date(d edtf.Date) string {
	text := ""
	year := strconv.Itoa(d.Year())
	switch d.Precision() {
	case edtf.None:
		return ""
	case edtf.YearPrecision:
		text = l.dates.year.fill(year)
	case edtf.SeasonPrecision:
		text = l.dates.season.fill(l.dates.seasons[d.Season()-edtf.Spring], year)
	case edtf.MonthPrecision:
		text = l.dates.month.fill(l.dates.months[d.Month()-1], year)
	default:
		text = l.dates.day.fill(strconv.Itoa(d.Earliest().Day()), l.dates.months[d.Month()-1], year)
	}
	if d.About {
		return l.dates.about.fill(text)
	}
	return text
}

// Day writes a day in full: "17 maj 2022".
func (l *Locale) Day(d edtf.Day) string { return l.Date(edtf.OfDay(d)) }

// Period writes a period: "maj 2022 – januari 2023", or what is known of it where one end is not stated. No
// period is the empty text.
func (l *Locale) Period(start, end edtf.Date) string {
	switch {
	case start.IsZero() && end.IsZero():
		return ""
	case end.IsZero():
		return l.dates.since.fill(l.Date(start))
	case start.IsZero():
		return l.dates.until.fill(l.Date(end))
	case start == end:
		return l.Date(start)
	case start.Precision() == edtf.YearPrecision && end.Precision() == edtf.YearPrecision && !start.About && !end.About:
		return l.dates.years.fill(l.Date(start), l.Date(end))
	}
	return l.dates.period.fill(l.Date(start), l.Date(end))
}
