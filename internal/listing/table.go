package listing

import (
	"bufio"
	"io"
	"strings"

	"vitrin/internal/cells"
)

const (
	gap    = 2 // cells between two columns
	narrow = 8 // cells that a column keeps where lines are too short for all
)

// writeTable writes columns below their keys. Where a line has an end, the widest columns of words are cut until
// all fit. What people wrote is made safe for a terminal.
func writeTable(w io.Writer, t *Table, layout Layout) error {
	if len(t.rows) == 0 {
		return nil
	}
	lines := make([][]string, len(t.rows)+1)
	for _, c := range t.columns {
		lines[0] = append(lines[0], c.key)
	}
	for n, row := range t.rows {
		for _, c := range row {
			lines[n+1] = append(lines[n+1], cells.Visible(strings.Join(strings.FieldsFunc(c.people(t.l), breaks), " ")))
		}
	}
	widths := t.fit(lines, layout.Width)
	out := bufio.NewWriter(w)
	for n, line := range lines {
		var b strings.Builder
		for i, text := range line {
			if i > 0 {
				b.WriteString(strings.Repeat(" ", gap))
			}
			b.WriteString(cells.Pad(cells.Cut(text, widths[i]), widths[i], t.columns[i].kind.numeric()))
		}
		text := strings.TrimRight(b.String(), " ")
		if layout.Width > 0 {
			text = cells.Cut(text, layout.Width)
		}
		if n == 0 && layout.Heading != nil {
			text = layout.Heading(text)
		}
		out.WriteString(text + "\n")
	}
	return out.Flush()
}

// breaks tells what would break a row. No-break spaces, as in amounts, stay.
func breaks(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

// fit gives each column its width.
func (t *Table) fit(lines [][]string, width int) []int {
	widths, total := make([]int, len(t.columns)), gap*(len(t.columns)-1)
	for _, line := range lines {
		for i, text := range line {
			widths[i] = max(widths[i], cells.Width(text))
		}
	}
	for _, w := range widths {
		total += w
	}
	for ; width > 0 && total > width; total-- {
		widest := -1
		for i, w := range widths {
			if !t.columns[i].kind.numeric() && w > narrow && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		widths[widest]--
	}
	return widths
}
