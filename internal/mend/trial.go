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
	before map[sign]int // the problems that there are

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

// run gives as many edits as do no harm together, and notes why the others are left. One that was refused is tried
// again once others are kept: what contradicted a date may be right when that date is mended too.
func (t *trial) run() (kept []edit, err error) {
	for tried := t.edits; ; {
		t.refused = nil
		more, err := t.keep(kept, tried)
		if err != nil {
			return nil, err
		}
		kept = append(kept, more...)
		if len(more) == 0 || len(t.refused) == 0 {
			break
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
	return kept, nil
}

// keep gives those of the tried edits that do no harm beside the kept ones, and refuses the others. They are tried
// all at once, since most do no harm. Where problems come up, the files that have them are tried apart, one edit of
// each at a time; if no edited file has them, halves are.
func (t *trial) keep(kept, tried []edit) ([]edit, error) {
	if len(tried) == 0 {
		return nil, nil
	}
	news, err := t.news(slices.Concat(kept, tried))
	if err != nil || len(news) == 0 {
		return tried, err
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
		return t.both(kept, tried[:half], tried[half:])
	case len(suspects) == 0:
		t.refused = append(t.refused, refusal{tried[0], news[0]})
	case len(others) > 0:
		return t.both(kept, others, suspects)
	case len(repeated) > 0:
		return t.both(kept, firsts, repeated)
	default:
		for _, e := range tried {
			t.refused = append(t.refused, refusal{e, news[slices.IndexFunc(news, e.sharesFile)]})
		}
	}
	return nil, nil
}

// both tries some edits and then others beside those of them that were kept.
func (t *trial) both(kept, first, second []edit) ([]edit, error) {
	a, err := t.keep(kept, first)
	if err != nil {
		return nil, err
	}
	b, err := t.keep(slices.Concat(kept, a), second)
	return slices.Concat(a, b), err
}

// news gives the problems that the site would have with some edits and does not have without them; those too that
// the edits should have mended.
func (t *trial) news(edits []edit) (diag.List, error) {
	found, err := t.check(t.apply(edits))
	if err != nil {
		return nil, err
	}
	expected := maps.Clone(t.before)
	for _, e := range edits {
		expected[signOf(e.problem)]--
	}
	var news diag.List
	for _, p := range found.Sorted() {
		if expected[signOf(p)]--; expected[signOf(p)] < 0 {
			news = append(news, p)
		}
	}
	return news, nil
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
