package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
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

// walk is one walk through the content folder.
type walk struct {
	fsys      fs.FS
	languages []string
	pages     []page
	files     map[string]File
	found     diag.List
}

// run finds all files, sorted by path. The error is trouble of the machine.
func (w *walk) run(ctx context.Context) error {
	info, err := fs.Lstat(w.fsys, Root)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		w.found.Error(diag.Pos{File: Root}, diag.File, "there is no folder content here (a link to one is not followed)",
			"run vitrin in the folder that holds content, name it with --site, or make one with vitrin init")
		return nil
	}
	err = fs.WalkDir(w.fsys, Root, func(name string, d fs.DirEntry, err error) error {
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
		case d.IsDir() || litter(path.Base(name)):
			return nil
		}
		return w.file(name, d)
	})
	if err != nil {
		return err
	}
	slices.SortFunc(w.pages, func(a, b page) int { return strings.Compare(a.path, b.path) })
	return nil
}

// file takes in what is no folder.
func (w *walk) file(name string, d fs.DirEntry) error {
	nfc := norm.NFC.String(name)
	target, info, err := w.target(name, nfc, d)
	if info == nil || err != nil || nfc == SettingsFile {
		return err
	}
	base := path.Base(nfc)
	if unusualMarkdown(base) {
		w.found.Warn(diag.Pos{File: nfc}, diag.FileName, "this file is not read as a page", "let its name end in .md, in lower case")
	}
	if path.Ext(base) != ".md" {
		w.files[nfc] = File{Path: target, Size: info.Size()}
		return nil
	}
	n, ok := nameOf(nfc, w.languages, &w.found)
	if !ok {
		return nil
	}
	p := page{name: n, path: nfc, real: target, info: info}
	if target != name {
		p.info = nil
	}
	w.pages = append(w.pages, p)
	return nil
}

// target gives what to open for a file: the file itself, or what a link leads to. The info is nil where
// there is nothing to open.
func (w *walk) target(name, shown string, d fs.DirEntry) (string, fs.FileInfo, error) {
	target := name
	if d.Type()&fs.ModeSymlink != 0 {
		to, problem := follow(w.fsys, name)
		if problem != "" {
			w.found.Error(diag.Pos{File: shown}, diag.File, "this link "+problem, "put a copy of the file here instead of the link")
			return "", nil, nil
		}
		target = to
	}
	info, err := fs.Lstat(w.fsys, target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil, nil
	case err != nil:
		return "", nil, fmt.Errorf("reading %s: %w", name, err)
	case info.IsDir():
		w.found.Warn(diag.Pos{File: shown}, diag.File, "this link leads to a folder and is not followed", "put a copy of the folder here instead of the link")
		return "", nil, nil
	case !info.Mode().IsRegular():
		w.found.Warn(diag.Pos{File: shown}, diag.File, "this is no ordinary file and is not read", "")
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
