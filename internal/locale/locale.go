// Package locale holds what a language needs to speak of a portfolio: the words of the interface with
// their plurals, dates, periods, numbers, money, and the order of its letters. All of a language is one
// catalogue, templates/lang/<code>.yaml, so a further language is one file.
//
// It reads no files: a catalogue comes in as a tree with positions. It knows nothing of pages.
package locale

import (
	"cmp"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/syntax"
)

// Locale is one language. It is immutable and safe for concurrent use.
type Locale struct {
	Code      string       // as the settings call it: "sv"
	Tag       language.Tag // BCP 47
	Name      string       // in the language itself: "svenska"
	Direction string       // of writing: "ltr" or "rtl"
	Quotes    [4]string    // primary open and close, secondary open and close

	words map[string]message
	paths map[string]string
	dates dates
	forms forms

	collators *sync.Pool // of *collator
}

// collator makes sort keys. It is not safe for concurrent use.
type collator struct {
	numeric *collate.Collator
	plain   *collate.Collator // the same for texts without digits, but quicker
	room    collate.Buffer    // some thousand bytes, used again for every key
}

// key gives a key that holds until the next one is made.
func (c *collator) key(s string) []byte {
	c.room.Reset()
	if digitless(s) {
		return c.plain.KeyFromString(&c.room, s)
	}
	return c.numeric.KeyFromString(&c.room, s)
}

// digitless tells whether a text has but ASCII without digits and letters from U+00C0 to U+017F, as texts in Latin script
// have as a rule.
func digitless(s string) bool {
	for i := range len(s) {
		if b := s[i]; '0' <= b && b <= '9' || b > 0xC5 || b == 0xC2 {
			return false
		}
	}
	return true
}

// dates are the words and patterns of dates, with the names of the values that each asks for.
type dates struct {
	months  []string // as they stand in a date, January first
	seasons []string // spring first
	day     pattern  // day, month, year
	month   pattern  // month, year
	season  pattern  // season, year
	year    pattern  // year
	about   pattern  // the date
	period  pattern  // start, end
	years   pattern  // start, end: of a period of whole years
	since   pattern  // start
	until   pattern  // end
	spoken  edtf.Words
}

// forms are the patterns of numbers, with the names of the values that each asks for.
type forms struct {
	group, decimal string
	minGroup       int               // numbers below have no grouping
	percent        pattern           // n
	money          pattern           // n, currency
	about          pattern           // the amount
	currencies     map[string]string // by code; others are called by their code
	fileSize       pattern           // n, unit
	units          []string
	listRest       string
	listLast       string // between the last two of a list
}

// New reads a catalogue, the root of a file. Where a reference is given, the catalogue must have every word
// that it has, with the same places for values; more words are welcome, for a site's own templates. A Locale
// comes back only where there is no error.
func New(code string, n *syntax.Node, reference *Locale) (*Locale, diag.List) {
	l := &Locale{Code: code, words: map[string]message{}, paths: map[string]string{}}
	r := &reader{l: l}
	r.read(n)
	if reference != nil {
		r.compare(n, reference)
	}
	if r.problems.Errors() > 0 {
		return nil, r.problems
	}
	tag := l.Tag
	l.collators = &sync.Pool{New: func() any {
		return &collator{numeric: collate.New(tag, collate.IgnoreCase, collate.Numeric), plain: collate.New(tag, collate.IgnoreCase)}
	}}
	return l, r.problems
}

// Path gives the word of addresses for a key, such as "projekt" for "projects"; an unknown key gives
// itself.
func (l *Locale) Path(key string) string { return cmp.Or(l.paths[key], key) }

// DateWords gives the words with which people write dates in the language.
func (l *Locale) DateWords() edtf.Words { return l.dates.spoken }

// SortKey gives a key that sorts by bytes as the language's dictionaries do: å, ä, ö where they belong,
// numbers by their size, small and capital letters alike. Texts that differ in nothing else sort by themselves.
func (l *Locale) SortKey(s string) string {
	c := l.collators.Get().(*collator)
	defer l.collators.Put(c)
	return string(c.key(s)) + "\x00" + s
}

// List joins texts as the language does: "a, b och c".
func (l *Locale) List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], l.forms.listRest) + l.forms.listLast + items[last]
}
