package picture

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"io"
	"maps"
	"slices"
	"sync"
	"time"

	"vitrin/internal/file"
	"vitrin/internal/identity"
	"vitrin/internal/wire"
)

// What is known of files lies in a file of the cache's folder: a line that names its form, a hash of all the rest, and the
// rest as package wire writes it. What is wrong with it is of no account: then pictures are read.
const (
	knownFile  = "known"
	knownMagic = "vitrin pictures 1\n"
	maxKnown   = 256 << 20 // bytes of it
	mostKnown  = 200_000   // files of which it tells: those that were used last
)

// known is what is known of a picture's file without reading it.
type known struct {
	file  identity.Identity // as what it was read
	entry identity.Identity // of the cache's file that holds what it became
	used  int64             // the day on which somebody last asked for it, from 1970
	made  string            // a stored, as it is written: few are asked for more than once
}

// knowledge is what is known of all files. It is safe for concurrent use.
type knowledge struct {
	mu     sync.Mutex
	files  map[string]known // by what was made of them, and their paths
	ours   map[string]bool  // those that this process has asked for: what it knows of them is the latest
	pruned int64            // the day on which the folder was last pruned
	news   bool             // there is something that the folder does not hold
}

// knownAs names what was made of a file.
func knownAs(kind, path string) string { return kind + "\x00" + path }

func dayOf(t time.Time) int64 { return t.Unix() / int64((24 * time.Hour).Seconds()) }

// find gives what is known of a file, if it is still the one that was read.
func (k *knowledge) find(name string, seen identity.Identity) (known, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	one, there := k.files[name]
	return one, there && one.file == seen
}

// note takes in what a file became, or that somebody asked for it.
func (k *knowledge) note(name string, one known) {
	one.used = dayOf(time.Now())
	k.mu.Lock()
	defer k.mu.Unlock()
	k.ours[name] = true
	if k.files[name] != one {
		k.files[name], k.news = one, true
	}
}

// begin marks a day as the one on which the folder is pruned, unless it is that already.
func (k *knowledge) begin(day int64) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.pruned == day {
		return false
	}
	k.pruned, k.news = day, true
	return true
}

// learn reads what the folder holds.
func (c *Cache) learn() {
	c.known.files, c.known.pruned = c.readKnown()
	c.known.ours = make(map[string]bool)
}

// keep writes what is known and of use, if the folder does not hold it. What another process has written meanwhile stays;
// of two that write at once one may be in vain, which costs the reading of pictures and nothing else.
func (c *Cache) keep(useful func(known) bool) error {
	k := &c.known
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.news && useful == nil {
		return nil
	}
	all, pruned := c.readKnown()
	for name := range k.ours {
		all[name] = k.files[name]
	}
	if useful != nil {
		maps.DeleteFunc(all, func(_ string, one known) bool { return !useful(one) })
	}
	k.files, k.pruned = latest(all, mostKnown), max(k.pruned, pruned)
	if err := c.write(knownFile, appendKnown(k.pruned, k.files), nil); err != nil {
		return err
	}
	k.news = false
	return nil
}

// latest gives those that were used last, as many as there may be.
func latest(all map[string]known, most int) map[string]known {
	if len(all) <= most {
		return all
	}
	names := slices.SortedFunc(maps.Keys(all), func(a, b string) int {
		return cmp.Or(cmp.Compare(all[b].used, all[a].used), cmp.Compare(a, b))
	})
	for _, name := range names[most:] {
		delete(all, name)
	}
	return all
}

// appendKnown gives the bytes of the file.
func appendKnown(pruned int64, files map[string]known) []byte {
	var w wire.Writer
	w.Int(pruned)
	w.Count(len(files))
	for _, name := range slices.Sorted(maps.Keys(files)) {
		one := files[name]
		w.Word(name)
		one.file.Append(&w)
		one.entry.Append(&w)
		w.Int(one.used)
		w.Word(one.made)
	}
	sum := sha256.Sum256(w.Marks)
	return slices.Concat([]byte(knownMagic), sum[:], w.Marks)
}

// readKnown reads what appendKnown wrote; nothing where that does not hold. The map is never nil.
func (c *Cache) readKnown() (files map[string]known, pruned int64) {
	none := map[string]known{}
	f, err := file.OpenIn(c.root, knownFile)
	if err != nil {
		return none, 0
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, maxKnown))
	rest, ours := bytes.CutPrefix(src, []byte(knownMagic))
	if err != nil || !ours || len(rest) < sha256.Size {
		return none, 0
	}
	if sum := sha256.Sum256(rest[sha256.Size:]); !bytes.Equal(sum[:], rest[:sha256.Size]) {
		return none, 0
	}
	const leastMarks = 3 + 2*identity.Marks
	r := wire.NewReader(string(rest[sha256.Size:]), "")
	pruned = r.Int()
	n := r.Count(leastMarks)
	files = make(map[string]known, n)
	for range n {
		name := r.Word()
		files[name] = known{file: identity.Read(r), entry: identity.Read(r), used: r.Int(), made: r.Word()}
	}
	if !r.Done() {
		return none, 0
	}
	return files, pruned
}
