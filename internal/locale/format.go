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
	return strings.ReplaceAll(l.forms.percent, "{n}", l.Decimal(number))
}

// Money writes an amount with its currency: "2 138 347 kr". Decimals are written where there are some.
func (l *Locale) Money(a money.Amount) string {
	currency := a.Currency
	if name, ok := l.forms.currencies[currency]; ok {
		currency = name
	}
	text := strings.NewReplacer("{n}", l.Decimal(a.Decimal()), "{currency}", currency).Replace(l.forms.money)
	if a.About {
		return strings.ReplaceAll(l.forms.about, "{n}", text)
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
	return strings.NewReplacer("{n}", l.Decimal(number), "{unit}", l.forms.units[unit]).Replace(l.forms.fileSize)
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
		text = strings.ReplaceAll(l.dates.year, "{year}", year)
	case edtf.SeasonPrecision:
		text = strings.NewReplacer("{season}", l.dates.seasons[d.Season()-edtf.Spring], "{year}", year).Replace(l.dates.season)
	case edtf.MonthPrecision:
		text = strings.NewReplacer("{month}", l.dates.months[d.Month()-1], "{year}", year).Replace(l.dates.month)
	default:
		text = strings.NewReplacer("{day}", strconv.Itoa(d.Earliest().Day()), "{month}", l.dates.months[d.Month()-1], "{year}", year).Replace(l.dates.day)
	}
	if d.About {
		return strings.ReplaceAll(l.dates.about, "{0}", text)
	}
	return text
}

// Period writes a period: "maj 2022 – januari 2023", or what is known of it where one end is not stated. No
// period is the empty text.
func (l *Locale) Period(start, end edtf.Date) string {
	pattern := l.dates.period
	switch {
	case start.IsZero() && end.IsZero():
		return ""
	case end.IsZero():
		pattern = l.dates.since
	case start.IsZero():
		pattern = l.dates.until
	case start == end:
		return l.Date(start)
	case start.Precision() == edtf.YearPrecision && end.Precision() == edtf.YearPrecision && !start.About && !end.About:
		pattern = l.dates.years
	}
	return strings.NewReplacer("{0}", l.Date(start), "{1}", l.Date(end)).Replace(pattern)
}
