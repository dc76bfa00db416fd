package mend

import (
	"fmt"
	"maps"
	"slices"

	"vitrin/internal/diag"
)

// trial checks the site as it would be with some edits.
type trial struct {
	*plan
	check  Check
	kept   []edit       // what does no harm
	before map[sign]int // the problems that there are with it

	refused []refusal
}

// refusal is an edit that does harm, with what it would bring up.
type refusal struct {
	edit edit
	news diag.Problem
}

// sign is what stays of a problem when its line is edited. The message does not, since it may quote what was mended.
type sign struct {
	file     string
	line     int
	severity diag.Severity
	code     diag.Code
}

func signOf(p diag.Problem) sign { return sign{p.Pos.File, p.Pos.Line, p.Severity, p.Code} }

func signs(list diag.List) map[sign]int {
	counts := map[sign]int{}
	for _, p := range list {
		counts[signOf(p)]++
	}
	return counts
}

// run keeps as many edits as do no harm together, and notes why the others are left. One that was refused is tried
// again once others are kept: what contradicted a date may be right when that date is mended too.
func (t *trial) run() error {
	for tried, known := t.edits, -1; len(tried) > 0 && len(t.kept) > known; {
		known, t.refused = len(t.kept), nil
		if err := t.keep(tried); err != nil {
			return err
		}
		tried = nil
		for _, r := range t.refused {
			tried = append(tried, r.edit)
		}
	}
	for _, r := range t.refused {
		where := ""
		if !r.edit.sharesFile(r.news) {
			where = " in " + r.news.Pos.File
		}
		t.left = append(t.left, Left{r.edit.problem.Pos, fmt.Sprintf("mended, it would bring up another problem%s: %s", where, r.news.Message)})
	}
	return nil
}

// keep keeps those of the tried edits that do no harm, and refuses the others. They are tried all at once, since most
// do no harm. Where problems come up, the files that have them are tried apart, one edit of each at a time; if no
// edited file has them, halves are.
func (t *trial) keep(tried []edit) error {
	if len(tried) == 0 {
		return nil
	}
	found, err := t.check(t.apply(slices.Concat(t.kept, tried)))
	if err != nil {
		return err
	}
	news := t.news(tried, found.Sorted())
	if len(news) == 0 {
		t.kept, t.before = slices.Concat(t.kept, tried), signs(found.Sorted())
		return nil
	}
	suspects, others := split(tried, func(e edit) bool { return slices.ContainsFunc(news, e.sharesFile) })
	seen := map[string]bool{}
	repeated, firsts := split(suspects, func(e edit) bool {
		again := seen[e.path()]
		seen[e.path()] = true
		return again
	})
	switch half := len(tried) / 2; {
	case len(suspects) == 0 && half > 0:
		return t.both(tried[:half], tried[half:])
	case len(suspects) == 0:
		t.refused = append(t.refused, refusal{tried[0], news[0]})
	case len(others) > 0:
		return t.both(others, suspects)
	case len(repeated) > 0:
		return t.both(firsts, repeated)
	default:
		for _, e := range tried {
			t.refused = append(t.refused, refusal{e, news[slices.IndexFunc(news, e.sharesFile)]})
		}
	}
	return nil
}

func (t *trial) both(first, second []edit) error {
	if err := t.keep(first); err != nil {
		return err
	}
	return t.keep(second)
}

// line is a line of a file.
type line struct {
	file string
	line int
}

func lineOf(p diag.Problem) line { return line{p.Pos.File, p.Pos.Line} }

// news gives the problems that tried edits bring up: all errors, and the warnings of the lines that they are in; a
// warning elsewhere is not theirs, but follows from reading the site as it was meant. What they should have mended
// and did not is among them.
func (t *trial) news(tried []edit, found diag.List) diag.List {
	expected := maps.Clone(t.before)
	edited := map[line]bool{}
	for _, e := range tried {
		expected[signOf(e.problem)]--
		edited[lineOf(e.problem)] = true
	}
	var news diag.List
	for _, p := range found {
		if p.Severity == diag.Warning && !edited[lineOf(p)] {
			continue
		}
		if expected[signOf(p)]--; expected[signOf(p)] < 0 {
			news = append(news, p)
		}
	}
	return news
}

func (e edit) sharesFile(p diag.Problem) bool { return p.Pos.File == e.path() }

// split divides edits into those that are meant and the others.
func split(edits []edit, isMeant func(edit) bool) (a, b []edit) {
	for _, e := range edits {
		if isMeant(e) {
			a = append(a, e)
		} else {
			b = append(b, e)
		}
	}
	return a, b
}
