package ingest

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// cell is a cell of a workbook with its format.
type sheetCell struct {
	value  any
	format string
}

// newBook makes a site with a workbook of the columns A, B and so on, and one row.
func newBook(t *testing.T, mapping string, row ...sheetCell) *site {
	t.Helper()
	s := newSite(t, "t.csv", "", mapping)
	s.options.File = filepath.Join(s.dir, "t.xlsx")
	f := excelize.NewFile()
	defer f.Close()
	var err error
	for i, c := range row {
		column := string(rune('A' + i))
		id := 0
		if c.format != "" && err == nil {
			id, err = f.NewStyle(&excelize.Style{CustomNumFmt: &c.format})
		}
		if err == nil {
			err = f.SetCellValue("Sheet1", column+"1", column)
		}
		if err == nil {
			err = f.SetCellValue("Sheet1", column+"2", c.value)
		}
		if formula, is := c.value.(formula); is && err == nil {
			if err = f.SetCellValue("Sheet1", column+"2", nil); err == nil {
				err = f.SetCellFormula("Sheet1", column+"2", string(formula))
			}
		}
		if err == nil {
			err = f.SetCellStyle("Sheet1", column+"2", column+"2", id)
		}
	}
	if err == nil {
		err = f.SaveAs(s.options.File)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

type formula string

// A number of a workbook is what it is, however the mapping says that texts write numbers.
func TestNumbersOfWorkbooks(t *testing.T) {
	const swedish = "numbers: {decimal: \",\", thousands: \".\"}\n"
	for _, tt := range []struct {
		head, rule string
		cell       sheetCell
		want       string
	}{
		{swedish, "B", sheetCell{12.345, ""}, `! B (B2): "12.345" has more decimals than SEK has`},
		{swedish, "{column: B, unit: tkr}", sheetCell{12.345, ""}, "budget: 12345"},
		{swedish, "{column: B, unit: tkr}", sheetCell{1234.5, ""}, "budget: 1234500"},
		{swedish, "{column: B, unit: tkr}", sheetCell{"12.345", ""}, "budget: 12345000"},
		{swedish, "{column: B, fill: down}", sheetCell{12.5, ""}, "budget: 12.50"},
		{swedish, "{template: '{B} tkr'}", sheetCell{12.345, ""}, "budget: 12345"},
		{"", "{column: B, unit: tkr}", sheetCell{1234.567, ""}, "budget: 1234567"},
		{"", "{column: B, unit: tkr}", sheetCell{"1234.567", ""}, "budget: 1234567"},
		{"", "B", sheetCell{"1.234", ""}, `! B (B2): "1.234" can be read in two ways`},
		{"", "{column: B, values: {12.345: '1,5'}}", sheetCell{12.345, ""}, "budget: 1.50"},
		{"", "B", sheetCell{500, "#,##0.00 [$€-1]"}, `! B (B2): "500 €" is an amount in EUR, not in SEK`},
		{"currency: EUR\n", "B", sheetCell{500, "#,##0.00 [$€-1]"}, "budget: {amount: 500, currency: EUR}"},
		{"currency: EUR\n", "B", sheetCell{500, `0 "kr"`}, `! B (B2): "500 kr" is an amount in SEK, not in EUR`},
		{"", "{column: B, unit: tkr}", sheetCell{500, `0 "kr"`}, "budget: 500000"},
		{"", "B", sheetCell{500, `0 "tkr"`}, "budget: 500000"},
		{"", "{column: B, unit: mkr}", sheetCell{500, `0 "tkr"`}, `! B (B2): "500 tkr" names its unit, and it is not mkr`},
		{"", "B", sheetCell{500, `0 "st"`}, `! B (B2): "500 st" is not an amount`},
		{"", "B", sheetCell{formula("1+1"), ""}, "! B (B2): the cell holds a formula, and its result is not stored"},
		{"empty: ['#FORMULA']\n", "B", sheetCell{formula("1+1"), ""}, ""},
	} {
		s := newBook(t, tt.head+"id: A\nfields: {title: A, budget: "+tt.rule+"}\n", sheetCell{"x", ""}, tt.cell)
		got := s.run()
		if !strings.Contains(got, "error") {
			got = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s.read("content/projects/x.md"), "---\ntitle: x\n"), "---\n"))
		} else {
			_, message, _ := strings.Cut(got, "error: ")
			got = "! " + message
		}
		if got != tt.want {
			t.Errorf("%s%s of %v in %q: %s, want %s", tt.head, tt.rule, tt.cell.value, tt.cell.format, got, tt.want)
		}
	}
}

// Shares and ids of workbooks are as they are shown.
func TestShownNumbers(t *testing.T) {
	s := newBook(t, "numbers: {decimal: ','}\nid: A\nfields: {title: A, reference: A, indicators: {name: {value: n}, target: B, actual: C}}\n",
		sheetCell{7, "0000"}, sheetCell{0.125, "0%"}, sheetCell{1.5, ""})
	s.run()
	want := "---\ntitle: \"0007\"\nreference: \"0007\"\nindicators:\n  - {name: n, target: 12.5 %, actual: 1.5}\n---\n"
	if got := s.read("content/projects/0007.md"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
