package publish

import (
	"context"
	"io/fs"
	"os"
	"runtime"
	"sync"
	"sync/atomic"

	"vitrin/internal/release"
)

// tree is an open folder, whose files are looked at by their paths in it. It stays the same folder when that
// gets another name.
type tree struct{ folder *os.File }

func openTree(dir string) (tree, error) {
	folder, err := os.Open(dir)
	return tree{folder}, err
}

// close may be called twice, and on a tree that was never opened.
func (t tree) close() { _ = t.folder.Close() }

// look is what a tree shows at a path.
type look struct {
	kind  fs.FileMode // the type bits
	stamp release.Stamp
}

// isFile tells whether a regular file with a stamp is seen.
func (l look) isFile(s release.Stamp) bool { return l.kind.IsRegular() && l.stamp == s }

// isFolder tells whether a folder with a stamp is seen.
func (l look) isFolder(s release.Stamp) bool { return l.kind.IsDir() && l.stamp == s }

// stretch is how many folders are looked at before the files in them are: as many as a processor still has at hand then.
const stretch = 64

// filesOf gives the numbers of the files of a release that are looked at after the folders from one number to another: those
// that come before the folders that follow. Most lie in these, all in these or in folders before them.
func filesOf(r *release.Release, from, to int) (first, end int) {
	end = r.Len()
	if from > 0 {
		first = r.From(r.FolderPath(from))
	}
	if to < r.Folders() {
		end = r.From(r.FolderPath(to))
	}
	return first, end
}

// visit looks at all folders and files of a release in a tree, and tells of each what is seen there, or why nothing is. It calls
// on several goroutines, and ends with the first error that is given back, or ctx's.
func (t tree) visit(ctx context.Context, r *release.Release, folder, file func(i int, l look, err error) error) error {
	return inBatches(ctx, max(1, r.Folders()), stretch, func(from, to int) error {
		to = min(to, r.Folders())
		for i := from; i < to; i++ {
			l, err := t.look(r.FolderPath(i))
			if err := folder(i, l, err); err != nil {
				return err
			}
		}
		for i, end := filesOf(r, from, to); i < end; i++ {
			l, err := t.look(r.Path(i))
			if err := file(i, l, err); err != nil {
				return err
			}
		}
		return nil
	})
}

// inParallel calls a function for 0 to n-1, until one call gives an error or ctx ends.
func inParallel(ctx context.Context, n int, do func(i int) error) error {
	return inBatches(ctx, n, 64, func(from, to int) error {
		for i := from; i < to; i++ {
			if err := do(i); err != nil {
				return err
			}
		}
		return nil
	})
}

// inBatches calls a function for the numbers from 0 to n-1, for some that follow each other at a time, until one call gives an
// error or ctx ends.
func inBatches(ctx context.Context, n, batch int, do func(from, to int) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	var running sync.WaitGroup
	for range min(2*runtime.GOMAXPROCS(0), (n+batch-1)/batch) { // one may wait for the disk while another computes
		running.Go(func() {
			for ctx.Err() == nil {
				from := int(next.Add(int64(batch))) - batch
				if from >= n {
					return
				}
				if err := do(from, min(from+batch, n)); err != nil {
					stop(err)
					return
				}
			}
		})
	}
	running.Wait()
	return context.Cause(ctx)
}
