package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/edtf"
	"vitrin/internal/money"
	"vitrin/internal/syntax"
)

// rule proposes how a column is read.
func (d *draft) rule(i int, f field) *syntax.Node {
	n := groupNode("column", textNode(d.t.Columns[i]))
	switch {
	case f.kind == date:
		if form := d.dateForm(i); form != "" {
			with(n, "date", textNode(form))
		}
	case f.kind == amount || f.kind == figure:
		d.amounts(n, i)
	case f.key == "status":
		if values := statuses(d.values[i]); len(values.Fields) > 0 {
			with(n, "values", values)
		}
	case f.many:
		if sign := splitSign(d.values[i], f); sign != "" {
			with(n, "split", textNode(sign))
		}
	}
	if len(n.Fields) == 1 {
		return n.Fields[0].Value
	}
	return n
}

// dateForms are those that a draft looks for where dates cannot be read as they are.
var dateForms = []string{"DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "D/M YYYY", "DD-MM-YYYY", "YYYYMMDD", "YYYY/MM/DD", "YYYY.MM.DD", "YYMMDD", "DD.MM.YY", "DD/MM/YY", "MM/DD/YY"}

// dateForm proposes the form in which most values are dates; "" where none helps. Where another form reads as many, it is
// noted that somebody has to choose.
func (d *draft) dateForm(i int) string {
	var best []string
	most := readable(d.values[i], func(v string) error { _, err := edtf.Parse(v, edtf.Words{}); return err })
	for _, written := range dateForms {
		f, err := edtf.ParseForm(written)
		if err != nil {
			continue
		}
		n := readable(d.values[i], func(v string) error { _, err := edtf.ParseAny(v, []edtf.Form{f}, edtf.Words{}); return err })
		switch {
		case n > most:
			best, most = []string{written}, n
		case n == most && len(best) > 0:
			best = append(best, written)
		}
	}
	switch len(best) {
	case 0:
		return ""
	case 1:
	default:
		d.doubts = append(d.doubts, fmt.Sprintf("%s: the dates may be %s", d.t.Columns[i], strings.Join(best, " or ")))
	}
	return best[0]
}

// readable counts the values that can be read.
func readable(values []string, read func(string) error) int {
	n := 0
	for _, v := range values {
		if read(v) == nil {
			n++
		}
	}
	return n
}

// unitBeside finds the unit that a column's name states.
var unitBeside = lazily(`(?i)\b(tkr|kkr|tsek|ksek|mkr|mnkr|msek|mdkr|tusental kr|tusental kronor|tusen kr|miljoner kr|miljoner kronor)\b`)

// unitWords are those of them that are no units of amounts.
var unitWords = map[string]string{"kkr": "tkr", "tusental kr": "tkr", "tusental kronor": "tkr", "tusen kr": "tkr", "miljoner kr": "mkr", "miljoner kronor": "mkr"}

// amounts proposes a unit and a form of numbers.
func (d *draft) amounts(n *syntax.Node, i int) {
	unit := strings.ToLower(unitBeside().FindString(d.t.Columns[i]))
	unit = cmp.Or(unitWords[unit], unit)
	if unit != "" {
		with(n, "unit", textNode(unit))
	}
	form, ambiguous := numberForm(d.texts[i])
	switch {
	case form.Decimal != "":
		number := groupNode("decimal", textNode(form.Decimal))
		with(n, "number", with(number, "thousands", textNode(form.Group)))
	case ambiguous != "":
		d.doubts = append(d.doubts, fmt.Sprintf("%s: %s may have decimals, or be more than a thousand; say number: {decimal: \",\", thousands: \".\"} or the other way round", d.t.Columns[i], ambiguous))
	}
}

// numberIn finds the number in the text of an amount.
var numberIn = lazily(`\d[\d\s\x{A0}\x{202F}\x{2009}.,'’]*\d`)

// numberForm finds the form in which texts write numbers, where some of them can be read in two ways and others show what
// is meant. Where none does, or they do not agree, it gives one that nobody can read.
func numberForm(values []string) (form money.Form, ambiguous string) {
	swedish, english := money.Form{Decimal: ",", Group: "."}, money.Form{Decimal: ".", Group: ","}
	shown := map[money.Form]bool{}
	for _, v := range values {
		v = numberIn().FindString(v)
		_, open := money.Form{}.Number(v)
		_, first := swedish.Number(v)
		_, second := english.Number(v)
		switch {
		case first == nil && second != nil:
			shown[swedish] = true
		case first != nil && second == nil:
			shown[english] = true
		case first == nil && open != nil && ambiguous == "":
			ambiguous = v
		}
	}
	switch {
	case ambiguous == "" || shown[swedish] == shown[english]:
		return money.Form{}, ambiguous
	case shown[swedish]:
		return swedish, ""
	}
	return english, ""
}

// statuses proposes what the words for where a project stands mean.
func statuses(values []string) *syntax.Node {
	n := &syntax.Node{Kind: syntax.Mapping}
	for _, v := range values {
		for _, s := range stages {
			if strings.HasPrefix(fold(v), s.begins) && n.Get(v) == nil && v != s.status {
				with(n, v, textNode(s.status))
				break
			}
		}
	}
	return n
}

// splitSign proposes what stands between the values of a cell. Commas stand in names too, but not in those of places.
func splitSign(values []string, f field) string {
	for _, sign := range []struct{ written, name string }{{";", ";"}, {"\n", "lines"}, {",", ","}} {
		if sign.written == "," && f.kind == organisation {
			continue
		}
		if slices.ContainsFunc(values, func(v string) bool { return strings.Contains(v, sign.written) }) {
			return sign.name
		}
	}
	return ""
}
