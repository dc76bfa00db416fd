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

// maxLine is the last row that a sheet can have.
const maxLine = 1 << 20

// workbook is a sheet of a workbook of Office Open XML (ECMA-376).
type workbook struct {
	file    string
	sheet   string
	target  string // the name of the sheet's part
	book    *excelize.File
	formats []numberFormat // by the number of the style
}

func openWorkbook(file string, o Options) (reader, diag.List, error) {
	if f, err := os.Open(file); err != nil {
		return nil, nil, err
	} else if err := f.Close(); err != nil {
		return nil, nil, err
	}
	err := wellFormed(file)
	var book *excelize.File
	if err == nil {
		book, err = openBook(file)
	}
	if err != nil {
		var found diag.List
		found.Error(diag.Pos{File: file}, diag.Syntax, "this cannot be read as a workbook: "+err.Error(), "open it in Excel or LibreOffice and save it once more")
		return nil, found, nil
	}
	w := &workbook{file: file, book: book}
	found := w.choose(o.Sheet)
	if len(found) == 0 {
		if err := w.locate(); err != nil {
			found.Error(diag.Pos{File: file}, diag.Syntax, "this cannot be read as a workbook: "+err.Error(), "open it in Excel or LibreOffice and save it once more")
		} else if err := w.restyle(); err != nil {
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
		beside, err := w.openTraits()
		if err != nil {
			yield(raw{}, fmt.Errorf("reading the sheet %s of %s: %w", w.sheet, w.file, err))
			return
		}
		defer beside.close()
		for line := 1; line <= maxLine && rows.Next(); line++ {
			r, err := w.row(rows, beside, line)
			if err != nil {
				yield(raw{}, fmt.Errorf("reading the sheet %s of %s: %w", w.sheet, w.file, err))
				return
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// row reads a row, its texts and what else is known of its cells.
func (w *workbook) row(rows *excelize.Rows, beside *traits, line int) (raw, error) {
	cells, wrong := columns(rows)
	r := raw{line: line, cells: cells}
	known, err := beside.of(line)
	if err != nil {
		return r, err
	}
	switch {
	case wrong != nil:
		r.problems.Error(diag.Pos{}, diag.Syntax, "this row cannot be read: "+wrong.Error(), "")
	case known.wrong != "":
		r.problems.Error(diag.Pos{}, diag.Syntax, "this row cannot be read: "+known.wrong, "open the workbook in Excel or LibreOffice and save it once more")
	}
	r.traits = make([]Trait, len(cells))
	for i, cell := range cells {
		cells[i], r.traits[i] = shownShare(cell), known.cells[i]
		if r.traits[i].Number {
			cells[i] = known.formats[i].show(cells[i])
		}
	}
	return r, nil
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
