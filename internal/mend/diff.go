package mend

import (
	"bytes"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"vitrin/internal/diag"
)

// Diff gives the change as a unified diff for people to read. It is safe for a terminal: control characters and
// invalid UTF-8 are replaced, personal identity numbers and what else must not be shown are hidden, line ends are not
// shown.
func (c Change) Diff() string {
	text := diff.Diff(c.Path, c.shown(c.Old), c.Path, c.shown(c.New))
	_, text, _ = bytes.Cut(text, []byte("\n")) // the line of a command that nobody gave
	var safe strings.Builder
	for line := range strings.Lines(string(text)) {
		safe.WriteString(diag.Safe(strings.TrimSuffix(line, "\n")) + "\n")
	}
	return safe.String()
}

func (c Change) shown(src []byte) []byte {
	src = bytes.ReplaceAll(bytes.TrimPrefix(src, []byte(byteOrderMark)), []byte("\r\n"), []byte("\n"))
	lines := bytes.SplitAfter(src, []byte("\n"))
	for i := range lines {
		if c.secret[i+1] {
			lines[i] = []byte("…\n")
		}
	}
	return bytes.Join(lines, nil)
}
