// Package mend writes the fixes that problems carry into people's files. In go the site's folder, its problems and
// a way to check it; out come the files as they would be, a unified diff of each, and what is left alone, with the
// reason. [Write] puts the files in their place.
//
// It knows nothing of what the files mean. Where a fix stands is the problem's business; that it does no harm is
// told by checking the site as it would be.
package mend

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"golang.org/x/text/unicode/norm"

	"vitrin/internal/diag"
)

// Check tells the problems of the site as it would be if the files of these paths held these bytes. The error is
// trouble of the machine.
type Check func(edited map[string][]byte) (diag.List, error)

// Change is a file that can be mended.
type Change struct {
	Path     string // slash-separated, relative to the site folder
	Old, New []byte
	Fixes    int // how many problems New no longer has

	secret map[int]bool // lines, from 1, that are not to be shown
}

// Left is what is not mended although it could be.
type Left struct {
	Pos diag.Pos // of the problem, or of a file whose problems are all left
	Why string
}

// Plan tells what can be mended: as many of the problems that have a fix as can go without bringing up an error
// anywhere, or a warning on a line that is mended. The changes are sorted by path, what is left by position. Nothing
// is written. The error is trouble of the machine.
func Plan(site fs.FS, problems diag.List, check Check) ([]Change, []Left, error) {
	p := plan{texts: map[string]*text{}}
	for _, own := range byFile(problems.Sorted()) {
		if err := p.file(site, own); err != nil {
			return nil, nil, err
		}
	}
	t := trial{check: check, plan: &p, before: signs(problems.Sorted())}
	if err := t.run(); err != nil {
		return nil, nil, err
	}
	slices.SortStableFunc(p.left, func(a, b Left) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	})
	return p.changes(t.kept), p.left, nil
}

// plan is what is known of the files to mend.
type plan struct {
	texts map[string]*text // by path
	edits []edit           // by path and place, none overlapping another
	left  []Left
}

// text is a file as it is.
type text struct {
	src    []byte
	secret map[int]bool
}

// byFile divides sorted problems by their file.
func byFile(sorted diag.List) []diag.List {
	var files []diag.List
	for len(sorted) > 0 {
		end := slices.IndexFunc(sorted, func(p diag.Problem) bool { return p.Pos.File != sorted[0].Pos.File })
		if end < 0 {
			end = len(sorted)
		}
		files, sorted = append(files, sorted[:end]), sorted[end:]
	}
	return files
}

// file takes in the fixes of one file's problems.
func (p *plan) file(site fs.FS, problems diag.List) error {
	if !slices.ContainsFunc(problems, func(p diag.Problem) bool { return !p.Fix.IsZero() }) {
		return nil
	}
	path := problems[0].Pos.File
	src, why, err := read(site, path)
	switch {
	case err != nil:
		return fmt.Errorf("reading %s: %w", path, err)
	case why != "":
		p.left = append(p.left, Left{diag.Pos{File: path}, why})
		return nil
	}
	t := &text{src: src, secret: map[int]bool{}}
	for _, problem := range problems {
		if problem.Secret {
			t.secret[problem.Pos.Line] = true
		}
	}
	p.texts[path] = t
	edits, left := t.edits(problems)
	p.edits, p.left = append(p.edits, edits...), append(p.left, left...)
	return nil
}

// read gives the bytes of a file, or why it cannot be mended.
func read(site fs.FS, path string) (src []byte, why string, err error) {
	info, err := fs.Lstat(site, path)
	switch {
	case errors.Is(err, fs.ErrNotExist): // as where the file system spells it in another form of Unicode
		return nil, "there is no file of exactly this name", nil
	case err != nil:
		return nil, "", err
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, "this is a link, not a file", nil
	}
	src, err = fs.ReadFile(site, path)
	if err == nil && !norm.NFC.IsNormal(src) {
		// It was brought into that form before it was read, so columns are not those of the file.
		return nil, "some letters in it are made of two characters (Unicode's form NFD); save it in the form NFC", nil
	}
	return src, "", err
}

// changes gives the files with their edits.
func (p *plan) changes(edits []edit) []Change {
	var changes []Change
	texts := p.apply(edits)
	counts := map[string]int{}
	for _, e := range edits {
		counts[e.path()]++
	}
	for path, n := range counts {
		changes = append(changes, Change{Path: path, Old: p.texts[path].src, New: texts[path], Fixes: n, secret: p.texts[path].secret})
	}
	slices.SortFunc(changes, func(a, b Change) int { return cmp.Compare(a.Path, b.Path) })
	return changes
}
