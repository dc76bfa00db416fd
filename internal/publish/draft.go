package publish

import (
	"bytes"
	"context"
	"fmt"
	"path"

	"vitrin/internal/release"
)

// renew records anew what stands at the target, where that did not change but what is known of it did.
func (s *stage) renew(ctx context.Context, t target, o Options) error {
	last := s.was.last
	if !s.recording || last != nil && !s.was.moved && last.Key == o.Key && bytes.Equal(last.Note, o.Note) && s.notes.Len() == 0 {
		return nil
	}
	d, err := s.draft(ctx, s.was.tree, o)
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

// draft puts together the record of a tree.
func (s *stage) draft(ctx context.Context, t tree, o Options) (*release.Draft, error) {
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
	mark, err := t.look(Marker)
	if err != nil {
		return nil, err
	}
	d.Files = append(d.Files, release.File{Path: Marker, Kind: release.Mark, Hash: hashOf(s.mark), Stamp: mark.stamp})
	d.Folders, err = foldersOf(ctx, t, d)
	return d, err
}

// foldersOf looks at the folders of a tree in which a draft's files lie.
func foldersOf(ctx context.Context, t tree, d *release.Draft) ([]release.Folder, error) {
	known := map[string]bool{".": true}
	all := []release.Folder{{Path: "."}}
	for name := range d.Paths() {
		for folder := path.Dir(name); !known[folder]; folder = path.Dir(folder) {
			known[folder] = true
			all = append(all, release.Folder{Path: folder})
		}
	}
	err := inParallel(ctx, len(all), func(i int) error {
		l, err := t.look(all[i].Path)
		if err == nil && !l.kind.IsDir() {
			err = fmt.Errorf("%s is no folder any more", all[i].Path)
		}
		all[i].Stamp = l.stamp
		return err
	})
	return all, err
}
