package picture

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
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
	return &Cache{root: root, memory: memory, budget: semaphore.NewWeighted(memory)}, nil
}

// Close closes the folder. Variants cannot be read any more.
func (c *Cache) Close() error { return c.root.Close() }

// Make gives the set of a picture's file. It is read for its hash; only where the cache does not have the set is it
// decoded. Calls for the same bytes at the same time share one making, with the context of the first. The name is for
// errors of the machine. What is wrong with the file itself is an [*Error].
func (c *Cache) Make(ctx context.Context, name string, open func() (io.ReadCloser, error)) (*Set, error) {
	s, err := c.make(ctx, "set", open, variants)
	return s, named(name, err)
}

// Clean gives the whole picture without metadata, for a file that is linked to rather than shown. It is encoded anew,
// JPEG with little loss, all else without: PNG stays PNG, as a still GIF becomes; a WebP becomes JPEG or PNG.
func (c *Cache) Clean(ctx context.Context, name string, open func() (io.ReadCloser, error)) (Variant, error) {
	s, err := c.make(ctx, "clean", open, clean)
	if err != nil {
		return Variant{}, named(name, err)
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

func (c *Cache) make(ctx context.Context, kind string, open func() (io.ReadCloser, error), by maker) (*Set, error) {
	data, err := read(open)
	if err != nil {
		return nil, err
	}
	key := hexHash(data) + "-" + kind + encoder()
	set, err, _ := c.making.Do(key, func() (any, error) {
		if set := c.load(key); set != nil {
			return set, nil
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
	return set.(*Set), nil
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

// read reads a file whole, so far as files may be large.
func read(open func() (io.ReadCloser, error)) ([]byte, error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if len(data) > MaxBytes {
		return nil, &Error{fmt.Sprintf("the picture is a file of more than %d megabytes", MaxBytes>>20), "save it with fewer pixels, or as JPEG where it is a photograph"}
	}
	return data, err
}

// touchAfter is how old the mark of an entry's last use gets before it is renewed: a day is fine enough for
// [Cache.Prune], and spares a write for each picture of each build.
const touchAfter = 24 * time.Hour
