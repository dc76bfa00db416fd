package picture

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"
)

// An entry of the cache is one file: a line of JSON behind its own hash, then the bytes of the variants one after the
// other. So it appears whole or not at all, when its finished copy takes its name.
const (
	entryExt = ".pictures"
	draftExt = ".draft"
	maxIndex = 64 << 10
	maxEntry = 1 << 30
)

// index is the first line of an entry.
type index struct {
	Key      string    `json:"key"`
	Info     Info      `json:"info"`
	Variants []Variant `json:"variants"`
	Fallback int       `json:"fallback"`
}

// load gives an entry, or nil where there is none that is whole: what is cut short, changed or not ours is made again.
func (c *Cache) load(key string) *Set {
	name := key + entryExt
	f, err := c.root.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() > maxEntry {
		return nil
	}
	set := readEntry(f, info.Size(), key)
	if set == nil {
		return nil
	}
	if now := time.Now(); now.Sub(info.ModTime()) > touchAfter {
		// A failure costs no more than that the entry is pruned early: a folder may be read-only.
		_ = c.root.Chtimes(name, now, now)
	}
	for i := range set.Variants {
		set.Variants[i].root, set.Variants[i].entry = c.root, name
	}
	set.Fallback.root, set.Fallback.entry = c.root, name
	return set
}

// readEntry reads and checks an entry: that its index is ours, and that every byte is the one that was written.
func readEntry(f io.ReaderAt, size int64, key string) *Set {
	head := make([]byte, min(size, maxIndex))
	if _, err := f.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil
	}
	line, _, found := bytes.Cut(head, []byte("\n"))
	sum, record, _ := bytes.Cut(line, []byte(" "))
	var x index
	if !found || string(sum) != hexHash(record) || json.Unmarshal(record, &x) != nil || x.Key != key || len(x.Variants) == 0 || x.Fallback < 0 || x.Fallback >= len(x.Variants) {
		return nil
	}
	offset := int64(len(line)) + 1
	for i := range x.Variants {
		v := &x.Variants[i]
		if v.Size < 0 || v.Size > size-offset || v.Width < 1 || v.Height < 1 {
			return nil
		}
		v.offset = offset
		offset += v.Size
		hash := sha256.New()
		if _, err := io.Copy(hash, io.NewSectionReader(f, v.offset, v.Size)); err != nil || hex.EncodeToString(hash.Sum(nil)) != v.Hash {
			return nil
		}
	}
	if offset != size {
		return nil
	}
	return x.set()
}

func hexHash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// set sorts out the fallback: one that is no variant stands behind them.
func (x index) set() *Set {
	s := &Set{Info: x.Info, Variants: x.Variants, Fallback: x.Variants[x.Fallback]}
	if last := len(x.Variants) - 1; last > 0 && x.Variants[last].Width <= x.Variants[last-1].Width {
		s.Variants = x.Variants[:last]
	}
	return s
}

// save writes an entry and loads it.
func (c *Cache) save(key string, m made) (*Set, error) {
	x := index{Key: key, Info: m.Info, Fallback: m.fallback}
	for _, p := range m.variants {
		x.Variants = append(x.Variants, Variant{Format: p.format, Width: p.width, Height: p.height, Size: int64(len(p.data)), Hash: hexHash(p.data)})
	}
	record, err := json.Marshal(x)
	if err != nil {
		return nil, err
	}
	if err := c.write(key+entryExt, slices.Concat([]byte(hexHash(record)), []byte(" "), record, []byte("\n")), m.variants); err != nil {
		return nil, err
	}
	if set := c.load(key); set != nil {
		return set, nil
	}
	return nil, errors.New("what was written into the cache is not what lies there")
}

// write writes a file under a name of its own and then gives it its name. Of two processes that write the same
// entry the later one wins, with the same bytes.
func (c *Cache) write(name string, line []byte, pieces []piece) (err error) {
	draft := name + "-" + rand.Text() + draftExt
	f, err := c.root.Create(draft)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, c.root.Remove(draft))
		}
	}()
	_, err = f.Write(line)
	for _, p := range pieces {
		if err == nil {
			_, err = f.Write(p.data)
		}
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if info, err := c.root.Lstat(name); err == nil && info.IsDir() {
		// Nothing that this package made: it would be in the way for ever.
		if err := c.root.RemoveAll(name); err != nil {
			return err
		}
	}
	return c.root.Rename(draft, name)
}

// Prune removes the entries that were last used before a time, then the longest unused ones until the rest takes no
// more than size bytes, and the drafts that a process left that ended early. The mark of the last use is renewed
// once a day: let before be at least two days ago.
func (c *Cache) Prune(ctx context.Context, before time.Time, size int64) error {
	entries, err := c.entries()
	if err != nil {
		return err
	}
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
			continue
		}
		if err := c.root.Remove(e.Name()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, err)
		}
	}
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
