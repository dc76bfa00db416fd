package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"vitrin/internal/diag"
	"vitrin/internal/identity"
)

// page is a Markdown file that was found and not read yet.
type page struct {
	name
	path  string            // in NFC
	real  string            // what to open: the path as the file system spells it, links resolved
	seen  identity.Identity // as it was when it was found
	known bool              // whether it is known; not for a link
}

// sight is what was seen at a path of the content folder: a file that can be opened, or what is wrong with it.
type sight struct {
	path     string      // as the file system spells it
	target   string      // what to open: the path, or what a link leads to; empty where there is nothing
	link     bool        // what it leads to may change without it
	info     fs.FileInfo // of the target; nil where there is none
	problems diag.List
}

// found is what a path of the content folder holds: a page, a file, or nothing that is read.
type found struct {
	path     string // as the file system spells it
	page     *page
	file     *File // what is neither a page nor the settings
	link     bool
	problems diag.List
}

// tree is all that the content folder holds. It is walked whole once, and then again where something may have changed.
type tree struct {
	fsys    fs.FS
	clock   identity.Clock
	at      time.Time // of the last look
	seen    []sight   // that are not among the found yet, since languages decide what they are
	found   []found   // by path
	missing diag.List // that there is no content folder
}

// walk looks at everything. The error is trouble of the machine.
func (t *tree) walk(ctx context.Context) error {
	t.at, t.seen, t.found, t.missing = t.clock.Now(), nil, nil, nil
	info, err := fs.Lstat(t.fsys, Root)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		t.missing.Error(diag.Pos{File: Root}, diag.File, "there is no folder content here (a link to one is not followed)",
			"run vitrin in the folder that holds content, name it with --site, or make one with vitrin init")
		return nil
	}
	return t.below(ctx, Root)
}

// again looks at the paths that may have changed, with all that lies below them, and at every link.
func (t *tree) again(ctx context.Context, changed []string) error {
	t.at = t.clock.Now()
	for i := range t.found {
		if f := &t.found[i]; f.link {
			changed = append(changed[:len(changed):len(changed)], f.path)
		}
	}
	for _, name := range changed {
		if name != Root && !strings.HasPrefix(name, Root+"/") {
			continue
		}
		if name == Root || len(t.missing) > 0 || !t.reaches(name) {
			return t.walk(ctx)
		}
		t.forget(name)
		if err := t.below(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// reaches tells whether a path lies in folders that are walked, and not behind a link.
func (t *tree) reaches(name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := fs.Lstat(t.fsys, dir); err != nil || !info.IsDir() {
			return false
		}
	}
	return true
}

// forget takes out a path and all that lies below it.
func (t *tree) forget(name string) {
	below := name + "/"
	t.seen = slices.DeleteFunc(t.seen, func(s sight) bool { return s.path == name || strings.HasPrefix(s.path, below) })
	t.found = slices.DeleteFunc(t.found, func(f found) bool { return f.path == name || strings.HasPrefix(f.path, below) })
}

// below takes in a path and all that lies below it, in folders that are not hidden.
func (t *tree) below(ctx context.Context, from string) error {
	if slices.ContainsFunc(strings.Split(path.Dir(from), "/"), hidden) {
		return nil
	}
	// WalkDir would follow a link that it is given.
	switch info, err := fs.Lstat(t.fsys, from); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("reading %s: %w", from, err)
	case !info.IsDir():
		return t.add(from, fs.FileInfoToDirEntry(info))
	}
	return fs.WalkDir(t.fsys, from, func(name string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, fs.ErrNotExist):
			return nil // gone since its folder was listed
		case err != nil:
			return fmt.Errorf("reading %s: %w", name, err)
		case name == Root:
			return nil
		case litter(path.Base(name)) && d.IsDir():
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		return t.add(name, d)
	})
}

// add takes in what is no folder, unless it is no content.
func (t *tree) add(name string, d fs.DirEntry) error {
	if litter(path.Base(name)) {
		return nil
	}
	s, err := t.look(name, d)
	if err != nil {
		return err
	}
	if len(t.seen) == cap(t.seen) {
		t.seen = slices.Grow(t.seen, len(t.seen)+16) // as many again: append would copy a large folder's many times
	}
	t.seen = append(t.seen, s)
	return nil
}

// hidden tells whether a folder of this name is not walked.
func hidden(dir string) bool { return dir != "." && litter(dir) }

// settle finds out what the files are that were seen.
func (t *tree) settle(languages []string) {
	t.found = slices.Grow(t.found, len(t.seen))
	for i := range t.seen {
		t.found = append(t.found, t.seen[i].as(languages, t.at))
	}
	t.seen = nil
	slices.SortFunc(t.found, func(a, b found) int { return strings.Compare(a.path, b.path) }) // they nearly are in order
}

// as tells what a file, which was looked at not long after a moment, is on a site of some languages.
func (s *sight) as(languages []string, at time.Time) found {
	nfc := norm.NFC.String(s.path)
	f := found{path: s.path, link: s.link, problems: s.problems}
	if s.info == nil || nfc == SettingsFile {
		return f
	}
	base := path.Base(nfc)
	if unusualMarkdown(base) {
		f.problems.Warn(diag.Pos{File: nfc}, diag.FileName, "this file is not read as a page", "let its name end in .md, in lower case")
	}
	if path.Ext(base) != ".md" {
		id, known := identity.Of(s.info)
		f.file = &File{Path: s.target, Identity: id, Settled: known && id.SettledAt(at)}
		return f
	}
	n, ok := nameOf(nfc, languages, &f.problems)
	if !ok {
		return f
	}
	f.page = &page{name: n, path: nfc, real: s.target}
	if !s.link {
		f.page.seen, f.page.known = identity.Of(s.info)
	}
	return f
}

// sorted gives the pages by path, the files by path in NFC, and the problems of all of them.
func (t *tree) sorted() (pages []*page, files map[string]File, problems diag.List) {
	pages, files, problems = make([]*page, 0, len(t.found)), map[string]File{}, slices.Clone(t.missing)
	for i := range t.found {
		f := &t.found[i]
		switch {
		case f.page != nil:
			pages = append(pages, f.page)
		case f.file != nil:
			// Of two names that differ in form alone the same one is always taken.
			nfc := norm.NFC.String(f.path)
			if other, taken := files[nfc]; !taken || f.file.Path < other.Path {
				files[nfc] = *f.file
			}
		}
		problems = append(problems, f.problems...)
	}
	slices.SortFunc(pages, func(a, b *page) int {
		return cmp.Or(strings.Compare(a.path, b.path), strings.Compare(a.real, b.real))
	})
	return pages, files, problems
}

// look looks at a file: the file itself, or what a link leads to.
func (t *tree) look(name string, d fs.DirEntry) (sight, error) {
	s := sight{path: name, link: d.Type()&fs.ModeSymlink != 0}
	pos := diag.Pos{File: norm.NFC.String(name)}
	target, info, err := name, fs.FileInfo(nil), error(nil)
	if s.link {
		to, problem := follow(t.fsys, name)
		if problem != "" {
			s.problems.Error(pos, diag.File, "this link "+problem, "put a copy of the file here instead of the link")
			return s, nil
		}
		target = to
		info, err = fs.Lstat(t.fsys, target)
	} else {
		info, err = d.Info()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return s, fmt.Errorf("reading %s: %w", name, err)
	case info.IsDir():
		s.problems.Warn(pos, diag.File, "this link leads to a folder and is not followed", "put a copy of the folder here instead of the link")
	case !info.Mode().IsRegular():
		s.problems.Warn(pos, diag.File, "this is no ordinary file and is not read", "")
	default:
		s.target, s.info = target, info
	}
	return s, nil
}

// follow resolves a link within the content folder, or says why it cannot be followed. Links of folders on
// the way are refused: they are not followed anywhere.
func follow(fsys fs.FS, name string) (target, problem string) {
	for range 16 {
		to, err := fs.ReadLink(fsys, name)
		if err != nil {
			return "", "cannot be read"
		}
		if path.IsAbs(to) || strings.ContainsAny(to, `\:`) {
			return "", "leads out of the content folder"
		}
		if name = path.Join(path.Dir(name), to); !strings.HasPrefix(name, Root+"/") {
			return "", "leads out of the content folder"
		}
		for dir := path.Dir(name); dir != Root; dir = path.Dir(dir) {
			if info, err := fs.Lstat(fsys, dir); err != nil || !info.IsDir() {
				return "", "leads to nothing"
			}
		}
		info, err := fs.Lstat(fsys, name)
		if err != nil {
			return "", "leads to nothing"
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			return name, ""
		}
	}
	return "", "leads to itself"
}
