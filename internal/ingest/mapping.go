package ingest

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/money"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
	"vitrin/internal/table"
)

// mapping is a mapping as its file has it: which column becomes which field.
type mapping struct {
	collection string
	table      table.Options
	empty      []string    // texts that say that nothing is stated, folded
	dates      []edtf.Form // how dates are written where a rule says nothing
	numbers    money.Form  // likewise numbers
	currency   string      // of amounts that name none; empty: the site's
	ids        bool        // organisations are named by their ids
	merge      []string    // the lists that rows of one id share
	id         *rule
	fields     []*target // in the contract's order
	body       []*part

	columns []*column // all that the rules name
	pos     diag.Pos  // of the mapping's first key
}

// column is a column that a rule names. Its place is known once there is a table.
type column struct {
	name string
	pos  diag.Pos
	at   int
}

// part is a part of a page's text.
type part struct {
	rule     *rule
	heading  string // above it; may be empty
	markdown bool   // the cell is Markdown; else it is plain text
}

// target is a field with what fills it: rules, or rules for each language, or groups of further targets.
type target struct {
	field  *field
	key    string // the field's, or the writer's own in extra
	rules  []*rule
	worded []worded
	groups [][]*target
}

type worded struct {
	language string
	rule     *rule
}

// decoder reads a mapping strictly and keeps what does not hold.
type decoder struct {
	m         *mapping
	languages []string
	problems  diag.List
}

// key is a key of the mapping, or of a rule, and how it is read into a T.
type key[T any] struct {
	name string
	read func(d *decoder, n *syntax.Node, to *T)
}

// decode reads a group of keys. One that is not known is an error: what it was to say would be lost.
func decode[T any](d *decoder, n *syntax.Node, keys []key[T], to *T) {
	if n.Kind != syntax.Mapping {
		d.wrong(n, "keys with values: "+strings.Join(names(keys), ", "))
		return
	}
	for _, f := range n.Fields {
		i := slices.IndexFunc(keys, func(k key[T]) bool { return k.name == f.Key })
		switch {
		case i < 0:
			d.unknown(f, names(keys))
		case f.Value.Kind != syntax.Null:
			keys[i].read(d, f.Value, to)
		}
	}
}

func names[T any](keys []key[T]) []string {
	var all []string
	for _, k := range keys {
		all = append(all, k.name)
	}
	return all
}

func (d *decoder) unknown(f syntax.Field, known []string) {
	hint := "known keys here: " + strings.Join(known, ", ")
	if near := diag.Nearest(f.Key, known); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	d.problems.Error(f.KeyPos, diag.UnknownKey, fmt.Sprintf("the key %q is not known here", f.Key), hint)
}

func (d *decoder) wrong(n *syntax.Node, want string) {
	d.problems.Error(n.Pos, diag.Type, fmt.Sprintf("this is %s, but what is needed is %s", n.Kind, want), "")
}

var mappingKeys = []key[mapping]{
	{"collection", func(d *decoder, n *syntax.Node, to *mapping) { to.collection = d.oneOf(n, source.Collections()) }},
	{"file", func(d *decoder, n *syntax.Node, to *mapping) { decode(d, n, fileKeys, &to.table) }},
	{"empty", func(d *decoder, n *syntax.Node, to *mapping) { to.empty = d.texts(n) }},
	{"dates", func(d *decoder, n *syntax.Node, to *mapping) { to.dates = d.forms(n) }},
	{"numbers", func(d *decoder, n *syntax.Node, to *mapping) { to.numbers = d.number(n) }},
	{"currency", func(d *decoder, n *syntax.Node, to *mapping) { to.currency = d.currency(n) }},
	{"organisations", func(d *decoder, n *syntax.Node, to *mapping) {
		to.ids = d.oneOf(n, []string{"named", "ids"}) == "ids"
	}},
	{"merge", func(*decoder, *syntax.Node, *mapping) {}},  // read when the collection is known
	{"id", func(*decoder, *syntax.Node, *mapping) {}},     // read when it is known how dates and numbers are written
	{"fields", func(*decoder, *syntax.Node, *mapping) {}}, // likewise
	{"body", func(*decoder, *syntax.Node, *mapping) {}},   // likewise
}

var fileKeys = []key[table.Options]{
	{"encoding", func(d *decoder, n *syntax.Node, to *table.Options) { to.Encoding = d.oneOf(n, table.Encodings()) }},
	{"separator", func(d *decoder, n *syntax.Node, to *table.Options) { to.Separator = d.separator(n) }},
	{"header", func(d *decoder, n *syntax.Node, to *table.Options) { to.Header = d.line(n) }},
	{"sheet", func(d *decoder, n *syntax.Node, to *table.Options) { to.Sheet = d.text(n) }},
	{"quotes", func(d *decoder, n *syntax.Node, to *table.Options) {
		to.Lazy = d.oneOf(n, []string{"strict", "lazy"}) == "lazy"
	}},
}

// readMapping reads a mapping. It gives none where it cannot be used.
func readMapping(file string, src []byte, languages []string) (*mapping, diag.List) {
	n, found := syntax.YAML(file, []byte(strings.TrimPrefix(string(src), "\uFEFF")), 1)
	if n == nil || found.Errors() > 0 {
		return nil, found
	}
	m := &mapping{collection: "projects", pos: diag.Pos{File: file}}
	d := &decoder{m: m, languages: languages, problems: found}
	decode(d, n, mappingKeys, m)
	fields := fieldsOf(m.collection)
	m.merge = d.merged(n.Get("merge"), fields)
	if id := stated(n, "id"); id != nil {
		m.id = d.rule(id, text)
	} else {
		d.problems.Error(m.pos, diag.MissingKey, "the mapping says nothing of the id", "add id: and the column whose value is different in every row and never changes, such as a reference number")
	}
	if all := stated(n, "fields"); all != nil {
		m.fields = d.targets(all, fields)
	}
	if !slices.ContainsFunc(m.fields, func(t *target) bool { return t.key == "title" }) {
		d.problems.Error(m.pos, diag.MissingKey, "the mapping says nothing of the title", "add fields: {title: and the column that holds it}")
	}
	if body := stated(n, "body"); body != nil {
		m.body = d.parts(body)
	}
	if d.problems.Errors() > 0 {
		return nil, d.problems
	}
	return m, d.problems
}

// stated gives the value of a key, or nil where it is not there or empty.
func stated(n *syntax.Node, key string) *syntax.Node {
	if v := n.Get(key); v != nil && v.Kind != syntax.Null {
		return v
	}
	return nil
}

// text reads one text.
func (d *decoder) text(n *syntax.Node) string {
	if !n.IsScalar() {
		d.wrong(n, "a text")
		return ""
	}
	return n.Value
}

// items gives the values of a list; a single one is a list of one.
func items(n *syntax.Node) []*syntax.Node {
	if n.Kind == syntax.Sequence {
		return n.Items
	}
	return []*syntax.Node{n}
}

// texts reads texts, folded.
func (d *decoder) texts(n *syntax.Node) []string {
	var all []string
	for _, item := range items(n) {
		if item.Kind != syntax.Null {
			all = append(all, fold(d.text(item)))
		}
	}
	return all
}

// oneOf reads a text that must be one of those known; in its place the first is given.
func (d *decoder) oneOf(n *syntax.Node, known []string) string {
	value := strings.ToLower(strings.TrimSpace(d.text(n)))
	if !n.IsScalar() || slices.Contains(known, value) {
		return value
	}
	hint := "write one of: " + strings.Join(known, ", ")
	if near := diag.Nearest(value, known); near != "" {
		hint = fmt.Sprintf("did you mean %q? The values are: %s", near, strings.Join(known, ", "))
	}
	d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q is not one of the values that this key takes", n.Value), hint)
	return known[0]
}

// separator reads a sign between cells, or its name.
func (d *decoder) separator(n *syntax.Node) rune {
	value := d.text(n)
	if value == "tab" {
		return '\t'
	}
	r, size := utf8.DecodeRuneInString(value)
	if size == 0 || size < len(value) || r == '"' || r == '\r' || r == '\n' || r == utf8.RuneError || r == ' ' {
		d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q is not a sign that separates cells", value), `write ";", ",", "|" or tab`)
		return 0
	}
	return r
}

func (d *decoder) line(n *syntax.Node) int {
	line := 0
	if _, err := fmt.Sscanf(d.text(n), "%d", &line); n.IsScalar() && (err != nil || n.Kind != syntax.Number || line < 1 || line > 1000) {
		d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q is not the number of a line near the beginning", n.Value), "write the number of the line that names the columns, such as 3")
		return 0
	}
	return line
}

func (d *decoder) currency(n *syntax.Node) string {
	code := d.text(n)
	if n.IsScalar() && !money.Known(code) {
		d.problems.Error(n.Pos, diag.Amount, fmt.Sprintf("%q is not a currency of ISO 4217", code), "write its three capital letters, such as SEK or EUR")
	}
	return code
}

// forms reads how dates are written.
func (d *decoder) forms(n *syntax.Node) []edtf.Form {
	var all []edtf.Form
	for _, item := range items(n) {
		f, err := edtf.ParseForm(d.text(item))
		if err != nil && item.IsScalar() {
			d.problems.Error(item.Pos, diag.Date, err.Error(), diag.Advice(err))
		}
		all = append(all, f)
	}
	return all
}

var numberKeys = []key[money.Form]{
	{"decimal", func(d *decoder, n *syntax.Node, to *money.Form) { to.Decimal = d.sign(n, ",", ".") }},
	{"thousands", func(d *decoder, n *syntax.Node, to *money.Form) { to.Group = d.sign(n, " ", ".", ",", "'") }},
}

// sign reads one of some signs in numbers.
func (d *decoder) sign(n *syntax.Node, known ...string) string {
	sign := d.text(n)
	if n.IsScalar() && !slices.Contains(known, sign) {
		d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q is not a sign that stands here in numbers", sign), `write "`+strings.Join(known, `" or "`)+`"`)
		return ""
	}
	return sign
}

// number reads how numbers are written.
func (d *decoder) number(n *syntax.Node) money.Form {
	var f money.Form
	decode(d, n, numberKeys, &f)
	if f.Decimal != "" && f.Decimal == f.Group {
		d.problems.Error(n.Pos, diag.Value, "one sign cannot stand before decimals and group digits too", `write number: {decimal: ",", thousands: "."}`)
	}
	return f
}

// merged reads which lists rows of one id share.
func (d *decoder) merged(n *syntax.Node, fields []field) []string {
	if n == nil || n.Kind == syntax.Null {
		return nil
	}
	var lists []string
	for _, f := range fields {
		if f.many {
			lists = append(lists, f.key)
		}
	}
	var all []string
	for _, item := range items(n) {
		if key := d.oneOf(item, lists); item.IsScalar() {
			all = append(all, key)
		}
	}
	return all
}
