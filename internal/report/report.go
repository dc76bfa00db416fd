// Package report writes problems for programs: as values that make JSON, and as a log in SARIF. In goes a list of
// problems, out comes what other programs read; people are told by [diag.Style.Print].
//
// No line of a file is ever quoted here, and personal identity numbers are masked, so that what is kept of a check
// holds no more of a file than its messages do. The package knows no site and reads no files.
package report

import "vitrin/internal/diag"

// Problem is one problem as JSON has it.
type Problem struct {
	Severity string `json:"severity"`         // "error" or "warning"
	Code     string `json:"code"`             // its class, one of [diag.Codes]
	File     string `json:"file"`             // slash-separated, relative to the site folder
	Line     int    `json:"line,omitempty"`   // from 1; absent where the problem is of the whole file
	Column   int    `json:"column,omitempty"` // from 1, in characters; absent where it is of the whole line
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"` // how to mend it
}

// Problems gives the problems in the order of [diag.List.Sorted]. It is never nil, so that JSON has a list.
func Problems(list diag.List) []Problem {
	sorted := list.Sorted()
	all := make([]Problem, 0, len(sorted))
	for _, p := range sorted {
		all = append(all, Problem{p.Severity.String(), string(p.Code), p.Pos.File, p.Pos.Line, p.Pos.Column, diag.Mask(p.Message), diag.Mask(p.Hint)})
	}
	return all
}
