package portfolio

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/syntax"
)

// field is one key of the contract: its name, how its value is written, and how it is read into a T.
type field[T any] struct {
	key string
	value[T]
}

// decoder reads the values of one file strictly and keeps what does not hold.
type decoder struct {
	index    *index
	settings *Settings
	words    edtf.Words
	lang     string // of the file
	dir      string // of the file, for the paths in it
	keeper   *keeper
	problems diag.List
	referred reference  // the one that is being read
	called   wording    // the name that was read last
	row      fundingRow // the row that is being read

	front  *syntax.Node // the front matter, which needs
	needed []string     // these keys
}

// decode reads a mapping by its fields. An unknown key is a warning; a key without a value is as if
// it were not there.
func decode[T any](d *decoder, n *syntax.Node, fields []field[T], to *T) {
	if n.Kind != syntax.Mapping {
		d.wrongKind(n, "keys with values: "+strings.Join(keys(fields), ", "))
		return
	}
	for _, entry := range n.Fields {
		f := find(fields, entry.Key)
		switch {
		case f == nil:
			d.unknownKey(n, entry, keys(fields))
		case entry.Value.Kind != syntax.Null:
			f.read(d, entry.Value, to)
		}
	}
}

func find[T any](fields []field[T], key string) *field[T] {
	for i := range fields {
		if fields[i].key == key {
			return &fields[i]
		}
	}
	return nil
}

func keys[T any](fields []field[T]) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.key
	}
	return names
}

// records reads a list of mappings. A single mapping is a list of one.
func records[T any](d *decoder, n *syntax.Node, fields []field[T]) []T {
	items := d.items(n)
	all := make([]T, 0, len(items))
	for _, item := range items {
		if item.Kind != syntax.Mapping {
			d.wrongKind(item, "keys with values: "+strings.Join(keys(fields), ", "))
			continue
		}
		all = all[:len(all)+1]
		one := &all[len(all)-1]
		if placed, ok := any(one).(interface{ standsAt(diag.Pos) }); ok {
			placed.standsAt(item.Pos)
		}
		decode(d, item, fields, one)
	}
	return all
}

// place is embedded by records that know where they stand.
type place struct{ at spot }

func (p *place) standsAt(pos diag.Pos) { p.at = spotOf(pos) }

// items gives the values of a list; a single value is a list of one. Empty items are left out. The result is only
// to be read: it may be the document's own.
func (d *decoder) items(n *syntax.Node) []*syntax.Node {
	if n.Kind != syntax.Sequence {
		return []*syntax.Node{n}
	}
	return withoutEmpty(n.Items)
}

func withoutEmpty(items []*syntax.Node) []*syntax.Node {
	isEmpty := func(item *syntax.Node) bool { return item.Kind == syntax.Null }
	if slices.ContainsFunc(items, isEmpty) {
		return slices.DeleteFunc(slices.Clone(items), isEmpty)
	}
	return items
}

// isStated tells whether a key is there with a value.
func isStated(n *syntax.Node, key string) bool {
	value := n.Get(key)
	return value != nil && value.Kind != syntax.Null
}

// keyForm is how the contract's keys are written.
var keyForm = regexp.MustCompile(`^[a-z][a-z_]*$`)

// unknownKey reports a key that the contract does not have. What is no key at all and has no value is the
// rest of a value that a comma cut off, as in {granted: 850,000}: an error, since the value has lost it. So is one that
// is likely to mean a key which must be there.
func (d *decoder) unknownKey(n *syntax.Node, f syntax.Field, known []string) {
	if f.Value.Kind == syntax.Null && !keyForm.MatchString(f.Key) {
		d.problems.Error(f.KeyPos, diag.UnknownKey, fmt.Sprintf("%q is cut off from the value before it: within {…} a comma ends a value", f.Key),
			`write the whole value in quotes, such as {name: "Teknik, Mark AB"}; an amount without marks, such as {granted: 850000}`)
		return
	}
	hint := "known keys here: " + strings.Join(known, ", ")
	near := Meant(f.Key, known)
	if near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	d.problems.Warn(f.KeyPos, diag.UnknownKey, fmt.Sprintf("the key %q is not known here, so it is left out", f.Key), hint)
	d.problems.Mend(renamed(n, f, known))
	if n == d.front && slices.Contains(d.needed, near) && !isStated(n, near) {
		d.problems[len(d.problems)-1].Severity = diag.Error // in the place of "it is missing"
	}
}

// isMisspelt tells whether a key is not stated, but likely to be meant by one that is not known. That one is told of.
func isMisspelt(n *syntax.Node, key string, known []string) bool {
	return !isStated(n, key) && slices.ContainsFunc(n.Fields, func(f syntax.Field) bool {
		return !slices.Contains(known, f.Key) && Meant(f.Key, known) == key
	})
}

func (d *decoder) wrongKind(n *syntax.Node, want string) {
	d.problems.Error(n.Pos, diag.Type, fmt.Sprintf("this is %s, but what is needed is %s", n.Kind, want), "")
}

// oneOf reads a text that must be one of those listed.
func (d *decoder) oneOf(n *syntax.Node, known []string) string {
	value := d.word(n)
	if value == "" {
		return ""
	}
	for _, k := range known {
		if k == value {
			return k
		}
	}
	hint := "write one of: " + strings.Join(known, ", ")
	if near := Meant(value, known); near != "" {
		hint = fmt.Sprintf("did you mean %q? The values are: %s", near, strings.Join(known, ", "))
	}
	d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q is not one of the values that this key takes", value), hint)
	d.problems.Mend(n.Instead(solelyMeant(value, known)))
	return ""
}
