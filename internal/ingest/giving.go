package ingest

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// giving reads a package of grants in JSON as the 360Giving Data Standard, version 1.4, has it: one grant at a time.
type giving struct {
	*home
	file string
	seen map[string]int // the line of the grant that made a page, by its key
	left map[string]int // how often a field came that no page has a place for
	read bool           // there was a list of grants
}

func newGiving(h *home, file string) *giving {
	return &giving{home: h, file: file, seen: map[string]int{}, left: map[string]int{}}
}

// lines counts the lines of what a decoder has read, which reads ahead.
type lines struct {
	from io.Reader
	at   int64   // bytes read
	ends []int64 // line feeds that were read and not yet passed
	line int     // the line that has been reached, from 1
}

func (l *lines) Read(p []byte) (int, error) {
	n, err := l.from.Read(p)
	for i, b := range p[:n] {
		if b == '\n' {
			l.ends = append(l.ends, l.at+int64(i))
		}
	}
	l.at += int64(n)
	return n, err
}

// reach gives the line of an offset; offsets only grow.
func (l *lines) reach(offset int64) int {
	passed := 0
	for passed < len(l.ends) && l.ends[passed] < offset {
		passed++
	}
	l.line += passed
	l.ends = slices.Delete(l.ends, 0, passed)
	return l.line
}

// pages gives what each grant makes.
func (g *giving) pages() iter.Seq2[made, error] {
	return func(yield func(made, error) bool) {
		f, err := os.Open(g.file)
		if err != nil {
			yield(made{}, err)
			return
		}
		defer f.Close()
		counted := &lines{from: withoutMark(f), line: 1}
		tokens := json.NewDecoder(counted)
		err = g.grants(tokens, counted, func(m made) bool { return yield(m, nil) })
		_, trouble := errors.AsType[*os.PathError](err)
		switch {
		case err == nil || errors.Is(err, errEnough):
		case trouble:
			yield(made{}, err)
		default:
			yield(g.broken(tokens, counted, err), nil)
		}
	}
}

// errEnough ends the reading where nobody asks for more.
var errEnough = errors.New("enough")

// withoutMark leaves out a byte order mark.
func withoutMark(r io.Reader) io.Reader {
	b := bufio.NewReader(r)
	if head, err := b.Peek(3); err == nil && string(head) == "\uFEFF" {
		if _, err := b.Discard(3); err != nil {
			return r
		}
	}
	return b
}

// shapeError says what of a package of grants is not as the standard has it.
type shapeError string

func (e shapeError) Error() string { return string(e) }

// broken tells of a file that cannot be read from here on.
func (g *giving) broken(tokens *json.Decoder, counted *lines, err error) made {
	g.read = true // or not: enough is said
	offset := tokens.InputOffset()
	next := bufio.NewReader(tokens.Buffered())
	for {
		b, end := next.ReadByte()
		if end != nil || !strings.ContainsRune(" \t\r\n,", rune(b)) {
			break
		}
		offset++
	}
	pos := diag.Pos{File: g.file, Line: counted.reach(offset + 1)}
	var found diag.List
	_, shape := errors.AsType[shapeError](err)
	switch {
	case shape:
		found.Error(pos, diag.Type, err.Error(), givingHint)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		found.Error(pos, diag.Syntax, "the file ends before what begins here does", "ask for the file once more: the rest of it is missing")
	default:
		found.Error(pos, diag.Syntax, "this cannot be read as JSON, nor can what follows it: "+err.Error(), "ask for the file once more: it is damaged")
	}
	return made{rows: 1, problems: found}
}

const givingHint = `a 360Giving file is an object with "grants": […]; another table is imported from CSV or XLSX with --map`

// grants goes through the outermost object to its list of grants, and through that.
func (g *giving) grants(tokens *json.Decoder, counted *lines, yield func(made) bool) error {
	if start, err := tokens.Token(); err != nil {
		return err
	} else if start != json.Delim('{') {
		return shapeError("this is not a package of grants")
	}
	for tokens.More() {
		key, err := tokens.Token()
		if err != nil {
			return err
		}
		if key != "grants" {
			if err := skip(tokens); err != nil {
				return err
			}
			continue
		}
		if start, err := tokens.Token(); err != nil {
			return err
		} else if start != json.Delim('[') {
			return shapeError("grants is not a list here")
		}
		g.read = true
		if err := g.list(tokens, counted, yield); err != nil {
			return err
		}
	}
	if _, err := tokens.Token(); err != nil {
		return err
	}
	if _, err := tokens.Token(); !errors.Is(err, io.EOF) {
		return shapeError("something stands behind the end of the package of grants")
	}
	return nil
}

// list goes through the list of grants.
func (g *giving) list(tokens *json.Decoder, counted *lines, yield func(made) bool) error {
	for tokens.More() {
		var raw json.RawMessage
		if err := tokens.Decode(&raw); err != nil {
			return err
		}
		line := counted.reach(tokens.InputOffset() - int64(len(raw)))
		n, found := syntax.JSON(g.file, raw, line)
		if n != nil {
			leaveOut(found)
		}
		result := made{rows: 1, problems: lineOnly(found)}
		if n != nil && found.Errors() == 0 {
			result = g.grant(n, diag.Pos{File: g.file, Line: line})
			result.problems = append(found, result.problems...)
		}
		if !yield(result) {
			return errEnough
		}
	}
	_, err := tokens.Token()
	return err
}

// leaveOut makes warnings of what is told of characters that no text may hold: the tree has none of them, and the file is mostly
// somebody else's. Cells of tables lose theirs, too.
func leaveOut(found diag.List) {
	for i, p := range found {
		if p.Code == diag.Encoding {
			found[i].Severity, found[i].Hint = diag.Warning, "the page does without it"
		}
	}
}

// skip passes over a value.
func skip(tokens *json.Decoder) error {
	for depth := 0; ; {
		t, err := tokens.Token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

// lineOnly takes the columns away from positions: they count from where a grant begins.
func lineOnly(found diag.List) diag.List {
	for i := range found {
		found[i].Pos.Column, found[i].Pos.Width = 0, 0
	}
	return found
}

// told tells of what no page has a place for, and of a file without grants.
func (g *giving) told() diag.List {
	var found diag.List
	pos := diag.Pos{File: g.file}
	if !g.read {
		found.Error(pos, diag.MissingKey, "this file has no list of grants", givingHint)
	}
	var all []string
	for _, key := range slices.Sorted(maps.Keys(g.left)) {
		all = append(all, fmt.Sprintf("%s (%d)", key, g.left[key]))
	}
	if len(all) > 0 {
		found.Warn(pos, diag.UnknownKey, "fields of the grants that a page has no place for are left out: "+strings.Join(all, ", "), "")
	}
	return found
}
