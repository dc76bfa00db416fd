package source

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io/fs"
	"time"
)

// Look is what a content folder looks like, without a file of it being read.
type Look struct {
	// Digest stands for the paths of all files, the settings among them, with their sizes, their times and what else the
	// system tells of them.
	Digest [sha256.Size]byte
	// Settled says that a folder with the same digest holds the same bytes. It does not where a file was written just now,
	// or where the system tells too little of files.
	Settled bool
}

// Look looks at the content folder, for whoever wants to know if anything has changed before much is done. The next
// [Loader.Load] goes on from there, whatever paths it is told of. The error is trouble of the machine.
func (l *Loader) Look(ctx context.Context, fsys fs.FS) (Look, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.looked = false
	now := time.Now()
	if err := l.look(ctx, fsys, nil); err != nil {
		return Look{}, err
	}
	l.looked = true
	return l.tree.digest(now), nil
}

// digest sums up what was seen, at a moment, in the order in which it was.
func (t *tree) digest(now time.Time) Look {
	d := digester{Hash: sha256.New()}
	look := Look{Settled: len(t.missing) == 0}
	for i := range t.seen {
		s := &t.seen[i]
		d.text(s.path)
		d.text(s.target)
		if s.info == nil {
			d.number(-1)
			continue
		}
		id, known := identify(s.info)
		look.Settled = look.Settled && known && id.settledAt(now)
		for _, n := range []int64{id.size, id.modified, id.changed, int64(id.inode), int64(id.device)} { //nolint:gosec // told apart as well
			d.number(n)
		}
	}
	_, _ = d.Write(d.pending)
	d.Sum(look.Digest[:0])
	return look
}

// digester gathers bytes for a hash.
type digester struct {
	hash.Hash
	pending []byte
}

func (d *digester) text(s string) {
	d.number(int64(len(s)))
	d.pending = append(d.pending, s...)
}

func (d *digester) number(n int64) {
	const batch = 64 << 10
	if len(d.pending) > batch {
		_, _ = d.Write(d.pending)
		d.pending = d.pending[:0]
	}
	d.pending = binary.LittleEndian.AppendUint64(d.pending, uint64(n)) //nolint:gosec // told apart as well
}
