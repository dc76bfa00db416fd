package publish

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"

	"vitrin/internal/release"
)

// The names of the spare and of its record in the folder of records.
const (
	spareName       = "spare"
	spareRecordName = "manifest-spare"
)

// spare is the site before the old one. It is brought up to the new one by what differs, and takes the old one's
// place, which is the next spare: a publish costs what changed.
//
// Until all resources are written it is left as it is: new files wait in a folder of their own. Before the first
// change it has a name beside the target that marks it as a site in the making, so that a build that is killed leaves
// something to be removed, never a wrong spare.
type spare struct {
	release *release.Release // what it held when it was found, whole
	kept    []bool           // by the files of release: those that the new site has as they are
	top     release.Stamp    // of its own folder, once that has its name beside the target
	touched map[string]bool  // folders in which anything was put or removed
	patched bool             // it is no spare any more
}

// staged is a file of the new site that waits beside the spare.
type staged struct{ name, file string }

// claim finds the spare, holds it against its record unless that was done before, and gives it a name beside the target. There
// may be none, or none that is of use; what is in its place then goes.
func (r records) claim(ctx context.Context, to string, before *release.Release) *spare {
	found := r.findSpare(ctx, before)
	if found == nil || os.Rename(r.path(spareName), to) != nil {
		r.dropSpare()
		return nil
	}
	return &spare{release: found, kept: make([]bool, found.Len()), touched: make(map[string]bool)}
}

// findSpare gives the record of the spare, if it stands so, or did before. Its files are not looked at one by one: one that is
// kept is also a file of the old site, where it was.
func (r records) findSpare(ctx context.Context, before *release.Release) *release.Release {
	if info, err := os.Lstat(r.path(spareName)); err != nil || !info.IsDir() {
		return nil
	}
	tree, err := openTree(r.path(spareName))
	if err != nil {
		return nil
	}
	defer tree.close()
	found := r.matchBy(tree, spareRecordName, orRead(before, release.ReadTree))
	if found == nil || found.Root == 0 {
		return nil
	}
	if found != before {
		err = stands(ctx, tree, found)
	} else if top, ok := found.FindFolder("."); ok {
		err = stand(tree, found, top) // the others when they are touched: see foldersOf
	}
	if err != nil {
		return nil
	}
	return found
}

// dropSpare removes the spare, or what else is in its place: all among the records may be removed at any time. What cannot be
// is in the way of the next one: then there is none.
func (r records) dropSpare() { _ = removeAll(r.path(spareName)) }

// giveBack makes what was claimed the spare again. Where that fails it is removed like all beside the target.
func (r records) giveBack(from string) { _ = os.Rename(from, r.path(spareName)) }

// keepSpare makes the old site, which is the last record's, the spare, with its record. Where that fails there is none: a spare on
// another file system could not be exchanged for the site, and would be in the way beside it.
func (r records) keepSpare(old string) {
	if os.Rename(r.path(recordName), r.path(spareRecordName)) == nil {
		_ = os.Rename(old, r.path(spareName))
	}
}

// stageFile writes a file of the new site to where it waits.
func (s *stage) stageFile(w *writer, name string, content []byte) (stamp release.Stamp, err error) {
	folder := strconv.Itoa(w.number)
	if len(w.staged) == 0 {
		if err := s.writing.mkdir(folder); err != nil {
			return stamp, err
		}
	}
	file := folder + "/" + strconv.Itoa(len(w.staged))
	w.staged = append(w.staged, staged{name, at(s.waiting, file)})
	return s.writing.write(file, content)
}

// patch makes the spare the new site.
func (s *stage) patch(ctx context.Context) error {
	links, err := s.divide()
	if err == nil {
		s.spare.patched = true
		err = s.keepMark()
	}
	if err == nil {
		err = s.clear(ctx)
	}
	if err != nil {
		return fmt.Errorf("cannot bring the site before the last up to date: %w", err)
	}
	if err := s.keepAll(ctx, links); err != nil {
		return err
	}
	for _, w := range s.writers {
		err := inParallel(ctx, len(w.staged), func(i int) error {
			name := w.staged[i].name
			err := s.folder(folderOf(name))
			if err == nil {
				err = os.Rename(w.staged[i].file, at(s.dir, name))
			}
			if err != nil {
				return fmt.Errorf("cannot write %s: %w", name, err)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// touch is called before anything is put into a folder of the spare, or removed from it. What somebody else has done there since
// it was found would not show afterwards: that is an error.
func (s *stage) touch(folder string) error {
	s.touching.Lock()
	defer s.touching.Unlock()
	p := s.spare
	if p.touched[folder] {
		return nil
	}
	p.touched[folder] = true
	i, stood := p.release.FindFolder(folder)
	if !stood {
		return nil
	}
	was := p.release.Folder(i).Stamp
	if folder == "." {
		was = p.top
	}
	if l, err := s.made.look(folder); err != nil || !l.isFolder(was) {
		return errMeddled
	}
	return nil
}

// divide finds which of the unchanged files the spare has already, and gives the others.
func (s *stage) divide() (links []same, err error) {
	p := s.spare
	for _, w := range s.writers {
		for _, file := range w.same {
			if i, ok := p.release.Find(file.name); ok && p.release.Stamp(i) == file.stamp {
				p.kept[i] = true
			} else {
				links = append(links, file)
			}
		}
		for _, file := range w.staged {
			if err := s.touch(folderOf(file.name)); err != nil {
				return nil, err
			}
		}
	}
	was := 0 // the files of both are sorted
	for i, stays := range s.stays {
		if !stays {
			continue
		}
		name, stamp := s.was.last.Path(i), s.was.last.Stamp(i)
		for was < p.release.Len() && p.release.Path(was) < name {
			was++
		}
		if was < p.release.Len() && p.release.Path(was) == name && p.release.Stamp(was) == stamp {
			p.kept[was] = true
		} else {
			links = append(links, same{name, stamp})
		}
	}
	for _, file := range links {
		if err := s.touch(folderOf(file.name)); err != nil {
			return nil, err
		}
	}
	return links, nil
}

// clear removes from the spare what the new site does not have, and what it has anew.
func (s *stage) clear(ctx context.Context) error {
	p := s.spare
	var gone []string
	above := make(map[string]bool) // folders that may be empty then
	for i, kept := range p.kept {
		if kept || p.release.Kind(i) == release.Mark {
			continue
		}
		name := p.release.Path(i)
		gone = append(gone, name)
		if err := s.touch(folderOf(name)); err != nil {
			return err
		}
		for folder := folderOf(name); !above[folder]; folder = folderOf(folder) {
			above[folder] = true
		}
	}
	if err := inParallel(ctx, len(gone), func(i int) error { return os.Remove(at(s.dir, gone[i])) }); err != nil {
		return err
	}
	wanted := s.wanted(above)
	for i := p.release.Folders() - 1; i >= 0; i-- { // what lies in a folder comes after it
		if name := p.release.FolderPath(i); above[name] && !wanted[name] {
			if err := s.touch(folderOf(name)); err != nil {
				return err
			}
			if err := os.Remove(at(s.dir, name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// wanted gives those of some folders in which the new site has files, at any depth.
func (s *stage) wanted(among map[string]bool) map[string]bool {
	wanted := map[string]bool{".": true}
	add := func(name string) {
		for folder := folderOf(name); !wanted[folder]; folder = folderOf(folder) {
			if among[folder] {
				wanted[folder] = true
			}
		}
	}
	for file := range s.unchanged() {
		add(file.name)
	}
	for _, w := range s.writers {
		for _, file := range w.staged {
			add(file.name)
		}
	}
	return wanted
}

// foldersOf gives the folders of the patched spare in which a draft's files lie. Those in which nothing was put or removed stand
// as they did when it was found, and are not looked at again: what somebody else does to one of them, from then on and while the
// site is shown, makes it another than is recorded, which the next build finds.
func (p *spare) foldersOf(ctx context.Context, t tree, d *release.Draft) ([]release.Folder, error) {
	all := foldersIn(d)
	var open []*release.Folder
	was := 0 // the folders of both are sorted
	for i := range all {
		folder := &all[i]
		for was < p.release.Folders() && p.release.FolderPath(was) < folder.Path {
			was++
		}
		if was < p.release.Folders() && p.release.FolderPath(was) == folder.Path && !p.touched[folder.Path] {
			*folder = p.release.Folder(was)
		} else {
			open = append(open, folder)
		}
	}
	return all, inParallel(ctx, len(open), func(i int) error { return t.lookAtFolder(open[i]) })
}

// errMeddled says that the new site is not what was put there.
var errMeddled = errors.New("somebody else changed the new site while it was made; build once more")

// check holds that the files that were kept in folders of the patched spare that were touched stand as they did: what such a
// folder tells from now on says nothing of them. Those in the others are told of by their folders.
func (p *spare) check(ctx context.Context, t tree) error {
	return inParallel(ctx, len(p.kept), func(i int) error {
		if name := p.release.Path(i); p.kept[i] && p.touched[folderOf(name)] {
			if l, err := t.look(name); err != nil || !l.isFile(p.release.Stamp(i)) {
				return errMeddled
			}
		}
		return nil
	})
}
