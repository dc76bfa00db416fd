package ingest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// sharing knows which rows have which id. Without merge: two rows cannot have one; with it they are one page.
type sharing struct {
	m    *mapping
	seen map[string]int   // the line of the first row of an id
	last map[string]int   // the line of its last row, with merge
	open map[string]*page // pages that wait for further rows
	same map[string]int   // the first lines of rows, by the hash of all that is in them

	spoiled map[string]int // the line of the first row of an id that cannot be read
	unknown int            // the first line of which it cannot be told whose it is, with merge
}

// sharing goes through the table for its ids, where several rows may have one.
func (k *maker) sharing() (*sharing, error) {
	s := &sharing{m: k.m, seen: map[string]int{}, last: map[string]int{}, open: map[string]*page{}, same: map[string]int{}, spoiled: map[string]int{}}
	if len(k.m.merge) == 0 {
		return s, nil
	}
	k.filled, k.unread = map[*rule]above{}, 0
	for r, err := range k.t.Rows() {
		if err != nil {
			return nil, err
		}
		x := k.row(r)
		if r.Broken() {
			clear(k.filled)
			k.unread = r.Line
			s.unknown = cmp.Or(s.unknown, r.Line)
			continue
		}
		id, _ := idOf(x.cell(k.m.id))
		switch {
		case id != "":
			s.last[id] = r.Line
		case x.problems.Errors() > 0:
			s.unknown = cmp.Or(s.unknown, r.Line)
		}
	}
	return s, nil
}

// take takes in what a row made, if anything, and gives the page that is complete with it. Where several rows are one
// page, one that cannot be read spoils it: a page without what that row says would take the place of a good one.
func (s *sharing) take(x *row, p *page) *page {
	if len(s.m.merge) == 0 {
		if p == nil {
			return nil
		}
		return s.join(x, p)
	}
	_, id, _ := strings.Cut(x.key, "/")
	if p != nil && s.spoiled[id] == 0 {
		if p = s.join(x, p); p != nil {
			p.held = s.unknown
		}
		return p
	}
	if id != "" && s.spoiled[id] == 0 {
		s.spoiled[id] = x.Line
		delete(s.open, id)
	}
	if id != "" && s.last[id] <= x.Line {
		x.problems.Warn(diag.Pos{File: x.t.File, Line: s.spoiled[id]}, diag.DuplicateID,
			fmt.Sprintf("this row is one of those of %s, and cannot be read, so nothing is written there: a page stays as it is", pagePath(s.m.collection, id)), "mend the row and import again")
	}
	return nil
}

// join gives the page that is complete with a row, if one is.
func (s *sharing) join(x *row, p *page) *page {
	first, before := s.seen[p.id]
	switch {
	case !before:
		s.seen[p.id] = x.Line
		if s.last[p.id] > x.Line {
			s.open[p.id] = p
			s.doubled(x, p)
			return nil
		}
		return p
	case len(s.m.merge) == 0:
		x.fail(x.m.id, diag.DuplicateID, fmt.Sprintf("the id %q is that of line %d already", p.id, first),
			"take the id from a column that differs in every row; or say merge: [funding] where several rows belong to one page")
		return nil
	}
	if s.doubled(x, p) {
		if s.last[p.id] > x.Line {
			return nil
		}
		whole := s.open[p.id]
		delete(s.open, p.id)
		return whole
	}
	whole := s.open[p.id]
	if whole == nil { // the file has changed since it was gone through
		return p
	}
	s.merge(x, whole, p)
	if s.last[p.id] > x.Line {
		return nil
	}
	delete(s.open, p.id)
	return whole
}

// doubled tells of a row that is the same as one before it in every cell. It counts once: an amount that stands there
// twice is not twice as much.
func (s *sharing) doubled(x *row, p *page) bool {
	made, err := p.bytes()
	all := sumOf([]byte(strings.Join(x.Cells, "\x00") + "\x00" + string(made)))
	first, before := s.same[all]
	if !before {
		s.same[all] = x.Line
	}
	if before && err == nil {
		x.problems.Warn(diag.Pos{File: x.t.File, Line: x.Line}, diag.DuplicateID, fmt.Sprintf("this row is the same as line %d in every cell, so it counts once", first),
			"take one of them out of the table; or write in some column in what they differ")
		return true
	}
	return false
}

// merge adds what a further row says to a page. What both say, and differs, is told; the first row counts.
func (s *sharing) merge(x *row, whole, p *page) {
	fields := fieldsOf(s.m.collection)
	for _, f := range p.front.Fields {
		have := whole.front.Get(f.Key)
		switch {
		case have == nil:
			with(whole.front, f.Key, f.Value)
		case slices.Contains(s.m.merge, f.Key):
			set(whole.front, f.Key, listed(append(slices.Clone(items(have)), items(f.Value)...), find(fields, f.Key)))
		case !equal(have, f.Value):
			pos := diag.Pos{File: x.t.File, Line: x.Line}
			x.problems.Warn(pos, diag.DuplicateID, fmt.Sprintf("%s differs from line %d, which has the same id and counts", f.Key, whole.from.Line),
				"make the rows say the same; or add "+f.Key+" to merge: if it is a list")
		}
	}
	order := keysOf(fields)
	slices.SortStableFunc(whole.front.Fields, func(a, b syntax.Field) int {
		return cmp.Compare(slices.Index(order, a.Key), slices.Index(order, b.Key))
	})
	whole.body = cmp.Or(whole.body, p.body)
}

func set(n *syntax.Node, key string, value *syntax.Node) {
	for i := range n.Fields {
		if n.Fields[i].Key == key {
			n.Fields[i].Value = value
		}
	}
}

// rest gives the pages whose last row could not be read.
func (s *sharing) rest() []*page {
	return slices.SortedFunc(maps.Values(s.open), func(a, b *page) int { return cmp.Compare(a.from.Line, b.from.Line) })
}
