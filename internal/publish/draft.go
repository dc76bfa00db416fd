package publish

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/release"
)

// renew records anew what stands at the target, where that did not change but what is known of it did.
func (s *stage) renew(ctx context.Context, t target, o Options) error {
	last := s.was.last
	if !s.recording || last != nil && !s.was.moved && last.Key == o.Key && bytes.Equal(last.Note, o.Note) && s.notes.Len() == 0 {
		return nil
	}
	d, err := s.draft(ctx, s.was.tree, nil, o)
	if err != nil {
		return err
	}
	if last != nil {
		d.Number = last.Number
	}
	if err := s.kept.prepare(t, d); err != nil {
		return err
	}
	return s.kept.settle()
}

// draft puts together the record of a tree, of which it may be known how its folders stood before.
func (s *stage) draft(ctx context.Context, t tree, before *spare, o Options) (*release.Draft, error) {
	d := &release.Draft{
		About:  release.About{Number: 1, Key: o.Key, Note: o.Note, Encodings: s.encodings.recorded},
		Before: s.was.last, Kept: s.recorded, Notes: s.notes, Stamps: s.copied,
	}
	if d.Before != nil {
		d.Number = d.Before.Number + 1
	}
	here, err := lookAt(t.folder)
	if err != nil {
		return nil, err
	}
	d.Root = here.stamp.Inode
	mark := s.was.mark // as it was seen: what was done to it since is found next time
	if t != s.was.tree {
		l, err := t.look(Marker)
		if err != nil {
			return nil, err
		}
		mark = l.stamp
	}
	d.Files = append(d.Files, release.File{Path: Marker, Kind: release.Mark, Hash: hashOf(s.mark), Stamp: mark})
	if before != nil {
		d.Folders, err = before.foldersOf(ctx, t, d)
	} else {
		d.Folders, err = foldersOf(ctx, t, d)
	}
	return d, err
}

// foldersIn gives the folders of a tree in which a draft's files lie, sorted by path.
func foldersIn(d *release.Draft) []release.Folder {
	all := []release.Folder{{Path: "."}}
	if d.Before != nil {
		all = slices.Grow(all, d.Before.Folders()) // mostly they are the same
	}
	last := ""
	for name := range d.Paths() {
		// What lies in a folder comes in one piece, so that one is new if the file before does not lie in it.
		for end := strings.LastIndexByte(name, '/'); end >= 0 && !strings.HasPrefix(last, name[:end+1]); end = strings.LastIndexByte(name[:end], '/') {
			all = append(all, release.Folder{Path: name[:end]})
		}
		last = name
	}
	slices.SortFunc(all, func(a, b release.Folder) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// foldersOf gives the folders of a tree in which a draft's files lie, as they stand there.
func foldersOf(ctx context.Context, t tree, d *release.Draft) ([]release.Folder, error) {
	all := foldersIn(d)
	return all, inParallel(ctx, len(all), func(i int) error { return t.lookAtFolder(&all[i]) })
}

// lookAtFolder finds out how a folder stands.
func (t tree) lookAtFolder(f *release.Folder) error {
	l, err := t.look(f.Path)
	if err == nil && !l.kind.IsDir() {
		err = fmt.Errorf("%s is no folder any more", f.Path)
	}
	f.Stamp = l.stamp
	return err
}
