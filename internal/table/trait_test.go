package table_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"vitrin/internal/table"
)

// A workbook tells numbers from texts, and what their formats show beside them.
func TestTraits(t *testing.T) {
	for _, tt := range []struct {
		value      any
		code, text string
		trait      table.Trait
	}{
		{12.345, "General", "12.345", table.Trait{Number: true}},
		{"12.345", "General", "12.345", table.Trait{}},
		{0.125, "0%", "12.5%", table.Trait{Number: true}},
		{44698, "yyyy-mm-dd", "2022-05-17", table.Trait{}},
		{true, "General", "TRUE", table.Trait{}},
		{500, "#,##0.00 [$€-1]", "500", table.Trait{Number: true, Beside: "€"}},
		{500, `[$$-409]#,##0.00;[Red]-[$$-409]#,##0.00`, "500", table.Trait{Number: true, Beside: "$"}},
		{500, `_-* #,##0\ "kr"_-;-* #,##0\ "kr"_-`, "500", table.Trait{Number: true, Beside: "kr"}},
		{500, `#,##0\ "EUR"`, "500", table.Trait{Number: true, Beside: "EUR"}},
		{500, `#,##0\ [$kr-41D]`, "500", table.Trait{Number: true, Beside: "kr"}},
		{500, `"(a;b)"#,##0`, "500", table.Trait{Number: true, Beside: "(a;b)"}},
		{500, `"-"0`, "500", table.Trait{Number: true}},
		{7, "0000", "0007", table.Trait{Number: true}},
		{-7, "0000", "-0007", table.Trait{Number: true}},
		{7.5, "0000", "7.5", table.Trait{Number: true}},
		{12345, "0000", "12345", table.Trait{Number: true}},
		{1234500, `#,##0.0,\ "tkr"`, "1234.5", table.Trait{Number: true, Beside: "tkr"}},
		{5, `0.0,,`, "0.000005", table.Trait{Number: true}},
	} {
		file := book(t, func(f *excelize.File) {
			put(f, "A1", "x", "General")
			put(f, "A2", tt.value, tt.code)
		})
		for row := range rows(t, file) {
			if row.Cells[0] != tt.text || row.Traits[0] != tt.trait {
				t.Errorf("%v in %q: %q %+v, want %q %+v", tt.value, tt.code, row.Cells[0], row.Traits[0], tt.text, tt.trait)
			}
		}
	}
}

// rows gives the rows of a table, which can be read.
func rows(t *testing.T, file string) func(func(table.Row) bool) {
	return func(yield func(table.Row) bool) {
		t.Helper()
		tab, found, err := table.Open(file, table.Options{})
		if err != nil || tab == nil {
			t.Fatal(found, err)
		}
		defer tab.Close()
		n := 0
		for row, err := range tab.Rows() {
			if err != nil {
				t.Fatal(err)
			}
			n++
			if !yield(row) {
				return
			}
		}
		if n == 0 {
			t.Error("no rows")
		}
	}
}

// A formula without a stored result is no empty cell, even where it stands alone in its row.
func TestUnsolved(t *testing.T) {
	const head = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c></row>`
	file := filepath.Join(t.TempDir(), "t.xlsx")
	for cell, want := range map[string]table.Trait{
		`<c r="B3"><f>1+1</f></c>`:                           {Unsolved: true},
		`<c r="B3"><f>1+1</f><v></v></c>`:                    {Unsolved: true},
		`<c r="B3" s="0"><f>1+1</f><v/></c>`:                 {Unsolved: true},
		`<c r="B3"><f t="shared" si="0"/></c>`:               {Unsolved: true},
		`<c r="B3" t="str"><f>1+1</f></c>`:                   {Unsolved: true},
		`<c r="B3"><f>1+1</f><v>2</v></c>`:                   {Number: true},
		`<c r="A3"><v>1</v></c><c><f>1+1</f><v>2</v></c>`:    {Number: true},
		`<c r="A3"><v>1</v></c><c t="str"><f>""</f><v/></c>`: {},
		`<c r="A3"><v>1</v></c><c r="B3" s="0"/>`:            {},
	} {
		pack(t, file, head+`<row r="3">`+cell+`</row>`, "", `<si><t>a</t></si>`)
		for row := range rows(t, file) {
			if row.Line != 3 || row.Traits[1] != want {
				t.Errorf("%s: line %d %+v, want %+v", cell, row.Line, row.Traits[1], want)
			}
		}
	}
}

// What is in no order cannot be told apart, and what is larger than any workbook is refused before it is held.
func TestRefusedWorkbook(t *testing.T) {
	const head, texts = `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, `<si><t>a</t></si>`
	file := filepath.Join(t.TempDir(), "t.xlsx")
	long := func(n int) string {
		return `<row r="2"><c r="A2" t="inlineStr"><is><t>` + strings.Repeat("å", n) + `</t></is></c></row>`
	}
	for _, tt := range []struct{ sheet, styles, texts, want string }{
		{head + `<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>`, "", texts, `1 ["a"]|2 error: this row cannot be read: the cells of this row are not in order`},
		{head + `<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>`, "", texts, "not in order"},
		{head + long(32768), "", texts, "0 error: this cannot be read as a workbook: xl/worksheets/sheet1.xml: a cell holds more than 32767 characters"},
		{head, "", `<si><r><t>` + strings.Repeat("a", 20000) + `</t></r><r><t>` + strings.Repeat("a", 20000) + `</t></r></si>`, "xl/sharedStrings.xml: a cell holds more than 32767 characters"},
		{head + `<!-- ` + strings.Repeat("<", 1<<21) + ` -->`, "", texts, "xl/worksheets/sheet1.xml: one of its texts is too long"},
		{head, strings.Repeat(" ", 17<<20), texts, "xl/styles.xml is too large"},
	} {
		pack(t, file, tt.sheet, tt.styles, tt.texts)
		if got := strings.ReplaceAll(read(t, file, table.Options{}), "\n", "|"); !strings.Contains(got, tt.want) {
			t.Errorf("%.60q: %.200s, want %s", tt.sheet, got, tt.want)
		}
	}
	pack(t, file, head+long(32767), "", texts)
	for row := range rows(t, file) {
		if got := fmt.Sprint(row.Problems, len(row.Cells[0])); got != "[] 65534" {
			t.Errorf("the longest cell: %s", got)
		}
	}
}
