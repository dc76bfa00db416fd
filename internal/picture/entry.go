package picture

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"slices"

	"vitrin/internal/file"
	"vitrin/internal/identity"
	"vitrin/internal/wire"
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

// stored is an entry that lies in the cache.
type stored struct {
	index
	start int64             // where in its file the bytes of the variants begin
	entry identity.Identity // of its file
	told  bool              // whether the system tells that
}

// load gives an entry, or nil where there is none that is whole: what is cut short, changed or not ours is made again.
func (c *Cache) load(key string) *stored {
	name := key + entryExt
	f, err := file.OpenIn(c.root, name)
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() > maxEntry {
		return nil
	}
	s := readEntry(f, info.Size(), key)
	if s != nil {
		s.entry, s.told = identity.Of(c.touch(name, info))
	}
	return s
}

// readEntry reads and checks an entry: that its index is ours, and that every byte is the one that was written.
func readEntry(f io.ReaderAt, size int64, key string) *stored {
	head := make([]byte, min(size, maxIndex))
	if _, err := f.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil
	}
	line, _, found := bytes.Cut(head, []byte("\n"))
	sum, record, _ := bytes.Cut(line, []byte(" "))
	var x index
	if !found || string(sum) != hexHash(record) || json.Unmarshal(record, &x) != nil || x.Key != key || !x.holds() {
		return nil
	}
	s := &stored{index: x, start: int64(len(line)) + 1}
	offset := s.start
	for _, v := range x.Variants {
		if v.Size > size-offset {
			return nil
		}
		hash := sha256.New()
		if _, err := io.Copy(hash, io.NewSectionReader(f, offset, v.Size)); err != nil || hex.EncodeToString(hash.Sum(nil)) != v.Hash {
			return nil
		}
		offset += v.Size
	}
	if offset != size {
		return nil
	}
	return s
}

// holds tells whether an index says what can be.
func (x *index) holds() bool {
	for _, v := range x.Variants {
		if v.Size < 0 || v.Size > maxEntry || v.Width < 1 || v.Height < 1 {
			return false
		}
	}
	return x.Fallback >= 0 && x.Fallback < len(x.Variants)
}

func hexHash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// set gives the set that an entry holds. A fallback that is no variant stands behind them.
func (s *stored) set(from *origin) *Set {
	all := slices.Clone(s.Variants)
	offset := s.start
	for i := range all {
		all[i].from, all[i].offset = from, offset
		offset += all[i].Size
	}
	set := &Set{Info: s.Info, Variants: all, Fallback: all[s.Fallback]}
	if last := len(all) - 1; last > 0 && all[last].Width <= all[last-1].Width {
		set.Variants = all[:last]
	}
	return set
}

// written gives the entry, all but how its file stands, for what is known of files.
func (s *stored) written() string {
	var w wire.Writer
	w.Word(s.Key)
	w.Count(int(s.start))
	w.Word(string(s.Info.Format))
	w.Count(s.Info.Width)
	w.Count(s.Info.Height)
	w.Count(s.Fallback)
	w.Count(len(s.Variants))
	for _, v := range s.Variants {
		w.Word(string(v.Format))
		w.Count(v.Width)
		w.Count(v.Height)
		w.Int(v.Size)
		w.Word(v.Hash)
	}
	return string(w.Marks)
}

// readStored reads what written gave; nil where that does not hold.
func readStored(written string) *stored {
	const leastMarks = 5
	r := wire.NewReader(written, "")
	s := &stored{index: index{Key: r.Word()}, start: int64(r.Number())}
	s.Info = Info{Format: Format(r.Word()), Width: r.Number(), Height: r.Number()}
	s.Fallback = r.Number()
	s.Variants = make([]Variant, r.Count(leastMarks))
	for i := range s.Variants {
		s.Variants[i] = Variant{Format: Format(r.Word()), Width: r.Number(), Height: r.Number(), Size: r.Int(), Hash: r.Word()}
	}
	if !r.Done() || !s.holds() {
		return nil
	}
	return s
}

// save writes an entry and loads it.
func (c *Cache) save(key string, m made) (*stored, error) {
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
	if s := c.load(key); s != nil {
		return s, nil
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
