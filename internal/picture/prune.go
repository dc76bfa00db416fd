package picture

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"
)

// PruneDaily is [Cache.Prune] of what was not used for an age, once a day, whoever uses the folder. A folder that nobody
// may write to is left alone.
func (c *Cache) PruneDaily(ctx context.Context, now time.Time, age time.Duration, size int64) error {
	if !c.known.begin(dayOf(now)) || c.keep(nil) != nil {
		return nil
	}
	return c.Prune(ctx, now.Add(-age), size)
}

// Prune removes the entries that were last used before a time, then the longest unused ones until the rest takes no
// more than size bytes, and the drafts that a process left that ended early. The mark of the last use is renewed
// once a day: let before be at least two days ago.
func (c *Cache) Prune(ctx context.Context, before time.Time, size int64) error {
	entries, err := c.entries()
	if err != nil {
		return err
	}
	left := make(map[string]bool, len(entries))
	slices.SortFunc(entries, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	var failed error
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		old := e.ModTime().Before(before)
		if strings.HasSuffix(e.Name(), entryExt) {
			size -= e.Size()
			old = old || size < 0
		}
		if !old {
			left[e.Name()] = true
			continue
		}
		if err := c.root.Remove(e.Name()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, err)
		}
	}
	// Where that cannot be written, what is known of files without an entry is of no use, and does no harm.
	_ = c.keep(func(one known) bool {
		s := readStored(one.made)
		return s != nil && left[s.Key+entryExt] && one.used >= dayOf(before)
	})
	return failed
}

// entries lists what this package writes; what else lies in the folder is somebody else's.
func (c *Cache) entries() ([]fs.FileInfo, error) {
	all, err := fs.ReadDir(c.root.FS(), ".")
	if err != nil {
		return nil, err
	}
	var ours []fs.FileInfo
	for _, e := range all {
		if !e.Type().IsRegular() || !strings.HasSuffix(e.Name(), entryExt) && !strings.HasSuffix(e.Name(), draftExt) {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, os.ErrNotExist) {
			continue // another process was quicker
		}
		if err != nil {
			return nil, err
		}
		ours = append(ours, info)
	}
	return ours, nil
}
