package watch

import (
	"maps"
	"slices"
)

// mostPaths is how many paths a Change names.
const mostPaths = 20_000

// set holds paths that may have changed, in bounded memory.
type set struct {
	paths map[string]struct{}
	all   bool // there are no paths then
}

func (s *set) add(path string) {
	if s.all {
		return
	}
	if s.paths == nil {
		s.paths = map[string]struct{}{}
	}
	if s.paths[path] = struct{}{}; len(s.paths) > mostPaths {
		s.addAll()
	}
}

func (s *set) addAll() { s.paths, s.all = nil, true }

func (s *set) empty() bool { return !s.all && len(s.paths) == 0 }

// take moves what the other set holds into this one.
func (s *set) take(other *set) {
	if other.all {
		s.addAll()
	}
	for path := range other.paths {
		s.add(path)
	}
	*other = set{}
}

func (s *set) change() Change {
	return Change{Paths: slices.Sorted(maps.Keys(s.paths)), All: s.all}
}

// outbox holds changes until the receiver takes them.
type outbox struct {
	to       chan<- Change
	gathered set // not to be sent yet
	offered  set // what next holds
	next     Change
}

// offer makes what was gathered, and what was offered before and not taken, the next change.
func (o *outbox) offer() {
	if !o.gathered.empty() {
		o.offered.take(&o.gathered)
		o.next = o.offered.change()
	}
}

// ready gives the channel to send next on: nil, to which nothing is ever sent, where there is nothing to send.
func (o *outbox) ready() chan<- Change {
	if o.offered.empty() {
		return nil
	}
	return o.to
}

// sent forgets what the receiver has taken.
func (o *outbox) sent() { o.offered, o.next = set{}, Change{} }
