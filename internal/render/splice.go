package render

import (
	"bytes"
	"strconv"
)

// page is [shared.run] for a whole page, until whose end nothing is forgotten.
func (s *shared) page(p *pen, view any) (*bytes.Buffer, error) {
	s.using.RLock()
	defer s.using.RUnlock()
	return s.run(func(b *bytes.Buffer) error { return p.execute(b, view) })
}

// memories is how many there are that may be lost.
const memories = 3

// run makes HTML in a buffer and puts what is remembered into its places. It gives the buffer in which that lies, to be
// put back. Where a memory is lost meanwhile, its views come whole the next time.
func (s *shared) run(make func(*bytes.Buffer) error) (*bytes.Buffer, error) {
	for losses := 0; ; losses++ {
		made := s.buffer()
		if err := make(made); err != nil {
			s.buffers.Put(made)
			return nil, err
		}
		if bytes.IndexByte(made.Bytes(), mark) < 0 {
			return made, nil
		}
		whole := s.buffer()
		lost := s.splice(whole, made.Bytes())
		s.buffers.Put(made)
		if !lost || losses == memories { // more cannot be lost: what is not known is none of ours
			return whole, nil
		}
		s.buffers.Put(whole)
	}
}

// splice adds HTML to a buffer, with what is remembered in its places, and tells whether something is not known.
func (s *shared) splice(b *bytes.Buffer, html []byte) (lost bool) {
	for {
		before, rest, found := bytes.Cut(html, []byte{mark})
		b.Write(before)
		if !found {
			return lost
		}
		html = rest
		name, after, closed := bytes.Cut(rest, []byte{mark})
		m, number := s.placed(name)
		if closed && m != nil && m.read(b, number) {
			html = after
			continue
		}
		lost = lost || closed && m != nil
		b.WriteByte(mark)
	}
}

// placed gives the memory and the number that stand in a place.
func (s *shared) placed(name []byte) (m *memory, number int) {
	if len(name) < 2 || len(name) > len("c2147483647") {
		return nil, 0
	}
	number, err := strconv.Atoi(string(name[1:]))
	if err != nil || number < 0 {
		return nil, 0
	}
	switch name[0] {
	case cardKind:
		return &s.cards, number
	case rowKind:
		return &s.rows, number
	case timeKind:
		return &s.times, number
	}
	return nil, 0
}
