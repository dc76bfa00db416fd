// Package diag holds what is wrong in people's files: problems with a position, plain words and a
// hint how to mend them, many at once. It is data, never a Go error: trouble of the machine is an
// error, trouble in a file is a [Problem].
//
// The package reads no files; [Style.Print] asks its caller for the lines that it quotes.
package diag

import (
	"cmp"
	"slices"
)

// Severity says whether a problem stops a build.
type Severity int

const (
	// Error stops the build: nothing is published.
	Error Severity = iota
	// Warning is told, and the build goes on.
	Warning
)

// String gives the severity as it is printed: "error" or "warning".
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Pos is a place in a file.
type Pos struct {
	File   string // slash-separated, relative to the site folder: "content/projects/a.md"
	Line   int    // from 1; 0 speaks of the file as a whole
	Column int    // from 1, counted in characters (Unicode code points); 0 speaks of the line
	Width  int    // characters to underline; 0 underlines one
}

// Problem is one thing that does not hold in somebody's file.
type Problem struct {
	Severity Severity
	Code     Code
	Pos      Pos
	Message  string // what is wrong, in plain words, without position and full stop
	Hint     string // how to mend it; may be empty
	Secret   bool   // the line holds what must not be shown, so it is never quoted, not for another problem either
	Fix      Fix    // zero where a person has to decide
	Topic    string // what problems of one code have in common, where many may come of one mistake: a language; else empty
}

// Fix says how a problem is mended beyond doubt: by other text at its place. Both texts are as they stand in the
// file, with their quotes, on one line. The zero Fix is none.
type Fix struct {
	Old string // what stands at the problem's line and column
	New string // what has to stand there instead
}

// IsZero tells whether there is no fix.
func (f Fix) IsZero() bool { return f == Fix{} }

// List collects problems. The zero List is ready for use.
type List []Problem

// Error adds an error. The hint may be empty.
func (l *List) Error(pos Pos, code Code, message, hint string) {
	*l = append(*l, Problem{Severity: Error, Code: code, Pos: pos, Message: message, Hint: hint})
}

// Warn adds a warning. The hint may be empty.
func (l *List) Warn(pos Pos, code Code, message, hint string) {
	*l = append(*l, Problem{Severity: Warning, Code: code, Pos: pos, Message: message, Hint: hint})
}

// Mend gives the problem that was added last, and there has to be one, its fix, which may be none.
func (l List) Mend(fix Fix) { l[len(l)-1].Fix = fix }

// About gives the problem that was added last, and there has to be one, its topic.
func (l List) About(topic string) { l[len(l)-1].Topic = topic }

// Errors counts the problems that stop a build.
func (l List) Errors() int {
	n := 0
	for _, p := range l {
		if p.Severity == Error {
			n++
		}
	}
	return n
}

// Sorted gives the problems by file, line, column, severity and message, each once.
func (l List) Sorted() List {
	sorted := slices.Clone(l)
	slices.SortStableFunc(sorted, compare)
	return slices.Compact(sorted)
}

func compare(a, b Problem) int {
	return cmp.Or(
		cmp.Compare(a.Pos.File, b.Pos.File),
		cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Column, b.Pos.Column),
		cmp.Compare(a.Severity, b.Severity),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(a.Hint, b.Hint),
		cmp.Compare(a.Fix.Old, b.Fix.Old),
		cmp.Compare(a.Fix.New, b.Fix.New),
	)
}
