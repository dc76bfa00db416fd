package linkcheck

import (
	"context"
	"time"
)

// host has one request at a time, and a pause after each. Its fields belong to whoever has the turn.
type host struct {
	turn   chan struct{}     // holds a token while somebody has the turn
	free   time.Time         // from when on it may be asked
	warned bool              // it has asked for fewer requests
	given  map[string]answer // origins that are asked no more in this check, with what is known of them
}

func newHost() *host {
	return &host{turn: make(chan struct{}, 1), given: map[string]answer{}}
}

// begin waits for the turn. It tells whether it came before the context ended.
func (h *host) begin(ctx context.Context) bool {
	select {
	case h.turn <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (h *host) end() { <-h.turn }

// rest waits until the host may be asked again.
func (h *host) rest(ctx context.Context) bool {
	timer := time.NewTimer(time.Until(h.free))
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}

// learn notes what an answer says of the host: how long it is to be left alone, and whether for good.
func (h *host) learn(origin string, a answer, pause time.Duration) {
	h.free = time.Now().Add(max(pause, a.wait))
	switch {
	case a.reason != "" && !a.connected:
		h.given[origin] = a // what cannot be reached is not reached under another path either
	case a.status == tooMany && (h.warned || !a.again):
		a.again = false
		h.given[origin] = a
	case a.status == tooMany:
		h.warned = true
	}
}
