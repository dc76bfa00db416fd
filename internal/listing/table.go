package listing

import (
	"bufio"
	"io"
	"slices"
	"strings"

	"vitrin/internal/cells"
)

const (
	gap     = 2  // cells between two columns
	comfort = 20 // cells of a column of words that can be read
	narrow  = 8  // cells that a column keeps where lines are too short for all
)

// writeTable writes columns below their keys. Where a line has an end, columns that nobody asked for are left out until the
// others can be read, and the widest are cut until all fit. What people wrote is made safe for a terminal.
func writeTable(w io.Writer, t *Table, layout Layout) error {
	if len(t.rows) == 0 {
		return nil
	}
	lines := make([][]string, len(t.rows)+1)
	widths := make([]int, len(t.columns))
	for i, c := range t.columns {
		lines[0] = append(lines[0], c.key)
		widths[i] = cells.Width(c.key)
	}
	for n, row := range t.rows {
		for i, c := range row {
			text := cells.Visible(strings.Join(strings.FieldsFunc(c.people(t.l), breaks), " "))
			lines[n+1] = append(lines[n+1], text)
			widths[i] = max(widths[i], cells.Width(text))
		}
	}
	shown := t.choose(widths, layout.Width)
	t.fit(shown, widths, layout.Width)
	out := bufio.NewWriter(w)
	for n, line := range lines {
		var texts []string
		for _, i := range shown {
			texts = append(texts, cells.Pad(cells.Cut(line[i], widths[i]), widths[i], t.columns[i].kind.numeric()))
		}
		text := strings.TrimRight(strings.Join(texts, strings.Repeat(" ", gap)), " ")
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

// choose gives the columns that there is room for.
func (t *Table) choose(widths []int, width int) []int {
	var shown []int
	total := -gap
	need := func(i int) int {
		if t.columns[i].kind.words() {
			return gap + min(widths[i], comfort)
		}
		return gap + widths[i]
	}
	for i := range t.columns {
		shown = append(shown, i)
		total += need(i)
	}
	for _, key := range t.spare {
		if width == 0 || total <= width {
			break
		}
		at := slices.IndexFunc(shown, func(i int) bool { return t.columns[i].key == key })
		total -= need(shown[at])
		shown = slices.Delete(shown, at, at+1)
	}
	return shown
}

// fit makes the columns narrower, those of words first; numbers are never cut.
func (t *Table) fit(shown, widths []int, width int) {
	total := gap * (len(shown) - 1)
	for _, i := range shown {
		total += widths[i]
	}
	widest := func(may func(kind) bool) int {
		widest := -1
		for _, i := range shown {
			if may(t.columns[i].kind) && widths[i] > narrow && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		return widest
	}
	for ; width > 0 && total > width; total-- {
		i := widest(kind.words)
		if i < 0 {
			i = widest(func(k kind) bool { return !k.numeric() })
		}
		if i < 0 {
			return
		}
		widths[i]--
	}
}
