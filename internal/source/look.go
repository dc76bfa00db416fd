package source

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"time"

	"vitrin/internal/identity"
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
// [Loader.Load] goes on from there, whatever paths it is told of. Others are folders that are looked at besides, of which
// a load knows nothing; they need not be there. The error is trouble of the machine.
func (l *Loader) Look(ctx context.Context, fsys fs.FS, others ...string) (Look, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.looked = false
	if err := l.look(ctx, fsys, nil); err != nil {
		return Look{}, err
	}
	d := digester{Hash: sha256.New(), now: l.tree.at, settled: len(l.tree.missing) == 0}
	for i := range l.tree.seen {
		s := &l.tree.seen[i]
		d.text(s.path)
		d.text(s.target)
		d.file(s.info)
	}
	for _, dir := range others {
		if err := d.below(ctx, fsys, dir); err != nil {
			return Look{}, err
		}
	}
	l.looked = true
	return d.look(), nil
}

// digester gathers bytes for a hash.
type digester struct {
	hash.Hash
	now     time.Time
	settled bool
	pending []byte
}

// file takes in what the system tells of a file, or that there is none.
func (d *digester) file(info fs.FileInfo) {
	if info == nil {
		d.number(-1)
		return
	}
	id, known := identity.Of(info)
	d.settled = d.settled && known && id.SettledAt(d.now)
	for _, n := range [...]int64{id.Size, id.Modified, id.Changed, int64(id.Inode), int64(id.Device)} { //nolint:gosec // told apart as well
		d.number(n)
	}
}

// below takes in all that lies in a folder, links as what they are, also one in its place.
func (d *digester) below(ctx context.Context, fsys fs.FS, dir string) error {
	d.text(dir)
	if info, err := fs.Lstat(fsys, dir); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		d.number(int64(info.Mode().Type()))
		d.file(info)
		d.text("")
		return nil
	}
	err := fs.WalkDir(fsys, dir, func(name string, e fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return fmt.Errorf("reading %s: %w", name, err)
		case e.IsDir():
			return nil // its files tell enough
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		d.text(name)
		d.number(int64(e.Type()))
		d.file(info)
		return err
	})
	d.text("")
	return err
}

// look gives what comes of all that was taken in.
func (d *digester) look() Look {
	_, _ = d.Write(d.pending)
	look := Look{Settled: d.settled}
	d.Sum(look.Digest[:0])
	return look
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
