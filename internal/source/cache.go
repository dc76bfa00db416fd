package source

import (
	"crypto/sha256"
	"errors"
	"strings"
	"sync"

	"vitrin/internal/digest"
	"vitrin/internal/pack"
)

// layout names how records and entries are written. It changes whenever they do.
const layout = "documents 5"

// cache is what a loader knows of its store. The zero cache has none.
type cache struct {
	folder, key string
	store       *pack.Store   // nil: there is none
	former      []*pack.Store // those of other keys, from which documents may still be read
	entries     []stored      // by path: those of all files whose records lie in the store
	unsaved     bool          // the index in the folder holds others

	mu sync.Mutex // of the choice of a pack to write to
}

// begin makes the store ready for a load.
func (c *cache) begin(o Options, key string) {
	key = strings.Join([]string{layout, o.Program, key}, "\x00")
	if c.store != nil && (c.folder != o.Store || c.key != key) {
		c.former = append(c.former, c.store)
		c.store, c.entries, c.unsaved = nil, nil, false
	}
	if c.store == nil && o.Store != "" {
		c.folder, c.key = o.Store, key
		c.store = pack.Open(o.Store, key)
	}
	c.take()
}

// take takes in what other processes have written, and tells whether the folder is ours to write to until the end.
func (c *cache) take() {
	if c.store == nil {
		return
	}
	if index, news := c.store.Begin(); news {
		c.entries, c.unsaved = readIndex(index), false
	}
}

// end lets others write.
func (c *cache) end() {
	if c.store != nil {
		c.store.End()
	}
}

// writer gives the pack to which records are added, and whether the index can name what lies in it; nil where there
// is none.
func (c *cache) writer() (p *pack.Pack, lasting bool) {
	if c.store == nil {
		return nil, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	p, err := c.store.Writer()
	if err != nil {
		return nil, false
	}
	return p, p == c.store.Pack()
}

// keep takes in what a load has found, in the order of the paths, and writes the index if it is time to.
func (c *cache) keep(parsed []remembered, now bool) {
	if c.store == nil {
		return
	}
	if c.news(parsed) {
		entries := make([]stored, 0, len(parsed))
		for i := range parsed {
			// Names that differ in form alone are one, and the last of them counts.
			r := &parsed[i]
			if n := len(entries); n > 0 && r.document != nil && r.stored && entries[n-1].path == r.document.Path {
				entries = entries[:n-1]
			}
			if r.document != nil && r.stored {
				entries = append(entries, stored{r.document.Path, r.entry})
			}
		}
		c.entries, c.unsaved = entries, true
	}
	if now {
		c.save()
	}
}

// news tells whether a load has found anything but what is known.
func (c *cache) news(parsed []remembered) bool {
	known, same := cursor{c.entries}, 0
	for i := range parsed {
		r := &parsed[i]
		if r.document == nil || !r.stored {
			continue
		}
		if e, there := known.find(r.document.Path); !there || e != r.entry {
			return true
		}
		same++
	}
	return same != len(c.entries)
}

// save writes the index unless it holds already. Where it cannot be written, the next run of the program parses anew.
func (c *cache) save() {
	if c.store == nil || !c.unsaved || !c.store.Locked() {
		return
	}
	places := make([]pack.Place, len(c.entries))
	for i := range c.entries {
		places[i] = c.entries[i].at
	}
	moved, err := c.store.Save(places, func(places []pack.Place) []byte { return writeIndex(c.entries, places) })
	if err != nil {
		return
	}
	c.unsaved = false
	for i := range c.entries {
		c.entries[i].at = moved[i]
	}
}

// forget drops what is known of the store, but not the store. An index that could not be written before stays as it is.
func (c *cache) forget() { c.entries, c.unsaved = nil, false }

// close writes what was not written yet, and lets go of the stores.
func (c *cache) close() error {
	if c.unsaved {
		c.take()
		c.save()
	}
	var all []error
	for _, s := range append(c.former, c.store) {
		if s != nil {
			all = append(all, s.Close())
		}
	}
	c.store, c.former, c.entries, c.unsaved = nil, nil, nil, false
	return errors.Join(all...)
}

// take makes the document of a page from its record in the store; nil where that does not hold.
func (r *reader) take(p *page, e entry) *Document {
	from := r.loader.cache.store.Pack()
	if from == nil {
		return nil
	}
	head, err := from.Head(r.record, e.at, e.sum[:])
	if err != nil {
		return nil
	}
	r.record = head
	d := r.readHead(p, head)
	if d != nil {
		d.kept = r.shelf.keep(head)
		d.Text = r.textOf(p, from, e.at, e.sum)
		d.Sum = digest.Sum(e.sum[:len(digest.Sum{})])
	}
	return d
}

// put adds the record of a parsed document to the store, and gives the document as it is read back; nil where there is no
// store, or it takes nothing more.
func (r *reader) put(parsed *Document, p *page, sum [sha256.Size]byte) (d *Document, at pack.Place, lasting bool) {
	to, lasting := r.loader.cache.writer()
	if to == nil {
		return nil, at, false
	}
	head, body := r.recorder.record(parsed)
	at, err := to.Append(sum[:], head, body)
	if err != nil {
		return nil, at, false
	}
	if d = r.readHead(p, head); d == nil {
		return nil, at, false
	}
	if r.again {
		d.kept = r.shelf.keep(head)
	}
	d.Text, d.Sum = r.textOf(p, to, at, sum), parsed.Sum
	return d, at, lasting
}
