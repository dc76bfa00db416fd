package ingest

import (
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/money"
	"vitrin/internal/syntax"
	"vitrin/internal/table"
)

// rule says where a value comes from and how it is written there. It has a column, or pieces, or a constant.
type rule struct {
	column   *column
	pieces   []piece // of a template
	constant string
	split    []string          // what stands between the values of a cell
	values   map[string]string // what stands for what, by folded text
	fallback string            // where a cell is empty
	fill     bool              // an empty cell repeats the one above
	role     string            // of organisations
	dates    []edtf.Form
	numbers  money.Form
	numeric  bool // the value is a number or an amount
	pos      diag.Pos
}

// piece is a text of a template, or a column.
type piece struct {
	text   string
	column *column
}

// fixed tells whether the rule gives the same value in every row.
func (r *rule) fixed() bool {
	return r.column == nil && !slices.ContainsFunc(r.pieces, func(p piece) bool { return p.column != nil })
}

// sourceKeys are those of which a rule has one. They tell a rule from a group of fields.
var sourceKeys = []string{"column", "template", "value"}

var ruleKeys = []key[rule]{
	{"column", func(d *decoder, n *syntax.Node, to *rule) { to.column = d.column(n, d.text(n)) }},
	{"template", func(d *decoder, n *syntax.Node, to *rule) { to.pieces = d.template(n) }},
	{"value", func(d *decoder, n *syntax.Node, to *rule) { to.constant = d.text(n) }},
	{"split", func(d *decoder, n *syntax.Node, to *rule) { to.split = d.splits(n) }},
	{"values", func(d *decoder, n *syntax.Node, to *rule) { to.values = d.values(n) }},
	{"default", func(d *decoder, n *syntax.Node, to *rule) { to.fallback = d.text(n) }},
	{"fill", func(d *decoder, n *syntax.Node, to *rule) { to.fill = d.oneOf(n, []string{"down"}) == "down" }},
	{"role", func(d *decoder, n *syntax.Node, to *rule) { to.role = d.text(n) }},
	{"date", func(d *decoder, n *syntax.Node, to *rule) { to.dates = d.forms(n) }},
	{"number", func(d *decoder, n *syntax.Node, to *rule) {
		unit := to.numbers.Unit
		to.numbers = d.number(n)
		to.numbers.Unit = unit
	}},
	{"unit", func(d *decoder, n *syntax.Node, to *rule) { to.numbers.Unit = d.unit(n) }},
}

// rule reads a rule: the name of a column, or a group that says more.
func (d *decoder) rule(n *syntax.Node, k *kind) *rule {
	r := &rule{pos: n.Pos, dates: d.m.dates, numbers: d.m.numbers, numeric: slices.Contains(kindKeys["number"], k) || k == members}
	if n.Kind != syntax.Mapping {
		r.column = d.column(n, d.text(n))
		return r
	}
	decode(d, n, ruleKeys, r)
	sources := slices.DeleteFunc(slices.Clone(sourceKeys), func(key string) bool { return n.Get(key) == nil })
	switch {
	case len(sources) == 0:
		d.problems.Error(n.Pos, diag.MissingKey, "this says nothing of where the value comes from", "add column: and the name of a column, or value: and what it always is")
	case len(sources) > 1:
		d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("the value cannot come from %s and %s too", sources[0], sources[1]), "keep one of the two")
	}
	d.fits(n, k)
	return r
}

// fits reports what a rule says of a value that its field does not take.
func (d *decoder) fits(n *syntax.Node, k *kind) {
	for _, f := range n.Fields {
		takes, known := kindKeys[f.Key]
		if known && !slices.Contains(takes, k) {
			d.problems.Error(f.KeyPos, diag.Value, fmt.Sprintf("%s: says nothing of a value that is %s", f.Key, k.name), "take it away")
		}
	}
}

// column notes a column that a rule names.
func (d *decoder) column(n *syntax.Node, name string) *column {
	c := &column{name: table.Name(name), pos: n.Pos, at: -1}
	if n.IsScalar() && c.name == "" {
		d.problems.Error(n.Pos, diag.Value, "the name of the column is empty", "write it as the first line of the table has it")
	}
	d.m.columns = append(d.m.columns, c)
	return c
}

// template reads texts with columns in braces: "{Diarienummer} {Titel}".
func (d *decoder) template(n *syntax.Node) []piece {
	var pieces []piece
	rest := d.text(n)
	for rest != "" {
		before, after, open := strings.Cut(rest, "{")
		if before != "" {
			pieces = append(pieces, piece{text: before})
		}
		if !open {
			break
		}
		name, tail, closed := strings.Cut(after, "}")
		if !closed {
			d.problems.Error(n.Pos, diag.Syntax, "a brace { is never closed in this template", `write each column in braces, such as "{Diarienummer} {Titel}"`)
			break
		}
		pieces = append(pieces, piece{column: d.column(n, name)})
		rest = tail
	}
	return pieces
}

// splits reads what stands between the values of a cell; "lines" is a line break.
func (d *decoder) splits(n *syntax.Node) []string {
	var all []string
	for _, item := range items(n) {
		switch sign := d.text(item); {
		case sign == "lines":
			all = append(all, "\n")
		case sign == "" && item.IsScalar():
			d.problems.Error(item.Pos, diag.Value, "nothing cannot stand between values", `write split: ";", split: "," or split: lines`)
		default:
			all = append(all, sign)
		}
	}
	return all
}

// values reads what stands for what.
func (d *decoder) values(n *syntax.Node) map[string]string {
	if n.Kind != syntax.Mapping {
		d.wrong(n, "what stands for what, such as {Pågående: ongoing, Avslutat: completed}")
		return nil
	}
	all := map[string]string{}
	for _, f := range n.Fields {
		if f.Value.Kind != syntax.Null {
			all[fold(f.Key)] = d.text(f.Value)
		} else {
			all[fold(f.Key)] = ""
		}
	}
	return all
}

func (d *decoder) unit(n *syntax.Node) string {
	word := d.text(n)
	if n.IsScalar() && !money.KnownUnit(word) {
		d.problems.Error(n.Pos, diag.Amount, fmt.Sprintf("%q is not a unit of amounts", word), "write kr, tkr, mkr or mdkr")
	}
	return word
}

// fold gives a text as it is compared: case and blanks count for nothing.
func fold(s string) string { return strings.ToLower(table.Name(s)) }

// targets reads what fills the fields, in the contract's order.
func (d *decoder) targets(n *syntax.Node, fields []field) []*target {
	if n.Kind != syntax.Mapping {
		d.wrong(n, "fields with the columns that fill them, such as {title: Projektnamn}")
		return nil
	}
	var all []*target
	for _, f := range n.Fields {
		if known := find(fields, f.Key); known == nil {
			d.unknown(f, keysOf(fields))
		} else if f.Value.Kind != syntax.Null {
			all = append(all, d.target(f.Value, known))
		}
	}
	place := func(t *target) int { return slices.Index(keysOf(fields), t.key) }
	slices.SortStableFunc(all, func(a, b *target) int { return place(a) - place(b) })
	return all
}

// isRule tells a rule, by the keys that it has, from a group of fields or of languages.
func isRule(n *syntax.Node, keys []string) bool {
	return n.Kind != syntax.Mapping || slices.ContainsFunc(keys, func(key string) bool { return n.Get(key) != nil })
}

func (d *decoder) target(n *syntax.Node, f *field) *target {
	t := &target{field: f, key: f.key}
	switch {
	case f.free:
		t.groups = [][]*target{d.free(n, f)}
		return t
	case n.Kind == syntax.Sequence && !f.many:
		d.wrong(n, "one column, since the field has one value")
		return t
	}
	for _, item := range items(n) {
		switch {
		case item.Kind == syntax.Sequence:
			d.wrong(item, "a column, or a group that says more of it")
		case f.group != nil && (f.kind == nil || !isRule(item, sourceKeys)):
			t.groups = append(t.groups, d.targets(item, f.group))
		case f.worded && !isRule(item, names(ruleKeys)):
			t.worded = d.worded(item, f)
		default:
			t.rules = append(t.rules, d.rule(item, f.kind))
		}
	}
	return t
}

// worded reads a rule for each of several languages.
func (d *decoder) worded(n *syntax.Node, f *field) []worded {
	var all []worded
	for _, l := range n.Fields {
		if !slices.Contains(d.languages, l.Key) {
			known := append(slices.Clone(sourceKeys), d.languages...)
			d.unknown(l, known)
			continue
		}
		if l.Value.Kind != syntax.Null {
			all = append(all, worded{l.Key, d.rule(l.Value, f.kind)})
		}
	}
	if len(all) == 0 && d.problems.Errors() == 0 {
		d.problems.Error(n.Pos, diag.MissingKey, "this says nothing of where the value comes from", "write the name of a column, or one for each language, such as {sv: Titel, en: Title}")
	}
	return all
}

// free reads rules for keys of the writer's own.
func (d *decoder) free(n *syntax.Node, f *field) []*target {
	if n.Kind != syntax.Mapping {
		d.wrong(n, "keys of your own with the columns that fill them")
		return nil
	}
	var all []*target
	for _, own := range n.Fields {
		if own.Value.Kind != syntax.Null {
			all = append(all, &target{field: f, key: own.Key, rules: []*rule{d.rule(own.Value, f.kind)}})
		}
	}
	return all
}

// parts reads the columns that make a page's text.
func (d *decoder) parts(n *syntax.Node) []*part {
	var all []*part
	for _, item := range items(n) {
		p := &part{}
		if heading := stated(item, "heading"); heading != nil {
			p.heading = d.text(heading)
		}
		if format := stated(item, "format"); format != nil {
			p.markdown = d.oneOf(format, []string{"plain", "markdown"}) == "markdown"
		}
		if item.Kind == syntax.Mapping {
			rest := *item
			rest.Fields = slices.DeleteFunc(slices.Clone(item.Fields), func(f syntax.Field) bool { return f.Key == "heading" || f.Key == "format" })
			item = &rest
		}
		p.rule = d.rule(item, prose)
		all = append(all, p)
	}
	return all
}

// bind finds the columns of a mapping in a table.
func (m *mapping) bind(t *table.Table) diag.List {
	var found diag.List
	for _, c := range m.columns {
		c.at = slices.Index(t.Columns, c.name)
		switch {
		case c.at < 0:
			hint := "its columns are: " + shortList(t.Columns)
			if near := diag.Nearest(c.name, t.Columns); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			found.Error(c.pos, diag.Reference, fmt.Sprintf("%s has no column %q on line %d", t.File, c.name, t.Line), hint)
		case slices.Contains(t.Columns[c.at+1:], c.name):
			found.Error(c.pos, diag.Reference, fmt.Sprintf("%s has several columns %q", t.File, c.name), "give them different names in the table")
		}
	}
	return found
}

// shortList writes names, the first of many.
func shortList(all []string) string {
	const most = 30
	named := slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == "" })
	if len(named) > most {
		return strings.Join(named[:most], ", ") + fmt.Sprintf(" and %d more", len(named)-most)
	}
	return strings.Join(named, ", ")
}
