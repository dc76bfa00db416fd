package ingest

import (
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/syntax"
	"vitrin/internal/table"
)

// id proposes the first column that differs in every row, of those that seem to name one. Where none does, rows of one
// id are taken to be of one page.
func (d *draft) id(n *syntax.Node) {
	var candidates []int
	for _, field := range []string{"reference", "number", "title"} {
		candidates = append(candidates, d.column[field]...)
	}
	if len(candidates) == 0 {
		d.doubts = append(d.doubts, "id: say which column differs in every row and never changes")
		return
	}
	for _, i := range candidates {
		if d.differs(i) {
			with(n, "id", textNode(d.t.Columns[i]))
			if slices.Contains(d.column["title"], i) {
				d.doubts = append(d.doubts, fmt.Sprintf("id: %s is a title, and a page whose title changes is a new page; a number that never changes is better", d.t.Columns[i]))
			}
			return
		}
	}
	with(n, "id", textNode(d.t.Columns[candidates[0]]))
	if why := d.apart(candidates[0]); why != "" {
		d.doubts = append(d.doubts, fmt.Sprintf("id: %s is not different in every row: %s", d.t.Columns[candidates[0]], why))
		return
	}
	d.merge(n, candidates[0])
}

// translated notes a title in a second language, which only a site that has the language can take.
func (d *draft) translated() {
	title, english := d.column["title"], d.column["title.en"]
	if len(title) > 0 && len(english) > 0 {
		own, other := d.t.Columns[title[0]], d.t.Columns[english[0]]
		d.doubts = append(d.doubts, fmt.Sprintf("%s: where the site is in English too, say title: {sv: %s, en: %s}", other, own, other))
	}
}

// apart tells why rows that have the same id are not one page, if they are not.
func (d *draft) apart(id int) string {
	first, all := map[string]table.Row{}, map[string]int{}
	for _, row := range d.rows {
		whole := strings.Join(row.Cells, "\x00")
		if line := all[whole]; line > 0 {
			return fmt.Sprintf("lines %d and %d are the same in every cell", line, row.Line)
		}
		all[whole] = row.Line
		before, known := first[row.Cells[id]]
		if !known {
			first[row.Cells[id]] = row
			continue
		}
		for _, title := range d.column["title"] {
			if row.Cells[title] != "" && row.Cells[title] != before.Cells[title] {
				return fmt.Sprintf("lines %d and %d have different titles", before.Line, row.Line)
			}
		}
	}
	return ""
}

// merge proposes that rows of one id are one page, for the lists that it has columns for.
func (d *draft) merge(n *syntax.Node, id int) {
	shared := &syntax.Node{Kind: syntax.Sequence}
	for _, list := range []string{"partners", "funding"} {
		for field := range d.column {
			if field == list || strings.HasPrefix(field, list+".") {
				shared.Items = append(shared.Items, textNode(list))
				break
			}
		}
	}
	if len(shared.Items) > 0 {
		with(n, "merge", shared)
		d.doubts = append(d.doubts, fmt.Sprintf("%s: several rows have the same, and are taken to be one page", d.t.Columns[id]))
	}
}

// differs tells whether a column makes an id for every row, and never the same.
func (d *draft) differs(i int) bool {
	ids := map[string]bool{}
	for _, v := range d.values[i] {
		if id, problem := idOf(v); problem == "" {
			ids[id] = true
		}
	}
	return len(d.rows) > 0 && len(ids) == len(d.rows)
}
