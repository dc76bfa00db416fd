package source

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"vitrin/internal/diag"
	"vitrin/internal/digest"
	"vitrin/internal/markdown"
)

// Loader reads content folders and remembers the documents of the last one. The zero Loader is ready
// for use; it is safe for concurrent use, one load at a time.
type Loader struct {
	mu   sync.Mutex
	key  string
	tree *tree // nil until all of it was walked
	seen map[string]remembered
}

// remembered is a parsed file with what it was parsed from.
type remembered struct {
	document *Document
	sum      [sha256.Size]byte
	info     fs.FileInfo // nil for a link
	read     time.Time   // when reading began
}

// Load reads the content folder in fsys, which is rooted at the site folder. An fs.FS made by os.Root
// keeps links from leading out of it. The problems are those of all files, the documents' own among them. The error
// is trouble of the machine: a file that cannot be read, a context that has ended.
//
// With [Options.Changed] only those paths are looked at; what the last load found stands for the rest. A file whose size, time and identity are those of the last load is not read again, unless it was written
// just before that load; any other is read, and parsed if its bytes are new.
func (l *Loader) Load(ctx context.Context, fsys fs.FS, o Options) (*Content, diag.List, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if key := strings.Join(append([]string{o.MarkdownKey}, o.Languages...), "\x00"); key != l.key {
		l.key, l.tree, l.seen = key, nil, nil
	}
	if err := l.look(ctx, fsys, o); err != nil {
		l.tree = nil
		return nil, nil, err
	}
	pages, files, found := l.tree.sorted()
	parsed, err := l.parse(ctx, fsys, pages, o)
	if err != nil {
		l.tree = nil
		return nil, nil, err
	}
	l.seen = make(map[string]remembered, len(parsed))
	content := &Content{Files: files}
	ids := names{}
	for _, r := range parsed {
		if r.document == nil {
			continue // gone since its folder was listed
		}
		l.seen[r.document.Path] = r
		found = append(found, r.document.Problems...)
		if ids.add(r.document, &found) {
			content.Documents = append(content.Documents, r.document)
		}
	}
	return content, found, nil
}

// Forget drops what is remembered, for whoever will not load again soon: it takes more memory than a portfolio does.
func (l *Loader) Forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tree, l.seen = nil, nil
}

// look brings the tree up to date.
func (l *Loader) look(ctx context.Context, fsys fs.FS, o Options) error {
	if l.tree == nil || o.Changed == nil {
		l.tree = &tree{fsys: fsys, languages: o.Languages}
		return l.tree.walk(ctx)
	}
	l.tree.fsys = fsys
	return l.tree.again(ctx, o.Changed)
}

// parse gives the documents of pages in their order, with a worker for each processor.
func (l *Loader) parse(ctx context.Context, fsys fs.FS, pages []*page, o Options) ([]remembered, error) {
	converters := map[string]*markdown.Converter{}
	for i, lang := range o.Languages {
		converters[lang] = o.Markdown(lang)
		if i == 0 {
			converters[""] = converters[lang]
		}
	}
	parsed := make([]remembered, len(pages))
	failed := make([]error, len(pages))
	var next, done atomic.Int64
	var stop atomic.Bool
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pages)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(pages)) && !stop.Load(); i = next.Add(1) - 1 {
				if failed[i] = ctx.Err(); failed[i] == nil {
					parsed[i], failed[i] = l.one(fsys, pages[i], converters)
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

// one gives one document, remembered or parsed; none where the file is gone.
func (l *Loader) one(fsys fs.FS, p *page, converters map[string]*markdown.Converter) (remembered, error) {
	last, known := l.seen[p.path]
	if known && last.unchanged(p.info) {
		return last, nil
	}
	now := remembered{info: p.info, read: time.Now()}
	src, err := read(fsys, p.real, maxFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return remembered{}, nil
	case err != nil:
		return remembered{}, err
	}
	now.sum = sha256.Sum256(src)
	if known && last.sum == now.sum {
		now.document = last.document
		return now, nil
	}
	now.document = parse(*p, src, converters[p.lang])
	now.document.Sum = digest.Sum(now.sum[:len(digest.Sum{})])
	return now, nil
}

// unchanged tells whether a file need not be read again. Clocks of file systems are coarse: what was
// written within two seconds before it was read may have been written once more since.
func (r remembered) unchanged(info fs.FileInfo) bool {
	const coarse = 2 * time.Second
	return r.info != nil && info != nil && os.SameFile(r.info, info) && r.info.Size() == info.Size() &&
		r.info.ModTime().Equal(info.ModTime()) && info.ModTime().Before(r.read.Add(-coarse))
}

// names holds which documents have taken which name.
type names map[[2]string]*taken // by collection, and id without case

// taken is a name, as its first document writes it, with its documents by language.
type taken struct {
	first *Document
	langs map[string]*Document
}

// add takes a document's name, or reports that another has it.
func (n names) add(d *Document, found *diag.List) bool {
	key := [2]string{d.Collection, strings.ToLower(d.ID)}
	t := n[key]
	if t == nil {
		t = &taken{first: d, langs: map[string]*Document{}}
		n[key] = t
	}
	if t.first.ID != d.ID {
		found.Error(diag.Pos{File: d.Path}, diag.DuplicateID,
			fmt.Sprintf("the name %q differs from that of %s by upper and lower case alone", d.ID, t.first.Path),
			"use the same letters for translations, another name for another page")
		return false
	}
	if other := t.langs[d.Lang]; other != nil && other.Path == d.Path {
		found.Error(diag.Pos{File: d.Path}, diag.DuplicateID, "there are two files of this name, which differ in how letters such as ö are made (Unicode's forms NFC and NFD)",
			"look which of the two is right, and remove the other")
		return false
	} else if other != nil {
		what := fmt.Sprintf("the id %q", d.ID)
		if d.Collection == "" {
			what = fmt.Sprintf("the path %q", "/"+d.ID)
		}
		found.Error(diag.Pos{File: d.Path}, diag.DuplicateID, what+" belongs to "+other.Path+" already",
			"rename or remove one of the two files; folders within a collection do not count")
		return false
	}
	t.langs[d.Lang] = d
	return true
}
