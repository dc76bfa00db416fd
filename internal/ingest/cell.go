package ingest

import (
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/diag"
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
			s = oneLine(x.at(p.column))
			found = found || s != ""
		}
		b.WriteString(s)
	}
	if !found {
		return x.fill(r, "") // the texts between empty cells say nothing
	}
	return x.fill(r, b.String())
}

// at gives the text of a cell, or nothing where it says that nothing is stated.
func (x *row) at(c *column) string {
	s := x.Cells[c.at]
	if isCellError(s) && !x.m.isEmpty(s) {
		x.problems.Error(diag.Pos{File: x.t.File, Line: x.Line}, diag.Value, x.named(x.Line, c.at)+fmt.Sprintf("the cell holds the error %s", s),
			"mend it in the table; or say in the mapping that it means nothing: empty: [\""+s+"\"]")
		return ""
	}
	return s
}

// fill gives what the cell above held for an empty one, where the rule says so.
func (x *row) fill(r *rule, s string) string {
	if !r.fill {
		return s
	}
	if s != "" {
		x.filled[r] = s
		return s
	}
	above, known := x.filled[r]
	if !known && x.unread > 0 {
		x.fail(r, diag.Value, fmt.Sprintf("the cell repeats one above, and line %d cannot be read", x.unread), "mend that line, or write into the cell what it says")
	}
	return above
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
