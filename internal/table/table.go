// Package table reads tables that other systems have written, separated values and workbooks, row by row: in
// goes a file, out come the names of its columns and, one after the other, rows of clean text, each with its line. It
// knows nothing of what the columns mean.
//
// Nothing is lost in silence: a row that cannot be read comes out with its line and what is wrong with it, and so does
// one with fewer or more cells than there are columns. A file is never held as a whole, but for a workbook's packed bytes.
//
// What comes out of a cell is what a reader of the table sees in it: text in Unicode's form NFC, lines ending in
// line feeds, no control characters and no blanks around it. A workbook's numbers are digits with a point before
// decimals, exactly as they are stored; they are told from texts by their [Trait]. A format can make them longer or
// shorter: 0007, or 12 for 12000 where thousands are shown. Its dates are those of ISO 8601, as precise as they are
// shown: 2022-05 where the format of the cell is "mmm yyyy".
package table

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"vitrin/internal/diag"
)

// Options say how a file is read. The zero Options find out themselves.
type Options struct {
	Encoding  string // one of [Encodings]; empty: UTF-8, or as the file's byte order mark says
	Separator rune   // between cells; 0: the one of ; , tab | that stands most often in the first line
	Lazy      bool   // quotation marks may stand anywhere in a cell
	Header    int    // the line that names the columns; 0: the first that is not empty
	Sheet     string // of a workbook, by name or number from 1; empty: the first that is not hidden
}

// Table is an open file.
type Table struct {
	File    string   // as it was given to [Open]
	Format  string   // "CSV" or "XLSX"
	Columns []string // their names, on one line each; empty where a column has none
	Line    int      // on which they stand

	reader reader
	named  int // how many columns there are up to the last that has a name
}

// Row is a row of a table. What its problems say is the whole row's.
type Row struct {
	Line     int      // on which it begins, from 1; a workbook's number of the row
	Cells    []string // as many as there are columns
	Traits   []Trait  // of the cells of a workbook, as many; else nil
	Problems diag.List
}

// Broken tells whether the row cannot be read.
func (r Row) Broken() bool { return r.Problems.Errors() > 0 }

// raw is a row as a format has it: as many cells as stand in it, not yet clean.
type raw struct {
	line     int
	cells    []string
	traits   []Trait // as many, or none
	problems diag.List
}

// blank tells whether nothing stands in a row.
func (r raw) blank() bool {
	return blank(r.cells) && len(r.problems) == 0 && !slices.ContainsFunc(r.traits, func(t Trait) bool { return t.Unsolved })
}

// reader reads a file of one format, as often as it is asked to.
type reader interface {
	// rows gives all rows. The error is trouble of the machine; it comes last.
	rows() iter.Seq2[raw, error]
	// cell names a cell by its column, from 0, where people know it by a name; else "".
	cell(line, column int) string
	close() error
}

// format is a kind of files.
type format struct {
	name       string
	extensions []string
	magic      string // how its files begin, where all do
	open       func(file string, o Options) (reader, diag.List, error)
}

// formats are those that can be read. The last reads any text.
var formats = []format{
	{"XLSX", []string{".xlsx", ".xlsm"}, "PK\x03\x04", openWorkbook},
	{"CSV", []string{".csv", ".tsv", ".tab", ".txt"}, "", openSeparated},
}

// others are formats that cannot be read, by how their files begin.
var others = []struct{ magic, message, hint string }{
	{"\xD0\xCF\x11\xE0", "this is a workbook of an old Excel, or one with a password", "save it as .xlsx without a password, or as CSV"},
	{"%PDF", "this is a PDF", "ask for the table itself, as .xlsx or CSV"},
	{"{", "this is JSON, not a table", "a 360Giving file is imported without a mapping; its name ends in .json"},
}

// Open opens a table and reads the names of its columns. It gives no table where the problems say why there is none.
// The error is trouble of the machine; it wraps fs.ErrNotExist where there is no such file.
func Open(file string, o Options) (*Table, diag.List, error) {
	head, err := begin(file)
	if err != nil {
		return nil, nil, err
	}
	var found diag.List
	for _, other := range others {
		if bytes.HasPrefix(bytes.TrimLeft(head, "\xEF\xBB\xBF \t\r\n"), []byte(other.magic)) {
			found.Error(diag.Pos{File: file}, diag.File, other.message, other.hint)
			return nil, found, nil
		}
	}
	f := formatOf(file, head)
	r, found, err := f.open(file, o)
	if r == nil || err != nil {
		return nil, found, err
	}
	t := &Table{File: file, Format: f.name, reader: r}
	more, err := t.header(o.Header)
	found = append(found, more...)
	if err != nil || found.Errors() > 0 {
		return nil, found, errors.Join(err, t.Close())
	}
	return t, found, nil
}

// begin gives the first bytes of a file.
func begin(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return head[:n], nil
}

// formatOf tells a file's format by how it begins, whatever it is called.
func formatOf(file string, head []byte) format {
	for _, f := range formats {
		if f.magic != "" && bytes.HasPrefix(head, []byte(f.magic)) {
			return f
		}
	}
	for _, f := range formats {
		if slices.Contains(f.extensions, strings.ToLower(filepath.Ext(file))) {
			return f
		}
	}
	return formats[len(formats)-1]
}

// Close closes the file.
func (t *Table) Close() error { return t.reader.close() }

// Sheets gives the names of a workbook's sheets, in their order; of other files none.
func (t *Table) Sheets() []string {
	if w, ok := t.reader.(*workbook); ok {
		return w.book.GetSheetList()
	}
	return nil
}

// Sheet gives the name of the sheet that is read; of other files none.
func (t *Table) Sheet() string {
	if w, ok := t.reader.(*workbook); ok {
		return w.sheet
	}
	return ""
}

// header reads the names of the columns, which stand on a line or on the first that is not empty.
func (t *Table) header(line int) (diag.List, error) {
	var found diag.List
	for row, err := range t.reader.rows() {
		switch {
		case err != nil:
			return nil, err
		case row.line < line || line == 0 && blank(row.cells) && len(row.problems) == 0:
			continue
		case row.problems.Errors() > 0:
			return row.problems, nil
		case line > 0 && row.line > line || blank(row.cells):
			found.Error(diag.Pos{File: t.File, Line: line}, diag.MissingKey, "this line names no columns", "say with header: on which line the names of the columns stand")
			return found, nil
		}
		t.Line = row.line
		for _, cell := range row.cells {
			t.Columns = append(t.Columns, Name(cell))
		}
		for i, name := range t.Columns {
			if name != "" {
				t.named = i + 1
			}
		}
		return nil, nil
	}
	found.Error(diag.Pos{File: t.File, Line: line}, diag.MissingKey, "this table is empty", "its first line is to name the columns")
	return found, nil
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return Clean(c) != "" })
}

// Rows gives the rows below the names of the columns, without empty ones. It can be called again, from the beginning. The
// cells of a row are good until the next one. The error is trouble of the machine; nothing comes after it.
func (t *Table) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for row, err := range t.reader.rows() {
			if err != nil {
				yield(Row{}, err)
				return
			}
			if row.line <= t.Line && row.line > 0 || row.blank() {
				continue
			}
			if !yield(t.row(row), nil) {
				return
			}
		}
	}
}

// row makes a row as wide as the table.
func (t *Table) row(r raw) Row {
	row := Row{Line: r.line, Problems: r.problems}
	for i := range row.Problems {
		row.Problems[i].Pos = diag.Pos{File: t.File, Line: cmp.Or(row.Problems[i].Pos.Line, r.line)}
	}
	if row.Broken() {
		return row
	}
	pos := diag.Pos{File: t.File, Line: r.line}
	for len(r.cells) > len(t.Columns) && Clean(r.cells[len(r.cells)-1]) == "" {
		r.cells = r.cells[:len(r.cells)-1]
	}
	switch {
	case len(r.cells) > len(t.Columns):
		row.Problems.Error(pos, diag.Value, fmt.Sprintf("this row has %d cells, and there are %d columns, so its cells may have moved", len(r.cells), len(t.Columns)),
			"put a cell that holds the separator or a line break in quotation marks")
		return row
	case len(r.cells) < t.named && t.Format == "CSV":
		row.Problems.Warn(pos, diag.Value, fmt.Sprintf("this row has only %d cells, and there are %d columns; the others are taken as empty", len(r.cells), t.named), "")
	}
	row.Cells = make([]string, len(t.Columns))
	for i, cell := range r.cells {
		row.Cells[i] = Clean(cell)
	}
	if r.traits != nil {
		row.Traits = make([]Trait, len(t.Columns))
		copy(row.Traits, r.traits[:len(r.cells)])
	}
	return row
}

// Cell names a cell for people: the name of its column, or else its place, and with a workbook both: "Titel (B12)".
func (t *Table) Cell(line, column int) string {
	name, at := t.Columns[column], t.reader.cell(line, column)
	switch {
	case name == "" && at == "":
		return "column " + strconv.Itoa(column+1)
	case name == "" || at == "":
		return name + at
	}
	return name + " (" + at + ")"
}
