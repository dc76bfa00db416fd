package render

import (
	"html/template"
	"slices"
	"sync"
)

// memory remembers the HTML of views that are numbered from 1 on, each as a string of its own length, since there may
// be very many. The zero memory is empty and ready for use.
type memory struct {
	lock  sync.RWMutex
	slots []template.HTML // by number; empty: not known
}

func (m *memory) forget() {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.slots = nil
}

// html gives the HTML of the view with a number, which is made where it is not known. One without a number is not
// remembered. Two goroutines may make the same one at the same time; it is the same HTML.
func (m *memory) html(number int, made func() (template.HTML, error)) (template.HTML, error) {
	if html := m.known(number); html != "" {
		return html, nil
	}
	html, err := made()
	if err == nil && number > 0 {
		m.keep(number, html)
	}
	return html, err
}

func (m *memory) known(number int) template.HTML {
	m.lock.RLock()
	defer m.lock.RUnlock()
	if number < len(m.slots) {
		return m.slots[number]
	}
	return ""
}

func (m *memory) keep(number int, html template.HTML) {
	m.lock.Lock()
	defer m.lock.Unlock()
	if number >= len(m.slots) {
		m.slots = slices.Grow(m.slots, number+1-len(m.slots))[:number+1]
	}
	m.slots[number] = html
}
