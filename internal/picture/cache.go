package picture

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"

	"vitrin/internal/identity"
)

// DefaultMemory is the budget of a cache that states none. The largest picture takes about as
// much, of WebP twice as much.
const DefaultMemory = 768 << 20

// Cache makes pictures ready and keeps them. It is safe for concurrent use, also by several processes on one folder.
type Cache struct {
	root   *os.Root
	memory int64
	budget *semaphore.Weighted
	making singleflight.Group // by key
	known  knowledge
}

// File is the file of a picture, as somebody has found it.
type File struct {
	Path string // by which errors of the machine name it, and the cache knows it again
	// Seen is as what the file was found. Where that is settled, what another file of the same path and identity became
	// is what this one becomes, and it is not read.
	Seen    identity.Identity
	Settled bool
	Clock   identity.Clock // of the file system in which it lies
	Open    func() (fs.File, error)
}

// Open opens a cache in a folder, which is made where it is missing. Memory is how many bytes the pictures that are
// in work at once may take, estimated from their headers; 0 is [DefaultMemory]. A picture that needs more than all of
// it is made alone.
func Open(folder string, memory int64) (*Cache, error) {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	if memory <= 0 {
		memory = DefaultMemory
	}
	c := &Cache{root: root, memory: memory, budget: semaphore.NewWeighted(memory)}
	c.learn()
	return c, nil
}

// Close keeps what is known of files, if it can be kept, and closes the folder. Variants cannot be read any more.
func (c *Cache) Close() error {
	_ = c.keep(nil) // a folder may be read-only; then pictures are read another time, too
	return c.root.Close()
}

// Make gives the set of a picture's file. A file that is known is not read, any other is read for its hash; only where the
// cache does not have the set is it decoded. Calls for the same bytes at the same time share one making, with the context
// of the first. What is wrong with the file itself is an [*Error].
func (c *Cache) Make(ctx context.Context, f File) (*Set, error) {
	s, err := c.make(ctx, "set", f, variants)
	return s, named(f.Path, err)
}

// Clean gives the whole picture without metadata, for a file that is linked to rather than shown. It is encoded anew,
// JPEG with little loss, all else without: PNG stays PNG, as a still GIF becomes; a WebP becomes JPEG or PNG.
func (c *Cache) Clean(ctx context.Context, f File) (Variant, error) {
	s, err := c.make(ctx, "clean", f, clean)
	if err != nil {
		return Variant{}, named(f.Path, err)
	}
	return s.Fallback, nil
}

// named says whose the trouble is. An [*Error] is left as it is: the caller knows the place.
func named(name string, err error) error {
	var told *Error
	if err == nil || errors.As(err, &told) {
		return err
	}
	return fmt.Errorf("picture %s: %w", name, err)
}

type maker func(context.Context, []byte, header) (made, error)

func (c *Cache) make(ctx context.Context, kind string, f File, by maker) (*Set, error) {
	kind += Encoder()
	s := c.recall(kind, f)
	if s == nil {
		var err error
		if s, err = c.find(ctx, kind, f, by); err != nil {
			return nil, err
		}
	}
	ctx = context.WithoutCancel(ctx)
	return s.set(&origin{cache: c, path: f.Path, key: s.Key, again: func() error {
		now, err := c.find(ctx, kind, f, by)
		if err == nil && now.Key != s.Key {
			err = errors.New("its file was changed meanwhile")
		}
		return err
	}}), nil
}

// recall gives the entry of a file that is known, if it stands as it did; neither is read. Nil: that is not known.
func (c *Cache) recall(kind string, f File) *stored {
	name := knownAs(kind, f.Path)
	one, there := c.known.find(name, f.Seen)
	if !there || !f.Settled {
		return nil
	}
	s := readStored(one.made)
	if s == nil {
		return nil
	}
	info, err := c.root.Lstat(s.Key + entryExt)
	if err != nil {
		return nil
	}
	if id, told := identity.Of(info); !told || id != one.entry {
		return nil
	}
	one.entry, _ = identity.Of(c.touch(s.Key+entryExt, info))
	c.known.note(name, one)
	return s
}

// find reads a file and gives its entry, which is made where there is none.
func (c *Cache) find(ctx context.Context, kind string, f File, by maker) (*stored, error) {
	data, seen, settled, err := f.read()
	if err != nil {
		return nil, err
	}
	key := hexHash(data) + "-" + kind
	found, err, _ := c.making.Do(key, func() (any, error) {
		if s := c.load(key); s != nil {
			return s, nil
		}
		m, err := c.produce(ctx, data, by)
		if err != nil {
			return nil, err
		}
		return c.save(key, m)
	})
	if err != nil {
		return nil, err
	}
	s := found.(*stored)
	if settled && s.told {
		c.known.note(knownAs(kind, f.Path), known{file: seen, entry: s.entry, made: s.written()})
	}
	return s, nil
}

// produce runs a maker within the budget.
func (c *Cache) produce(ctx context.Context, data []byte, by maker) (made, error) {
	head, err := inspect(data)
	if err != nil {
		return made{}, err
	}
	weight := min(head.memory(len(data)), c.memory)
	if err := c.budget.Acquire(ctx, weight); err != nil {
		return made{}, err
	}
	defer c.budget.Release(weight)
	return by(ctx, data, head)
}

// read reads a file whole, so far as files may be large. Seen is as what it was read; where that is settled, it is the
// identity of these bytes, and of no others.
func (f File) read() (data []byte, seen identity.Identity, settled bool, err error) {
	r, err := f.Open()
	if err != nil {
		return nil, seen, false, err
	}
	defer r.Close()
	began := f.Clock.Now()
	seen, known := look(r)
	data, err = io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if len(data) > MaxBytes {
		return nil, seen, false, &Error{fmt.Sprintf("the picture is a file of more than %d megabytes", MaxBytes>>20), "save it with fewer pixels, or as JPEG where it is a photograph"}
	}
	after, _ := look(r)
	return data, seen, known && after == seen && seen.SettledAt(began), err
}

// look gives the identity of an open file.
func look(f fs.File) (id identity.Identity, known bool) {
	info, err := f.Stat()
	if err != nil {
		return id, false
	}
	return identity.Of(info)
}

// touchAfter is how old the mark of an entry's last use gets before it is renewed: a day is fine enough for
// [Cache.Prune], and spares a write for each picture of each build.
const touchAfter = 24 * time.Hour

// touch renews the mark of an entry's last use, and tells how its file stands then.
func (c *Cache) touch(name string, info fs.FileInfo) fs.FileInfo {
	now := time.Now()
	if now.Sub(info.ModTime()) <= touchAfter {
		return info
	}
	// A failure costs no more than that the entry is pruned early: a folder may be read-only.
	_ = c.root.Chtimes(name, now, now)
	if touched, err := c.root.Lstat(name); err == nil {
		return touched
	}
	return info
}
