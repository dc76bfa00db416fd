package build

import (
	"context"
	"errors"

	"vitrin/internal/diag"
)

// Load loads a site once, for its options' moment. Who gets a site closes it.
func Load(ctx context.Context, o Options) (*Site, diag.List, error) {
	return once(ctx, o, func(l *Loader) (*Site, diag.List, error) { return l.Load(ctx, o.Now) })
}

// Look is [Load] for who wants to know what a site says, not what it looks like: no picture is made.
func Look(ctx context.Context, o Options) (*Site, diag.List, error) {
	return once(ctx, o, func(l *Loader) (*Site, diag.List, error) { return l.load(ctx, o.Now, nil, patience{commits: true}) })
}

func once(ctx context.Context, o Options, load func(*Loader) (*Site, diag.List, error)) (*Site, diag.List, error) {
	l, err := NewLoader(o)
	if err != nil {
		return nil, nil, err
	}
	l.once = true
	s, problems, err := load(l)
	if err != nil {
		return nil, problems, errors.Join(err, l.Close(ctx))
	}
	s.close = l.Close
	return s, problems, nil
}
