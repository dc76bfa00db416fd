package deploy

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// run is a plan that is being carried out.
type run struct {
	site     *site
	at       target
	plan     *plan
	progress func(Stage, int, int)
	stamps   []string // of each put; empty before it has arrived
	sent     atomic.Int64
}

// all carries the plan out. The record goes before and after; where something fails, how far it came is written down, if that
// can be done.
func (r *run) all(ctx context.Context) error {
	if err := r.keep(ctx, false); err != nil {
		return err
	}
	if err := r.work(ctx); err != nil {
		later, stop := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
		defer stop()
		// Without it the next deploy has only more to find out, so an error adds nothing to the first one.
		_ = r.keep(later, false)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return err
	}
	return r.keep(ctx, true)
}

// work sends and removes.
func (r *run) work(ctx context.Context) error {
	p := r.plan
	for _, e := range p.vanished {
		r.at.tidy(e.Path)
	}
	if err := r.remove(ctx, slices.Concat(p.leftovers, p.cleared)); err != nil {
		return err
	}
	for begin := 0; begin < len(p.puts); {
		end := begin
		for end < len(p.puts) && p.puts[end].phase == p.puts[begin].phase {
			end++
		}
		if err := r.send(ctx, begin, end); err != nil {
			return err
		}
		begin = end
	}
	return r.remove(ctx, p.removed)
}

// send sends the files of one phase. The first error stops the others.
func (r *run) send(parent context.Context, begin, end int) error {
	g, ctx := errgroup.WithContext(parent)
	g.SetLimit(r.at.workers())
	for i := begin; i < end && ctx.Err() == nil; i++ {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			content, err := r.site.content(r.plan.puts[i].File)
			if err != nil {
				return err
			}
			stamp, err := r.at.put(ctx, r.plan.puts[i].File, content)
			if err = errors.Join(err, content.Close()); err != nil {
				return err
			}
			r.stamps[i] = stamp
			r.progress(Sending, int(r.sent.Add(1)), len(r.plan.puts))
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return parent.Err()
}

func (r *run) remove(ctx context.Context, paths []string) error {
	if len(paths) == 0 {
		return nil
	}
	n := 0
	return r.at.remove(ctx, paths, func(string) {
		n++
		r.progress(Removing, n, len(paths))
	})
}

// keep writes the record: what stays, what goes, or is gone, unless all is done, and what is sent.
func (r *run) keep(ctx context.Context, done bool) error {
	entries := make([]entry, 0, len(r.plan.entries)+len(r.plan.puts)+len(r.plan.vanished))
	gone := make(map[string]bool)
	if !done {
		entries = append(entries, r.plan.vanished...)
	} else {
		for _, path := range slices.Concat(r.plan.cleared, r.plan.removed) {
			gone[path] = true
		}
	}
	for path, e := range r.plan.entries {
		if !gone[path] {
			entries = append(entries, e)
		}
	}
	for i, u := range r.plan.puts {
		entries = append(entries, newEntry(u.File, r.at.header(u.File), r.stamps[i]))
	}
	record, err := encode(r.site.owned, entries)
	if err != nil {
		return err
	}
	return r.at.keep(ctx, record)
}
