package publish

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// alone is a file of the new site that waits in memory, since it may be the only one that differs from the old site's: mostly
// that is the page of the file that was edited. Then no second site is needed. To put one file in the place of another is one
// step, as an exchange of all of them is.
type alone struct {
	writer  *writer
	name    string
	content []byte
}

// holdBack takes the first file that is to be written, where a file of the last record stands at its place. One that is so large
// that its memory would be felt is written at once.
func (s *stage) holdBack(w *writer, name string, content []byte) bool {
	if !s.recording || s.clean || s.was.last == nil || len(content) > keptBuffer {
		return false
	}
	s.touching.Lock()
	defer s.touching.Unlock()
	if s.alone != nil {
		return false
	}
	i, recorded := s.was.last.Find(name)
	if !recorded || !s.was.stays[i] {
		return false
	}
	s.alone = &alone{w, name, bytes.Clone(content)}
	return true
}

// addAlone writes the file that waits to the new site, since it is not the only one, or must not be put into the old one.
func (s *stage) addAlone() (err error) {
	if a := s.alone; a != nil {
		s.copied[a.name], err = s.add(a.writer, a.name, a.content)
	}
	return err
}

// isAlone tells whether the file that waits is all that the new site has and the old one has not, which stands as it is recorded.
func (s *stage) isAlone(found Result) bool {
	return s.alone != nil && found.Changed == 1 && found.Added+found.Removed == 0 && s.was.last.Root != 0 &&
		!s.was.disturbed() && !s.was.closed && !s.was.unmarked
}

// putInPlace makes the old site the new one by the only file that differs, of which the disk has everything before it is shown.
// Where it cannot be put there, nothing was done: then the site is exchanged, which needs no leave to write to its folders.
func (s *stage) putInPlace(ctx context.Context) (done bool, err error) {
	name, folder := s.alone.name, folderOf(s.alone.name)
	waiting := filepath.Join(s.waiting, "file")
	defer func() {
		if !done {
			_ = removeAll(s.waiting) // which may be needed
		}
	}()
	if s.makeFolder(s.waiting) != nil {
		return false, nil
	}
	stamp, err := writeFile(waiting, s.alone.content, (*os.File).Sync)
	if err != nil {
		return false, nil
	}
	if i, recorded := s.was.last.FindFolder(folder); !recorded || stand(s.was.tree, s.was.last, i) != nil {
		return false, nil // it has just been changed
	}
	if stopped := failure(ctx, ctx); stopped != nil {
		return false, stopped
	}
	if os.Rename(waiting, at(s.old, name)) != nil {
		return false, nil
	}
	s.shown, s.copied[name] = true, stamp
	if err := syncFolder(filepath.Dir(at(s.old, name))); err != nil {
		return true, fmt.Errorf("the new site is shown, but may be lost if the machine stops now: %w", err)
	}
	return true, nil
}

// recordInPlace records the site in which a file was put in the place of another. The folders stand as they did, but for that
// file's, in which the others have to be as they were.
func (s *stage) recordInPlace(ctx context.Context, t target, o Options) error {
	defer s.kept.tidy()
	p := &spare{release: s.was.last, kept: s.stays, touched: map[string]bool{folderOf(s.alone.name): true}}
	d, err := s.draft(ctx, s.was.tree, p, o)
	if err == nil {
		err = p.check(ctx, s.was.tree)
	}
	if err == nil {
		err = s.kept.prepare(t, d)
	}
	if err != nil {
		return err
	}
	return s.kept.settle()
}
