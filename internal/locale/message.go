package locale

import (
	"fmt"
	"maps"
	"slices"

	"golang.org/x/text/feature/plural"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// message is what a key says: one text, or one for each plural form.
type message struct {
	text  pattern // for all numbers that have no form of their own
	forms map[plural.Form]pattern
}

// pluralForms are the names of the plural forms of CLDR.
var pluralForms = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// message reads a text, or a mapping from plural forms to texts.
func (r *reader) message(n *node) message {
	if n.Kind != syntax.Mapping {
		return message{text: r.words(n)}
	}
	m := message{text: pattern{texts: []string{""}}, forms: map[plural.Form]pattern{}}
	for _, f := range n.Fields {
		form, ok := pluralForms[f.Key]
		switch {
		case !ok:
			r.problems.Error(f.KeyPos, diag.Value, fmt.Sprintf("%q is not a plural form", f.Key), "the forms are: zero, one, two, few, many, other")
		case form == plural.Other:
			m.text = r.words(f.Value)
		default:
			m.forms[form] = r.words(f.Value)
		}
	}
	other := n.Get("other")
	if other == nil {
		r.problems.Error(n.Pos, diag.MissingKey, `the form "other" is missing`, "write other: the text for all other numbers")
		return m
	}
	for _, f := range n.Fields {
		// A form for few numbers may spell them out: "one: a project".
		if p, ok := m.forms[pluralForms[f.Key]]; ok && p.needs() > m.text.needs() {
			r.problems.Error(f.Value.Pos, diag.Value, fmt.Sprintf("this asks for %s, and the form \"other\" for %s", names(p.asked()), names(m.text.asked())),
				"ask for nothing that the other form does not ask for")
		}
	}
	return m
}

// unknownKey says that a catalogue has no words for a key.
type unknownKey struct {
	l   *Locale
	key string
}

// Error names the key, and the nearest one that there is.
func (e *unknownKey) Error() string {
	text := fmt.Sprintf("the catalogue of %s has no words for %q", e.l.Name, e.key)
	if near := diag.Nearest(e.key, slices.Sorted(maps.Keys(e.l.words))); near != "" {
		text += fmt.Sprintf("; did you mean %q?", near)
	}
	return text
}

// T gives the words of a key with its places filled: {0} is the first argument, {1} the second. An int as the
// first argument chooses the plural form by the rules of CLDR; each int is written as the language writes
// numbers. The error is that the catalogue has no such key, or
// that its words ask for more arguments than there are.
func (l *Locale) T(key string, args ...any) (string, error) {
	m, ok := l.words[key]
	if !ok {
		return "", &unknownKey{l, key} // its text takes time, and some callers only ask whether there are words
	}
	text := l.choose(m, args)
	if needs := text.needs(); needs > len(args) {
		return "", fmt.Errorf("the words for %q ask for %d values and get %d: %q", key, needs, len(args), text.write(arguments))
	}
	values := make([]string, len(args))
	for i, arg := range args {
		values[i] = l.argument(arg)
	}
	return text.fill(values...), nil
}

// choose gives the plural form for the first argument.
func (l *Locale) choose(m message, args []any) pattern {
	if len(args) == 0 || m.forms == nil {
		return m.text
	}
	n, ok := args[0].(int)
	if !ok {
		return m.text
	}
	const million = 1_000_000 // rules look at the last six digits, and at small numbers as a whole
	n = max(n, -n)
	if n > million {
		n = n%million + million
	}
	if text, ok := m.forms[plural.Cardinal.MatchPlural(l.Tag, n, 0, 0, 0, 0)]; ok {
		return text
	}
	return m.text
}

func (l *Locale) argument(arg any) string {
	switch a := arg.(type) {
	case string:
		return a
	case int:
		return l.Number(int64(a))
	case int64:
		return l.Number(a)
	default:
		return fmt.Sprint(a)
	}
}
