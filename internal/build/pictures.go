package build

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"vitrin/internal/diag"
	"vitrin/internal/identity"
	"vitrin/internal/picture"
	"vitrin/internal/portfolio"
)

// What the cache of pictures keeps.
const (
	pictureAge  = 90 * 24 * time.Hour
	pictureSize = 4 << 30 // bytes
)

// darkroom makes pictures ready for pages: those that are shown in several widths, those that are linked to without
// their metadata. Its folder keeps them for later builds; what it remembers itself spares reading them again.
type darkroom struct {
	folder string
	clock  identity.Clock

	mu    sync.Mutex
	cache *picture.Cache // nil until a picture is made
	made  map[negative]print
}

// negative is a picture's file as it stands, and what is made of it.
type negative struct {
	path   string
	seen   identity.Identity
	linked bool // a copy without metadata is made, instead of a set of widths
}

// print is what a picture became, or what is wrong with it.
type print struct {
	set   picture.Set
	copy  picture.Variant
	wrong *picture.Error
}

func negativeOf(f *portfolio.File, linked bool) negative {
	return negative{f.Path, f.Identity, linked}
}

// pictures is what the pictures of a site became.
type pictures struct {
	sets   map[*portfolio.File]picture.Set
	copies map[*portfolio.File]picture.Variant
}

// order is a picture that is to be made.
type order struct {
	negative
	use portfolio.Use
}

// orders gives all pictures of a portfolio.
func orders(p *portfolio.Portfolio) []order {
	var all []order
	for _, use := range p.Pictures {
		all = append(all, order{negativeOf(use.File, false), use})
	}
	for _, use := range p.Linked {
		if isPicture(use.File.Path) {
			all = append(all, order{negativeOf(use.File, true), use})
		}
	}
	return all
}

// isPicture tells whether a file is a picture that may carry the place where it was taken.
func isPicture(name string) bool {
	return slices.Contains([]string{".jpg", ".jpeg", ".png", ".webp", ".gif"}, strings.ToLower(path.Ext(name)))
}

// of gives what the pictures of a portfolio became, so far as they were made. What is wrong with one is told where a
// page names it.
func (d *darkroom) of(p *portfolio.Portfolio) (pictures, diag.List) {
	d.mu.Lock()
	defer d.mu.Unlock()
	made := pictures{sets: map[*portfolio.File]picture.Set{}, copies: map[*portfolio.File]picture.Variant{}}
	var problems diag.List
	for _, o := range orders(p) {
		one, known := d.made[o.negative]
		switch {
		case !known:
		case one.wrong != nil:
			problems.Error(o.use.Pos, diag.Picture, one.wrong.Message, one.wrong.Hint)
		case o.linked:
			made.copies[o.use.File] = one.copy
		default:
			made.sets[o.use.File] = one.set
		}
	}
	return made, problems
}

// makeAll makes the pictures of a portfolio that were not made yet, on several goroutines, forgets all others, and tells
// whether there was anything to make. After trouble of the machine the rest is left.
//
// A picture that is not the one that was found any more is [ErrChanged], unless that is loose.
func (d *darkroom) makeAll(ctx context.Context, fsys fs.FS, p *portfolio.Portfolio, loose bool, progress Progress) (bool, error) {
	missing := d.missing(orders(p))
	if len(missing) == 0 {
		return false, nil
	}
	cache, err := d.open()
	if err != nil {
		return false, err
	}
	made := progress.counter(Pictures, len(missing))
	queue := make(chan order)
	failed := make(chan error, 1)
	var working sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(missing)) {
		working.Go(func() {
			for o := range queue {
				if err := d.one(ctx, cache, fsys, o, loose); err != nil {
					select {
					case failed <- err:
					default: // the first trouble is told
					}
				}
				made()
			}
		})
	}
	for _, o := range missing {
		if len(failed) > 0 {
			break
		}
		queue <- o
	}
	close(queue)
	working.Wait()
	close(failed)
	if ctx.Err() != nil {
		return true, ctx.Err() // whoever stopped it need not hear of a picture
	}
	return true, <-failed
}

// missing gives what was not made yet, and forgets what is no longer shown.
func (d *darkroom) missing(all []order) []order {
	d.mu.Lock()
	defer d.mu.Unlock()
	made := make(map[negative]print, len(all))
	var missing []order
	for _, o := range all {
		if one, known := d.made[o.negative]; known {
			made[o.negative] = one
		} else {
			missing = append(missing, o)
		}
	}
	d.made = made
	return missing
}

func (d *darkroom) open() (*picture.Cache, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cache == nil {
		cache, err := picture.Open(d.folder, 0)
		if err != nil {
			return nil, unkept(d.folder, err)
		}
		d.cache = cache
	}
	return d.cache, nil
}

// one makes one picture. The error is trouble of the machine.
func (d *darkroom) one(ctx context.Context, cache *picture.Cache, fsys fs.FS, o order, loose bool) error {
	var made print
	var err error
	at := original{fsys: fsys, path: o.path, found: o.seen, loose: loose}
	file := picture.File{Path: o.path, Seen: o.seen, Settled: o.use.File.Settled, Clock: d.clock, Open: at.open}
	if o.linked {
		made.copy, err = cache.Clean(ctx, file)
	} else if set, failed := cache.Make(ctx, file); failed == nil {
		made.set = *set
	} else {
		err = failed
	}
	if err != nil && !errors.As(err, &made.wrong) {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.made[o.negative] = made
	return nil
}

// close closes the cache: pictures cannot be written any more. What nobody has asked for in a long time is removed.
func (d *darkroom) close(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cache == nil {
		return nil
	}
	if ctx.Err() != nil {
		return d.cache.Close() // what is old goes another time
	}
	return errors.Join(d.cache.PruneDaily(ctx, time.Now(), pictureAge, pictureSize), d.cache.Close())
}
