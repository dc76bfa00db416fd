package locale

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"vitrin/internal/diag"
	"vitrin/internal/money"
	"vitrin/internal/syntax"
)

type node = syntax.Node

// reader reads a catalogue and keeps what does not hold in it.
type reader struct {
	l        *Locale
	problems diag.List
}

// section is a key of the catalogue and how its value is read.
type section struct {
	key  string
	read func(r *reader, n *node)
}

var sections = []section{
	{"tag", func(r *reader, n *node) {
		tag, err := language.Parse(r.text(n))
		if err != nil {
			r.problems.Error(n.Pos, diag.Language, fmt.Sprintf("%q is not a language tag", n.Value), "write one of BCP 47, such as sv or en-GB")
		}
		r.l.Tag = tag
	}},
	{"name", func(r *reader, n *node) { r.l.Name = r.text(n) }},
	{"direction", func(r *reader, n *node) {
		r.l.Direction = r.text(n)
		if r.l.Direction != "ltr" && r.l.Direction != "rtl" {
			r.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q is not a direction of writing", n.Value), "write ltr (from left to right) or rtl")
		}
	}},
	{"quotes", func(r *reader, n *node) { copy(r.l.Quotes[:], r.texts(n, 4)) }},
	{"paths", func(r *reader, n *node) {
		for _, f := range r.fields(n) {
			r.l.paths[f.Key] = r.path(f.Value)
		}
	}},
	{"dates", func(r *reader, n *node) { r.group(n, "dates", dateSections) }},
	{"numbers", func(r *reader, n *node) { r.group(n, "numbers", numberSections) }},
	{"words", func(r *reader, n *node) {
		for _, f := range r.fields(n) {
			r.l.words[f.Key] = r.message(f.Value)
		}
	}},
}

var dateSections = []section{
	{"months", func(r *reader, n *node) { r.l.dates.months = r.texts(n, 12) }},
	{"seasons", func(r *reader, n *node) { r.l.dates.seasons = r.texts(n, 4) }},
	{"day", func(r *reader, n *node) { r.l.dates.day = r.pattern(n, "day", "month", "year") }},
	{"month", func(r *reader, n *node) { r.l.dates.month = r.pattern(n, "month", "year") }},
	{"season", func(r *reader, n *node) { r.l.dates.season = r.pattern(n, "season", "year") }},
	{"year", func(r *reader, n *node) { r.l.dates.year = r.pattern(n, "year") }},
	{"about", func(r *reader, n *node) { r.l.dates.about = r.pattern(n, "0") }},
	{"period", func(r *reader, n *node) { r.l.dates.period = r.pattern(n, "0", "1") }},
	{"years", func(r *reader, n *node) { r.l.dates.years = r.pattern(n, "0", "1") }},
	{"since", func(r *reader, n *node) { r.l.dates.since = r.pattern(n, "0") }},
	{"until", func(r *reader, n *node) { r.l.dates.until = r.pattern(n, "0") }},
	{"spoken", func(r *reader, n *node) { r.spoken(n) }},
}

var numberSections = []section{
	{"group", func(r *reader, n *node) { r.l.forms.group = r.raw(n) }},
	{"decimal", func(r *reader, n *node) { r.l.forms.decimal = r.raw(n) }},
	{"group-from", func(r *reader, n *node) {
		from, err := strconv.Atoi(r.text(n))
		if err != nil || from < 0 {
			r.problems.Error(n.Pos, diag.Type, fmt.Sprintf("%q is not a number", n.Value), "write group-from: 1000")
		}
		r.l.forms.minGroup = from
	}},
	{"percent", func(r *reader, n *node) { r.l.forms.percent = r.pattern(n, "n") }},
	{"money", func(r *reader, n *node) { r.l.forms.money = r.pattern(n, "n", "currency") }},
	{"about", func(r *reader, n *node) { r.l.forms.about = r.pattern(n, "n") }},
	{"currencies", func(r *reader, n *node) {
		r.l.forms.currencies = map[string]string{}
		for _, f := range r.fields(n) {
			if !money.Known(f.Key) {
				r.problems.Error(f.KeyPos, diag.Value, fmt.Sprintf("%q is not a currency of ISO 4217", f.Key), "write its three capital letters, such as SEK")
			}
			r.l.forms.currencies[f.Key] = r.text(f.Value)
		}
	}},
	{"file-size", func(r *reader, n *node) { r.l.forms.fileSize = r.pattern(n, "n", "unit") }},
	{"units", func(r *reader, n *node) { r.l.forms.units = r.texts(n, 4) }},
	{"list", func(r *reader, n *node) { r.l.forms.listRest = r.raw(n) }},
	{"list-last", func(r *reader, n *node) { r.l.forms.listLast = r.raw(n) }},
}

// read reads the whole catalogue.
func (r *reader) read(n *node) { r.group(n, "catalogue", sections) }

// group reads a mapping of which every key must be there.
func (r *reader) group(n *node, name string, known []section) {
	for _, f := range r.fields(n) {
		i := slices.IndexFunc(known, func(s section) bool { return s.key == f.Key })
		if i < 0 {
			names := make([]string, len(known))
			for k, s := range known {
				names[k] = s.key
			}
			r.problems.Warn(f.KeyPos, diag.UnknownKey, fmt.Sprintf("the key %q is not known here", f.Key), "known keys: "+strings.Join(names, ", "))
			continue
		}
		known[i].read(r, f.Value)
	}
	for _, s := range known {
		if n.Kind == syntax.Mapping && n.Get(s.key) == nil {
			r.problems.Error(n.Pos, diag.MissingKey, fmt.Sprintf("the %s lacks %q", name, s.key), "vitrin help templates/lang/en.yaml shows what it means")
		}
	}
}

// path reads a word of addresses.
func (r *reader) path(n *node) string {
	word := r.text(n)
	plain := func(c rune) bool { return c == '-' || unicode.IsLetter(c) || unicode.IsDigit(c) }
	if word == "" || strings.TrimFunc(word, plain) != "" {
		r.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q is no word for addresses", n.Value), "write letters, digits and hyphens only")
	}
	return word
}

func (r *reader) fields(n *node) []syntax.Field {
	if n.Kind != syntax.Mapping {
		r.problems.Error(n.Pos, diag.Type, fmt.Sprintf("this is %s, but what is needed is keys with values", n.Kind), "")
		return nil
	}
	return n.Fields
}

func (r *reader) text(n *node) string { return strings.TrimSpace(r.raw(n)) }

// raw reads a text whose spaces count.
func (r *reader) raw(n *node) string {
	if !n.IsScalar() {
		r.problems.Error(n.Pos, diag.Type, fmt.Sprintf("this is %s, but what is needed is a text", n.Kind), "")
	}
	return n.Value
}

func (r *reader) texts(n *node, count int) []string {
	texts := make([]string, count)
	if n.Kind != syntax.Sequence || len(n.Items) != count {
		r.problems.Error(n.Pos, diag.Type, fmt.Sprintf("a list of %d texts is needed here", count), "")
		return texts
	}
	for i, item := range n.Items {
		texts[i] = r.raw(item)
	}
	return texts
}
