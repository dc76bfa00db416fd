package listing

import (
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/portfolio"
)

// field is a column of a list whose rows are T.
type field[T any] struct {
	key  string
	also string // what else it is called in conditions: the singular
	kind kind
	of   func(v view, x T) cell
	// asked gives what a condition compares, where that is not what is shown.
	asked func(v view, x T) cell
	// vocabulary gives what may be asked for, be it in the list or not. Nil: what is in the list.
	vocabulary func(v view) []word
}

// compared gives what a condition compares.
func (f field[T]) compared(v view, x T) cell {
	if f.asked != nil {
		return f.asked(v, x)
	}
	return f.of(v, x)
}

// collection is a list of T.
type collection[T any] struct {
	name   string
	one    string // what a row is called: "project"
	items  func(p *portfolio.Portfolio) []T
	shown  []string // keys of the columns that matter most
	spare  []string // keys of those among them that a narrow terminal does without, the first to go first
	fields []field[T]
}

func (c collection[T]) called() string { return c.name }

func (c collection[T]) keys() []Key {
	keys := make([]Key, len(c.fields))
	for i, f := range c.fields {
		keys[i] = Key{f.key, f.also}
	}
	return keys
}

// field finds a field by its key. Part is where the query names it.
func (c collection[T]) field(key, part string) (field[T], error) {
	var names []string
	for _, f := range c.fields {
		if key == f.key || key == f.also {
			return f, nil
		}
		if names = append(names, f.key); f.also != "" && part == whereKey {
			names[len(names)-1] = f.also
		}
	}
	return field[T]{}, &Error{part, fmt.Sprintf("%q is not known of %s", key, c.name), nearest(key, names, "what is known: ")}
}

// table chooses rows and columns, and sorts.
func (c collection[T]) table(v view, q Query) (*Table, error) {
	t := &Table{l: v.l, home: v.p.Settings.Currency}
	shown := q.Columns
	if len(shown) == 0 {
		shown, t.spare = c.shown, c.spare
	}
	var fields []field[T]
	for _, key := range shown {
		f, err := c.field(key, "columns")
		if err != nil {
			return nil, err
		}
		fields = append(fields, f)
		t.columns = append(t.columns, column{f.key, f.kind})
	}
	items, err := c.choose(v, q.Where)
	if err != nil {
		return nil, err
	}
	if items, err = c.sorted(v, items, q.Sort); err != nil {
		return nil, err
	}
	for _, x := range items {
		row := make([]cell, len(fields))
		for i, f := range fields {
			row[i] = f.of(v, x)
		}
		t.rows = append(t.rows, row)
	}
	return t, nil
}

// sorted sorts by a column, equal ones by title, all others by id. What states nothing comes last in both directions.
func (c collection[T]) sorted(v view, items []T, by string) ([]T, error) {
	key, down := strings.CutPrefix(by, "-")
	if key == "" {
		key = "title"
	}
	f, err := c.field(key, "sort")
	if err != nil {
		return nil, err
	}
	title, err := c.field("title", "sort")
	if err != nil {
		return nil, err
	}
	type keyed struct {
		item      T
		blank     bool
		first, by string
	}
	list := make([]keyed, len(items))
	for i, x := range items {
		list[i] = keyed{x, f.of(v, x).blank(), f.of(v, x).order(v), title.of(v, x).order(v)}
	}
	slices.SortStableFunc(list, func(a, b keyed) int {
		switch {
		case a.blank != b.blank && a.blank:
			return 1
		case a.blank != b.blank:
			return -1
		case a.first != b.first && down:
			return strings.Compare(b.first, a.first)
		case a.first != b.first:
			return strings.Compare(a.first, b.first)
		}
		return strings.Compare(a.by, b.by)
	})
	sorted := make([]T, len(list))
	for i, k := range list {
		sorted[i] = k.item
	}
	return sorted, nil
}

// known gives what a column can be asked for.
func (c collection[T]) known(v view, key string) []word {
	f, err := c.field(key, whereKey)
	if err != nil {
		return nil
	}
	return c.knownOf(v, f)
}

func (c collection[T]) knownOf(v view, f field[T]) []word {
	if f.vocabulary != nil {
		return f.vocabulary(v)
	}
	var known []word
	seen := map[string]bool{}
	for _, x := range c.items(v.p) {
		for _, w := range f.compared(v, x).words() {
			if !seen[w.id] {
				seen[w.id] = true
				known = append(known, w)
			}
		}
	}
	return known
}
