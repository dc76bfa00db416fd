package browser_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// finding is something that is wrong with a page.
type finding struct {
	Rule     string // what is broken: "page scrolls sideways", or the name of a rule of axe-core
	Selector string // the element
	HTML     string // its beginning
	Detail   string // more, in words
}

func (f finding) String() string {
	lines := []string{f.Rule}
	for _, line := range []string{f.Selector, f.HTML, f.Detail} {
		if line != "" {
			lines = append(lines, strings.ReplaceAll(line, "\n", "\n    "))
		}
	}
	return strings.Join(lines, "\n    ")
}

// findings are what is wrong with many pages. What is wrong with the same element on several is told once.
type findings struct {
	first map[string]finding
	where map[string][]string
}

// see takes down what is wrong with a page as it is looked at.
func (all *findings) see(address string, as screen, found []finding) {
	all.add(fmt.Sprintf("%s (%s)", address, as), found...)
}

// add takes down what is wrong at a place.
func (all *findings) add(place string, found ...finding) {
	if all.first == nil {
		all.first, all.where = map[string]finding{}, map[string][]string{}
	}
	for _, f := range found {
		key := f.Rule + "\n" + f.Selector
		if _, known := all.first[key]; !known {
			all.first[key] = f
		}
		if !slices.Contains(all.where[key], place) {
			all.where[key] = append(all.where[key], place)
		}
	}
}

// report fails the test where something was found.
func (all *findings) report(t testing.TB) {
	t.Helper()
	for _, key := range slices.Sorted(maps.Keys(all.first)) {
		const most = 3
		where := all.where[key]
		more := ""
		if len(where) > most {
			more = fmt.Sprintf("\n    … and %d more", len(where)-most)
		}
		t.Errorf("%s\n    on %s%s", all.first[key], strings.Join(where[:min(most, len(where))], "\n    on "), more)
	}
}
