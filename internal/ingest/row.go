package ingest

import (
	"fmt"
	"iter"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
	"vitrin/internal/syntax"
	"vitrin/internal/table"
)

// maker makes pages of the rows of a table by a mapping.
type maker struct {
	*home
	m        *mapping
	t        *table.Table
	filled   map[*rule]above // what the cells above held, where empty ones repeat it
	unread   int             // the last line of which that cannot be told
	nameless map[int]bool    // the columns without a name that have been told
}

// row is a row that is being made a page.
type row struct {
	*maker
	table.Row
	currency string // of the amounts that are being read
	stated   bool   // a cell has stated something since this was last set to false
	key      string // of the page, once its id is known
	used     []note
	problems diag.List
}

// use notes a value that other rows may have too.
func (x *row) use(r *rule, kind, value string) {
	x.used = append(x.used, note{kind: kind, value: value, column: x.named(x.Line, r.at()), pos: diag.Pos{File: x.t.File, Line: x.Line}})
}

func (k *maker) row(r table.Row) *row {
	return &row{maker: k, Row: r, currency: k.usualCurrency(), problems: r.Problems}
}

// usualCurrency gives that of amounts that name none.
func (k *maker) usualCurrency() string {
	if k.m.currency != "" {
		return k.m.currency
	}
	return k.Settings.Currency
}

// pages gives what each row makes: a page, or problems, or both; or nothing yet where rows of one id share a page, which
// is given when its last row has been read.
func (k *maker) pages() iter.Seq2[made, error] {
	return func(yield func(made, error) bool) {
		open, err := k.sharing()
		if err != nil {
			yield(made{}, err)
			return
		}
		k.filled, k.unread, k.nameless = map[*rule]above{}, 0, map[int]bool{}
		for r, err := range k.t.Rows() {
			if err != nil {
				yield(made{}, err)
				return
			}
			x := k.row(r)
			p := open.take(x, x.page())
			result := made{rows: 1, key: x.key, problems: x.problems}
			if p != nil {
				result.problems = append(result.problems, k.trial(p)...)
				result.pages = []*page{p}
			}
			if result.problems.Errors() == 0 {
				k.notes.add(x.used)
			}
			if !yield(result, nil) {
				return
			}
		}
		for _, p := range open.rest() {
			p.held = open.unknown
			if !yield(made{key: p.key(), pages: []*page{p}, problems: k.trial(p)}, nil) {
				return
			}
		}
	}
}

// page makes a page of the row, or nothing where the row cannot be read.
func (x *row) page() *page {
	if x.Broken() {
		clear(x.filled)
		x.unread = x.Line
		return nil
	}
	pos := diag.Pos{File: x.t.File, Line: x.Line}
	p := &page{collection: x.m.collection, id: x.id(), from: pos, front: &syntax.Node{Kind: syntax.Mapping, Pos: pos}}
	x.key = p.key()
	for _, t := range x.m.fields {
		if n := x.value(t); n != nil {
			with(p.front, t.key, n)
		} else if t.key == "title" && x.problems.Errors() == 0 {
			x.fail(t.rule(), diag.MissingKey, "the row has no title", "write one into the table, or say what to take in its place with default:")
		}
	}
	p.body = x.body()
	x.unnamed()
	if x.problems.Errors() > 0 {
		return nil
	}
	x.personal()
	return p
}

// unnamed tells of columns that have no name, so that no rule can take what they hold; once each.
func (x *row) unnamed() {
	for i, cell := range x.Cells {
		if cell != "" && x.t.Columns[i] == "" && !x.nameless[i] {
			x.nameless[i] = true
			x.problems.Warn(diag.Pos{File: x.t.File, Line: x.Line}, diag.Value, x.named(x.Line, i)+"this column has no name, so what it holds is left out, from this row on",
				fmt.Sprintf("give it a name on line %d of the table", x.t.Line))
		}
	}
}

// personal tells of cells that become a part of the page and hold what looks like a personal identity number.
func (x *row) personal() {
	told := map[int]bool{}
	for _, c := range x.m.columns {
		if cell := x.Cells[c.at]; diag.Mask(cell) != cell && !told[c.at] {
			told[c.at] = true
			x.problems.Warn(diag.Pos{File: x.t.File, Line: x.Line}, diag.Value, x.named(x.Line, c.at)+"the cell holds what looks like a personal identity number, and becomes a part of the page",
				"take it out of the table, or out of the mapping")
		}
	}
}

// rule gives the one that a target's problems are told of.
func (t *target) rule() *rule {
	if len(t.worded) > 0 {
		return t.worded[0].rule
	}
	return t.rules[0]
}

// id makes the page's id.
func (x *row) id() string {
	written := x.cell(x.m.id)
	id, problem := idOf(written)
	if problem != "" {
		x.fail(x.m.id, diag.FileName, problem, "write what is different in every row and never changes, such as a reference number")
	}
	return id
}

// maxID is how many bytes an id may have: file systems take 255 for a name.
const maxID = 200

// idOf makes an id of a text, or says why it makes none.
func idOf(written string) (id, problem string) {
	id = markdown.ID(written)
	switch {
	case written == "":
		return "", "there is no id"
	case id == "":
		return "", fmt.Sprintf("%q has no letter and no digit, so it makes no id", written)
	case id == "index":
		return "", `"index" cannot be an id: a file of this name is the collection's own page`
	case len(id) > maxID:
		return "", fmt.Sprintf("the id would be longer than %d bytes", maxID)
	case diag.Mask(id) != id:
		return "", "the id would be a personal identity number, which is never published"
	}
	return id, ""
}

// value makes the value of a field; nil is one that is not stated.
func (x *row) value(t *target) *syntax.Node {
	var all []*syntax.Node
	for _, group := range t.groups {
		if n := x.group(group); n != nil {
			all = append(all, n)
		}
	}
	if n := x.worded(t.worded); n != nil {
		all = append(all, n)
	}
	for _, r := range t.rules {
		for _, s := range x.texts(r) {
			if n := t.field.kind.node(x, r, s); n != nil {
				place(n, x.pos(r))
				all = append(all, n)
			}
		}
	}
	return listed(all, t.field)
}

// listed gives one value as it is, several as a list, and groups of a field that has many always so. Equal values are
// one, but for groups: two grants of one amount are two.
func listed(all []*syntax.Node, f *field) *syntax.Node {
	if f.kind != nil {
		all = distinct(all)
	}
	switch {
	case len(all) == 0:
		return nil
	case f.many && (len(all) > 1 || all[0].Kind == syntax.Mapping):
		return &syntax.Node{Kind: syntax.Sequence, Pos: all[0].Pos, Items: all}
	}
	return all[0]
}

// place sets the position of a value and of what is in it.
func place(n *syntax.Node, pos diag.Pos) {
	n.Pos = pos
	for i := range n.Fields {
		n.Fields[i].KeyPos = pos
		place(n.Fields[i].Value, pos)
	}
}

// worded makes a text in several languages.
func (x *row) worded(rules []worded) *syntax.Node {
	n := &syntax.Node{Kind: syntax.Mapping}
	for _, w := range rules {
		if s := oneLine(x.cell(w.rule)); s != "" {
			value := textNode(s)
			value.Pos = x.pos(w.rule)
			n = with(n, w.language, value)
			n.Pos = value.Pos
		}
	}
	if len(n.Fields) == 0 {
		return nil
	}
	return n
}

// pos gives the place of a rule's value: its line, and in place of the column of a text the number of the
// table's column, from 1.
func (x *row) pos(r *rule) diag.Pos {
	return diag.Pos{File: x.t.File, Line: x.Line, Column: r.at() + 1}
}

// at gives the place of the first column that a rule names, from 0, or -1.
func (r *rule) at() int {
	if r.column != nil {
		return r.column.at
	}
	for _, p := range r.pieces {
		if p.column != nil {
			return p.column.at
		}
	}
	return -1
}

// fail reports a value that does not hold, by the name of its column.
func (x *row) fail(r *rule, code diag.Code, message, hint string) {
	x.problems.Error(diag.Pos{File: x.t.File, Line: x.Line}, code, x.named(x.Line, r.at())+message, hint)
}

// named names a column in front of a message.
func (k *maker) named(line, column int) string {
	if column < 0 {
		return ""
	}
	return k.t.Cell(line, column) + ": "
}
