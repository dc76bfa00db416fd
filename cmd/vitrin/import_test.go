package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// importSite makes a site of settings alone, and makes it the working directory.
func importSite(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	files["content/site.yaml"] = "title: Projekt\nbase_url: https://example.org/\nlanguages: [sv]\n"
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// vitrinSays runs the command and gives what it says on standard error; the status must be the given one.
func vitrinSays(t *testing.T, status int, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if got := run(args, &stdout, &stderr); got != status {
		t.Fatalf("the exit status is %d, not %d: %s", got, status, stderr.String())
	}
	return stderr.String()
}

// The mapping that the help shows is one.
func TestImportHelp(t *testing.T) {
	var mapping strings.Builder
	for line := range strings.Lines(importLong) {
		if text, shown := strings.CutPrefix(line, "  "); shown {
			mapping.WriteString(text)
		}
	}
	table := "Rapport\n\nDiarienummer;Projektnamn;Status;Startdatum;Projektägare;Parter;Finansiär;Beviljat (tkr);Beslutsdatum;Län;Handläggare;Syfte;Resultat\n" +
		"2022-1;Möbler;Pågående;17.05.2022;RISE;\"Alfa AB;\nBeta AB\";Vinnova;1 234,5;-;;Eva;Att lära.;saknas\n"
	latin := strings.NewReplacer("ä", "\xE4", "å", "\xE5", "ö", "\xF6").Replace(table)
	importSite(t, map[string]string{"t.csv": latin, "map.yaml": mapping.String(), "content/programmes/smart-industri-2.md": "---\ntitle: Smart industri 2\n---\n"})
	if got, want := vitrinSays(t, 0, "import", "t.csv", "--map", "map.yaml"), "1 row, 0 of them unreadable; pages: 1 new\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	want := `---
title: Möbler
status: ongoing
start: 2022-05-17
programmes: smart-industri-2
coordinator: {name: RISE}
partners:
  - {name: Alfa AB, role: partner}
  - {name: Beta AB, role: partner}
funding:
  - funder: {name: Vinnova}
    granted: 1234500
regions: Kronoberg
extra: {handler: Eva}
---

## Syfte

Att lära.
`
	got, err := os.ReadFile("content/projects/2022-1.md")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A workbook is imported as a table is: its sheet by name, its dates and numbers as they are stored, its cells by
// their places.
func TestImportWorkbook(t *testing.T) {
	importSite(t, map[string]string{"map.yaml": "id: Dnr\nfields: {title: Titel, start: Start, budget: Budget}\n"})
	f := excelize.NewFile()
	if _, err := f.NewSheet("Projekt 2022"); err != nil {
		t.Fatal(err)
	}
	for cell, value := range map[string]any{
		"A2": "Dnr", "B2": "Titel", "C2": "Start", "D2": "Budget",
		"A4": 17, "B4": "Möbler", "C4": 44698, "D4": 1234567.5,
		"A5": 18, "B5": "Tyg", "C5": "05/06/22", "D5": "#DIV/0!",
	} {
		if err := f.SetCellValue("Projekt 2022", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err == nil {
		err = f.SetCellStyle("Projekt 2022", "C4", "C4", style)
	}
	if err == nil {
		err = f.SaveAs("t.xlsx")
	}
	if err != nil {
		t.Fatal(err)
	}
	want := `t.xlsx:5: error: Budget (D5): the cell holds the error #DIV/0!
  hint: mend it in the table; or say in the mapping that it means nothing: empty: ["#DIV/0!"]
t.xlsx:5: error: Start (C5): "05/06/22" is not a date
  hint: write 2022-06-05 if the day stands first, or 2022-05-06 if the month does; or say in the mapping how dates are written, such as date: DD.MM.YYYY
2 errors
2 rows, 1 of them unreadable; pages: 1 new
`
	if diff := cmp.Diff(want, vitrinSays(t, exitContent, "import", "t.xlsx", "--map", "map.yaml", "--sheet", "projekt 2022")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	got, err := os.ReadFile("content/projects/17.md")
	if want := "---\ntitle: Möbler\nstart: 2022-05-17\nbudget: 1234567.50\n---\n"; err != nil || string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
	if got := vitrinSays(t, exitContent, "import", "t.xlsx", "--map", "map.yaml"); !strings.HasPrefix(got, "t.xlsx: error: this table is empty") {
		t.Errorf("the first sheet: %s", got)
	}
}
