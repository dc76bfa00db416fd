package render

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// sayText tells whether the texts in quotes that stand in the actions of a file are such as a page can show, and reports those that
// are not. The file itself is text, so only their escapes can bring in what none may hold.
func (p *parser) sayText(set *template.Template, name string) bool {
	ok := true
	for _, t := range set.Templates() {
		if t.Tree == nil || t.Tree.ParseName != name {
			continue
		}
		walk(t.Tree.Root, func(n parse.Node) {
			text, is := n.(*parse.StringNode)
			if !is {
				return
			}
			if from, to, message := unfit(text); message != "" {
				at := p.places.at(name, int(text.Pos)+from)
				at.Width = utf8.RuneCountInString(text.Quoted[from:to])
				p.problems.Error(at, diag.Encoding, message, "delete it; where a backslash is meant, write \\\\, or put the text in backquotes")
				ok = false
			}
		})
	}
	return ok
}

// unfit gives the first part of a text as it is written that stands for what no page may hold, and what that is; "": nothing.
func unfit(n *parse.StringNode) (from, to int, message string) {
	if strings.HasPrefix(n.Quoted, "`") {
		return 0, 0, ""
	}
	for rest := n.Quoted[1:]; len(rest) > 1; {
		r, isRune, tail, err := strconv.UnquoteChar(rest, '"')
		if err != nil {
			break // it was parsed, so there is none
		}
		if syntax.Forbidden(r) && (isRune || r < utf8.RuneSelf) {
			return len(n.Quoted) - len(rest), len(n.Quoted) - len(tail), fmt.Sprintf("this escape stands for an invisible control character (U+%04X)", r)
		}
		rest = tail
	}
	if !utf8.ValidString(n.Text) {
		return 0, len(n.Quoted), "these escapes stand for bytes that are not UTF-8"
	}
	return 0, 0, ""
}
