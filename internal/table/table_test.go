package table_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
	"vitrin/internal/table"
)

// told writes problems as the tests have them.
func told(list diag.List) string {
	var all []string
	for _, p := range list.Sorted() {
		all = append(all, fmt.Sprintf("%d %s: %s", p.Pos.Line, p.Severity, p.Message))
	}
	return strings.Join(all, "\n")
}

// read reads a whole table: a line for each row, and one for each problem.
func read(t *testing.T, name string, o table.Options) string {
	t.Helper()
	tab, found, err := table.Open(name, o)
	if err != nil {
		t.Fatal(err)
	}
	if tab == nil {
		return told(found)
	}
	defer tab.Close()
	lines := []string{fmt.Sprintf("%d %q", tab.Line, tab.Columns)}
	for row, err := range tab.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		if len(row.Problems) > 0 {
			lines = append(lines, told(row.Problems))
		}
		if !row.Broken() {
			lines = append(lines, fmt.Sprintf("%d %q", row.Line, row.Cells))
		}
	}
	return strings.Join(lines, "\n")
}

func write(t *testing.T, name, content string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

func wide(s string) string {
	out := "\xFF\xFE"
	for _, u := range utf16.Encode([]rune(s)) {
		out += string([]byte{byte(u), byte(u >> 8)})
	}
	return out
}

func TestSeparated(t *testing.T) {
	for _, tt := range []struct {
		name, content string
		o             table.Options
		want          string
	}{
		{"comma", "a,b\n1,2\n", table.Options{}, `1 ["a" "b"]|2 ["1" "2"]`},
		{"semicolon with commas", "a;b, c\n1,5;2\n", table.Options{}, `1 ["a" "b, c"]|2 ["1,5" "2"]`},
		{"tab", "a\tb\n1\t2", table.Options{}, `1 ["a" "b"]|2 ["1" "2"]`},
		{"commas in quotes do not count", "\"a, b, c\";d\n1;2\n", table.Options{}, `1 ["a, b, c" "d"]|2 ["1" "2"]`},
		{"separator stated", "a;b,c\n1;2,3\n", table.Options{Separator: ','}, `1 ["a;b" "c"]|2 ["1;2" "3"]`},
		{"sep line of Excel", "sep=,\na,b;c\n1,2\n", table.Options{}, `2 ["a" "b;c"]|3 ["1" "2"]`},
		{"CRLF, quotes, line breaks", "a;b\r\n\"x \"\"y\"\"\r\n\r\nz\"; 2 \r\n3;4\r\n", table.Options{}, `1 ["a" "b"]|2 ["x \"y\"\n\nz" "2"]|5 ["3" "4"]`},
		{"byte order mark", "\uFEFFa;å\n1;ö\n", table.Options{}, `1 ["a" "å"]|2 ["1" "ö"]`},
		{"byte order mark, stated", "\uFEFFa;å\n1;ö\n", table.Options{Encoding: "utf-8"}, `1 ["a" "å"]|2 ["1" "ö"]`},
		{"Windows-1252", "a;\xE5\n1;\xF6 \x96 \x80\n", table.Options{Encoding: "windows-1252"}, `1 ["a" "å"]|2 ["1" "ö – €"]`},
		{"Latin-1", "a;\xE5\n1;\xF6\n", table.Options{Encoding: "latin-1"}, `1 ["a" "å"]|2 ["1" "ö"]`},
		{"UTF-16", wide("a;å\r\n1;ö\r\n"), table.Options{}, `1 ["a" "å"]|2 ["1" "ö"]`},
		{"UTF-16 without a mark", wide("a;å\n1;ö\n")[2:], table.Options{Encoding: "utf-16"}, `1 ["a" "å"]|2 ["1" "ö"]`},
		{"Windows-1252 that is not stated", "a;b\n1;2\n3;\xF6\n", table.Options{}, `3 error: this is not UTF-8`},
		{"UTF-8 that is said to be Windows-1252", "a;å\n", table.Options{Encoding: "windows-1252"}, `0 error: this is utf-8, and the mapping says windows-1252`},
		{"UTF-16 that is said to be UTF-8", wide("a;å\n"), table.Options{Encoding: "utf-8"}, `0 error: this is utf-16, and the mapping says utf-8`},
		{"UTF-8 that is said to be UTF-16", "a;å\n", table.Options{Encoding: "utf-16"}, `0 error: this is utf-8, and the mapping says utf-16`},
		{"NUL", "a;b\n1;\x00\n", table.Options{}, `0 error: this file holds NUL bytes: it is no text, or it is UTF-16`},
		{"empty rows, empty cells at the end", "a;b;\n\n;;\n 1;2;;;\n", table.Options{}, `1 ["a" "b" ""]|4 ["1" "2" ""]`},
		{"ragged", "a;b;c\n1;2\n1;2;3;4\n5;6;7\n", table.Options{}, `1 ["a" "b" "c"]|2 warning: this row has only 2 cells, and there are 3 columns; the others are taken as empty|2 ["1" "2" ""]|` +
			`3 error: this row has 4 cells, and there are 3 columns, so its cells may have moved|4 ["5" "6" "7"]`},
		{"a stray quotation mark", "a;b\nProjekt \"Alfa\";1\n\"x\"y;2\n3;4\n", table.Options{}, `1 ["a" "b"]|2 error: a quotation mark stands within a cell that does not begin with one|` +
			`3 error: text stands behind the quotation mark that closes a cell, or none closes it|4 ["3" "4"]`},
		{"lazy quotes", "a;b\nProjekt \"Alfa\";1\n", table.Options{Lazy: true}, `1 ["a" "b"]|2 ["Projekt \"Alfa\"" "1"]`},
		{"a quotation mark that is never closed", "a;b\n1;2\n\"3;4\n5;6\n", table.Options{}, `1 ["a" "b"]|2 ["1" "2"]|3 error: a quotation mark opens a cell here that does not close as it should; lines 3 to 4 are not read`},
		{"header further down", "Rapport;\n;\nTitel\u00A0 x;\"b\nc\"\n1;2\n", table.Options{Header: 3}, `3 ["Titel x" "b c"]|5 ["1" "2"]`},
		{"empty lines before the header", "\n;;\na;b\n1;2\n", table.Options{}, `3 ["a" "b"]|4 ["1" "2"]`},
		{"no such header", "a;b\n1;2\n", table.Options{Header: 9}, `9 error: this table is empty`},
		{"header of nothing", "a;b\n;\n1;2\n", table.Options{Header: 2}, `2 error: this line names no columns`},
		{"empty", "", table.Options{}, `0 error: this table is empty`},
		{"composed letters, controls, other line ends", "a;b\nA\u030A\x0B;x\u2028y\x07\n", table.Options{}, `1 ["a" "b"]|2 ["Å" "x\ny"]`},
		{"JSON", `{"grants": []}`, table.Options{}, `0 error: this is JSON, not a table`},
		{"an old workbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", table.Options{}, `0 error: this is a workbook of an old Excel, or one with a password`},
		{"no workbook", "PK\x03\x04 and no more", table.Options{}, `0 error: this cannot be read as a workbook: zip: not a valid zip file`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.ReplaceAll(read(t, write(t, "t.csv", tt.content), tt.o), "\n", "|")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// A character that the reading of a file cuts in two is one all the same.
func TestEncodingAcrossPieces(t *testing.T) {
	for shift := range 4 {
		content := "a\n" + strings.Repeat("x", 64<<10-4-shift) + "ööö😀\n"
		if got := read(t, write(t, "t.csv", content), table.Options{}); !strings.Contains(got, "ööö😀") {
			t.Errorf("shifted by %d: %s", shift, got[max(0, len(got)-100):])
		}
	}
}

func FuzzSeparated(f *testing.F) {
	f.Add([]byte("a;b\n\"1\n2\";3\n"), "", uint8(0))
	f.Add([]byte("sep=,\na,\"b"), "windows-1252", uint8(2))
	f.Add([]byte("\xFF\xFEa\x00\n\x00"), "utf-16", uint8(1))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, src []byte, encoding string, header uint8) {
		file := filepath.Join(dir, "t.csv")
		if err := os.WriteFile(file, src, 0o666); err != nil {
			t.Fatal(err)
		}
		tab, found, err := table.Open(file, table.Options{Encoding: encoding, Header: int(header)})
		if err != nil {
			t.Fatal(err)
		}
		if tab == nil {
			if found.Errors() == 0 {
				t.Fatal("no table and no problem")
			}
			return
		}
		last := tab.Line
		for row, err := range tab.Rows() {
			if err != nil {
				t.Fatal(err)
			}
			if row.Line <= last {
				t.Fatalf("line %d comes after line %d", row.Line, last)
			}
			last = row.Line
			if !row.Broken() && len(row.Cells) != len(tab.Columns) {
				t.Fatalf("%d cells, %d columns", len(row.Cells), len(tab.Columns))
			}
		}
	})
}
