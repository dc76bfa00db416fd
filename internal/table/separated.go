package table

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"vitrin/internal/diag"
)

// separators are those that are recognised. Of equally frequent ones the first is taken.
const separators = ";\t,|"

// separated is a file of separated values, as RFC 4180 has them: cells may stand in quotation marks, and hold
// separators, line breaks and doubled quotation marks then. Lines end with LF or CRLF.
type separated struct {
	file string
	Options
	skip int // lines before the table
}

func openSeparated(file string, o Options) (reader, diag.List, error) {
	found, err := checkEncoding(file, o.Encoding)
	if err != nil || len(found) > 0 {
		return nil, found, err
	}
	s := &separated{file: file, Options: o}
	f, lines, err := s.open()
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	return s, nil, s.sniff(lines)
}

// open opens the file at the first line that belongs to the table.
func (s *separated) open() (*os.File, *bufio.Reader, error) {
	f, err := os.Open(s.file)
	if err != nil {
		return nil, nil, err
	}
	lines := bufio.NewReaderSize(decoded(f, s.Encoding), 64<<10)
	for range s.skip {
		if _, err := readLine(lines); err != nil {
			return nil, nil, errors.Join(err, f.Close())
		}
	}
	return f, lines, nil
}

// readLine gives the next line without its end, and nothing at the end of the file.
func readLine(lines *bufio.Reader) (string, error) {
	line, err := lines.ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}

// sniff finds where the table begins and what separates its cells. Excel can be told by a first line "sep=;".
func (s *separated) sniff(lines *bufio.Reader) error {
	line, err := readLine(lines)
	if err != nil {
		return err
	}
	if sign, stated := strings.CutPrefix(line, "sep="); stated && len(sign) == 1 && strings.Contains(separators, sign) {
		s.skip = 1
		if s.Separator == 0 {
			s.Separator = rune(sign[0])
		}
		if line, err = readLine(lines); err != nil {
			return err
		}
	}
	for n := s.skip + 1; n < s.Header; n++ {
		s.skip = n
		if line, err = readLine(lines); err != nil {
			return err
		}
	}
	for s.Header == 0 && strings.Trim(line, separators+` "`) == "" {
		if _, err := lines.Peek(1); err != nil {
			break // an empty table, which is told when it is read
		}
		if line, err = readLine(lines); err != nil {
			return err
		}
	}
	if s.Separator == 0 {
		s.Separator = frequent(line)
	}
	return nil
}

// frequent gives the separator that stands most often in a line, outside of quotation marks.
func frequent(line string) rune {
	counts := map[rune]int{}
	quoted := false
	for _, r := range line {
		if r == '"' {
			quoted = !quoted
		}
		if !quoted {
			counts[r]++
		}
	}
	best := rune(separators[0])
	for _, r := range separators {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}

func (s *separated) cell(int, int) string { return "" }

func (s *separated) close() error { return nil }

func (s *separated) rows() iter.Seq2[raw, error] {
	return func(yield func(raw, error) bool) {
		f, lines, err := s.open()
		if err != nil {
			yield(raw{}, err)
			return
		}
		defer f.Close()
		r := csv.NewReader(lines)
		r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = s.Separator, s.Lazy, -1, true
		for {
			cells, err := r.Read()
			slip, slipped := errors.AsType[*csv.ParseError](err)
			switch {
			case errors.Is(err, io.EOF):
				return
			case slipped:
				if !yield(s.slip(slip), nil) {
					return
				}
				continue
			case err != nil:
				yield(raw{}, fmt.Errorf("reading %s: %w", s.file, err))
				return
			}
			line, _ := r.FieldPos(0)
			if !yield(raw{line: s.skip + line, cells: cells}, nil) {
				return
			}
		}
	}
}

// slip tells of a quotation mark that stands where it means nothing.
func (s *separated) slip(e *csv.ParseError) raw {
	r := raw{line: s.skip + e.StartLine}
	pos := diag.Pos{File: s.file, Line: r.line}
	const hint = `write a quotation mark twice within a cell, and put the cell in quotation marks; or say quotes: lazy`
	switch {
	case e.Line > e.StartLine:
		r.problems.Error(pos, diag.Syntax, fmt.Sprintf("a quotation mark opens a cell here that does not close as it should; lines %d to %d are not read", r.line, s.skip+e.Line), hint)
	case errors.Is(e.Err, csv.ErrBareQuote):
		r.problems.Error(pos, diag.Syntax, "a quotation mark stands within a cell that does not begin with one", hint)
	default:
		r.problems.Error(pos, diag.Syntax, "text stands behind the quotation mark that closes a cell, or none closes it", hint)
	}
	return r
}
