package mend

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"vitrin/internal/diag"
)

// edit is a problem's fix at its place in the bytes of the file.
type edit struct {
	problem  diag.Problem
	from, to int
}

func (e edit) path() string { return e.problem.Pos.File }

// edits finds the places of fixes, in the order of the file. Of what meets at one place nothing is mended.
func (t *text) edits(problems diag.List) (edits []edit, left []Left) {
	for _, p := range problems {
		if p.Fix.IsZero() {
			continue
		}
		from := offset(t.src, p.Pos)
		switch {
		case t.secret[p.Pos.Line]:
			left = append(left, Left{p.Pos, "this line holds what must not be shown"})
		case from < 0 || !bytes.HasPrefix(t.src[from:], []byte(p.Fix.Old)):
			left = append(left, Left{p.Pos, "the file has changed meanwhile"})
		default:
			edits = append(edits, edit{p, from, from + len(p.Fix.Old)})
		}
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return a.from - b.from })
	meets := make([]bool, len(edits))
	for i := range edits {
		for k := i + 1; k < len(edits) && edits[k].from < edits[i].to; k++ {
			meets[i], meets[k] = true, true
		}
	}
	var alone []edit
	for i, e := range edits {
		if meets[i] {
			left = append(left, Left{e.problem.Pos, "two problems are to be mended in one place"})
		} else {
			alone = append(alone, e)
		}
	}
	return alone, left
}

// offset gives the byte at which a position begins, or -1 where the file has no such place. A byte order mark is no
// part of the first line.
func offset(src []byte, pos diag.Pos) int {
	at := 0
	if bytes.HasPrefix(src, []byte(byteOrderMark)) {
		at = len(byteOrderMark)
	}
	if pos.Line < 1 || pos.Column < 1 {
		return -1
	}
	for range pos.Line - 1 {
		n := bytes.IndexByte(src[at:], '\n')
		if n < 0 {
			return -1
		}
		at += n + 1
	}
	for range pos.Column - 1 {
		r, n := utf8.DecodeRune(src[at:])
		if n == 0 || r == '\n' {
			return -1
		}
		at += n
	}
	return at
}

const byteOrderMark = "\uFEFF"

// apply gives the files that edits change, by path, as they would be.
func (p *plan) apply(edits []edit) map[string][]byte {
	byPath := map[string][]edit{}
	for _, e := range edits {
		byPath[e.path()] = append(byPath[e.path()], e)
	}
	texts := map[string][]byte{}
	for path, own := range byPath {
		slices.SortFunc(own, func(a, b edit) int { return a.from - b.from })
		src := p.texts[path].src
		var edited []byte
		done := 0
		for _, e := range own {
			edited = append(append(edited, src[done:e.from]...), e.problem.Fix.New...)
			done = e.to
		}
		texts[path] = append(edited, src[done:]...)
	}
	return texts
}
