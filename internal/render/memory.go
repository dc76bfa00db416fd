package render

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"sync"

	"vitrin/internal/site"
)

// memory remembers the HTML of the views of one site, which are numbered from 1 on. Since there may be very many, it lies one behind the
// other in a file that nobody else sees, but for what came last, which waits in memory until it is written. The zero
// memory is empty and ready for use, and needs no file for a small site.
type memory struct {
	lock  sync.RWMutex
	of    *site.Site // whose views are remembered, and no others
	slots []spot     // by number; zero: not known

	file    *os.File // nil before it is needed
	litter  bool     // the file has to be removed when it is closed
	written int64    // the length of the file
	pending []byte   // what is behind it
	failed  bool     // nothing more can be remembered
}

// spot is where HTML begins in a memory, and its length.
type spot struct {
	offset int64
	length int
}

// memoryRoom is how many bytes wait to be written.
const memoryRoom = 128 << 10

// forget drops what is remembered. From then on it is the views of another site.
func (m *memory) forget(next *site.Site) {
	m.lock.Lock()
	defer m.lock.Unlock()
	_ = m.letGo() // a file that nobody knows any more
	m.of, m.slots, m.file, m.written, m.pending, m.failed = next, nil, nil, 0, nil, false
}

// close lets go of the file, and of all that is remembered.
func (m *memory) close() error {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.slots, m.failed = nil, true
	return m.letGo()
}

func (m *memory) letGo() error {
	if m.file == nil {
		return nil
	}
	err := m.file.Close()
	if m.litter {
		err = errors.Join(err, os.Remove(m.file.Name()))
	}
	m.file = nil
	return err
}

// batch is a list of views: of each, its site and its number there, and how its HTML is made. One without a number is not
// remembered, nor one of another site.
type batch struct {
	count  int
	of     func(i int) (*site.Site, int)
	makeIn func(b *bytes.Buffer, i int) error
}

// add adds the HTML of views to a buffer, each between two texts. Where it is not known, it is made there. Two goroutines may
// make the same one at the same time; it is the same HTML. Those that are known and follow each other are read in one go: if
// each were looked for by itself, goroutines would get in each other's way.
func (m *memory) add(b *bytes.Buffer, all batch, before, after string) error {
	for i := 0; ; i++ {
		if i = m.read(b, i, all, before, after); i == all.count {
			return nil
		}
		b.WriteString(before)
		from := b.Len()
		if err := all.makeIn(b, i); err != nil {
			return err
		}
		if of, number := all.of(i); number > 0 {
			m.keep(of, number, b.Bytes()[from:])
		}
		b.WriteString(after)
	}
}

// read adds HTML from a view on, as long as it is known, and gives the first one of which it is not. Where the file cannot be
// read, nothing is remembered any more.
func (m *memory) read(b *bytes.Buffer, i int, all batch, before, after string) int {
	i, err := m.known(b, i, all, before, after)
	if err != nil {
		m.lock.Lock()
		defer m.lock.Unlock()
		m.slots, m.failed = nil, true
	}
	return i
}

func (m *memory) known(b *bytes.Buffer, i int, all batch, before, after string) (int, error) {
	m.lock.RLock()
	defer m.lock.RUnlock()
	var room [64]spot
	for {
		// Views and slots of many projects lie far apart: looked for one behind the other, before anything is read, they
		// are fetched side by side.
		spots := m.spots(room[:0], i, all)
		for _, at := range spots {
			from := b.Len()
			b.WriteString(before)
			if err := m.copy(b, at); err != nil {
				b.Truncate(from)
				return i, err
			}
			b.WriteString(after)
			i++
		}
		if len(spots) < len(room) {
			return i, nil
		}
	}
}

// spots appends where views lie, from one on, as long as they are known and there is room.
func (m *memory) spots(spots []spot, i int, all batch) []spot {
	for ; i < all.count && len(spots) < cap(spots); i++ {
		of, number := all.of(i)
		if of != m.of || number >= len(m.slots) || m.slots[number].length == 0 {
			break
		}
		spots = append(spots, m.slots[number])
	}
	return spots
}

// copy adds what lies at a spot. The memory is locked.
func (m *memory) copy(b *bytes.Buffer, at spot) error {
	if from := at.offset - m.written; from >= 0 {
		b.Write(m.pending[from : from+int64(at.length)])
		return nil
	}
	b.Grow(at.length)
	html := b.AvailableBuffer()[:at.length]
	if _, err := m.file.ReadAt(html, at.offset); err != nil {
		return err
	}
	b.Write(html)
	return nil
}

func (m *memory) keep(of *site.Site, number int, html []byte) {
	m.lock.Lock()
	defer m.lock.Unlock()
	if of != m.of {
		return // it was forgotten meanwhile
	}
	if len(m.pending)+len(html) > memoryRoom && !m.failed {
		m.failed = m.flush() != nil // then it is made anew each time, which takes longer and is no trouble
	}
	if m.failed {
		return
	}
	if number >= len(m.slots) {
		m.slots = slices.Grow(m.slots, number+1-len(m.slots))[:number+1]
	}
	m.slots[number] = spot{offset: m.written + int64(len(m.pending)), length: len(html)}
	m.pending = append(m.pending, html...)
}

// flush writes what waits. Where the system lets go of the name of an open file, nothing is left behind however the
// program ends.
func (m *memory) flush() error {
	if m.file == nil {
		file, err := os.CreateTemp("", "vitrin-*")
		if err != nil {
			return err
		}
		m.file, m.litter = file, os.Remove(file.Name()) != nil
	}
	if _, err := m.file.WriteAt(m.pending, m.written); err != nil {
		return err
	}
	m.written += int64(len(m.pending))
	m.pending = m.pending[:0]
	return nil
}
