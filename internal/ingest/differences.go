package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// differences tells of a page that an editor has changed and whose row has changed too: in what the row has changed, if
// that is known, and the page does not say so. There may be nothing: then the editor has seen to it.
func differences(file string, now []byte, p *page, before, said map[string]string) diag.List {
	var found diag.List
	pos := diag.Pos{File: file}
	front, body, ok := parse(file, now)
	changed := func(key string) bool { return before == nil || before[key] != said[key] }
	var say []string
	if ok {
		for _, f := range p.front.Fields {
			if have := front.Get(f.Key); changed(f.Key) && !equal(have, f.Value) {
				say = append(say, brief(f))
				if pos.Line == 0 && have != nil {
					pos.Line = have.Pos.Line
				}
			}
		}
		for _, f := range front.Fields {
			if before[f.Key] != "" && said[f.Key] == "" {
				say = append(say, "no "+f.Key)
			}
		}
		if changed(bodyKey) && strings.TrimSpace(body) != strings.TrimSpace(p.body) {
			say = append(say, "another text")
		}
		if len(say) == 0 {
			return nil
		}
	}
	message := fmt.Sprintf("this page was changed by hand, so it stays; line %d of %s has changed since", p.from.Line, p.from.File)
	if len(say) > 0 {
		message += " and says " + strings.Join(say, "; ")
	}
	found.Warn(pos, diag.Value, message, "write into the page what is right; or remove it and import with --restore to have the row's")
	return found
}

// parse reads the front matter of a page that an import wrote, however an editor has changed it.
func parse(file string, src []byte) (front *syntax.Node, body string, ok bool) {
	src = append(bytes.ReplaceAll(bytes.TrimPrefix(src, []byte("\uFEFF")), []byte("\r\n"), []byte("\n")), '\n')
	rest, ok := bytes.CutPrefix(src, []byte(fence))
	head, tail, closed := bytes.Cut(rest, []byte("\n"+fence))
	if !ok || !closed {
		return nil, "", false
	}
	front, found := syntax.YAML(file, head, 2)
	return front, string(tail), front != nil && found.Errors() == 0
}

// brief writes a field as it may stand in a sentence.
func brief(f syntax.Field) string {
	const most = 60
	if !f.Value.IsScalar() || utf8.RuneCountInString(f.Value.Value) > most {
		return "another " + f.Key
	}
	return f.Key + ": " + f.Value.Value
}
