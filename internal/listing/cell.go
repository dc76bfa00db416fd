package listing

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"vitrin/internal/edtf"
	"vitrin/internal/locale"
	"vitrin/internal/money"
)

// kind is what the cells of a column hold.
type kind int

const (
	oneWord kind = iota
	manyWords
	aNumber
	aDate
	aPeriod
	amounts
)

// numeric tells whether a column's values are read by their ends.
func (k kind) numeric() bool { return k == aNumber || k == amounts }

// words tells whether a column's values can still be read where their ends are cut.
func (k kind) words() bool { return k == oneWord || k == manyWords }

// cell is what one row holds in one column.
type cell interface {
	blank() bool                    // nothing is stated
	people(l *locale.Locale) string // in the words of a language
	machine() any                   // as JSON has it; nil: nothing is stated
	parts() []part                  // as spreadsheets have it
	words() []word                  // what it can be asked for
	order(v view) string            // sorts by bytes
}

// part is what stands in one cell of a spreadsheet.
type part struct {
	under  string // what the column's name ends in, for a column that takes several of a spreadsheet
	text   string
	number bool // the text is digits, with a point
}

// word is a value that has an id, or a text that is its own.
type word struct {
	id, text string
	also     []string // what else it may be called
	last     bool     // stands behind all others
}

// names gives everything that the word may be called.
func (w word) names() []string {
	names := append([]string{w.id, w.text}, w.also...)
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}

// isCalled tells whether one of the word's names is compared as the one given.
func (w word) isCalled(name string) bool {
	return slices.ContainsFunc(w.names(), func(one string) bool { return folded(one) == name })
}

// single is a word, or none.
type single struct{ word }

// plain makes a cell of a text.
func plain(text string) cell { return single{word{id: text, text: text}} }

func (s single) blank() bool                  { return s.id == "" }
func (s single) people(*locale.Locale) string { return s.text }
func (s single) parts() []part                { return []part{{text: s.text}} }
func (s single) order(v view) string          { return list{s.word}.order(v) }

func (s single) machine() any {
	if s.blank() {
		return nil
	}
	return s.id
}

func (s single) words() []word {
	if s.blank() {
		return nil
	}
	return []word{s.word}
}

// list is any number of words.
type list []word

func (l list) blank() bool                  { return len(l) == 0 }
func (l list) people(*locale.Locale) string { return l.joined(", ") }
func (l list) parts() []part                { return []part{{text: l.joined("; ")}} }
func (l list) words() []word                { return l }

func (l list) machine() any {
	ids := make([]string, len(l))
	for i, w := range l {
		ids[i] = w.id
	}
	return ids
}

func (l list) joined(by string) string {
	texts := make([]string, len(l))
	for i, w := range l {
		texts[i] = w.text
	}
	return strings.Join(texts, by)
}

func (l list) order(v view) string {
	var b strings.Builder
	for _, w := range l {
		if w.last {
			b.WriteByte(0xFF)
		}
		b.WriteString(v.l.SortKey(w.text) + "\x00")
	}
	return b.String()
}

// number is a count; negative: not stated.
type number int

func (n number) blank() bool { return n < 0 }

func (n number) people(l *locale.Locale) string {
	if n.blank() {
		return ""
	}
	return l.Number(int64(n))
}

func (n number) machine() any {
	if n.blank() {
		return nil
	}
	return int(n)
}

func (n number) parts() []part {
	if n.blank() {
		return []part{{}}
	}
	return []part{{text: strconv.Itoa(int(n)), number: true}}
}

func (n number) words() []word {
	if n.blank() {
		return nil
	}
	return plain(strconv.Itoa(int(n))).words()
}

func (n number) order(view) string { return fmt.Sprintf("%020d", max(0, int(n))) }

// year is a year, which is written without grouping; 0: not stated.
type year int

func (y year) blank() bool                  { return y == 0 }
func (y year) people(*locale.Locale) string { return y.parts()[0].text }
func (y year) machine() any                 { return y.number().machine() }
func (y year) parts() []part                { return y.number().parts() }
func (y year) words() []word                { return y.number().words() }
func (y year) order(v view) string          { return y.number().order(v) }

func (y year) number() number {
	if y.blank() {
		return -1
	}
	return number(y)
}

// date is a date with its precision.
type date struct{ edtf.Date }

func (d date) blank() bool                    { return d.IsZero() }
func (d date) people(l *locale.Locale) string { return l.Date(d.Date) }
func (d date) machine() any                   { return plain(d.String()).machine() }
func (d date) parts() []part                  { return plain(d.String()).parts() }

// words gives the date, and the month and the year that it lies in.
func (d date) words() []word {
	var words []word
	exact := strings.TrimSuffix(d.String(), "~")
	for i, r := range exact + "-" {
		if r == '-' {
			words = append(words, plain(exact[:i]).words()...)
		}
	}
	return words
}

func (d date) order(view) string { return fmt.Sprintf("%010d %010d", d.Earliest(), d.Latest()) }

// period is a time with two ends.
type period struct{ start, end edtf.Date }

func (p period) blank() bool                    { return p.start.IsZero() && p.end.IsZero() }
func (p period) people(l *locale.Locale) string { return l.Period(p.start, p.end) }
func (p period) order(v view) string            { return date{p.start}.order(v) + date{p.end}.order(v) }

func (p period) words() []word { return append(date{p.start}.words(), date{p.end}.words()...) }

func (p period) machine() any {
	if p.blank() {
		return nil
	}
	return struct {
		Start any `json:"start"`
		End   any `json:"end"`
	}{date{p.start}.machine(), date{p.end}.machine()}
}

func (p period) parts() []part {
	return []part{{under: "start", text: p.start.String()}, {under: "end", text: p.end.String()}}
}

// sum is an amount in each of some currencies, the site's own first.
type sum []money.Amount

func (s sum) blank() bool { return len(s) == 0 }

func (s sum) people(l *locale.Locale) string {
	texts := make([]string, len(s))
	for i, a := range s {
		texts[i] = l.Money(a)
	}
	return strings.Join(texts, ", ")
}

func (s sum) machine() any {
	type amount struct {
		Amount   json.Number `json:"amount"`
		Currency string      `json:"currency"`
		About    bool        `json:"about,omitempty"`
	}
	all := make([]amount, len(s))
	for i, a := range s {
		all[i] = amount{json.Number(a.Decimal()), a.Currency, a.About}
	}
	return all
}

func (s sum) parts() []part {
	var parts []part
	for _, a := range s {
		parts = append(parts, part{strings.ToLower(a.Currency), a.Decimal(), true})
	}
	return parts
}

func (s sum) words() []word {
	var words []word
	for _, a := range s {
		words = append(words, word{id: a.Decimal(), text: a.Decimal() + " " + a.Currency})
	}
	return words
}

// order compares amounts in the site's currency first; nothing is compared across currencies.
func (s sum) order(v view) string {
	var b strings.Builder
	for _, a := range s {
		currency := a.Currency
		if currency == v.p.Settings.Currency {
			currency = ""
		}
		fmt.Fprintf(&b, "%s %020d ", currency, uint64(a.Minor)+1<<63) // so that less than nothing comes first
	}
	return b.String()
}
