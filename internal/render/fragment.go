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

// fragments remember the HTML of small views by the words in them: links, facts and rows of tables that stand on many
// pages. Since most stand on one page alone, only what is met a second time is remembered. The zero value is empty and
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

func (w words) values(values []site.Value) words {
	w = w.number(len(values))
	for i := range values {
		w = w.link(&values[i].Link).text(values[i].Note, values[i].Time)
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

// renderLink gives a link.
func (s *shared) renderLink(l site.Link) (template.HTML, error) {
	var room [wordsRoom]byte
	return s.links.html(words(room[:0]).link(&l), func() (template.HTML, error) { return s.execute(s.link, l) })
}

// renderLinks gives links as items of a list.
func (s *shared) renderLinks(list []site.Link) (template.HTML, error) {
	b := s.buffer()
	defer s.buffers.Put(b)
	for i := range list {
		html, err := s.renderLink(list[i])
		if err != nil {
			return "", err
		}
		b.WriteString("<li>")
		b.WriteString(string(html))
		b.WriteString("</li>\n")
	}
	return template.HTML(b.String()), nil //nolint:gosec // of parts that are escaped
}

// renderValues gives values as descriptions of a term. What leads somewhere stands on many pages.
func (s *shared) renderValues(list []site.Value) (template.HTML, error) {
	b := s.buffer()
	defer s.buffers.Put(b)
	for i := range list {
		v := &list[i]
		b.WriteString("<dd>")
		if v.Href == "" {
			if err := s.value.Execute(b, v); err != nil {
				return "", err
			}
		} else {
			var room [wordsRoom]byte
			html, err := s.values.html(words(room[:0]).values(list[i:i+1]), func() (template.HTML, error) { return s.execute(s.value, v) })
			if err != nil {
				return "", err
			}
			b.WriteString(string(html))
		}
		b.WriteString("</dd>\n")
	}
	return template.HTML(b.String()), nil //nolint:gosec // of parts that are escaped
}

// renderFacts gives the facts of a list.
func (s *shared) renderFacts(list []site.Fact) (template.HTML, error) {
	b := s.buffer()
	defer s.buffers.Put(b)
	for i := range list {
		var room [wordsRoom]byte
		said := words(room[:0]).text(list[i].Key, list[i].Label).values(list[i].Values)
		html, err := s.facts.html(said, func() (template.HTML, error) { return s.execute(s.fact, list[i]) })
		if err != nil {
			return "", err
		}
		b.WriteString(string(html))
	}
	return template.HTML(b.String()), nil //nolint:gosec // of parts that are escaped
}

// renderCells gives the rows of a table.
func (s *shared) renderCells(rows []site.Row) (template.HTML, error) {
	b := s.buffer()
	defer s.buffers.Put(b)
	for i := range rows {
		var room [wordsRoom]byte
		html, err := s.tableRows.html(words(room[:0]).row(&rows[i]), func() (template.HTML, error) { return s.execute(s.cells, rows[i]) })
		if err != nil {
			return "", err
		}
		b.WriteString(string(html))
	}
	return template.HTML(b.String()), nil //nolint:gosec // of parts that are escaped
}

// renderColumns gives the head of a table.
func (s *shared) renderColumns(columns []site.Column) (template.HTML, error) {
	var room [wordsRoom]byte
	said := words(room[:0])
	for _, c := range columns {
		said = said.text(c.Label, c.Sort, c.Sorted).flag(c.Numeric)
	}
	return s.heads.html(said, func() (template.HTML, error) { return s.execute(s.columns, columns) })
}
