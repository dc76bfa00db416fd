package preview

import (
	"context"
	"fmt"
	"os"
	"sync"
	"time"

	"vitrin/internal/build"
	"vitrin/internal/diag"
)

// state is what is shown at the moment. It is not changed once it is made.
type state struct {
	number   int         // of the load, from 1; 0: nothing was loaded yet
	site     *build.Site // the last good one; before there was any, the last that can be looked at; nil: none
	good     bool        // site has no mistakes
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

// lookEvery is how often is looked at what tells of no change itself: the day, on which status and what is published
// depend, and the commit on which the repository stands.
const lookEvery = 3 * time.Second

// follow loads the site, and again whenever something may have changed, until the context ends or, which is the error,
// the site's folder has gone.
func (s *Server) follow(ctx context.Context) error {
	f := follower{Server: s, behind: make(chan *build.Site, 1), news: make(chan error, 1)}
	ctx, stop := context.WithCancel(ctx)
	var working sync.WaitGroup
	defer working.Wait()
	defer stop()
	working.Go(func() { f.catchUp(ctx) })
	f.load(ctx, nil)
	ticker := time.NewTicker(lookEvery)
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
			if err := f.lookAround(ctx); err != nil {
				return err
			}
		}
	}
}

// lookAround notices what nobody tells of. The error is a site whose folder is no longer where it was.
func (f *follower) lookAround(ctx context.Context) error {
	if info, err := os.Stat(f.dir); err != nil || !os.SameFile(info, f.folder) {
		return fmt.Errorf("the site's folder %s was moved or removed; start the preview again where it is now", f.dir)
	}
	now := f.current.get()
	switch {
	case f.failed:
		f.load(ctx, nil) // what could not be read may have come to rights
	case now.site == nil:
	case !sameDay(f.loaded, f.options.Now(), now.site.Portfolio.Settings.Timezone):
		f.load(ctx, []string{})
	default:
		f.hurry(now.site)
	}
	return nil
}

func sameDay(a, b time.Time, zone *time.Location) bool {
	return a.In(zone).Format(time.DateOnly) == b.In(zone).Format(time.DateOnly)
}

// follower loads the site, one load after the other.
type follower struct {
	*Server
	loaded time.Time // the moment of the last load
	failed bool      // the last load met with trouble of the machine
	behind chan *build.Site
	news   chan error
}

// load looks at what may have changed, nil is everything, and shows what comes of it.
func (f *follower) load(ctx context.Context, changed []string) {
	began, last := time.Now(), f.current.get()
	f.loaded = f.options.Now()
	site, problems, err := f.loader.Glance(ctx, f.loaded, changed)
	if ctx.Err() != nil {
		return
	}
	f.failed = err != nil
	next := &state{number: last.number + 1, site: last.site, good: last.good, audit: last.audit, problems: problems.Sorted(), trouble: err}
	if good := problems.Errors() == 0; err == nil && site.Portfolio != nil && (good || !last.good) {
		next.site, next.good, next.fresh = site, good, true
		next.audit = sync.OnceValue(site.Portfolio.Audit)
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
	if last.trouble != nil && last.trouble.Error() == err.Error() {
		return
	}
	if f.options.Loaded != nil {
		f.options.Loaded(Load{Problems: last.problems, Trouble: err, Site: last.site})
	}
	next := *last
	next.number, next.trouble = last.number+1, err
	f.current.set(&next)
	f.hub.wake()
}
