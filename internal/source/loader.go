package source

import (
	"context"
	"crypto/sha256"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"vitrin/internal/diag"
	"vitrin/internal/digest"
	"vitrin/internal/identity"
	"vitrin/internal/markdown"
	"vitrin/internal/wire"
)

// Loader reads content folders and remembers the documents of the last one. The zero Loader is ready
// for use; it is safe for concurrent use, one load at a time. Who has loaded with a store closes the loader.
type Loader struct {
	// Clock is that of the file system in which the content lies. It is set before the first load, or never.
	Clock identity.Clock

	mu     sync.Mutex
	key    string
	looked bool         // the tree is what [Loader.Look] has just seen
	tree   *tree        // nil until all of it was walked
	seen   []remembered // by path
	cache  cache
	moved  atomic.Bool // in this load a file was read that is not the one that was seen there, or none was there any more
}

// remembered is a parsed file with what it was parsed from.
type remembered struct {
	document *Document
	entry
	stored bool // its record lies in the store, at its place
}

// Load reads the content folder in fsys, which is rooted at the site folder. An fs.FS made by os.Root
// keeps links from leading out of it. The problems are those of all files, the documents' own among them. The error
// is trouble of the machine: a file that cannot be read, a context that has ended.
//
// With [Options.Changed] only those paths are looked at; what the last load found stands for the rest. A file whose size,
// times and identity are those of the last load, or of the run of the program that filled the store, is not read again, unless
// it was written just before; any other is read, and parsed if its bytes are new. A store that cannot be read or written
// to is no trouble: it is done without.
func (l *Loader) Load(ctx context.Context, fsys fs.FS, o Options) (*Content, diag.List, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if key := strings.Join(append([]string{o.MarkdownKey}, o.Languages...), "\x00"); key != l.key {
		if !l.looked {
			l.tree = nil // what a look has seen is not read in any language yet
		}
		l.key, l.seen = key, nil
	}
	if err := l.look(ctx, fsys, o.Changed); err != nil {
		return nil, nil, err
	}
	var beginning sync.WaitGroup
	beginning.Go(func() { l.cache.begin(o, l.key) })
	l.tree.settle(o.Languages)
	l.looked = false
	pages, files, found := l.tree.sorted()
	beginning.Wait()
	defer l.cache.end()
	for name, f := range files {
		if o.Doubtful[f.Path] {
			f.Settled = false
			files[name] = f
		}
	}
	l.moved.Store(false)
	parsed, err := l.parse(ctx, fsys, pages, o)
	if err != nil {
		l.tree = nil
		return nil, nil, err
	}
	var keeping sync.WaitGroup
	if len(o.Doubtful) == 0 {
		keeping.Go(func() { l.cache.keep(parsed, o.Changed == nil) })
	}
	content := &Content{Documents: make([]*Document, 0, len(parsed)), Files: files, Moved: l.moved.Load()}
	ids := newNames(len(parsed))
	for i := range parsed {
		d := parsed[i].document
		if d == nil {
			continue // gone since its folder was listed
		}
		found = append(found, d.Problems...)
		if ids.add(d, &found) {
			content.Documents = append(content.Documents, d)
		}
	}
	keeping.Wait()
	l.seen = slices.DeleteFunc(parsed, func(r remembered) bool { return r.document == nil })
	return content, found, nil
}

// Forget drops what is remembered, for whoever will not load again soon: it takes more memory than a portfolio does.
// Documents can be read until the loader is closed.
func (l *Loader) Forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tree, l.seen, l.looked = nil, nil, false
	l.cache.forget()
}

// Close lets go of the store. Documents that lie in it are read from their files from then on.
func (l *Loader) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.cache.close()
}

// look brings the tree up to date.
func (l *Loader) look(ctx context.Context, fsys fs.FS, changed []string) (err error) {
	switch {
	case l.looked && l.tree != nil:
		l.tree.fsys = fsys
	case l.tree == nil || changed == nil:
		l.tree = &tree{fsys: fsys, clock: l.Clock}
		err = l.tree.walk(ctx)
	default:
		l.tree.fsys = fsys
		err = l.tree.again(ctx, changed)
	}
	if err != nil {
		l.tree = nil
	}
	return err
}

// parse gives the documents of pages in their order, with a worker for each processor.
func (l *Loader) parse(ctx context.Context, fsys fs.FS, pages []*page, o Options) ([]remembered, error) {
	parsed := make([]remembered, len(pages))
	failed := make([]error, len(pages))
	from, left := newOrigin(fsys, o), shelfRoom(o.Again)
	var next, done atomic.Int64
	var stop atomic.Bool
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pages)) {
		workers.Go(func() {
			var files opener
			defer files.close()
			r := reader{files: &files, origin: from, loader: l, known: cursor{l.cache.entries}, doubtful: o.Doubtful, again: o.Again, shelf: shelf{left: left}}
			for i := next.Add(1) - 1; i < int64(len(pages)) && !stop.Load(); i = next.Add(1) - 1 {
				if failed[i] = ctx.Err(); failed[i] == nil {
					parsed[i], failed[i] = r.one(pages[i])
				}
				if failed[i] != nil {
					stop.Store(true)
				}
				if o.Progress != nil {
					o.Progress(int(done.Add(1)), len(pages))
				}
			}
		})
	}
	workers.Wait()
	for _, err := range failed {
		if err != nil {
			return nil, err
		}
	}
	return parsed, nil
}

func newOrigin(fsys fs.FS, o Options) *origin {
	from := &origin{fsys: fsys, converters: map[string]func() *markdown.Converter{}}
	for i, lang := range o.Languages {
		from.converters[lang] = sync.OnceValue(func() *markdown.Converter { return o.Markdown(lang) })
		if i == 0 {
			from.converters[""] = from.converters[lang]
		}
	}
	return from
}

// reader gives documents, one after the other.
type reader struct {
	*origin
	loader   *Loader
	known    cursor // what the store has
	doubtful map[string]bool
	again    bool // the site will be loaded again
	shelf    shelf
	files    *opener
	bench    bench
	recorder recorder
	record   []byte // the first part of one that is read
	rest     wire.Reader
}

// one gives one document: remembered, taken from the store, or parsed; none where the file is gone.
func (r *reader) one(p *page) (remembered, error) {
	last, known := r.loader.last(p.path)
	stored, kept := r.known.find(p.path)
	doubtful := r.doubtful[p.real]
	if known && !doubtful && last.unchanged(p) {
		last.at, last.stored = stored.at, kept && stored.sum == last.sum
		return last, nil
	}
	if kept && !doubtful && stored.unchanged(p) {
		if d := r.take(p, stored); d != nil {
			return remembered{d, stored, true}, nil
		}
	}
	read := r.loader.Clock.Now()
	src, same, err := p.read(r.fsys, r.files, r.bench.src)
	if !same {
		r.loader.moved.Store(true)
	}
	if err != nil || src == nil {
		return remembered{}, err
	}
	now := entry{id: p.seen, settled: same && p.known && !doubtful && p.seen.SettledAt(read), sum: sha256.Sum256(src)}
	if kept && stored.sum == now.sum {
		now.at = stored.at
	} else {
		kept = false
	}
	if known && last.sum == now.sum {
		return remembered{last.document, now, kept}, nil
	}
	if kept {
		if d := r.take(p, now); d != nil {
			return remembered{d, now, true}, nil
		}
	}
	r.bench.src = src
	if r.bench.body == nil && r.loader.cache.store != nil && !doubtful {
		r.bench.body = new(markdown.Room)
	}
	d := r.bench.parse(p, src, r.converters[p.lang]())
	d.Sum = digest.Sum(now.sum[:len(digest.Sum{})])
	if !doubtful {
		if stored, at, lasting := r.put(d, p, now.sum); stored != nil {
			now.at = at
			return remembered{stored, now, lasting}, nil
		}
	}
	r.bench = bench{} // the document stays in the memory of this one
	return remembered{d, now, false}, nil
}

// last gives what is remembered of a path.
func (l *Loader) last(path string) (remembered, bool) {
	i, known := slices.BinarySearchFunc(l.seen, path, func(r remembered, path string) int { return strings.Compare(r.document.Path, path) })
	if !known {
		return remembered{}, false
	}
	return l.seen[i], true
}
