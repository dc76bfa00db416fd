package ingest

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/portfolio"
	"vitrin/internal/syntax"
	"vitrin/internal/table"
)

// maxSample is how many rows a draft looks at.
const maxSample = 500

// draft is a mapping that is being proposed.
type draft struct {
	t          *table.Table
	values     [][]string // of each column, those of the first rows that are not empty
	texts      [][]string // those of them that are no numbers of a workbook
	rows       []table.Row
	collection portfolio.Collection
	column     map[string][]int // the columns that a field is proposed to come from
	used       map[int]bool
	doubts     []string // what somebody has to choose
}

// Draft proposes a mapping for a table, by the names of its columns and the values below them, for somebody to look
// through. The sheet is that of a workbook, or empty. The source is a mapping of which only file: counts, which says how the
// table is read, or nil; its name is for positions. The error is trouble of the machine.
func Draft(file, sheet, name string, source []byte) (mapping []byte, problems diag.List, err error) {
	o, problems := fileOptions(name, source)
	if problems.Errors() > 0 {
		return nil, problems, nil
	}
	o.Sheet = cmp.Or(sheet, o.Sheet)
	t, problems, err := table.Open(file, o)
	if err == nil && t == nil && slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Code == diag.Encoding }) {
		o.Encoding = "windows-1252"
		t, problems, err = table.Open(file, o)
	}
	if t == nil || err != nil {
		return nil, problems, err
	}
	guessed := false
	if o.Header == 0 && !isHeader(t.Columns) {
		if t, guessed, err = below(t, &o); err != nil {
			return nil, problems, errors.Join(err, t.Close())
		}
	}
	defer t.Close()
	d := &draft{t: t, values: make([][]string, len(t.Columns)), texts: make([][]string, len(t.Columns)), column: map[string][]int{}, used: map[int]bool{}}
	if guessed {
		d.doubts = append(d.doubts, fmt.Sprintf("file: the names of the columns seem to stand on line %d", o.Header))
	}
	if others := slices.DeleteFunc(t.Sheets(), func(s string) bool { return s == t.Sheet() }); len(others) > 0 {
		d.doubts = append(d.doubts, fmt.Sprintf("this is the sheet %s; the workbook has others too, which --sheet names: %s", t.Sheet(), strings.Join(others, ", ")))
	}
	if err := d.sample(); err != nil {
		return nil, problems, err
	}
	d.match()
	n := &syntax.Node{Kind: syntax.Mapping}
	with(n, "collection", textNode(string(d.collection)))
	if f := fileNode(o, t); len(f.Fields) > 0 {
		with(n, "file", f)
	}
	if slices.ContainsFunc(d.values, func(v []string) bool { return slices.Contains(v, "-") }) {
		with(n, "empty", textNode("-"))
	}
	d.id(n)
	d.translated()
	with(n, "fields", d.fields())
	if body := d.body(); body != nil {
		with(n, "body", body)
	}
	src, err := syntax.WriteYAML(n)
	return d.commented(src), problems, err
}

// sample takes the values of the first rows.
func (d *draft) sample() error {
	for row, err := range d.t.Rows() {
		if err != nil {
			return err
		}
		if row.Broken() {
			continue
		}
		for i, cell := range row.Cells {
			if cell == "" {
				continue
			}
			d.values[i] = append(d.values[i], cell)
			if row.Traits == nil || !row.Traits[i].Number {
				d.texts[i] = append(d.texts[i], cell)
			}
		}
		if d.rows = append(d.rows, row); len(d.rows) == maxSample {
			break
		}
	}
	d.sums()
	return nil
}

// sums notes a row that adds up the others.
func (d *draft) sums() {
	for _, row := range d.rows {
		for _, cell := range row.Cells {
			if slices.Contains(sumWords, strings.Trim(fold(cell), ":")) {
				d.doubts = append(d.doubts, fmt.Sprintf("line %d seems to be a sum of the others (%s), and is no page: take it out of the table", row.Line, cell))
				break
			}
		}
	}
}

// match proposes columns for the fields of the collection that has a place for most of them.
func (d *draft) match() {
	for _, c := range []portfolio.Collection{portfolio.Projects, portfolio.Organisations} {
		column, used := d.matches(guesses[c])
		if len(used) > len(d.used) || d.collection == "" {
			d.collection, d.column, d.used = c, column, used
		}
	}
}

// beside is what stands beside a column's name and is not part of it.
var beside = lazily(`\s*(\([^)]*\)|\[[^\]]*\]|,? i? ?(tkr|kkr|kr|sek|mkr|mnkr|tusental kr|%))\s*$|[:*.]+$`)

// matches finds columns for fields: by a name that they have, then by one that is near. The text of a page may come
// from several.
func (d *draft) matches(all []guess) (column map[string][]int, used map[int]bool) {
	column, used = map[string][]int{}, map[int]bool{}
	var known []string
	fieldOf := map[string]string{}
	for _, g := range all {
		for _, name := range g.names {
			if fieldOf[name] == "" {
				fieldOf[name] = g.field
				known = append(known, name)
			}
		}
	}
	take := func(i int, field string) {
		if field != "" && (len(column[field]) == 0 || field == "body" || field == "partners") {
			column[field] = append(column[field], i)
			used[i] = true
		}
	}
	for _, exact := range []bool{true, false} {
		for i, c := range d.t.Columns {
			name := beside().ReplaceAllString(fold(c), "")
			if !exact {
				name = diag.Nearest(name, known)
			}
			if !used[i] && len(name) > 1 {
				take(i, fieldOf[name])
			}
		}
	}
	return column, used
}

// fields proposes a rule for each field that has a column, in the contract's order.
func (d *draft) fields() *syntax.Node {
	n := &syntax.Node{Kind: syntax.Mapping}
	for _, f := range fieldsOf(string(d.collection)) {
		if f.group != nil && f.kind == nil {
			group := &syntax.Node{Kind: syntax.Mapping}
			for _, part := range f.group {
				for _, i := range d.column[f.key+"."+part.key] {
					with(group, part.key, d.rule(i, part))
				}
			}
			if len(group.Fields) > 0 {
				with(n, f.key, &syntax.Node{Kind: syntax.Sequence, Items: []*syntax.Node{group}})
			}
			continue
		}
		var rules []*syntax.Node
		for _, i := range d.column[f.key] {
			rules = append(rules, d.rule(i, f))
		}
		switch {
		case len(rules) == 1:
			with(n, f.key, rules[0])
		case len(rules) > 1:
			with(n, f.key, &syntax.Node{Kind: syntax.Sequence, Items: rules})
		}
	}
	return n
}

// body proposes the page's text: one column, or several with their names as headings.
func (d *draft) body() *syntax.Node {
	columns := d.column["body"]
	if len(columns) == 0 {
		return nil
	}
	if len(columns) == 1 {
		return textNode(d.t.Columns[columns[0]])
	}
	n := &syntax.Node{Kind: syntax.Sequence}
	for _, i := range columns {
		part := groupNode("column", textNode(d.t.Columns[i]))
		n.Items = append(n.Items, with(part, "heading", textNode(d.t.Columns[i])))
	}
	return n
}

// commented adds what the one who looks the draft through should know.
func (d *draft) commented(src []byte) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# How the rows of a table become pages. Look it through, and try it:\n# vitrin import FILE --map THIS-FILE --dry-run\n")
	b.Write(src)
	for _, doubt := range d.doubts {
		fmt.Fprintf(&b, "# Look twice: %s.\n", doubt)
	}
	var left []string
	for i, c := range d.t.Columns {
		if !d.used[i] && c != "" {
			left = append(left, c)
		}
	}
	if len(left) > 0 {
		b.WriteString("# Columns that nothing takes:\n")
		for _, c := range left {
			fmt.Fprintf(&b, "#   %s\n", c)
		}
	}
	return b.Bytes()
}
