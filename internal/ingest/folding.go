package ingest

import (
	"fmt"
	"maps"
	"slices"

	"vitrin/internal/diag"
)

// folding counts problems that are alike but for the texts and numbers that they name. A table of many rows has one
// kind of slip in each of them, and nobody reads it twenty thousand times.
type folding struct {
	alike map[string]*alike
}

// alike are problems that are alike.
type alike struct {
	first  diag.Problem
	folded int
}

// maxAlike is how many of them are told one by one.
const maxAlike = 20

// particulars are what makes problems differ that are alike.
var particulars = lazily(`"(?:[^"\\]|\\.)*"|\([A-Z]+\d+\)|\d+|content/\S+`)

// take gives those of some problems that are told one by one.
func (f *folding) take(found diag.List) diag.List {
	if f.alike == nil {
		f.alike = map[string]*alike{}
	}
	var kept diag.List
	for _, p := range found {
		key := fmt.Sprint(p.Severity, p.Code, particulars().ReplaceAllString(p.Message, ""))
		a := f.alike[key]
		if a == nil {
			a = &alike{first: p, folded: -maxAlike}
			f.alike[key] = a
		}
		if a.folded++; a.folded <= 0 {
			kept = append(kept, p)
		}
	}
	return kept
}

// rest tells how many more there are of each kind.
func (f *folding) rest(file string) diag.List {
	var found diag.List
	for _, key := range slices.Sorted(maps.Keys(f.alike)) {
		a := f.alike[key]
		if a.folded <= 0 {
			continue
		}
		found = append(found, diag.Problem{
			Severity: a.first.Severity, Code: a.first.Code, Pos: diag.Pos{File: file},
			Message: fmt.Sprintf("%s more like this one, which are not listed: %s", thousands(a.folded), a.first.Message),
		})
	}
	return found
}

// thousands writes a number as English has it: 19,980.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}
