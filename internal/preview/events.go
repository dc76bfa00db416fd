package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// hub wakes everybody who waits for a new state. Who is slow misses a wake, never the newest state.
type hub struct {
	mu      sync.Mutex
	waiting map[chan struct{}]bool
	closed  chan struct{}
}

// join gives a channel that is woken; leave ends it.
func (h *hub) join() (woken chan struct{}, closed <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.open()
	woken = make(chan struct{}, 1)
	h.waiting[woken] = true
	return woken, h.closed
}

func (h *hub) open() {
	if h.waiting == nil {
		h.waiting, h.closed = map[chan struct{}]bool{}, make(chan struct{})
	}
}

func (h *hub) leave(woken chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.waiting, woken)
}

func (h *hub) wake() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for woken := range h.waiting {
		select {
		case woken <- struct{}{}:
		default: // it has not looked since it was last woken
		}
	}
}

// close sends everybody home, once.
func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.open()
	select {
	case <-h.closed:
	default:
		close(h.closed)
	}
}

// event is what a browser hears: which process speaks, of which load, and, before the first, how far that has come.
type event struct {
	Session string `json:"session"`
	Number  int    `json:"number"`
	Read    int    `json:"read,omitempty"`  // files
	Total   int    `json:"total,omitempty"` // files to read
}

// event gives what is to be heard at the moment.
func (s *Server) event() event {
	e := event{Session: s.session, Number: s.current.get().number}
	if e.Number == 0 {
		e.Read, e.Total = s.reading.get()
	}
	return e
}

// reading is how far the first load has come.
type reading struct {
	mu          sync.Mutex
	done, total int
	told        time.Time
}

// tellEvery is how often the first load tells browsers of itself.
const tellEvery = 100 * time.Millisecond

// note takes in how far it is, and tells whether it is time to tell.
func (r *reading) note(done, total int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done, r.total = max(r.done, done), total
	if time.Since(r.told) < tellEvery {
		return false
	}
	r.told = time.Now()
	return true
}

func (r *reading) get() (done, total int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.done, r.total
}

const (
	heartbeat = 15 * time.Second
	comeBack  = 500 // milliseconds after which a browser tries again
)

// events tells of every load by server-sent events (HTML, section 9.2).
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	woken, closed := s.hub.join()
	defer s.hub.leave(woken)
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w).Flush
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	if _, err := fmt.Fprintf(w, "retry: %d\n\n", comeBack); err != nil {
		return
	}
	for told := (event{}); ; {
		if now := s.event(); now != told {
			told = now
			data, err := json.Marshal(now)
			if err != nil {
				return
			}
			if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil {
				return
			}
		}
		if flush() != nil {
			return
		}
		select {
		case <-woken:
		case <-beat.C:
			if _, err := fmt.Fprint(w, ": still here\n\n"); err != nil {
				return
			}
		case <-closed:
			return
		case <-r.Context().Done():
			return
		}
	}
}
