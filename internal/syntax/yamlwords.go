package syntax

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"

	"vitrin/internal/diag"
)

// slip is the library's complaint with what stands where it complains.
type slip struct {
	message, context string
	at, from         int    // offsets: of the complaint; of the beginning of what was being read
	line             string // the line that holds at
	before, after    string // line, split at the complaint
}

// explain reports a syntax error in words for people who do not know YAML.
func (y *yamlReader) explain(err error) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		y.found.Error(y.pos(0, 0), diag.Syntax, "this text cannot be read as YAML", "")
		return
	}
	s := slip{message: load.Message, context: load.ContextMsg}
	s.at = y.offset(load.Mark.Line, load.Mark.Column)
	s.from = y.offset(load.ContextMark.Line, load.ContextMark.Column)
	line, start := y.text.line(s.at)
	split := min(s.at-start, len(line))
	s.line, s.before, s.after = line, line[:split], line[split:]
	for _, words := range []func(slip) bool{
		y.explainLimit, y.explainTab, y.explainSign, y.explainQuotes, y.explainBrackets, y.explainColon, y.explainIndent,
	} {
		if words(s) {
			return
		}
	}
	y.found.Error(y.pos(s.at, 0), diag.Syntax, "this cannot be read as YAML: "+s.message,
		"a value with unusual signs in it can stand in quotes")
}

func (y *yamlReader) explainLimit(s slip) bool {
	if !strings.HasPrefix(s.context, "while increasing") {
		return false
	}
	tooDeep(y.pos(s.at, 0), &y.found)
	return true
}

func (y *yamlReader) explainTab(s slip) bool {
	indent := len(s.line) - len(strings.TrimLeft(s.line, " \t"))
	tab := strings.IndexByte(s.line[:indent], '\t')
	if tab < 0 {
		return false
	}
	from := s.at - len(s.before) + tab
	y.found.Error(y.pos(from, from+1), diag.Syntax, "this line is indented with a tab", "indent with spaces, two for each level")
	return true
}

// explainSign speaks of a value that begins with a sign that means something in YAML.
func (y *yamlReader) explainSign(s slip) bool {
	key, value, at := splitValue(s.line)
	signs := "*&!@`%|>"
	if value == "" || !strings.Contains(signs, value[:1]) || strings.HasPrefix(s.context, "while parsing a flow") {
		return y.explainAlias(s)
	}
	from := s.at - len(s.before) + at
	if strings.ContainsAny(value[:1], "|>") {
		y.found.Error(y.pos(from, from+1), diag.Syntax, fmt.Sprintf("text stands behind the sign %s", value[:1]),
			"begin the text on the next line, indented by two spaces, or put it in quotes")
		return true
	}
	y.found.Error(y.pos(from, from+len(value)), diag.Syntax, fmt.Sprintf("a value that begins with %s must stand in quotes", value[:1]),
		"write "+inQuotes(key, value))
	return true
}

// explainAlias speaks of an alias within a line.
func (y *yamlReader) explainAlias(s slip) bool {
	anchor, unknown := strings.CutPrefix(s.message, "unknown anchor '")
	if !unknown {
		return false
	}
	anchor = strings.TrimSuffix(anchor, "' referenced")
	y.found.Error(y.pos(s.at, s.at+1+len(anchor)), diag.Syntax, "a value that begins with * must stand in quotes",
		"write "+inQuotes("", "*"+anchor))
	return true
}

func (y *yamlReader) explainQuotes(s slip) bool {
	switch {
	case s.context == "while scanning a quoted scalar" && strings.HasPrefix(s.message, "found unexpected"):
		quote := string(y.src[s.from : s.from+1])
		line, start := y.text.line(s.from)
		y.found.Error(y.pos(s.from, start+len(line)), diag.Syntax, "the quotation mark that opens here is never closed",
			"close the text with "+quote)
		return true
	case s.context == "while scanning a quoted scalar":
		y.explainEscape(s)
		return true
	}
	before := strings.TrimRight(s.before, " ")
	if s.message != "did not find expected key" || s.after == "" || !strings.HasSuffix(before, `"`) && !strings.HasSuffix(before, `'`) {
		return false
	}
	hint := `put the whole value in quotes, and write \" for a quotation mark within "…"`
	if strings.HasSuffix(before, `'`) {
		hint = "write the mark twice ('') within '…', or put the text between \"…\""
	}
	y.found.Error(y.pos(s.at, s.at+len(s.after)), diag.Syntax, "text stands behind the closing quotation mark", hint)
	return true
}

// explainEscape speaks of an escape that YAML does not have. The library complains of its backslash, or of the digits behind it.
func (y *yamlReader) explainEscape(s slip) {
	if s.message == "found invalid Unicode character escape code" {
		y.found.Error(y.noCharacter(s.at - 2))
		return
	}
	at := s.at
	if at >= len(y.src) || y.src[at] != '\\' {
		at -= 2
	}
	y.found.Error(y.pos(at, at+2), diag.Syntax, `a backslash means something special between "…", and this one means nothing`,
		`write \\ for a backslash, or put the text between '…'`)
}

func (y *yamlReader) explainBrackets(s slip) bool {
	opened := y.pos(s.from, s.from+1)
	before := strings.TrimRight(s.before, " ")
	switch {
	case s.context == "while parsing a flow node":
		y.found.Error(y.pos(s.at, s.at+1), diag.Syntax, "a value or a closing bracket is missing here",
			"a list is written [a, b], a group {key: value, key: value}")
	case strings.HasPrefix(s.context, "while parsing a flow") && y.sameLine(s.from, s.at) && strings.TrimSpace(s.after) != "":
		y.found.Error(y.pos(s.at, s.at+1), diag.Syntax, fmt.Sprintf("a comma or a closing bracket is missing before this, in what the %s opens", y.src[s.from:s.from+1]),
			"put a comma between the entries, and quotes around a text that holds brackets, commas or colons")
	case s.context == "while parsing a flow sequence":
		y.found.Error(opened, diag.Syntax, "the bracket [ that opens here is never closed", "close the list with ]; put the text in quotes if it is no list")
	case s.context == "while parsing a flow mapping":
		y.found.Error(opened, diag.Syntax, "the bracket { that opens here is never closed", "close the group with }; put the text in quotes if it is no group")
	case s.message == "did not find expected key" && strings.ContainsAny(s.after[:min(1, len(s.after))], "]}"):
		y.found.Error(y.pos(s.at, s.at+1), diag.Syntax, "this bracket closes nothing", "remove it, or put the text in quotes")
	case s.message == "did not find expected key" && s.after != "" && (strings.HasSuffix(before, "]") || strings.HasSuffix(before, "}")):
		key, value, at := splitValue(s.line)
		from := s.at - len(s.before) + at
		y.found.Error(y.pos(from, from+len(value)), diag.Syntax, "text stands behind the closing bracket", "write "+inQuotes(key, value))
	default:
		return false
	}
	return true
}

func (y *yamlReader) sameLine(a, b int) bool {
	_, first := y.text.line(a)
	_, second := y.text.line(b)
	return first == second
}

func (y *yamlReader) explainColon(s slip) bool {
	start := s.at - len(s.before)
	switch {
	case s.message == "could not find expected ':'":
		line, from := y.text.line(s.from)
		y.lacksColon(line[s.from-from:], s.from)
	case s.message == "block sequence entries are not allowed in this context":
		y.found.Error(y.pos(s.at, s.at+1), diag.Syntax, "a list cannot begin on the line of its key",
			"begin each entry on a line of its own, or put the text in quotes")
	case s.message != "mapping values are not allowed in this context":
		return false
	default:
		if key, value, at := splitValue(s.line); value != "" && start+at < s.at {
			y.found.Error(y.pos(start+at, start+at+len(value)), diag.Syntax, "a value with a colon and a space in it must stand in quotes",
				"write "+inQuotes(key, value))
			return true
		}
		above, at := y.above(start)
		if above != "" && !strings.Contains(above, ": ") && !strings.HasSuffix(above, ":") {
			y.lacksColon(above, at)
			return true
		}
		y.found.Error(y.pos(s.at-len(strings.TrimLeft(s.before, " ")), s.at), diag.Syntax, "this line is indented further than the line above allows",
			"begin keys that belong together in the same column; a text of several lines can stand in quotes")
	}
	return true
}

// lacksColon tells of a line, from an offset on, that is no key with its value. Its colon may be there and the space be another
// character, which nobody sees, or none.
func (y *yamlReader) lacksColon(line string, at int) {
	key, value, found := strings.Cut(line, ":")
	switch {
	case !found || value == "" || strings.ContainsAny(key, " \t\"'") || strings.HasPrefix(value, "//"):
		y.found.Error(y.pos(at, at+len(line)), diag.Syntax, "this line has no colon behind its key", "write key: value, with a space behind the colon")
	case strings.HasPrefix(value, "\u00a0"):
		y.found.Error(y.pos(at, at+len(line)), diag.Syntax, "what stands behind the colon looks like a space, and is a no-break space",
			"delete it and press the space bar alone: with Alt it makes the other one on some keyboards")
	default:
		y.found.Error(y.pos(at, at+len(line)), diag.Syntax, "there is no space behind the colon of this line", "write "+key+": "+strings.TrimSpace(value))
	}
}

func (y *yamlReader) explainIndent(s slip) bool {
	switch s.message {
	case "did not find expected '-' indicator":
		y.found.Error(y.pos(s.at, 0), diag.Syntax, "this line stands in a list and does not begin with -",
			"begin each entry with - and a space; begin the next key in the column of the key above the list")
	case "did not find expected key":
		y.found.Error(y.pos(s.at, 0), diag.Syntax, "this line fits in with none of the lines above",
			"begin keys that belong together in the same column")
	default:
		return false
	}
	return true
}

// above gives the nearest line before an offset that is neither blank nor a comment, and where its
// text begins.
func (y *yamlReader) above(start int) (string, int) {
	for start > 0 {
		var line string
		line, start = y.text.line(start - 1)
		trimmed := strings.TrimSpace(line)
		if trimmed != "" && !strings.HasPrefix(trimmed, "#") {
			return trimmed, start + strings.Index(line, trimmed)
		}
	}
	return "", 0
}

// splitValue gives what stands before the value of a line ("  - title"), the value, and where in the
// line the value begins. The value is empty where the line has none.
func splitValue(line string) (key, value string, at int) {
	trimmed := strings.TrimLeft(line, " -")
	at = len(line) - len(trimmed)
	if colon := strings.Index(trimmed, ": "); colon >= 0 && !strings.ContainsAny(trimmed[:colon], `"'[{`) {
		key = trimmed[:colon]
		value = strings.TrimLeft(trimmed[colon+1:], " ")
		return key, strings.TrimRight(value, " \t"), len(line) - len(value)
	}
	if at > 0 && strings.Contains(line[:at], "-") {
		return "", strings.TrimRight(trimmed, " \t"), at
	}
	return "", "", 0
}

// inQuotes writes a key and its value as they should be, short enough for a hint.
func inQuotes(key, value string) string {
	const most = 60
	if runes := []rune(value); len(runes) > most {
		value = string(runes[:most]) + "…"
	}
	quoted := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
	if key == "" {
		return quoted
	}
	return key + ": " + quoted
}
