package publish

import (
	"errors"
	"os"
	"sync"
	"sync/atomic"
)

// flushEach is after how many bytes the disk is asked to take up what was written so far.
const flushEach = 64 << 20

// flusher has the disk take up a large site while it is made, so that little is left to wait for at its end.
//
// Its folder is open from before the first file: the system tells each open file once of what it could not write, so no
// trouble passes it by.
type flusher struct {
	folder  *os.File
	written atomic.Int64 // bytes that it was not asked for yet
	asking  atomic.Bool
	asked   sync.WaitGroup

	mu  sync.Mutex
	err error // of what was taken up so far
}

// wrote tells of some bytes more. It never waits.
func (f *flusher) wrote(bytes int) {
	if f.written.Add(int64(bytes)) < flushEach || !f.asking.CompareAndSwap(false, true) {
		return
	}
	f.written.Store(0)
	f.asked.Go(func() {
		defer f.asking.Store(false)
		f.flush()
	})
}

func (f *flusher) flush() {
	if err := flush(f.folder); err != nil {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.err = errors.Join(f.err, err)
	}
}

// finish waits until the disk has everything, and gives all trouble that there was with that. Nobody writes any more.
func (f *flusher) finish() error {
	f.asked.Wait()
	f.flush()
	return f.err
}
