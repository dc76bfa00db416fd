package render

import (
	"encoding/binary"
	"hash/maphash"
	"html/template"
	"sync"

	"vitrin/internal/site"
)

const (
	maxFragments = 8192    // that are remembered: enough for all that many pages of a large site name
	seenBits     = 13      // of the hash that chooses a place among what was seen
	wordsRoom    = 1 << 10 // bytes of words that most fragments don't exceed
)

// fragments remember the HTML of small views by the words in them: what a site's own partials make of links, facts and
// rows of tables that stand on many pages, and heads of tables. Since most stand on one page alone, only what is met a second time is remembered. The zero value is empty and
// ready for use.
type fragments struct {
	lock  sync.RWMutex
	known map[string]template.HTML
	seen  [1 << seenBits]uint32 // hashes of words that were met, the last one of each place
	seed  maphash.Seed
}

func (f *fragments) forget() {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.known = nil
}

// html gives the HTML of a view that says these words, which is made where it is not known.
func (f *fragments) html(said words, made func() (template.HTML, error)) (template.HTML, error) {
	f.lock.RLock()
	html, known := f.known[string(said)]
	f.lock.RUnlock()
	if known {
		return html, nil
	}
	html, err := made()
	if err == nil {
		f.meet(said, html)
	}
	return html, err
}

func (f *fragments) meet(said words, html template.HTML) {
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.known == nil {
		f.known, f.seed = map[string]template.HTML{}, maphash.MakeSeed()
	}
	hash := maphash.Bytes(f.seed, said)
	place, rest := &f.seen[hash>>(64-seenBits)], uint32(hash) //nolint:gosec // the bits that do not tell the place
	if *place == rest && len(f.known) < maxFragments {
		f.known[string(said)] = html
	}
	*place = rest
}

// words are all that a view says, each text with its length before it, so that two views have the same words only if
// they say the same.
type words []byte

func (w words) text(texts ...string) words {
	for _, t := range texts {
		w = append(binary.AppendUvarint(w, uint64(len(t))), t...)
	}
	return w
}

func (w words) number(n int) words { return binary.AppendVarint(w, int64(n)) }

func (w words) flag(f bool) words {
	if f {
		return append(w, 1)
	}
	return append(w, 0)
}

func (w words) link(l *site.Link) words { return w.text(l.Text, l.Href, l.Lang, l.TextLang, l.Mark) }

func (w words) value(v *site.Value) words { return w.link(&v.Link).text(v.Note, v.Time) }

func (w words) values(values []site.Value) words {
	w = w.number(len(values))
	for i := range values {
		w = w.value(&values[i])
	}
	return w
}

func (w words) row(r *site.Row) words {
	w = w.number(len(r.Cells))
	for i := range r.Cells {
		c := &r.Cells[i]
		w = w.flag(c.Numeric).number(c.Shade).values(c.Values)
	}
	return w
}
