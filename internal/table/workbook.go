package table

import (
	"errors"
	"fmt"
	"iter"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"vitrin/internal/diag"
)

// The bounds of a workbook that nobody trusts: what it may grow to when it is unpacked, and how much of one part
// of it is kept in memory rather than in a file of its own.
const (
	maxUnpacked = 2 << 30
	maxInMemory = 4 << 20
	maxLine     = 1 << 20 // the last row that a sheet can have
)

// workbook is a sheet of a workbook of Office Open XML (ECMA-376).
type workbook struct {
	file  string
	sheet string
	book  *excelize.File
}

func openWorkbook(file string, o Options) (reader, diag.List, error) {
	if f, err := os.Open(file); err != nil {
		return nil, nil, err
	} else if err := f.Close(); err != nil {
		return nil, nil, err
	}
	book, err := openBook(file)
	if err == nil {
		err = wellFormed(file)
	}
	if err != nil {
		var found diag.List
		found.Error(diag.Pos{File: file}, diag.Syntax, "this cannot be read as a workbook: "+err.Error(), "open it in Excel or LibreOffice and save it once more")
		if book != nil {
			return nil, found, book.Close()
		}
		return nil, found, nil
	}
	w := &workbook{file: file, book: book}
	found := w.choose(o.Sheet)
	if len(found) == 0 {
		if err := w.restyle(); err != nil {
			found.Error(diag.Pos{File: file}, diag.Syntax, "the formats of this workbook's cells cannot be read: "+err.Error(), "save it once more, or save the sheet as CSV")
		}
	}
	if len(found) > 0 {
		return nil, found, book.Close()
	}
	return w, nil, nil
}

// openBook opens a workbook. What the library panics at is a broken workbook too.
func openBook(file string) (book *excelize.File, err error) {
	defer func() {
		if recover() != nil {
			book, err = nil, errors.New("it is broken")
		}
	}()
	return excelize.OpenFile(file, excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxInMemory})
}

// choose finds the sheet that is meant.
func (w *workbook) choose(wanted string) diag.List {
	sheets := w.book.GetSheetList()
	if wanted == "" {
		shown := slices.IndexFunc(sheets, func(s string) bool {
			visible, err := w.book.GetSheetVisible(s)
			return err == nil && visible
		})
		if len(sheets) > 0 {
			w.sheet = sheets[max(shown, 0)]
			return nil
		}
	}
	for _, s := range sheets {
		if strings.EqualFold(strings.TrimSpace(s), strings.TrimSpace(wanted)) {
			w.sheet = s
			return nil
		}
	}
	if n, err := strconv.Atoi(wanted); err == nil && n >= 1 && n <= len(sheets) {
		w.sheet = sheets[n-1]
		return nil
	}
	var found diag.List
	hint := "its sheets are: " + strings.Join(sheets, ", ")
	if near := diag.Nearest(wanted, sheets); near != "" {
		hint = fmt.Sprintf("did you mean %q? %s", near, strings.ToUpper(hint[:1])+hint[1:])
	}
	found.Error(diag.Pos{File: w.file}, diag.Reference, fmt.Sprintf("this workbook has no sheet %q", wanted), hint)
	return found
}

func (w *workbook) close() error { return w.book.Close() }

func (w *workbook) cell(line, column int) string {
	name, err := excelize.CoordinatesToCellName(column+1, line)
	if err != nil {
		return ""
	}
	return name
}

func (w *workbook) rows() iter.Seq2[raw, error] {
	return func(yield func(raw, error) bool) {
		rows, err := w.book.Rows(w.sheet)
		if err != nil {
			yield(raw{}, fmt.Errorf("reading the sheet %s of %s: %w", w.sheet, w.file, err))
			return
		}
		defer rows.Close()
		for line := 1; line <= maxLine && rows.Next(); line++ {
			cells, err := columns(rows)
			r := raw{line: line, cells: cells}
			if err != nil {
				r.problems.Error(diag.Pos{}, diag.Syntax, "this row cannot be read: "+err.Error(), "")
			}
			for i, cell := range cells {
				cells[i] = shownShare(cell)
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// columns gives the cells of a row. What the library panics at is a broken row too.
func columns(rows *excelize.Rows) (cells []string, err error) {
	defer func() {
		if recover() != nil {
			cells, err = nil, errors.New("it is broken")
		}
	}()
	return rows.Columns()
}

// share is a share as restyle has it written.
var share = regexp.MustCompile(`^(-?\d+)(\.\d{10})%$`)

// shownShare writes a share without the decimals that say nothing.
func shownShare(cell string) string {
	if m := share.FindStringSubmatch(cell); m != nil {
		return m[1] + strings.TrimRight(strings.TrimRight(m[2], "0"), ".") + "%"
	}
	return cell
}
