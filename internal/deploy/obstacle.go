package deploy

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// blocked tells of the first file of a plan that cannot be written because of what stands in its way, and will still do so when
// what is to go first is gone; else of the first that may not be written or removed.
func (f *folder) blocked(p *plan) error {
	if f.root == nil || len(p.puts) == 0 {
		return f.forbidden(p)
	}
	going := slices.Concat(p.leftovers, p.cleared)
	for _, e := range p.vanished {
		going = append(going, e.Path)
	}
	slices.Sort(going)
	for _, u := range p.puts {
		if at, what := f.obstacle(u.Path); what != "" && !f.goes(at, going) {
			return f.inTheWay(u.Path, at, what)
		}
	}
	return f.forbidden(p)
}

// goes tells whether what stands somewhere is gone when some files are, which are sorted: it is one of them, or a folder that
// holds nothing else.
func (f *folder) goes(at string, going []string) bool {
	if _, is := slices.BinarySearch(going, at); is {
		return true
	}
	left := errors.New("something is left")
	err := fs.WalkDir(f.root.FS(), at, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		first := name
		if entry.IsDir() {
			first += "/"
		}
		i, is := slices.BinarySearch(going, first)
		if is || entry.IsDir() && i < len(going) && strings.HasPrefix(going[i], first) {
			return nil
		}
		return left
	})
	return err == nil
}

// inTheWay says that something stands where a file has to go, or a folder on the way there.
func (f *folder) inTheWay(name, at, what string) error {
	return &accessError{
		fmt.Errorf("cannot write %s in %s: %s stands in the way at %s", name, f.dir, what, at),
		"move " + filepath.Join(f.dir, filepath.FromSlash(at)) + " away, or remove it if nobody needs it, and deploy again: that goes on from here",
	}
}

// noRecord says that something stands in the place of the record that no deploy puts there.
func (f *folder) noRecord(what string) error {
	return &accessError{
		fmt.Errorf("cannot read %s in %s: %s stands there, not the record that a deploy leaves", RecordName, f.dir, what),
		"move " + filepath.Join(f.dir, RecordName) + " away, or remove it, and deploy with --adopt: all is sent anew then, and what the site no longer has stays there",
	}
}

// obstacle gives what stands where a file has to go, or a folder on the way there, and is never replaced; "": nothing does.
func (f *folder) obstacle(name string) (at, what string) {
	for at := path.Dir(name); at != "."; at = path.Dir(at) {
		if info, err := f.root.Stat(filepath.FromSlash(at)); err == nil && info.IsDir() {
			break // and so are those above it
		}
		if info, err := f.root.Lstat(filepath.FromSlash(at)); err == nil {
			return at, kindOf(info.Mode())
		}
	}
	if info, err := f.root.Lstat(filepath.FromSlash(name)); err == nil && !info.Mode().IsRegular() {
		return name, kindOf(info.Mode())
	}
	return "", ""
}

func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	case mode.IsRegular():
		return "a file"
	}
	return "something that is no file"
}
