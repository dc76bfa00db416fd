package ingest

import (
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/table"
)

// texts gives the values that a rule finds in the row, as texts.
func (x *row) texts(r *rule) []string {
	written := x.written(r)
	parts := []string{written}
	if r.split != nil {
		parts = splitAny(written, r.split)
	}
	var all []string
	for _, s := range parts {
		if s = x.meant(r, strings.TrimSpace(s)); s != "" {
			all = append(all, s)
		}
	}
	if !r.fixed() && len(all) > 0 {
		x.stated = true
	}
	if len(all) == 0 && r.fallback != "" {
		return []string{r.fallback}
	}
	return all
}

// cell gives the one value that a rule finds.
func (x *row) cell(r *rule) string {
	if all := x.texts(r); len(all) > 0 {
		return all[0]
	}
	return ""
}

// written gives what stands where a rule looks: the same in every row, or in a cell, or in a template's.
func (x *row) written(r *rule) string {
	switch {
	case r.column != nil:
		return x.fill(r, x.at(r.column))
	case r.pieces == nil:
		return r.constant
	}
	var b strings.Builder
	found := r.fixed()
	for _, p := range r.pieces {
		s := p.text
		if p.column != nil {
			s = oneLine(x.localised(r, p.column))
			found = found || s != ""
		}
		b.WriteString(s)
	}
	if !found {
		return x.fill(r, "") // the texts between empty cells say nothing
	}
	return x.fill(r, b.String())
}

// localised gives the text of a cell as the rule has numbers written, for a text between others.
func (x *row) localised(r *rule, c *column) string {
	s := x.at(c)
	if r.numeric && x.trait(c).Number {
		return strings.Replace(s, ".", r.numbers.DecimalSign(), 1)
	}
	return s
}

// trait gives what a workbook knows of a cell beside its text.
func (x *row) trait(c *column) table.Trait {
	if c == nil || x.Traits == nil {
		return table.Trait{}
	}
	return x.Traits[c.at]
}

// number tells whether the text that a rule finds is a number of a workbook, which no form can make another, and what the
// cell's format shows beside it.
func (x *row) number(r *rule, s string) (beside string, exact bool) {
	held, filled := x.filled[r]
	switch {
	case r.column == nil:
		return "", false
	case r.fill && filled && x.Cells[r.column.at] == "" && held.text == s:
		return held.trait.Beside, held.trait.Number
	case x.Cells[r.column.at] == s:
		t := x.trait(r.column)
		return t.Beside, t.Number
	}
	return "", false // what stands for the cell, or a part of it
}

// at gives the text of a cell, or nothing where it says that nothing is stated.
func (x *row) at(c *column) string {
	s := x.Cells[c.at]
	if x.trait(c).Unsolved && !x.m.isEmpty(noResult) {
		x.problems.Error(diag.Pos{File: x.t.File, Line: x.Line}, diag.Value, x.named(x.Line, c.at)+"the cell holds a formula, and its result is not stored",
			"open the workbook in Excel or LibreOffice and save it; or say in the mapping that it means nothing: empty: [\""+noResult+"\"]")
		return ""
	}
	if isCellError(s) && !x.m.isEmpty(s) {
		x.problems.Error(diag.Pos{File: x.t.File, Line: x.Line}, diag.Value, x.named(x.Line, c.at)+fmt.Sprintf("the cell holds the error %s", s),
			"mend it in the table; or say in the mapping that it means nothing: empty: [\""+s+"\"]")
		return ""
	}
	return s
}

// noResult is what a mapping calls a formula whose result is not stored.
const noResult = "#FORMULA"

// above is what a cell held that empty ones below it repeat.
type above struct {
	text  string
	trait table.Trait
}

// fill gives what the cell above held for an empty one, where the rule says so.
func (x *row) fill(r *rule, s string) string {
	if !r.fill {
		return s
	}
	if s != "" {
		x.filled[r] = above{s, x.trait(r.column)}
		return s
	}
	held, known := x.filled[r]
	if !known && x.unread > 0 {
		x.fail(r, diag.Value, fmt.Sprintf("the cell repeats one above, and line %d cannot be read", x.unread), "mend that line, or write into the cell what it says")
	}
	return held.text
}

// meant gives what a text stands for.
func (x *row) meant(r *rule, s string) string {
	if x.m.isEmpty(s) {
		return ""
	}
	if to, known := r.values[fold(s)]; known {
		return to
	}
	return s
}

// isEmpty tells whether a text says that nothing is stated.
func (m *mapping) isEmpty(s string) bool {
	return len(m.empty) > 0 && slices.Contains(m.empty, fold(s))
}

// splitAny splits a text at any of several signs.
func splitAny(s string, signs []string) []string {
	parts := []string{s}
	for _, sign := range signs {
		var finer []string
		for _, p := range parts {
			finer = append(finer, strings.Split(p, sign)...)
		}
		parts = finer
	}
	return parts
}
