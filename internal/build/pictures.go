package build

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"vitrin/internal/diag"
	"vitrin/internal/picture"
	"vitrin/internal/portfolio"
)

// What the cache of pictures keeps.
const (
	pictureAge  = 90 * 24 * time.Hour
	pictureSize = 4 << 30 // bytes
)

// pictures is what the pictures of a site became.
type pictures struct {
	cache  *picture.Cache // nil where the site has no pictures
	sets   map[*portfolio.File]picture.Set
	copies map[*portfolio.File]picture.Variant
}

// close closes the cache: pictures cannot be written any more. What nobody has asked for in a long time is removed.
func (p *pictures) close(ctx context.Context) error {
	if p.cache == nil {
		return nil
	}
	return errors.Join(p.cache.Prune(ctx, time.Now().Add(-pictureAge), pictureSize), p.cache.Close())
}

// newPictures makes the pictures that pages show ready, in several widths, and frees those that pages link to of
// their metadata; the folder keeps them for the next build. What is wrong with a picture is told where a page names it.
func newPictures(ctx context.Context, folder string, fsys fs.FS, p *portfolio.Portfolio) (pictures, diag.List, error) {
	linked := slices.DeleteFunc(slices.Clone(p.Linked), func(use portfolio.Use) bool { return !isPicture(use.File.Path) })
	if len(p.Pictures)+len(linked) == 0 {
		return pictures{}, nil, nil
	}
	cache, err := picture.Open(folder, 0)
	if err != nil {
		return pictures{}, nil, err
	}
	m := maker{fsys: fsys, pictures: pictures{cache: cache, sets: map[*portfolio.File]picture.Set{}, copies: map[*portfolio.File]picture.Variant{}}}
	m.each(p.Pictures, func(use portfolio.Use, open func() (io.ReadCloser, error)) (func(), error) {
		set, err := cache.Make(ctx, use.File.Path, open)
		if err != nil {
			return nil, err
		}
		return func() { m.sets[use.File] = *set }, nil
	})
	m.each(linked, func(use portfolio.Use, open func() (io.ReadCloser, error)) (func(), error) {
		v, err := cache.Clean(ctx, use.File.Path, open)
		return func() { m.copies[use.File] = v }, err
	})
	if m.err != nil {
		return pictures{}, nil, errors.Join(m.err, cache.Close())
	}
	return m.pictures, m.problems.Sorted(), nil
}

// isPicture tells whether a file is a picture that may carry the place where it was taken.
func isPicture(name string) bool {
	return slices.Contains([]string{".jpg", ".jpeg", ".png", ".webp", ".gif"}, strings.ToLower(path.Ext(name)))
}

// maker makes pictures on several goroutines.
type maker struct {
	fsys fs.FS
	pictures

	mu       sync.Mutex
	problems diag.List
	err      error
}

// each makes every picture; make gives a function that keeps it. After trouble of the machine the rest is left.
func (m *maker) each(uses []portfolio.Use, made func(portfolio.Use, func() (io.ReadCloser, error)) (func(), error)) {
	queue := make(chan portfolio.Use)
	var working sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(uses)) {
		working.Go(func() {
			for use := range queue {
				keep, err := made(use, func() (io.ReadCloser, error) { return m.fsys.Open(use.File.Path) })
				m.keep(use, keep, err)
			}
		})
	}
	for _, use := range uses {
		queue <- use
	}
	close(queue)
	working.Wait()
}

func (m *maker) keep(use portfolio.Use, keep func(), err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var wrong *picture.Error
	switch {
	case errors.As(err, &wrong):
		m.problems.Error(use.Pos, diag.Picture, wrong.Message, wrong.Hint)
	case err != nil:
		m.err = errors.Join(m.err, err)
	default:
		keep()
	}
}
