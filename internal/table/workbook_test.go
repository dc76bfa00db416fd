package table_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"vitrin/internal/table"
)

// book makes a workbook and saves it.
func book(t testing.TB, fill func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	file := filepath.Join(t.TempDir(), "t.xlsx")
	if err := f.SaveAs(file); err != nil {
		t.Fatal(err)
	}
	return file
}

// put sets a cell in a format.
func put(f *excelize.File, cell string, value any, code string) {
	style := &excelize.Style{CustomNumFmt: &code}
	if code == "" {
		style = &excelize.Style{NumFmt: 14}
	}
	id, err := f.NewStyle(style)
	if err == nil {
		err = f.SetCellValue("Sheet1", cell, value)
	}
	if err == nil {
		err = f.SetCellStyle("Sheet1", cell, cell, id)
	}
	if err != nil {
		panic(err)
	}
}

// Dates are as precise as the workbook shows them, numbers as exact as it stores them.
func TestWorkbookValues(t *testing.T) {
	for _, tt := range []struct {
		value      any
		code, want string
	}{
		{44698, "", "2022-05-17"}, // Excel's own short date
		{44698, "yyyy-mm-dd", "2022-05-17"},
		{44698.5, "m/d/yy h:mm", "2022-05-17"},
		{44698, `[$-41D]d mmmm yyyy;@`, "2022-05-17"},
		{44682, "mmm yyyy", "2022-05"},
		{44682, "yyyy", "2022"},
		{"2022-05", "yyyy-mm-dd", "2022-05"},
		{"våren 2022", "mmm yyyy", "våren 2022"},
		{1234567.5, `# ##0,00 "kr"`, "1234567.5"},
		{1234567.5, `#,##0 [$kr-41D];[Red]-#,##0 [$kr-41D]`, "1234567.5"},
		{850000, `#,##0.00\ "daldy"`, "850000"},
		{0.1 + 0.2, "General", "0.3"},
		{1234567.8900000001, "0", "1234567.89"},
		{0.6, "0%", "60%"},
		{0.125, "0%", "12.5%"},
		{0.5, "h:mm", "0.5"},
		{"00123", "@", "00123"},
		{"1.234", "@", "1.234"},
		{true, "General", "TRUE"},
	} {
		file := book(t, func(f *excelize.File) {
			put(f, "A1", "x", "General")
			put(f, "A2", tt.value, tt.code)
		})
		want := `1 ["x"]` + "\n" + `2 ["` + tt.want + `"]`
		if got := read(t, file, table.Options{}); got != want {
			t.Errorf("%v in %q: %s, want %s", tt.value, tt.code, got, want)
		}
	}
}

// Rows keep the numbers that they have in the sheet: empty ones count, and merged cells state their value once.
func TestWorkbookRows(t *testing.T) {
	file := book(t, func(f *excelize.File) {
		for cell, value := range map[string]any{"B2": "Titel", "C2": "Belopp", "B4": "Ett", "C4": 1, "C5": 2, "B8": "rad\r\nbrytning", "D8": " "} {
			if err := f.SetCellValue("Sheet1", cell, value); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.MergeCell("Sheet1", "B4", "B5"); err != nil {
			t.Fatal(err)
		}
	})
	want := "2 [\"\" \"Titel\" \"Belopp\"]\n4 [\"\" \"Ett\" \"1\"]\n5 [\"\" \"\" \"2\"]\n8 [\"\" \"rad\\nbrytning\" \"\"]"
	if diff := cmp.Diff(want, read(t, file, table.Options{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestWorkbookSheets(t *testing.T) {
	file := book(t, func(f *excelize.File) {
		for _, name := range []string{"Projekt", "Aktörer 2022"} {
			if _, err := f.NewSheet(name); err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellValue(name, "A1", "i "+name); err != nil {
				t.Fatal(err)
			}
		}
		f.SetActiveSheet(1)
		if err := f.SetSheetVisible("Sheet1", false); err != nil {
			t.Fatal(err)
		}
	})
	for sheet, want := range map[string]string{
		"":              `1 ["i Projekt"]`,
		"aktörer 2022 ": `1 ["i Aktörer 2022"]`,
		"3":             `1 ["i Aktörer 2022"]`,
		"1":             "0 error: this table is empty",
		"Projekter":     `0 error: this workbook has no sheet "Projekter"`,
		"4":             `0 error: this workbook has no sheet "4"`,
	} {
		if got := read(t, file, table.Options{Sheet: sheet}); got != want {
			t.Errorf("sheet %q: %s, want %s", sheet, got, want)
		}
	}
	_, found, err := table.Open(file, table.Options{Sheet: "Projekter"})
	if want := `did you mean "Projekt"? Its sheets are: Sheet1, Projekt, Aktörer 2022`; err != nil || len(found) != 1 || found[0].Hint != want {
		t.Errorf("%v, %v, want the hint %s", found, err, want)
	}
}

func TestCell(t *testing.T) {
	file := book(t, func(f *excelize.File) {
		if err := f.SetSheetRow("Sheet1", "A1", &[]any{"Titel", nil, "Slut"}); err != nil {
			t.Fatal(err)
		}
	})
	for _, tt := range []struct {
		file   string
		column int
		want   string
	}{
		{file, 0, "Titel (A12)"},
		{file, 1, "B12"},
		{write(t, "t.csv", "Titel;;Slut\n"), 0, "Titel"},
		{write(t, "t.csv", "Titel;;Slut\n"), 1, "column 2"},
	} {
		tab, found, err := table.Open(tt.file, table.Options{})
		if err != nil || tab == nil {
			t.Fatal(found, err)
		}
		if got := tab.Cell(12, tt.column); got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
		if err := tab.Close(); err != nil {
			t.Error(err)
		}
	}
}

// pack makes a workbook of one sheet by hand.
func pack(t testing.TB, file, sheet, styles, texts string) {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + main + ` xmlns:r="` + office + `"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", `<worksheet ` + main + `><sheetData>` + sheet + `</sheetData></worksheet>`},
		{"xl/styles.xml", `<styleSheet ` + main + `>` + styles + `</styleSheet>`},
		{"xl/sharedStrings.xml", `<sst ` + main + `>` + texts + `</sst>`},
	} {
		w, err := z.Create(part[0])
		if err == nil {
			_, err = w.Write([]byte(head + part[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// Rows behind a place where a sheet is broken are not lost in silence.
func TestBrokenWorkbook(t *testing.T) {
	const row, texts = `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`, `<si><t>a</t></si>`
	file := filepath.Join(t.TempDir(), "t.xlsx")
	for _, tt := range []struct{ sheet, texts, want string }{
		{row, texts, `1 ["a"]`},
		{row + `<row r="3"><c r="A3" t="inlineStr"><is><t>x</t></is></c></row>`, texts, `1 ["a"]|3 ["x"]`},
		{
			row + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>x\x0B</t></is></c></row>", texts,
			"0 error: this cannot be read as a workbook: xl/worksheets/sheet1.xml: XML syntax error on line 2: illegal character code U+000B",
		},
		{row, "<si><t>a\x01</t></si>", "0 error: this cannot be read as a workbook: xl/sharedStrings.xml: XML syntax error on line 2: illegal character code U+0001"},
		{row + `<row r="2"><c r="A2"`, texts, "0 error: this cannot be read as a workbook: xl/worksheets/sheet1.xml: XML syntax error on line 2: expected attribute name in element"},
	} {
		pack(t, file, tt.sheet, "", tt.texts)
		if got := strings.ReplaceAll(read(t, file, table.Options{}), "\n", "|"); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.sheet, got, tt.want)
		}
	}
}

// Whatever is in the parts of a workbook, it is read to its end or told of.
func FuzzWorkbook(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="B2" s="1"><v>44698.5</v></c></row>`,
		`<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>`, `<si><t>a</t></si>`)
	f.Add(`<row r="1048577"/><row><c t="b"><v>1</v></c><c t="d"><v>2022</v></c><c r="XFD1"><f>1</f></c></row>`, `<cellXfs><xf/></cellXfs>`, `<si><r><t>b</t></r></si>`)
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, sheet, styles, texts string) {
		file := filepath.Join(dir, "t.xlsx")
		pack(t, file, sheet, styles, texts)
		tab, found, err := table.Open(file, table.Options{})
		if tab == nil {
			if found.Errors() == 0 && err == nil {
				t.Fatal("no table and no problem")
			}
			return
		}
		defer tab.Close()
		for range tab.Rows() {
		}
	})
}
