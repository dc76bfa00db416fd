package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"
	"unicode"

	"vitrin/internal/diag"
)

// reportEscape adds an error of html/template's escaper. It knows no place where the HTML itself does not hold, and names one
// that is not at fault where a site's own part leaves open what a built-in one stands in; then the part is looked for. The
// template comes as it was before it was escaped.
func (p *parser) reportEscape(name string, t *template.Template, err *template.Error) {
	told := p.escapeProblem(name, t, err)
	if !p.isOwn(strings.TrimPrefix(told.Pos.File, folder)) || told.Pos.Line == 0 {
		if found, is := p.unclosed(t); is {
			told = found
		}
	}
	p.problems = append(p.problems, told)
}

// escapeProblem tells of an error of the escaper at the place that it names, which may be the template's file alone.
func (p *parser) escapeProblem(name string, t *template.Template, err *template.Error) diag.Problem {
	hint := "a value must stand where HTML gives it one meaning: in text, or in an attribute's value in quotes"
	switch err.ErrorCode {
	case template.ErrBranchEnd, template.ErrRangeLoopReentry:
		hint = "close in each branch, and in what is repeated, the tags and quotation marks that are opened there"
	case template.ErrEndContext, template.ErrBadHTML:
		hint = closing(err.Description)
	}
	if err.Node != nil {
		told := p.places.problem(name, err, hint)
		told.Message = inWords(told.Message)
		return told
	}
	file := name
	if in := t.Lookup(err.Name); in != nil && in.Tree != nil {
		file = in.Tree.ParseName
	}
	return diag.Problem{Code: diag.Template, Pos: diag.Pos{File: folder + file, Line: err.Line}, Message: inWords(err.Description), Hint: hint}
}

// closing tells how to mend HTML that ends in the place that a message of html/template names, or that does not hold.
func closing(message string) string {
	switch m := contexts.FindStringSubmatch(message); {
	case m == nil || m[2] != "None" || m[1] == "Tag":
	case m[1] == "HTMLCmt":
		return "end the comment with -->"
	case strings.HasSuffix(m[1], "RCDATA"), strings.HasPrefix(m[1], "JS"), strings.HasPrefix(m[1], "CSS"):
		return "close the element with its end tag, and each quotation mark in it"
	}
	return "close the tag, and each quotation mark in it"
}

// unclosed finds a template of a site's own files, of those that one uses, that opens what it does not close, or whose HTML
// does not hold by itself: the last one on the way down.
func (p *parser) unclosed(t *template.Template) (told diag.Problem, is bool) {
	var all []*template.Template
	names := []string{t.Name()}
	for i := 0; i < len(names); i++ {
		used := t.Lookup(names[i])
		if used != nil && used.Tree != nil && !slices.Contains(names[:i], names[i]) {
			all = append(all, used)
			names = appendUsed(names, used.Tree.Root)
		}
	}
	for _, used := range slices.Backward(all) {
		if !p.isOwn(used.Tree.ParseName) {
			continue
		}
		if err := ending(used, len(used.Tree.Root.Nodes), 0); err != nil {
			return p.opening(used, err), true
		}
	}
	return diag.Problem{}, false
}

// opening tells where a template opens what it does not close: behind the last place at which all is closed.
func (p *parser) opening(t *template.Template, err *template.Error) diag.Problem {
	message := "what opens here is not closed: the template ends " + strings.TrimPrefix(inWords(err.Description), endsOpen)
	if !strings.HasPrefix(inWords(err.Description), endsOpen) {
		message = "from here on this cannot be read as HTML: " + inWords(err.Description)
	}
	nodes := t.Tree.Root.Nodes
	whole := len(nodes) - 1
	for whole > 0 && ending(t, whole, 0) != nil {
		whole--
	}
	at := int(nodes[whole].Position())
	width := 1
	if text, is := nodes[whole].(*parse.TextNode); is {
		within := bytes.LastIndexByte(text.Text, '<')
		for within > 0 && ending(t, whole, within) != nil {
			within = bytes.LastIndexByte(text.Text[:within], '<')
		}
		within = max(within, 0)
		at += within
		width += bytes.IndexFunc(append(text.Text[within+1:len(text.Text):len(text.Text)], 0), func(r rune) bool { return !unicode.IsLetter(r) })
	}
	pos := p.places.at(t.Tree.ParseName, at)
	pos.Width = width
	return diag.Problem{Code: diag.Template, Pos: pos, Message: message, Hint: closing(err.Description)}
}

// ending tells how the escaper finds the beginning of a template that stands in text: whole parts of it, and some bytes of the
// text behind them. nil: it ends in text. Nothing is executed.
func ending(t *template.Template, whole, bytes int) *template.Error {
	const begun = "begun"
	set, err := t.Clone()
	if err != nil {
		return nil
	}
	tree := t.Tree.Copy()
	rest := tree.Root.Nodes[whole:]
	tree.Root.Nodes = tree.Root.Nodes[:whole:whole]
	if bytes > 0 {
		text := rest[0].(*parse.TextNode)
		text.Text = text.Text[:bytes]
		tree.Root.Nodes = append(tree.Root.Nodes, text)
	}
	if _, err := set.AddParseTree(begun, tree); err != nil {
		return nil
	}
	look, err := set.New("look").Parse(fmt.Sprintf("{{if false}}{{template %q .}}{{end}}", begun))
	if err != nil {
		return nil
	}
	var escape *template.Error
	if !errors.As(look.Execute(io.Discard, nil), &escape) {
		return nil
	}
	if context := contexts.FindString(escape.Description); escape.ErrorCode == template.ErrBranchEnd && strings.Contains(fmt.Sprint(escape.Node), begun) {
		return &template.Error{ErrorCode: template.ErrEndContext, Description: endsOpen + context}
	}
	return escape
}

// endsOpen is what is said of a template that ends elsewhere than in text, before where that is.
const endsOpen = "ends open: "

// contexts is how html/template writes where in HTML something stands: the state, what ends the attribute's value, and more.
var contexts = regexp.MustCompile(`\{state(\w+) delim(\w+) [^{}]*\}`)

// inWords says for people where in HTML something stands.
func inWords(message string) string {
	return contexts.ReplaceAllStringFunc(message, func(context string) string {
		m := contexts.FindStringSubmatch(context)
		switch state := m[1]; {
		case m[2] != "None":
			return "in an attribute's value"
		case state == "Text":
			return "in text"
		case state == "HTMLCmt":
			return "in a comment"
		case strings.HasPrefix(state, "JS"):
			return "in a script"
		case strings.HasPrefix(state, "CSS"):
			return "in a style"
		case strings.HasSuffix(state, "RCDATA"):
			return "in a title or a field of text"
		}
		return "in a tag"
	})
}
