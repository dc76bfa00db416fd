package publish

import (
	"context"
	"fmt"
	"os"
	"slices"
	"sync"

	"vitrin/internal/lock"
	"vitrin/internal/release"
)

// Ahead is what was found of a target before anybody knows what will be published there: [Ahead.Look] looks at the site,
// [Ahead.LookAtSpare] at the spare, and [Prepare] knows of both what it made. It is of use to [Current] and [Publish] with the same
// dir and records, and says nothing once something else is recorded there. The zero Ahead holds nothing. Its methods, and the
// functions that it is given to, are called one after the other.
type Ahead struct {
	looking sync.WaitGroup // [Ahead.Look]
	stop    func()         // ends it; nil: there was none
	found
}

// found is how a site and its spare stood.
type found struct {
	last  *release.Release // what is recorded of the site, whose folders all stand so; nil: not known
	stays []bool           // by its files: those that stand so, too
	spare *release.Release // of the spare likewise, without what files are made of
}

// Look begins to look at the site that stands at dir, on other goroutines; who needs to know waits for it. [Ahead.End] has to be
// called before the process goes on to other things. Trouble is for the publish to find.
func (a *Ahead) Look(ctx context.Context, dir string, o Options) {
	ctx, a.stop = context.WithCancel(ctx)
	a.looking.Go(func() {
		real, err := resolve(dir)
		if err != nil || o.Records == "" || o.Clean || !isMarked(real) {
			return // above all no pipe may be opened, which would be waited for
		}
		if site, err := openTree(real); err == nil {
			defer site.close()
			_ = a.look(ctx, site, recordsAt(o.Records, real))
		}
	})
}

// End ends what is still looked at.
func (a *Ahead) End() {
	if a.stop != nil {
		a.stop()
	}
	a.looking.Wait()
}

// found gives what was found ahead.
func (o Options) found() found {
	if o.Ahead == nil {
		return found{}
	}
	o.Ahead.looking.Wait()
	return o.Ahead.found
}

// Prepare makes the spare of a site that has none, as after its first publish: a publish needs it whatever the site will be. It is
// for who knows that something changed and still has to find out what; it has to have ended before [Publish] is called. A site
// that does not stand as it is recorded is left without a spare.
//
// A spare stays, and is of use to any later publish. An error, which is ctx's own where it ended, says that nothing is prepared;
// the next publish does the same then, slower.
func Prepare(ctx context.Context, dir string, o Options) error {
	t, err := findTarget(dir, o)
	if err != nil {
		return err
	}
	kept := recordsOf(t, o)
	if o.Clean || !kept.kept() {
		return nil
	}
	if old, err := t.examine(); err != nil || old.kind != site {
		return err // before anything is made beside it
	}
	if kept.hasSpare() {
		return nil
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
	a := o.Ahead
	if a == nil {
		a = new(Ahead)
	}
	return a.makeSpare(ctx, t, kept)
}

// LookAtSpare looks at the spare of the site that stands at dir, and at the site where that was not done, as [Publish] does, so
// that it can go on from there. The target is not locked: should somebody publish there meanwhile, the records are others
// afterwards, and what was seen is of no use. What somebody does to site or spare after the look, that publish may not see; it
// records what the look saw, so that the next one finds that. An error, which is ctx's own where it ended, says that nothing is known.
func (a *Ahead) LookAtSpare(ctx context.Context, dir string, o Options) error {
	t, err := findTarget(dir, o)
	if err != nil {
		return err
	}
	kept := recordsOf(t, o)
	if o.Clean || !kept.kept() {
		return nil
	}
	if old, err := t.examine(); err != nil || old.kind != site {
		return err
	}
	if err := a.lookOnce(ctx, t, kept); err != nil {
		return err
	}
	if a.last != nil && a.last.Root != 0 && a.spare == nil {
		a.spare = kept.findSpare(ctx, nil)
	}
	return ctx.Err()
}

// lookOnce looks at the site at a target, unless the one that stands there was looked at already.
func (a *Ahead) lookOnce(ctx context.Context, t target, kept records) error {
	a.looking.Wait()
	site, err := openTree(t.dir)
	if err != nil {
		return fmt.Errorf("cannot read the site in %s: %w", t.dir, err)
	}
	defer site.close()
	here, err := lookAt(site.folder)
	if err == nil && a.last != nil && a.last.Root == here.stamp.Inode && a.last.IsIn(kept.path(recordName)) {
		return nil
	}
	return a.look(ctx, site, kept)
}

// look looks at a site. Where folders do not stand as recorded it finds nothing.
func (a *Ahead) look(ctx context.Context, site tree, kept records) error {
	a.found = found{}
	last := kept.match(site, recordName)
	if last == nil {
		return nil
	}
	stays := make([]bool, last.Len())
	err := site.visit(ctx, last, func(i int, l look, err error) error {
		return unmoved(err == nil && l.isFolder(last.Folder(i).Stamp))
	}, func(i int, l look, err error) error {
		stays[i] = err == nil && l.isFile(last.Stamp(i))
		return nil
	})
	if err == nil {
		a.found = found{last: last, stays: stays}
	}
	return ctx.Err()
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

// makeSpare makes a spare of the site at a target, which is locked. It is none until it has a record. Where the site does not stand
// as it is recorded there is none.
func (a *Ahead) makeSpare(ctx context.Context, t target, kept records) error {
	if err := a.lookOnce(ctx, t, kept); err != nil {
		return err
	}
	if a.last == nil || a.last.Root == 0 || slices.Contains(a.stays, false) {
		return nil
	}
	site, err := openTree(t.dir)
	if err != nil {
		return fmt.Errorf("cannot read the site in %s: %w", t.dir, err)
	}
	defer site.close()
	kept.dropSpare() // it was of no use
	if a.spare, err = kept.linkSpare(ctx, site, a.last); err != nil {
		kept.dropSpare()
		return fmt.Errorf("cannot make a spare of %s: %w", t.dir, err)
	}
	return nil
}

// linkSpare makes a spare of the files of the last release, of a site that is as it was then. It gives the spare's record, without
// what files are made of.
func (r records) linkSpare(ctx context.Context, site tree, last *release.Release) (*release.Release, error) {
	if err := os.Mkdir(r.path(spareName), 0o700); err != nil {
		return nil, err
	}
	spare, err := openTree(r.path(spareName))
	if err != nil {
		return nil, err
	}
	defer spare.close()
	if err := spare.linkAll(ctx, site, last); err != nil {
		return nil, err
	}
	here, err := lookAt(spare.folder)
	if err != nil {
		return nil, err
	}
	d := &release.Draft{About: last.About, Before: last, Kept: slices.Repeat([]bool{true}, last.Len()), Folders: make([]release.Folder, last.Folders())}
	d.Root = here.stamp.Inode
	err = inParallel(ctx, last.Folders(), func(i int) error {
		d.Folders[i].Path = last.FolderPath(i)
		return spare.lookAtFolder(&d.Folders[i])
	})
	if err != nil {
		return nil, err
	}
	if err := flush(spare.folder); err != nil {
		return nil, fmt.Errorf("cannot write the spare to disk: %w", err)
	}
	if err := d.Write(r.path(spareRecordName)); err != nil {
		return nil, err
	}
	return release.ReadTree(r.path(spareRecordName))
}

// linkAll makes the folders of a release in an empty tree, and its files as links to those of another one.
func (t tree) linkAll(ctx context.Context, from tree, r *release.Release) error {
	if err := t.link(from, Marker); err != nil {
		return err // first of all, so that everybody knows whose it is
	}
	for folder := 0; folder < r.Folders() && ctx.Err() == nil; folder += stretch {
		to := min(folder+stretch, r.Folders())
		for i := folder; i < to; i++ {
			if name := r.FolderPath(i); name != "." {
				if err := t.mkdir(name); err != nil {
					return err
				}
			}
		}
		for i, end := filesOf(r, folder, to); i < end; i++ {
			if r.Kind(i) == release.Mark {
				continue // it is there
			}
			if err := t.link(from, r.Path(i)); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}
