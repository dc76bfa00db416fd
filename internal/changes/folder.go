package changes

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// former is a file as it was.
type former struct {
	text     string
	modified time.Time
}

func (s *Site) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

// note keeps the first trouble.
func (e *edit) note(err error) {
	if e.err == nil && err != nil {
		e.err = err
	}
}

// files lists the files below a folder of the site, or none where it is not there.
func (e *edit) files(folder string) []string {
	var names []string
	err := filepath.WalkDir(e.path(folder), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(e.dir, name)
		names = append(names, filepath.ToSlash(rel))
		return err
	})
	if !errors.Is(err, fs.ErrNotExist) {
		e.note(err)
	}
	return names
}

// has tells whether a file or folder is there.
func (e *edit) has(name string) bool {
	_, err := os.Lstat(e.path(name))
	return err == nil
}

func (e *edit) read(name string) string {
	src, err := os.ReadFile(e.path(name))
	e.note(err)
	return string(src)
}

// write writes a file in its place, and keeps what it was.
func (e *edit) write(name, text string) {
	e.keep(name)
	e.note(os.MkdirAll(filepath.Dir(e.path(name)), 0o755))
	if info, err := os.Lstat(e.path(name)); err == nil && !info.Mode().IsRegular() {
		e.remove(name)
	}
	if e.err == nil {
		e.note(os.WriteFile(e.path(name), []byte(text), 0o644))
	}
}

// keep keeps what a file is, for a later change to bring it back.
func (e *edit) keep(name string) {
	info, err := os.Lstat(e.path(name))
	if err == nil && info.Mode().IsRegular() {
		e.older[name] = former{e.read(name), info.ModTime()}
	}
}

// remove removes a file, a link or a folder.
func (e *edit) remove(name string) {
	e.keep(name)
	if e.err == nil {
		e.note(os.RemoveAll(e.path(name)))
	}
}

func (e *edit) rename(from, to string) {
	e.note(os.MkdirAll(filepath.Dir(e.path(to)), 0o755))
	if e.err == nil {
		e.note(os.Rename(e.path(from), e.path(to)))
	}
}

// setTime sets when a file was changed last.
func (e *edit) setTime(name string, to time.Time) {
	if e.err == nil {
		e.note(os.Chtimes(e.path(name), to, to))
	}
}

// modified gives when a file was changed last.
func (e *edit) modified(name string) time.Time {
	info, err := os.Lstat(e.path(name))
	e.note(err)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// relative gives the path from the file that is being written to another one.
func (e *edit) relative(to string) string {
	rel, err := filepath.Rel(filepath.Dir(filepath.FromSlash(e.at)), filepath.FromSlash(to))
	e.note(err)
	return filepath.ToSlash(rel)
}

var relativePath = regexp.MustCompile(`[\p{L}\d./_-]+\.(?:md|png|jpg|svg|csv|pdf|txt)`)

// move moves files, and mends every path in a page that leads to one of them or away from it.
func (e *edit) move(moves map[string]string) {
	before := map[string]bool{}
	pages := map[string]string{}
	for _, name := range e.files("content") {
		before[name] = true
		if path.Ext(name) == ".md" {
			pages[name] = e.read(name)
		}
	}
	for _, from := range sorted(moves) {
		e.rename(from, moves[from])
	}
	for _, from := range sorted(pages) {
		to, moved := moves[from]
		if !moved {
			to = from
		}
		e.at = to
		text := relativePath.ReplaceAllStringFunc(pages[from], func(rel string) string {
			target := path.Join(path.Dir(from), rel)
			if !before[target] || strings.HasPrefix(rel, "/") {
				return rel
			}
			if now, ok := moves[target]; ok {
				target = now
			}
			return e.relative(target)
		})
		if text != pages[from] {
			e.write(to, text)
		}
	}
}

// regular tells whether a file is one, and not a link.
func (e *edit) regular(name string) bool {
	info, err := os.Lstat(e.path(name))
	return err == nil && info.Mode().IsRegular()
}
