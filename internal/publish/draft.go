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
	if !s.recording || last != nil && !s.was.moved && last.Key == o.Key && bytes.Equal(last.Note, o.Note) && s.learned() == 0 {
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

// learned counts the files that the last record does not tell of as they are now.
func (s *stage) learned() (files int) {
	for _, w := range s.writers {
		files += len(w.files)
	}
	return files
}

// draft puts together the record of a tree.
func (s *stage) draft(ctx context.Context, t tree, o Options) (*release.Draft, error) {
	d := &release.Draft{About: release.About{Number: 1, Key: o.Key, Note: o.Note, Encodings: s.encodings.recorded}, Before: s.was.last}
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
	d.Files = append(d.Files, release.File{Path: Marker, Kind: release.Mark, Stamp: mark.stamp})
	for _, w := range s.writers {
		d.Kept, d.Files = append(d.Kept, w.kept...), append(d.Files, w.files...)
		w.kept, w.files = nil, nil // there may be very many
	}
	s.restamp(d)
	d.Folders, err = foldersOf(ctx, t, d)
	return d, err
}

// restamp takes into account that files were copied where links could not be had.
func (s *stage) restamp(d *release.Draft) {
	if len(s.copied) == 0 {
		return
	}
	kept := d.Kept[:0]
	for _, i := range d.Kept {
		if _, copied := s.copied[d.Before.Path(i)]; copied {
			d.Files = append(d.Files, d.Before.File(i))
		} else {
			kept = append(kept, i)
		}
	}
	d.Kept = kept
	for i := range d.Files {
		if stamp, copied := s.copied[d.Files[i].Path]; copied {
			d.Files[i].Stamp = stamp
		}
	}
}

// foldersOf looks at the folders of a tree in which a draft's files lie.
func foldersOf(ctx context.Context, t tree, d *release.Draft) ([]release.Folder, error) {
	known := map[string]bool{".": true}
	all := []release.Folder{{Path: "."}}
	add := func(name string) {
		for folder := path.Dir(name); !known[folder]; folder = path.Dir(folder) {
			known[folder] = true
			all = append(all, release.Folder{Path: folder})
		}
	}
	for _, i := range d.Kept {
		add(d.Before.Path(i))
	}
	for i := range d.Files {
		add(d.Files[i].Path)
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
