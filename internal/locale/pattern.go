package locale

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"vitrin/internal/diag"
)

// pattern is a text with places for values, such as "{day} {month} {year}", taken apart once.
type pattern struct {
	texts  []string // what stands before, between and behind the places: one more than those
	places []int    // which of the values stands at each
}

// newPattern takes a text apart. Each place {name} is one of the names, and gets the value of the same rank.
// A place of another name is given back as unknown, and is left as it is written.
func newPattern(text string, names []string) (p pattern, unknown string) {
	literal, rest := "", text
	for {
		before, place, opened := strings.Cut(rest, "{")
		name, behind, closed := strings.Cut(place, "}")
		if !opened || !closed {
			p.texts = append(p.texts, literal+rest)
			return p, unknown
		}
		literal += before
		if rank := slices.Index(names, name); rank >= 0 {
			p.texts, p.places = append(p.texts, literal), append(p.places, rank)
			literal = ""
		} else {
			unknown = name
			literal += "{" + name + "}"
		}
		rest = behind
	}
}

// fill writes the pattern with its values, of which there must be as many as it asks for.
func (p pattern) fill(values ...string) string {
	if len(p.places) == 0 {
		return p.texts[0]
	}
	length := len(p.texts[len(p.places)])
	for i, place := range p.places {
		length += len(p.texts[i]) + len(values[place])
	}
	var b strings.Builder
	b.Grow(length)
	for i, place := range p.places {
		b.WriteString(p.texts[i])
		b.WriteString(values[place])
	}
	b.WriteString(p.texts[len(p.places)])
	return b.String()
}

// needs gives the number of values that the pattern asks for.
func (p pattern) needs() int {
	most := -1
	for _, place := range p.places {
		most = max(most, place)
	}
	return most + 1
}

// asked gives the values that the pattern asks for, each once, in their order.
func (p pattern) asked() []int {
	asked := slices.Clone(p.places)
	slices.Sort(asked)
	return slices.Compact(asked)
}

// write gives the pattern as its catalogue has it, with the names given.
func (p pattern) write(names []string) string {
	values := make([]string, len(names))
	for i, name := range names {
		values[i] = "{" + name + "}"
	}
	return p.fill(values...)
}

// pattern reads a pattern in which each of the names stands, and no other.
func (r *reader) pattern(n *node, names ...string) pattern {
	p, unknown := newPattern(r.text(n), names)
	all := "{" + strings.Join(names, "}, {") + "}"
	switch {
	case !n.IsScalar(): // r.text has told
	case unknown != "":
		r.problems.Error(n.Pos, diag.Value, fmt.Sprintf("{%s} stands for nothing here", unknown), "what can stand here: "+all)
	case len(p.asked()) < len(names):
		r.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q lacks a place for a value", n.Value), "what must stand here: "+all)
	}
	return p
}

// arguments are the names of the places in the words of the interface: {0} to {9}.
var arguments = []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}

// words reads a text of the interface.
func (r *reader) words(n *node) pattern {
	p, unknown := newPattern(r.text(n), arguments)
	if unknown != "" {
		r.problems.Error(n.Pos, diag.Value, fmt.Sprintf("{%s} stands for nothing here", unknown), "write {0} for the first value, {1} for the second")
	}
	return p
}

// names writes places as they stand in a catalogue: "{0} and {1}".
func names(places []int) string {
	if len(places) == 0 {
		return "none"
	}
	list := make([]string, len(places))
	for i, place := range places {
		list[i] = "{" + strconv.Itoa(place) + "}"
	}
	return strings.Join(list, " and ")
}
