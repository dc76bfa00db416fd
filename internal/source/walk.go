package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"vitrin/internal/diag"
)

// page is a Markdown file that was found and not read yet.
type page struct {
	name
	path string      // in NFC
	real string      // what to open: the path as the file system spells it, links resolved
	info fs.FileInfo // nil for a link
}

// found is what a path of the content folder holds: a page, a file, or nothing that is read.
type found struct {
	page     *page
	file     *File // what is neither a page nor the settings
	link     bool  // what it leads to may change without it
	problems diag.List
}

// tree is all that the content folder holds, by path as the file system spells it. It is walked whole once, and
// then again where something may have changed.
type tree struct {
	fsys      fs.FS
	languages []string
	found     map[string]found
	missing   diag.List // that there is no content folder
}

// walk looks at everything. The error is trouble of the machine.
func (t *tree) walk(ctx context.Context) error {
	t.found, t.missing = map[string]found{}, nil
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
	for name, f := range t.found {
		if f.link {
			changed = append(changed[:len(changed):len(changed)], name)
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
	if _, file := t.found[name]; file {
		delete(t.found, name)
		return
	}
	maps.DeleteFunc(t.found, func(other string, _ found) bool { return strings.HasPrefix(other, name+"/") })
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
	f, err := t.file(name, d)
	if err != nil {
		return err
	}
	t.found[name] = f
	return nil
}

// hidden tells whether a folder of this name is not walked.
func hidden(dir string) bool { return dir != "." && litter(dir) }

// file tells what a file is.
func (t *tree) file(name string, d fs.DirEntry) (found, error) {
	nfc := norm.NFC.String(name)
	f := found{link: d.Type()&fs.ModeSymlink != 0}
	target, info, err := t.target(name, nfc, d, &f.problems)
	if info == nil || err != nil || nfc == SettingsFile {
		return f, err
	}
	base := path.Base(nfc)
	if unusualMarkdown(base) {
		f.problems.Warn(diag.Pos{File: nfc}, diag.FileName, "this file is not read as a page", "let its name end in .md, in lower case")
	}
	if path.Ext(base) != ".md" {
		f.file = &File{Path: target, Size: info.Size(), Modified: info.ModTime()}
		return f, nil
	}
	n, ok := nameOf(nfc, t.languages, &f.problems)
	if !ok {
		return f, nil
	}
	f.page = &page{name: n, path: nfc, real: target, info: info}
	if target != name {
		f.page.info = nil
	}
	return f, nil
}

// sorted gives the pages by path, the files by path in NFC, and the problems of all of them.
func (t *tree) sorted() (pages []*page, files map[string]File, problems diag.List) {
	files, problems = map[string]File{}, slices.Clone(t.missing)
	for name, f := range t.found {
		switch {
		case f.page != nil:
			pages = append(pages, f.page)
		case f.file != nil:
			// Of two names that differ in form alone the same one is always taken.
			nfc := norm.NFC.String(name)
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

// target gives what to open for a file: the file itself, or what a link leads to. The info is nil where
// there is nothing to open.
func (t *tree) target(name, shown string, d fs.DirEntry, problems *diag.List) (string, fs.FileInfo, error) {
	target := name
	if d.Type()&fs.ModeSymlink != 0 {
		to, problem := follow(t.fsys, name)
		if problem != "" {
			problems.Error(diag.Pos{File: shown}, diag.File, "this link "+problem, "put a copy of the file here instead of the link")
			return "", nil, nil
		}
		target = to
	}
	info, err := fs.Lstat(t.fsys, target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil, nil
	case err != nil:
		return "", nil, fmt.Errorf("reading %s: %w", name, err)
	case info.IsDir():
		problems.Warn(diag.Pos{File: shown}, diag.File, "this link leads to a folder and is not followed", "put a copy of the folder here instead of the link")
		return "", nil, nil
	case !info.Mode().IsRegular():
		problems.Warn(diag.Pos{File: shown}, diag.File, "this is no ordinary file and is not read", "")
		return "", nil, nil
	}
	return target, info, nil
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

// read gives the bytes of a file, and no more than one byte beyond the limit. The error is trouble of the
// machine, with the file's name; it wraps fs.ErrNotExist where the file is gone.
func read(fsys fs.FS, name string, limit int64) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	defer f.Close()
	size := int64(0)
	if info, err := f.Stat(); err == nil {
		size = min(max(0, info.Size()), limit)
	}
	src := make([]byte, 0, size+1)
	for int64(len(src)) <= limit {
		n, err := f.Read(src[len(src):cap(src)])
		src = src[:len(src)+n]
		switch {
		case errors.Is(err, io.EOF):
			return src, nil
		case err != nil:
			return nil, fmt.Errorf("reading %s: %w", name, err)
		case len(src) == cap(src):
			src = slices.Grow(src, 512)
		}
	}
	return src[:limit+1], nil
}
