package locale

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// message is what a key says: one text, or one for each plural form.
type message struct {
	text  string
	forms map[plural.Form]string
}

// pluralForms are the names of the plural forms of CLDR.
var pluralForms = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// message reads a text, or a mapping from plural forms to texts.
func (r *reader) message(n *node) message {
	if n.Kind != syntax.Mapping {
		return message{text: r.text(n)}
	}
	m := message{forms: map[plural.Form]string{}}
	for _, f := range n.Fields {
		form, ok := pluralForms[f.Key]
		if !ok {
			r.problems.Error(f.KeyPos, diag.Value, fmt.Sprintf("%q is not a plural form", f.Key), "the forms are: zero, one, two, few, many, other")
			continue
		}
		m.forms[form] = r.text(f.Value)
	}
	if _, ok := m.forms[plural.Other]; !ok {
		r.problems.Error(n.Pos, diag.MissingKey, `the form "other" is missing`, "write other: the text for all other numbers")
	}
	return m
}

// sample gives one of the message's texts.
func (m message) sample() string {
	if m.forms != nil {
		return m.forms[plural.Other]
	}
	return m.text
}

// T gives the words of a key with its placeholders filled: {0} is the first argument, {1} the second. An
// int as the first argument chooses the plural form by the rules of CLDR, and is written as the language
// writes numbers. The error is that the catalogue has no such key.
func (l *Locale) T(key string, args ...any) (string, error) {
	m, ok := l.words[key]
	if !ok {
		near := diag.Nearest(key, slices.Sorted(maps.Keys(l.words)))
		if near == "" {
			return "", fmt.Errorf("the catalogue of %s has no words for %q", l.Name, key)
		}
		return "", fmt.Errorf("the catalogue of %s has no words for %q; did you mean %q?", l.Name, key, near)
	}
	text := m.text
	if m.forms != nil {
		text = l.choose(m, args)
	}
	if len(args) == 0 {
		return text, nil
	}
	pairs := make([]string, 0, 2*len(args))
	for i, arg := range args {
		pairs = append(pairs, "{"+strconv.Itoa(i)+"}", l.argument(arg))
	}
	return strings.NewReplacer(pairs...).Replace(text), nil
}

// choose gives the plural form for the first argument.
func (l *Locale) choose(m message, args []any) string {
	if len(args) > 0 {
		if n, ok := args[0].(int); ok {
			// Plural rules look at the last digits only, and int64 is what the site counts in.
			form := plural.Cardinal.MatchPlural(l.Tag, n%10_000_000, 0, 0, 0, 0)
			if text, ok := m.forms[form]; ok {
				return text
			}
		}
	}
	return m.forms[plural.Other]
}

func (l *Locale) argument(arg any) string {
	switch a := arg.(type) {
	case string:
		return a
	case int:
		return l.Number(int64(a))
	default:
		return fmt.Sprint(a)
	}
}
