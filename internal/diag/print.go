package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"vitrin/internal/cells"
)

// Style says how the parts of a printed problem are set off from each other, such as by colour. A function that is nil
// leaves its part as it is, so the zero Style is plain text.
type Style struct {
	Place   func(string) string // file, line and column
	Error   func(string) string // the word, and the marks under what is wrong
	Warning func(string) string // likewise
	Hint    func(string) string // the word
}

// Print writes the problems in the order of [List.Sorted], each with the line that it speaks of:
//
//	content/projects/x.md:4:8: error: "09/2015" is not a date
//	    4 | start: 09/2015
//	      |        ^^^^^^^
//	  hint: write 2015-09
//
// Lines come from read, which is asked for each file at most once; a file or line that is not there is
// not quoted, nor is a line of which one problem is Secret. Read may be nil. What is written is safe for a
// terminal: control characters and invalid UTF-8 are replaced, personal identity numbers masked, long
// lines cut. The error is that of w.
func (s Style) Print(w io.Writer, list List, read func(file string) ([]byte, error)) error {
	out := bufio.NewWriter(w)
	q := quoter{read: read}
	sorted := list.Sorted()
	secret := sorted.secretLines()
	for _, p := range sorted {
		message, hint := Mask(p.Message), Mask(p.Hint)
		severity := s.Error
		if p.Severity == Warning {
			severity = s.Warning
		}
		if at := place(p.Pos); at != "" {
			out.WriteString(set(s.Place, at) + " ")
		}
		fmt.Fprintf(out, "%s %s\n", set(severity, p.Severity.String()+":"), cells.Visible(strings.ReplaceAll(message, "\n", " ")))
		if !secret[p.Pos.line()] {
			out.WriteString(q.quote(p.Pos, severity))
		}
		if hint == "" {
			continue
		}
		for i, line := range strings.Split(hint, "\n") {
			label := "  " + set(s.Hint, "hint:") + " "
			if i > 0 {
				label = "        "
			}
			fmt.Fprintf(out, "%s%s\n", label, cells.Visible(line))
		}
	}
	return out.Flush()
}

// secretLines gives the lines that hold what must not be shown, whatever else is told of them.
func (l List) secretLines() map[Pos]bool {
	lines := map[Pos]bool{}
	for _, p := range l {
		if p.Secret {
			lines[p.Pos.line()] = true
		}
	}
	return lines
}

// line gives the line of a place.
func (p Pos) line() Pos { return Pos{File: p.File, Line: p.Line} }

// set sets a part off.
func set(style func(string) string, part string) string {
	if style == nil || part == "" {
		return part
	}
	return style(part)
}

// place gives "file:line:column:" as far as it is known.
func place(p Pos) string {
	if p.File == "" {
		return ""
	}
	s := cells.Visible(p.File)
	if p.Line > 0 {
		s += fmt.Sprintf(":%d", p.Line)
		if p.Column > 0 {
			s += fmt.Sprintf(":%d", p.Column)
		}
	}
	return s + ":"
}

// Summary counts the problems in words: "2 errors, 1 warning".
func Summary(list List) string {
	errors := list.Errors()
	var counts []string
	for _, c := range []struct {
		n    int
		noun string
	}{{errors, "error"}, {len(list) - errors, "warning"}} {
		if c.n > 0 {
			counts = append(counts, Count(c.n, c.noun))
		}
	}
	if len(counts) == 0 {
		return "no problems"
	}
	return strings.Join(counts, ", ")
}
