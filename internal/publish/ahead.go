package publish

import (
	"context"
	"fmt"
	"sync"

	"vitrin/internal/release"
)

// Ahead is what was found of a target before anybody knows what will be published there: [Ahead.Look] looks at the site,
// [Ahead.LookAtSpare] at the spare. It is of use to [Current] and [Publish] with the same dir and records, and says nothing once
// something else is recorded there. The zero Ahead holds nothing. Its methods, and the functions that it is given to, are called
// one after the other.
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
