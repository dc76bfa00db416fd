package preview

import (
	"context"
	"errors"
	"sync"
	"time"

	"vitrin/internal/build"
	"vitrin/internal/diag"
)

// state is what is shown at the moment. It is not changed once it is made.
type state struct {
	number   int         // of the load, from 1; 0: nothing was loaded yet
	site     *build.Site // the last good one, or the first that can be looked at; nil: none
	problems diag.List   // of the last load, sorted
	trouble  error       // of the last load
	fresh    bool        // site is that of the last load
	audit    func() diag.List
}

// base is the path of the site's root, with slashes at both ends.
func (s *state) base() string {
	if s.site == nil {
		return "/"
	}
	return s.site.Portfolio.Settings.BaseURL.Path
}

// current holds the state that requests see.
type current struct {
	mu    sync.RWMutex
	state *state
}

func (c *current) get() *state {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.state == nil {
		return &state{}
	}
	return c.state
}

func (c *current) set(s *state) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.state = s
}

// lookAround is how often is looked at what tells of no change itself: the day, on which status and what is published
// depend, and the commit on which the repository stands.
const lookAround = 3 * time.Second

// follow loads the site, and again whenever something may have changed, until the context ends.
func (s *Server) follow(ctx context.Context) error {
	f := follower{Server: s, behind: make(chan *build.Site, 1), news: make(chan error, 1)}
	var working sync.WaitGroup
	defer working.Wait()
	working.Go(func() { f.catchUp(ctx) })
	f.load(ctx, nil)
	ticker := time.NewTicker(lookAround)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case change, open := <-s.watcher.Changes():
			switch {
			case !open:
				return nil
			case change.All:
				f.load(ctx, nil)
			default:
				f.load(ctx, change.Paths)
			}
		case err := <-f.news:
			f.caughtUp(ctx, err)
		case <-ticker.C:
			if !sameDay(f.loaded, s.options.Now()) {
				f.load(ctx, []string{})
			} else if now := s.current.get(); now.site != nil {
				f.hurry(now.site)
			}
		}
	}
}

func sameDay(a, b time.Time) bool {
	y1, m1, d1 := a.Date()
	y2, m2, d2 := b.Date()
	return y1 == y2 && m1 == m2 && d1 == d2
}

// follower loads the site, one load after the other.
type follower struct {
	*Server
	loaded time.Time // the moment of the last load
	all    bool      // the last load ended early, so the next looks at everything
	behind chan *build.Site
	news   chan error
}

// load looks at what may have changed, nil is everything, and shows what comes of it.
func (f *follower) load(ctx context.Context, changed []string) {
	if f.all {
		changed = nil
	}
	began, last := time.Now(), f.current.get()
	f.loaded = f.options.Now()
	site, problems, err := f.loader.Glance(ctx, f.loaded, changed)
	if ctx.Err() != nil {
		return
	}
	f.all = err != nil
	next := &state{number: last.number + 1, site: last.site, problems: problems.Sorted(), trouble: err}
	good := err == nil && site.Portfolio != nil && problems.Errors() == 0
	if good || last.site == nil && err == nil && site.Portfolio != nil {
		next.site, next.fresh = site, true
	}
	if next.site != nil {
		next.audit = sync.OnceValue(next.site.Portfolio.Audit)
	}
	f.current.set(next)
	f.hub.wake()
	if f.options.Loaded != nil {
		f.options.Loaded(Load{Problems: next.problems, Trouble: err, Site: next.site, Took: time.Since(began), First: next.number == 1})
	}
	if next.fresh {
		f.hurry(next.site)
	}
}

// hurry asks for what a glance at the site left out. Only the newest site counts.
func (f *follower) hurry(site *build.Site) {
	select {
	case <-f.behind:
	default:
	}
	f.behind <- site
}

// catchUp does what takes long, beside everything else, until the context ends.
func (f *follower) catchUp(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case site := <-f.behind:
			news, err := f.loader.CatchUp(ctx, site)
			if !news && err == nil || ctx.Err() != nil {
				continue
			}
			select {
			case f.news <- err:
			case <-ctx.Done():
			}
		}
	}
}

// caughtUp shows what is new, or tells of the trouble that kept it away.
func (f *follower) caughtUp(ctx context.Context, err error) {
	if err == nil {
		f.load(ctx, []string{})
		return
	}
	last := f.current.get()
	if f.options.Loaded != nil && (last.trouble == nil || last.trouble.Error() != err.Error()) {
		f.options.Loaded(Load{Problems: last.problems, Trouble: err, Site: last.site})
	}
	next := *last
	next.number, next.trouble = last.number+1, errors.Join(err)
	f.current.set(&next)
	f.hub.wake()
}
