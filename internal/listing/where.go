package listing

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
)

// whereKey is the part of a query that errors of conditions name.
const whereKey = "where"

// Conditions tells how a condition is written, a line each.
const Conditions = `key=value    has the value: an id, a title, a code or another name; case does not count, å is not a
key!=value   has it not
key=         states none
key!=        states some`

// condition is one condition on rows T.
type condition[T any] struct {
	field[T]
	not   bool
	value string // as it is compared; empty: asks whether anything is stated
}

// parse reads a condition.
func (c collection[T]) parse(v view, text string) (condition[T], error) {
	key, value, found := strings.Cut(text, "=")
	key, not := strings.CutSuffix(key, "!")
	key = strings.TrimSpace(key)
	if !found || key == "" {
		return condition[T]{}, &Error{whereKey, fmt.Sprintf("%q is not a condition", text), "write key=value, key!=value, or key= for what states none"}
	}
	f, err := c.field(key, whereKey)
	if err != nil {
		return condition[T]{}, err
	}
	if value = strings.TrimSpace(value); value == "" {
		return condition[T]{f, not, ""}, nil
	}
	known, asked := c.knownOf(v, f), folded(value)
	if asked == "" || !slices.ContainsFunc(known, func(w word) bool { return w.isCalled(asked) }) {
		return condition[T]{}, &Error{whereKey, fmt.Sprintf("no %s has the %s %q", c.one, key, value), hintValue(value, known)}
	}
	return condition[T]{f, not, asked}, nil
}

// hintValue tells what there is in the place of a value that is not.
func hintValue(value string, known []word) string {
	const few = 12
	var ids, names []string
	for _, w := range known {
		ids = append(ids, w.id)
		names = append(names, w.names()...)
	}
	near := portfolio.Meant(value, names)
	for _, name := range names { // half a name, such as västra
		if asked := folded(value); near == "" && asked != "" && strings.HasPrefix(folded(name), asked) {
			near = name
		}
	}
	if near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if len(ids) == 0 || len(ids) > few {
		return ""
	}
	return "there are " + strings.Join(ids, ", ")
}

// folded gives the form in which names are compared: as addresses have them.
func folded(name string) string { return markdown.ID(norm.NFC.String(name)) }

// holds tells whether the condition holds for a row.
func (c condition[T]) holds(v view, x T) bool {
	stated := c.compared(v, x)
	has := !stated.blank()
	if c.value != "" {
		has = slices.ContainsFunc(stated.words(), func(w word) bool { return w.isCalled(c.value) })
	} else {
		has = !has
	}
	return has != c.not
}

// choose gives the rows for which all conditions hold.
func (c collection[T]) choose(v view, where []string) ([]T, error) {
	var conditions []condition[T]
	for _, text := range where {
		one, err := c.parse(v, text)
		if err != nil {
			return nil, err
		}
		conditions = append(conditions, one)
	}
	var chosen []T
	for _, x := range c.items(v.p) {
		if !slices.ContainsFunc(conditions, func(one condition[T]) bool { return !one.holds(v, x) }) {
			chosen = append(chosen, x)
		}
	}
	return chosen, nil
}
