package table

import (
	"archive/zip"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Trait is what a workbook knows of a cell beside its text.
type Trait struct {
	Number   bool   // the text is a number, or a share with %: digits with a point before decimals, whatever else the table writes
	Beside   string // what the cell's format shows beside the number, such as "kr", "€" or "EUR"
	Unsolved bool   // the cell has a formula whose result is not stored; the text is empty
}

// traits reads what a sheet says of its cells, row by row, in step with the library, which gives their texts alone.
type traits struct {
	formats []numberFormat // of the workbook's styles
	archive *zip.ReadCloser
	part    io.ReadCloser
	tokens  *xml.Decoder
	ahead   traitRow
	end     bool
}

// traitRow is the cells of a row that have traits, by their columns from 0, and the formats of their numbers.
type traitRow struct {
	line    int
	cells   map[int]Trait
	formats map[int]numberFormat
	wrong   string // why the row cannot be read
}

// openTraits opens the sheet that w reads.
func (w *workbook) openTraits() (*traits, error) {
	archive, err := zip.OpenReader(w.file)
	if err != nil {
		return nil, err
	}
	part, err := w.part(archive)
	if err != nil {
		return nil, errors.Join(err, archive.Close())
	}
	return &traits{formats: w.formats, archive: archive, part: part, tokens: xml.NewDecoder(part)}, nil
}

func (t *traits) close() error { return errors.Join(t.part.Close(), t.archive.Close()) }

// relationships are the parts that a part refers to (ECMA-376-2, 9.3).
type relationships struct {
	All []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// part opens the part that holds the sheet.
func (w *workbook) part(archive *zip.ReadCloser) (io.ReadCloser, error) {
	for _, f := range archive.File {
		if partName(f.Name) == w.target {
			return f.Open()
		}
	}
	return nil, fmt.Errorf("it has no part for the sheet %s", w.sheet)
}

// locate finds the name of the part that holds the sheet.
func (w *workbook) locate() error {
	archive, err := zip.OpenReader(w.file)
	if err != nil {
		return err
	}
	defer archive.Close()
	id := ""
	if w.book.WorkBook != nil {
		for _, s := range w.book.WorkBook.Sheets.Sheet {
			if s.Name == w.sheet {
				id = s.ID
			}
		}
	}
	for _, f := range archive.File {
		name := partName(f.Name)
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		all, err := readRelationships(f)
		if err != nil {
			return err
		}
		for _, r := range all.All {
			if r.ID != id || !strings.HasSuffix(r.Type, "/worksheet") {
				continue
			}
			target := partName(r.Target)
			if !strings.HasPrefix(target, "/") {
				target = path.Join(path.Dir(path.Dir(name)), target)
			}
			w.target = strings.TrimPrefix(target, "/")
			return nil
		}
	}
	return fmt.Errorf("it does not say where the sheet %s is", w.sheet)
}

func readRelationships(f *zip.File) (all relationships, err error) {
	r, err := f.Open()
	if err != nil {
		return all, err
	}
	err = xml.NewDecoder(r).Decode(&all)
	return all, errors.Join(err, r.Close())
}

// of gives the traits of a row; lines only grow. The row behind it is read too, since the library takes one that goes
// back for a part of the row before.
func (t *traits) of(line int) (traitRow, error) {
	r, wrong := traitRow{line: line}, ""
	for !t.end && t.ahead.line <= line {
		if t.ahead.line == line {
			r = t.ahead
		}
		next, err := t.next()
		if errors.Is(err, io.EOF) {
			t.end = true
			break
		}
		if err != nil {
			return r, err
		}
		if next.line <= t.ahead.line {
			wrong = "the rows of this sheet are not in order"
		}
		t.ahead = next
	}
	r.wrong = cmp.Or(r.wrong, wrong)
	return r, nil
}

// next reads the next row.
func (t *traits) next() (traitRow, error) {
	r := traitRow{line: t.ahead.line + 1, cells: map[int]Trait{}, formats: map[int]numberFormat{}}
	for column, inRow := -1, false; ; {
		token, err := t.tokens.RawToken()
		if err != nil {
			return r, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "row":
				inRow = true
				if n, err := strconv.Atoi(attribute(e, "r")); err == nil && n != 0 {
					r.line = n
				}
			case "c":
				before := column
				if column, err = t.cell(e, before, &r); err != nil {
					return r, err
				}
				if column <= before {
					r.wrong = "the cells of this row are not in order"
				}
			}
		case xml.EndElement:
			switch {
			case e.Name.Local == "row" && inRow:
				return r, nil
			case e.Name.Local == "sheetData":
				return r, io.EOF
			}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// cell reads a cell to its end, and gives its column.
func (t *traits) cell(start xml.StartElement, before int, r *traitRow) (column int, err error) {
	column = before + 1
	if name := attribute(start, "r"); name != "" {
		x, _, err := excelize.CellNameToCoordinates(name)
		if err != nil {
			r.wrong = fmt.Sprintf("%q is not the place of a cell", name)
			return column, nil
		}
		column = x - 1
	}
	in, err := t.content()
	if err != nil {
		return column, err
	}
	style, _ := strconv.Atoi(attribute(start, "s"))
	var format numberFormat
	if style >= 0 && style < len(t.formats) {
		format = t.formats[style]
	}
	if trait := traitOf(attribute(start, "t"), format, in); trait != (Trait{}) {
		r.cells[column], r.formats[column] = trait, format
	}
	return column, nil
}

// content is what a cell has in it.
type content struct{ formula, result, value bool } // a result may be an empty text; a value is none

// content reads a cell to its end.
func (t *traits) content() (in content, err error) {
	within := ""
	for {
		token, err := t.tokens.RawToken()
		if err != nil {
			return in, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			within = e.Name.Local
			in.formula = in.formula || within == "f"
			in.result = in.result || within == "v" || within == "is"
		case xml.CharData:
			in.value = in.value || within == "v" && strings.TrimSpace(string(e)) != ""
		case xml.EndElement:
			if e.Name.Local == "c" {
				return in, nil
			}
			within = ""
		}
	}
}

// traitOf gives what is known of a cell by its type, its format and what it holds.
func traitOf(kind string, f numberFormat, in content) Trait {
	text := kind == "str" || kind == "inlineStr"
	switch {
	case in.formula && (!in.result || !in.value && !text):
		return Trait{Unsolved: true}
	case !in.value || f.date || kind != "" && kind != "n":
		return Trait{}
	}
	return Trait{Number: true, Beside: f.beside}
}
