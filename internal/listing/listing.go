// Package listing makes lists of what a portfolio holds: projects, clusters, programmes, organisations, and the values
// of every dimension, as rows and columns, chosen and sorted.
//
// In go a portfolio, its languages and a [Query]; out comes a [Table], which a [Format] writes for people, for
// spreadsheets or for programs. It reads no files, and knows neither pages nor terminals. Contacts are in no list, as
// they are in no data export.
//
// A list is a row in the table of collections, a column is a row in the table of its fields; every column can be shown,
// sorted by and asked for.
package listing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/locale"
	"vitrin/internal/portfolio"
)

// Query says what is listed. The zero Query lists all projects.
type Query struct {
	Collection string   // one of [Collections]; empty: projects
	Where      []string // conditions, all of which must hold; see [Conditions]
	Columns    []string // keys, in their order; empty: those that matter most
	Sort       string   // a column's key, "-" before it for the other direction; empty: by title
	Lang       string   // of titles and words; empty: the site's first language
}

// Table is a list that is ready to be written.
type Table struct {
	columns []column
	rows    [][]cell
	spare   []string // keys of columns that a table may do without, the first to go first
	l       *locale.Locale
	home    string // the site's currency
}

type column struct {
	key  string
	kind kind
}

// Len gives the number of rows.
func (t *Table) Len() int { return len(t.rows) }

// Error says what in a query cannot be answered.
type Error struct {
	Part, Message, Hint string // the part of the query: "where", "columns", "sort", "lang", "collection"
}

// Error gives the message without the hint.
func (e *Error) Error() string { return e.Message }

// Advice gives the hint; it may be empty.
func (e *Error) Advice() string { return e.Hint }

// view is a portfolio as it is looked at in one language.
type view struct {
	p   *portfolio.Portfolio
	l   *locale.Locale
	all []*locale.Locale
}

func newView(p *portfolio.Portfolio, locales []*locale.Locale, lang string) (view, error) {
	lang = cmp.Or(lang, p.Settings.Default())
	at := slices.IndexFunc(locales, func(l *locale.Locale) bool { return l.Code == lang })
	if at < 0 {
		return view{}, &Error{"lang", fmt.Sprintf("%q is not one of the site's languages", lang), "they are " + strings.Join(p.Settings.Languages, ", ")}
	}
	return view{p, locales[at], locales}, nil
}

// lister is a collection, whatever its rows are.
type lister interface {
	called() string
	table(v view, q Query) (*Table, error)
	keys() []Key
	known(v view, key string) []word
}

// collections are all that can be listed.
func collections() []lister {
	all := []lister{projects(), clusters(), programmes(), organisations()}
	for _, by := range portfolio.Dimensions() {
		if !slices.ContainsFunc(all, func(c lister) bool { return c.called() == string(by) }) {
			all = append(all, dimension(by))
		}
	}
	return all
}

// Collections names what can be listed.
func Collections() []string {
	var names []string
	for _, c := range collections() {
		names = append(names, c.called())
	}
	return names
}

// New makes a list. The error is an [*Error].
func New(p *portfolio.Portfolio, locales []*locale.Locale, q Query) (*Table, error) {
	v, err := newView(p, locales, q.Lang)
	if err != nil {
		return nil, err
	}
	c, err := find(q.Collection)
	if err != nil {
		return nil, err
	}
	return c.table(v, q)
}

func find(name string) (lister, error) {
	name = cmp.Or(name, string(portfolio.Projects))
	all := collections()
	if at := slices.IndexFunc(all, func(c lister) bool { return c.called() == name }); at >= 0 {
		return all[at], nil
	}
	return nil, &Error{"collection", fmt.Sprintf("there is no list of %q", name), nearest(name, Collections(), "the lists are ")}
}

// nearest gives the hint for a name that is none.
func nearest(name string, known []string, list string) string {
	if near := portfolio.Meant(name, known); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return list + strings.Join(known, ", ")
}

// Key is a column's key, and what else it is called in conditions.
type Key struct{ Name, Also string }

// Keys gives the columns of a list, in their order; none where there is no such list.
func Keys(collection string) []Key {
	c, err := find(collection)
	if err != nil {
		return nil
	}
	return c.keys()
}

// Value is something that a column can be asked for, with what it is called.
type Value struct{ Name, Title string }

// Values gives what a column of a list can be asked for; nothing where there is no such column.
func Values(p *portfolio.Portfolio, locales []*locale.Locale, collection, key string) []Value {
	v, err := newView(p, locales, "")
	if err != nil {
		return nil
	}
	c, err := find(collection)
	if err != nil {
		return nil
	}
	var values []Value
	for _, w := range c.known(v, key) {
		values = append(values, Value{w.id, w.text})
	}
	return values
}
