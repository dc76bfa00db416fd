package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"vitrin/internal/release"
)

// The names in the folder of records of one target.
const (
	recordName = "manifest"      // of the release that stands at the target
	nextName   = "manifest-next" // of the one that is about to take its place
	targetName = "target"        // the target's path, for people and for tidying
)

// records is the folder that keeps what is known of the last release at one target. It is a help only: with
// records that are missing, wrong or of another tree a publish does the same, slower.
type records struct{ dir string }

// recordsOf gives the records of a target; the zero ones keep nothing.
func recordsOf(t target, o Options) records {
	if o.Records == "" {
		return records{}
	}
	return recordsAt(o.Records, t.dir)
}

// recordsAt gives the records of the target with a path in the folder of all records.
func recordsAt(top, target string) records {
	sum := sha256.Sum256([]byte(target))
	return records{filepath.Join(top, hex.EncodeToString(sum[:8]))}
}

func (r records) kept() bool { return r.dir != "" }

func (r records) path(name string) string { return filepath.Join(r.dir, name) }

// of gives the record of the tree at the target, which is locked, or nil.
//
// A build that was killed may have left two records: one of the tree that stood at the target, and one of the tree
// that was to take its place. The inode of the folder tells which of them stands there. The device tells nothing:
// some systems number it anew with each start, and each file and folder is known by its own inode and time.
func (r records) of(tree tree) *release.Release {
	if !r.kept() {
		return nil
	}
	if last := r.match(tree, nextName); last != nil {
		_ = r.settle() // else it is tried again by the next
		return last
	}
	_ = os.Remove(r.path(nextName))
	return r.match(tree, recordName)
}

// match reads a record and gives it if it is that of a tree.
func (r records) match(tree tree, name string) *release.Release {
	here, err := lookAt(tree.folder)
	if err != nil {
		return nil
	}
	if root, err := release.ReadRoot(r.path(name)); err != nil || root != here.stamp.Inode {
		return nil
	}
	found, err := release.Read(r.path(name))
	if err != nil {
		return nil
	}
	return found
}

// prepare writes the record of a tree that is to stand at a target.
func (r records) prepare(t target, d *release.Draft) error {
	if err := os.MkdirAll(r.dir, 0o755); err != nil {
		return err
	}
	if text := []byte(t.dir + "\n"); !holds(r.path(targetName), text) {
		if err := os.WriteFile(r.path(targetName), text, 0o644); err != nil {
			return err
		}
	}
	return d.Write(r.path(nextName))
}

func holds(name string, text []byte) bool {
	found, err := os.ReadFile(name)
	return err == nil && string(found) == string(text)
}

// settle makes the record that was prepared that of the tree at the target.
func (r records) settle() error { return os.Rename(r.path(nextName), r.path(recordName)) }

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

// Current tells whether a publish with these options would find nothing to do: the last publish to dir was given
// the key of o, and every file and folder of the site, and nothing else, stands as it left them. It then gives what
// such a publish results in, and the note that the last one was given. Nothing is touched in any case. The key must
// not be zero.
//
// The error is a [*RefusedError] for a dir that must not be written to, ctx's own where it ended, or what the system
// said of the folders above dir.
func Current(ctx context.Context, dir string, o Options) (result Result, note []byte, ok bool, err error) {
	t, err := findTarget(dir, o)
	if err != nil {
		return Result{}, nil, false, err
	}
	old, err := t.examine()
	kept := recordsOf(t, o)
	if err != nil || old.kind != site || o.Clean || !kept.kept() || o.Key == (release.Sum{}) {
		return Result{}, nil, false, err
	}
	if _, err := os.Lstat(kept.path(nextName)); !errors.Is(err, fs.ErrNotExist) {
		return Result{}, nil, false, nil // a build was killed: the next one tidies up
	}
	if left, err := t.leftovers(); err != nil || len(left) > 0 {
		return Result{}, nil, false, err
	}
	tree, err := openTree(t.dir)
	if err != nil {
		return Result{}, nil, false, fmt.Errorf("cannot read the site in %s: %w", t.dir, err)
	}
	defer tree.close()
	last := kept.match(tree, recordName)
	if last == nil || last.Key != o.Key || !slices.Equal(last.Encodings, recordedEncodings(o.Encodings)) {
		return Result{}, nil, false, nil
	}
	if err := stands(ctx, tree, last); err != nil {
		return Result{}, nil, false, ctx.Err()
	}
	for file := range last.Files() {
		result.Unchanged++
		result.Bytes += file.Stamp.Size
	}
	return result, last.Note, true, nil
}

// errMoved says that a tree does not stand as its record says.
var errMoved = errors.New("it does not stand as it was recorded")

// stands looks at every file and folder of a tree, and gives an error unless all are as recorded.
func stands(ctx context.Context, t tree, r *release.Release) error {
	return inParallel(ctx, r.Folders()+r.Len(), func(i int) error {
		if i < r.Folders() {
			if l, err := t.look(r.FolderPath(i)); err != nil || !l.isFolder(r.Folder(i).Stamp) {
				return errMoved
			}
			return nil
		}
		i -= r.Folders()
		if l, err := t.look(r.Path(i)); err != nil || !l.isFile(r.Stamp(i)) {
			return errMoved
		}
		return nil
	})
}
