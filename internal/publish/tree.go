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

// inParallel calls a function for 0 to n-1, until one call gives an error or ctx ends.
func inParallel(ctx context.Context, n int, do func(i int) error) error {
	const batch = 64 // calls that are taken at a time
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	var running sync.WaitGroup
	for range min(2*runtime.GOMAXPROCS(0), (n+batch-1)/batch) { // one may wait for the disk while another computes
		running.Go(func() {
			for ctx.Err() == nil {
				from := int(next.Add(batch)) - batch
				if from >= n {
					return
				}
				for i := from; i < min(from+batch, n); i++ {
					if err := do(i); err != nil {
						stop(err)
						return
					}
				}
			}
		})
	}
	running.Wait()
	return context.Cause(ctx)
}
