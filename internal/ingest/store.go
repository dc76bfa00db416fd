package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/file"
	"vitrin/internal/markdown"
	"vitrin/internal/mend"
	"vitrin/internal/source"
)

// Kind says what an import does with a page.
type Kind string

// What an import does with a page.
const (
	Added     Kind = "new"       // there was none
	Updated   Kind = "updated"   // nobody has changed it since it was imported, and the row has changed
	Unchanged Kind = "unchanged" // it is as the row has it
	Kept      Kind = "kept"      // an editor has changed it, and the row is as it was
	Differs   Kind = "differs"   // an editor has changed it, and so has the row: it stays, and that is told
	Foreign   Kind = "foreign"   // it was there before, and no import wrote it: it stays, and that is told
	Deleted   Kind = "deleted"   // an editor has deleted it: it is not made again
	Held      Kind = "held"      // its row has changed, but it is read-only, or a row that cannot be read may be of it too: it stays, and that is told
	Gone      Kind = "gone"      // its row is no longer there: it stays, and that is told
)

// Change is what an import does with one page.
type Change struct {
	Kind Kind
	Path string // of the page, relative to the site's folder
	Diff string // of [Updated] and [Differs], where it was asked for: from the file to the row, in the unified format, for people
}

// state is what is known of a page before it is written.
type state struct {
	exists bool
	now    string // hash of the file
	made   string // hash of what the row makes
	known  *entry // of the record; nil: no import has written it
}

// decide says what is done with a page.
func (s state) decide(restore bool) Kind {
	switch {
	case !s.exists && (s.known == nil || !s.known.done || restore):
		return Added
	case !s.exists:
		return Deleted
	case s.now == s.made:
		return Unchanged
	case s.known == nil:
		return Foreign
	case slices.Contains(s.known.sums, s.now):
		return Updated
	case slices.Contains(s.known.sums, s.made):
		return Kept
	}
	return Differs
}

// store writes pages into content/, and only over what it wrote itself.
type store struct {
	root     *os.Root
	record   *record
	language string // the site's first, whose files state the facts
	dry      bool
	restore  bool
	diffs    bool
	places   map[string]map[string]string // the file of each id, by collection; "" where there are translations alone
	met      map[string]bool              // the pages that the source has, by key
}

// find finds the files of a collection by their ids in small letters, and removes what a run that was ended has left
// behind.
func (s *store) find(collection string) (map[string]string, error) {
	if found := s.places[collection]; found != nil {
		return found, nil
	}
	for _, folder := range []string{source.Root, source.Root + "/" + collection} {
		info, err := s.root.Lstat(folder)
		if err == nil && !info.IsDir() {
			return nil, fmt.Errorf("%s is not a folder (a link to one is not followed)", folder)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	found := map[string]string{}
	err := fs.WalkDir(s.root.FS(), source.Root+"/"+collection, func(name string, d fs.DirEntry, err error) error {
		base := path.Base(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case file.IsLeftover(base) && !s.dry:
			return s.root.Remove(name)
		case strings.HasPrefix(base, ".") && d.IsDir():
			return fs.SkipDir
		case strings.HasPrefix(base, ".") || d.IsDir() || path.Ext(base) != ".md":
			return nil
		}
		stem, lang, translated := strings.Cut(strings.TrimSuffix(base, ".md"), ".")
		_, id, ok := keyOf(path.Join(path.Dir(name), stem+".md"))
		switch main := !translated || lang == s.language; {
		case ok && main:
			found[id] = name
		case ok && found[id] == "":
			found[id] = ""
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("looking for the pages of %s: %w", collection, err)
	}
	s.places[collection] = found
	return found, nil
}

// exists tells whether there is, or will be, what a note is of: a page of an id, or what a link leads to.
func (s *store) exists(kind, value string) bool {
	switch kind {
	case toFile:
		collection, id, page := keyOf(value)
		_, err := s.root.Stat(filepath.FromSlash(value))
		return err == nil || page && s.met[collection+"/"+id]
	case toTitle:
		return slices.ContainsFunc(source.Collections(), func(c string) bool { return s.has(c, markdown.ID(value)) })
	}
	return s.has(kind, value)
}

// has tells whether there is, or will be, a page of an id.
func (s *store) has(collection, id string) bool {
	places, err := s.find(collection)
	_, there := places[id]
	return err != nil || there || s.met[collection+"/"+id]
}

// put writes a page, or tells why it does not.
func (s *store) put(p *page) (Change, diag.List, error) {
	made, err := p.bytes()
	if err != nil {
		return Change{}, nil, fmt.Errorf("writing %s: %w", p.key(), err)
	}
	said, err := p.said()
	if err != nil {
		return Change{}, nil, fmt.Errorf("writing %s: %w", p.key(), err)
	}
	name, now, err := s.current(p)
	if err != nil {
		return Change{}, nil, err
	}
	s.met[p.key()] = true
	st := state{exists: now != nil, now: sumOf(now), made: sumOf(made), known: s.record.entries[p.key()]}
	c := Change{Kind: st.decide(s.restore), Path: name}
	if p.aside && (c.Kind == Foreign || c.Kind == Differs || c.Kind == Deleted) {
		c.Kind = Kept
	}
	var told diag.List
	switch c.Kind {
	case Differs:
		if told = differences(name, now, p, st.known.said, said); len(told) == 0 {
			c.Kind = Kept // the editor has taken in what the row says
			s.record.set(p.key(), name, st.made, said)
		}
	case Updated:
		if told, err = s.hold(name, p); err != nil {
			return Change{}, nil, err
		}
		if len(told) > 0 {
			c.Kind = Held
		}
	case Foreign:
		told.Warn(diag.Pos{File: name}, diag.File, fmt.Sprintf("this page was here before, so it stays; line %d of %s has the same id", p.from.Line, p.from.File),
			"take the id from another column, or remove the page and import again")
	}
	if s.diffs && (c.Kind == Updated || c.Kind == Differs) {
		c.Diff = mend.Change{Path: name, Old: now, New: made}.Diff()
	}
	return c, told, s.keep(c.Kind, p, name, made, said)
}

// hold tells why a page that is there is not written anew, if it is not.
func (s *store) hold(name string, p *page) (told diag.List, err error) {
	_, err = file.Writable(s.root, name)
	switch {
	case errors.Is(err, file.ErrReadOnly):
		told.Warn(diag.Pos{File: name}, diag.File, fmt.Sprintf("this page is read-only, so it stays; line %d of %s has changed", p.from.Line, p.from.File), "make it writable and import again")
		return told, nil
	case p.held > 0:
		told.Warn(diag.Pos{File: name}, diag.File, fmt.Sprintf("line %d of %s cannot be read, and may be one of this page too, so the page stays as it is", p.held, p.from.File),
			"mend that line and import again")
	}
	if err != nil {
		return nil, fmt.Errorf("cannot write %s: %w", name, err)
	}
	return told, nil
}

// current gives where a page is, or is to be, and what its file holds; nil is none.
func (s *store) current(p *page) (file string, content []byte, err error) {
	places, err := s.find(p.collection)
	if err != nil {
		return "", nil, err
	}
	if file = places[p.id]; file == "" {
		return pagePath(p.collection, p.id), nil, nil
	}
	content, err = s.root.ReadFile(file)
	return file, append([]byte{}, content...), err
}

// keep writes what is decided, first into the record.
func (s *store) keep(kind Kind, p *page, name string, made []byte, said map[string]string) error {
	switch kind {
	case Unchanged:
		s.record.set(p.key(), name, sumOf(made), said)
	case Added, Updated:
		if s.dry {
			return nil
		}
		if err := s.record.intend(p.key(), name, sumOf(made), said); err != nil {
			return err
		}
		s.places[p.collection][p.id] = name
		if err := file.Replace(s.root, name, made); err != nil {
			return fmt.Errorf("cannot write %s: %w", name, err)
		}
	}
	return nil
}

// gone gives the pages that the record knows and the source no longer has. Of those that are not there either
// nothing is remembered.
func (s *store) gone() ([]Change, error) {
	var all []Change
	for key := range s.record.entries {
		if s.met[key] {
			continue
		}
		collection, id, _ := strings.Cut(key, "/")
		places, err := s.find(collection)
		if err != nil {
			return nil, err
		}
		if file := places[id]; file != "" {
			all = append(all, Change{Kind: Gone, Path: file})
		} else {
			s.record.forget(key)
		}
	}
	slices.SortFunc(all, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	return all, nil
}
