package table

import (
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
)

// restyle gives every cell of the workbook a format from which its value can be told: dates are shown as ISO 8601 has
// them, as far as their own format shows them, shares as exact shares, all else as it is stored. A workbook stores
// dates as numbers, and only a cell's format tells them from amounts; the library tells no format of a cell unless
// it holds the whole sheet in memory.
func (w *workbook) restyle() error {
	styles := w.book.Styles
	if styles == nil || styles.CellXfs == nil {
		return nil
	}
	known := len(styles.CellXfs.Xf)
	codes := map[int]string{}
	if styles.NumFmts != nil {
		for _, f := range styles.NumFmts.NumFmt {
			codes[f.NumFmtID] = f.FormatCode
		}
	}
	ids := map[string]int{"": plainFormat}
	w.formats = make([]numberFormat, known)
	for i := range known {
		id := styles.CellXfs.Xf[i].NumFmtID
		if id == nil {
			continue
		}
		w.formats[i] = numberFormatOf(*id, codes[*id])
		shown := shownAs(*id, codes[*id])
		if _, made := ids[shown]; !made {
			style, err := w.book.NewStyle(&excelize.Style{CustomNumFmt: &shown})
			if err != nil {
				return err
			}
			ids[shown] = *styles.CellXfs.Xf[style].NumFmtID
		}
	}
	for i := range known {
		if id := styles.CellXfs.Xf[i].NumFmtID; id != nil {
			shown := ids[shownAs(*id, codes[*id])]
			styles.CellXfs.Xf[i].NumFmtID = &shown
		}
	}
	return nil
}

// plainFormat is the number of no format, under which a cell is shown as it is stored.
const plainFormat = 1 << 20

// The formats that cells are shown in.
const (
	asDay   = "yyyy-mm-dd"
	asMonth = "yyyy-mm"
	asYear  = "yyyy"
	asShare = "0.0000000000%"
)

// builtIn are the formats without a code (ECMA-376-1, 18.8.30) that show dates and shares. Those from 27 on show days
// in the languages of eastern Asia.
var builtIn = map[int]string{
	9: asShare, 10: asShare, 14: asDay, 15: asDay, 16: asDay, 17: asMonth, 22: asDay,
	27: asDay, 28: asDay, 29: asDay, 30: asDay, 31: asDay, 36: asDay,
	50: asDay, 51: asDay, 52: asDay, 53: asDay, 54: asDay, 55: asDay, 56: asDay, 57: asDay, 58: asDay,
}

// literal is what a format's code shows as it stands, or says of colours, conditions and languages.
var literal = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

// shownAs gives the format in which a cell is to be shown, by the number of its own and its code; "" is as it is stored.
func shownAs(id int, code string) string {
	if code == "" {
		return builtIn[id]
	}
	first, _, _ := strings.Cut(strings.ToLower(literal.ReplaceAllString(code, "")), ";")
	first = strings.NewReplacer("general", "", "am/pm", "", "a/p", "").Replace(first)
	switch {
	case strings.Contains(first, "%"):
		return asShare
	case strings.Contains(first, "d"):
		return asDay
	case strings.Contains(first, "y") && strings.Contains(first, "m"):
		return asMonth
	case strings.Contains(first, "y"):
		return asYear
	}
	return ""
}
