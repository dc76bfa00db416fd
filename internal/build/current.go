package build

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"sync"
	"time"

	"vitrin/internal/compress"
	"vitrin/internal/diag"
	"vitrin/internal/digest"
	"vitrin/internal/edtf"
	"vitrin/internal/picture"
	"vitrin/internal/portfolio"
	"vitrin/internal/publish"
	"vitrin/internal/source"
)

// errRestless says that no moment was found at which the site's files stood still.
var errRestless = errors.New("the site's files change again and again while they are read, so nothing was published: wait until whatever writes them is done, and build once more")

// maxLoads is how often a site is read whose files change while they are.
const maxLoads = 5

// lookAt looks at all files that the site is made of, by what the system tells of them.
func (l *Loader) lookAt(ctx context.Context, by *source.Loader) (source.Look, error) {
	return by.Look(ctx, l.root.FS(), "templates", "static")
}

// still loads the site as it is at one moment: where a file changed while others were read, all is read once more. It
// gives the look of that moment; seen is the one from before. Looked is called whenever the files were looked at again.
func (l *Loader) still(ctx context.Context, seen source.Look, looked func()) (*Site, source.Look, diag.List, error) {
	for range maxLoads {
		s, problems, err := l.load(ctx, l.options.Now, nil, patience{commits: true, pictures: true, looked: looked})
		if err != nil || s.seen.Digest == seen.Digest && !s.moved {
			return s, seen, problems, err
		}
		seen = s.seen
	}
	return nil, seen, nil, errRestless
}

// key stands for everything that a published site is made of, so that another build can tell in a moment that nothing
// changed: the look of its files and the commit that dates them. It is zero where that cannot be told.
func (l *Loader) key(seen source.Look, head string, settings *portfolio.Settings) digest.Sum {
	if !seen.Settled || l.options.Program == "" || settings == nil {
		return digest.Sum{}
	}
	var h digest.Hash
	h.Text(l.options.Program)
	h.Bytes(seen.Digest[:])
	h.Text(head)
	h.Text(l.options.place()) // by which a repository knows its files
	h.Text(picture.Encoder())
	h.Text(umask()) // files are to have the modes that it lets them have
	h.Number(int64(edtf.DayOf(l.options.Now.In(settings.Timezone))))
	h.Bool(l.options.Drafts)
	if u := l.options.BaseURL; u != nil {
		h.Text(u.String())
	}
	return h.Sum()
}

// place gives the site's folder, as far as it can be told.
func (o Options) place() string {
	if place, err := filepath.Abs(o.Dir); err == nil {
		return place
	}
	return o.Dir
}

// note is what is kept with a published site, for a build that finds nothing to do.
type note struct {
	Seen     Result
	Problems diag.List
	Day      time.Time // as [BuiltFor] gives it
}

// current gives what a build would give, where the published site is the one that it would make.
func (o Options) current(ctx context.Context, p publish.Options) (seen Result, problems diag.List, ok bool, err error) {
	if p.Key == (digest.Sum{}) {
		return Result{}, nil, false, nil
	}
	result, kept, ok, err := publish.Current(ctx, o.Folder(), p)
	if !ok || err != nil {
		return Result{}, nil, false, err
	}
	var n note
	if err := json.Unmarshal(kept, &n); err != nil {
		return Result{}, nil, false, nil // of another version: all is looked at
	}
	n.Seen.Result = result
	return n.Seen, n.Problems, true, nil
}

// publishing gives the options with which the site is published.
func (o Options) publishing() publish.Options {
	p := publish.Options{Clean: o.Clean, Records: o.Releases(), Protected: []string{o.Dir}, Inputs: o.inputs(), Ahead: new(publish.Ahead)}
	if o.Compress {
		p.Encodable = compress.Encodable
		for _, e := range compress.Encodings() {
			p.Encodings = append(p.Encodings, publish.Encoding{Suffix: e.Suffix, Version: e.Version, Least: compress.MinSize, Encode: e.Encode})
		}
	}
	return p
}

// preparation is what is done for a publish while it is found out what is to be published.
type preparation struct {
	looked func() // is called when nothing is left to be looked at but the spare
	stop   func()
	at     sync.WaitGroup
}

// prepare has the spare looked at when all else was, so that one processor is left to what everything waits for. What comes of it
// is for publish to find: trouble is told there.
func (o Options) prepare(ctx context.Context, p publish.Options) *preparation {
	ctx, stop := context.WithCancel(ctx)
	made := &preparation{stop: stop}
	made.looked = sync.OnceFunc(func() {
		made.at.Go(func() { _ = p.Ahead.LookAtSpare(ctx, o.Folder(), p) })
	})
	return made
}

// end waits for the preparation, or ends it where nothing will be published.
func (p *preparation) end(wanted bool) {
	if !wanted {
		p.stop()
	}
	p.at.Wait()
}
