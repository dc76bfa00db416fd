package publish

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"vitrin/internal/lock"
	"vitrin/internal/release"
)

// Prepare makes the spare of a site that has none, as after its first publish: what the next publish then needs not do.
// It is for who knows that something changed and still has to find out what; it has to have ended before [Publish] is
// called. A site that does not stand as it is recorded is left without.
//
// A spare stays, and is of use to any later publish. An error, which is ctx's own where it ended, says that there is none;
// the next publish does the same then, slower.
func Prepare(ctx context.Context, dir string, o Options) error {
	t, err := findTarget(dir, o)
	if err != nil {
		return err
	}
	kept := recordsOf(t, o)
	if o.Clean || !kept.kept() || kept.hasSpare() {
		return nil
	}
	if old, err := t.examine(); err != nil || old.kind != site {
		return err // before anything is made beside it
	}
	unlock, err := lock.Take(t.sibling("lock"))
	if err != nil {
		return fmt.Errorf("cannot prepare to publish to %s: %w", t.dir, err)
	}
	defer unlock()
	if _, err := t.recover(); err != nil {
		return err
	}
	if old, err := t.examine(); err != nil || old.kind != site || kept.hasSpare() {
		return err
	}
	return t.makeSpare(ctx, kept)
}

// hasSpare tells whether a record is kept that is the spare's, by its inode.
func (r records) hasSpare() bool {
	tree, err := openTree(r.path(spareName))
	if err != nil {
		return false
	}
	defer tree.close()
	here, err := lookAt(tree.folder)
	head, unknown := release.ReadHead(r.path(spareRecordName))
	return err == nil && unknown == nil && head.Root == here.stamp.Inode
}

// makeSpare makes a spare of the site at a target, which is locked. It is none until it has a record.
func (t target) makeSpare(ctx context.Context, kept records) error {
	site, err := openTree(t.dir)
	if err != nil {
		return fmt.Errorf("cannot read the site in %s: %w", t.dir, err)
	}
	defer site.close()
	last := kept.of(site)
	if last == nil || last.Root == 0 || stands(ctx, site, last) != nil {
		return ctx.Err()
	}
	kept.dropSpare() // it was of no use
	if err = linked(ctx, last, t.dir, kept.path(spareName)); err == nil {
		err = kept.recordSpare(ctx, last)
	}
	if err == nil {
		return nil
	}
	kept.dropSpare()
	if errors.Is(err, errMoved) {
		return nil
	}
	return fmt.Errorf("cannot make a spare of %s: %w", t.dir, err)
}

// recordSpare writes the record of a spare that was made of the last release's files, if these are as they were. The disk has
// them then.
func (r records) recordSpare(ctx context.Context, last *release.Release) error {
	tree, err := openTree(r.path(spareName))
	if err != nil {
		return err
	}
	defer tree.close()
	here, err := lookAt(tree.folder)
	if err != nil {
		return err
	}
	err = inParallel(ctx, last.Len(), func(i int) error {
		l, err := tree.look(last.Path(i))
		return unmoved(i, err == nil && l.isFile(last.Stamp(i)), err)
	})
	if err != nil {
		return err
	}
	d := &release.Draft{About: last.About, Before: last, Kept: slices.Repeat([]bool{true}, last.Len())}
	d.Root = here.stamp.Inode
	if d.Folders, err = foldersOf(ctx, tree, d); err != nil {
		return err
	}
	if err := flush(tree.folder); err != nil {
		return fmt.Errorf("cannot write the spare to disk: %w", err)
	}
	return d.Write(r.path(spareRecordName))
}

// linked makes a folder that holds the files of a release, which are links to those of another one.
func linked(ctx context.Context, r *release.Release, from, to string) error {
	if err := os.Mkdir(to, 0o700); err != nil {
		return err
	}
	if err := os.Link(at(from, Marker), at(to, Marker)); err != nil {
		return err // first of all, so that everybody knows whose it is
	}
	for i := range r.Folders() {
		if name := r.FolderPath(i); name != "." {
			if err := errors.Join(ctx.Err(), os.Mkdir(at(to, name), 0o755)); err != nil {
				return err
			}
		}
	}
	for i := range r.Len() {
		if r.Kind(i) == release.Mark {
			continue
		}
		if err := errors.Join(ctx.Err(), os.Link(at(from, r.Path(i)), at(to, r.Path(i)))); err != nil {
			return err
		}
	}
	return nil
}
