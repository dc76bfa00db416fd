package render

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// folder is where templates lie in a site.
const folder = "templates/"

// located is the form in which text/template, html/template and templatecheck tell of an error: a
// place, which may lack its column or all of its numbers, and what is wrong there. It is the only form
// in which they give the place.
var located = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:\n]+?)(?::(\d+))?(?::(\d+))?: (.*)$`)

// action is what these errors say of the action in which they arose.
var action = regexp.MustCompile(`(?s)^(?:executing|checking) "[^"]*" at <(.*?)>: (.*)$`)

// places finds places in what was read of templates, by the names of their files.
type places map[string]string

// report adds an error of a template as a problem.
func (p *parser) report(name string, err error, hint string) {
	p.problems = append(p.problems, p.places.problem(name, err, hint))
}

// problem tells of an error of a template at the place that it names, else of the file.
func (p places) problem(name string, err error, hint string) diag.Problem {
	pos, message := diag.Pos{File: folder + name}, err.Error()
	if m := located.FindStringSubmatch(message); m != nil {
		pos, message = p.pos(m[1], m[2], m[3]), strings.TrimPrefix(m[4], "template: ")
	}
	if m := action.FindStringSubmatch(message); m != nil {
		var written bool
		if message, written = strings.CutPrefix(m[2], "error calling "+fails+": "); written {
			return diag.Problem{Severity: diag.Error, Code: diag.Template, Pos: pos, Message: message, Hint: hint}
		}
		if inner := strings.TrimSuffix(strings.TrimPrefix(m[1], "{{"), "}}"); !strings.Contains(message, m[1]) { // some come in braces
			message = fmt.Sprintf("in {{%s}}: %s", inner, message)
		}
		if pos.Column > 0 {
			pos.Width = max(1, utf8.RuneCountInString(m[1]))
		}
	}
	return diag.Problem{Severity: diag.Error, Code: diag.Template, Pos: pos, Message: message, Hint: hint}
}

func (p *parser) unreadable(name string, err error) {
	if errors.Is(err, fs.ErrNotExist) {
		p.problems.Error(diag.Pos{File: folder + name}, diag.Template, "the template is missing", "")
		return
	}
	p.problems.Error(diag.Pos{File: folder + name}, diag.File, "the template cannot be read: "+err.Error(), "")
}

// pos gives a place in a file. The column comes as the number of bytes before it in its line. An error
// at the end of a file may name the line after the last, which is none that could be shown.
func (p places) pos(file, line, column string) diag.Pos {
	pos := diag.Pos{File: folder + file}
	number, err := strconv.Atoi(line)
	if err != nil {
		return pos
	}
	lines := strings.Split(strings.TrimSuffix(p[file], "\n"), "\n")
	pos.Line = min(number, len(lines))
	if before, err := strconv.Atoi(column); err == nil && pos.Line == number {
		text := lines[number-1]
		pos.Column = 1 + utf8.RuneCountInString(text[:min(before, len(text))])
	}
	return pos
}

// at gives the place of an offset in a file.
func (p places) at(file string, offset int) diag.Pos {
	before := p[file][:min(offset, len(p[file]))]
	line := strings.LastIndexByte(before, '\n') + 1
	return diag.Pos{File: folder + file, Line: 1 + strings.Count(before, "\n"), Column: 1 + utf8.RuneCountInString(before[line:])}
}

// isText tells whether a file holds what a page can show, and reports the first place where it does not.
func (p *parser) isText(name, text string) bool {
	for i, r := range text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"):
			p.problems.Error(p.places.at(name, i), diag.Encoding, "this character is not UTF-8", "save the file as UTF-8")
		case syntax.Forbidden(r):
			p.problems.Error(p.places.at(name, i), diag.Encoding, fmt.Sprintf("here stands an invisible control character (U+%04X)", r), "delete it")
		default:
			continue
		}
		p.problems[len(p.problems)-1].Pos.Width = 1
		return false
	}
	return true
}
