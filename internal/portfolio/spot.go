package portfolio

import (
	"strings"
	"unicode/utf8"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// spot is a place in a file that is known otherwise. It takes a third of the room of a [diag.Pos], and every record of a
// large portfolio keeps some.
type spot struct{ line, column, width int32 }

func spotOf(p diag.Pos) spot { return spot{int32(p.Line), int32(p.Column), int32(p.Width)} }

func (s spot) in(file string) diag.Pos {
	return diag.Pos{File: file, Line: int(s.line), Column: int(s.column), Width: int(s.width)}
}

// overlength is a text that is too long for what it is, and where it stands.
type overlength struct {
	at         spot
	characters int
}

// overlengths gives the texts of a value that have more characters than are told of: itself, or one for each language.
func overlengths(n *syntax.Node, limit int) []overlength {
	var all []overlength
	add := func(n *syntax.Node) {
		if len(n.Value) <= limit || !n.IsScalar() {
			return // no text has more characters than bytes
		}
		if count := utf8.RuneCountInString(strings.TrimSpace(n.Value)); count > limit {
			all = append(all, overlength{spotOf(n.Pos), count})
		}
	}
	add(n)
	for _, f := range n.Fields {
		add(f.Value)
	}
	return all
}
