package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

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
func Print(w io.Writer, list List, read func(file string) ([]byte, error)) error {
	out := bufio.NewWriter(w)
	q := quoter{read: read}
	sorted := list.Sorted()
	secret := sorted.secretLines()
	for _, p := range sorted {
		message, hint := Mask(p.Message), Mask(p.Hint)
		fmt.Fprintf(out, "%s%s: %s\n", place(p.Pos), p.Severity, visible(strings.ReplaceAll(message, "\n", " ")))
		if !secret[p.Pos.line()] {
			out.WriteString(q.quote(p.Pos))
		}
		if hint == "" {
			continue
		}
		for i, line := range strings.Split(hint, "\n") {
			label := "  hint: "
			if i > 0 {
				label = "        "
			}
			fmt.Fprintf(out, "%s%s\n", label, visible(line))
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

// place gives "file:line:column: " as far as it is known.
func place(p Pos) string {
	if p.File == "" {
		return ""
	}
	s := visible(p.File)
	if p.Line > 0 {
		s += fmt.Sprintf(":%d", p.Line)
		if p.Column > 0 {
			s += fmt.Sprintf(":%d", p.Column)
		}
	}
	return s + ": "
}

// Summary counts the problems in words: "2 errors, 1 warning".
func Summary(list List) string {
	errors := list.Errors()
	var counts []string
	for _, c := range []struct {
		n    int
		noun string
	}{{errors, "error"}, {len(list) - errors, "warning"}} {
		switch c.n {
		case 0:
		case 1:
			counts = append(counts, "1 "+c.noun)
		default:
			counts = append(counts, fmt.Sprintf("%d %ss", c.n, c.noun))
		}
	}
	if len(counts) == 0 {
		return "no problems"
	}
	return strings.Join(counts, ", ")
}
