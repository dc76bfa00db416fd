// Package build runs the stages in order: settings, words, documents, portfolio, plan, templates,
// publishing. It is the recipe, and holds no knowledge of its own.
package build

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"path/filepath"
	"sync"
	"time"

	"vitrin/internal/diag"
	"vitrin/internal/digest"
	"vitrin/internal/portfolio"
	"vitrin/internal/publish"
	"vitrin/internal/render"
	"vitrin/internal/source"
)

// Options say what is built. Dir is needed.
type Options struct {
	Dir      string    // the folder that holds content/
	Out      string    // where the site goes; empty: public in Dir
	BaseURL  *url.URL  // nil: as content/site.yaml says
	Drafts   bool      // drafts are built too
	Now      time.Time // the moment for which it is built; its day decides where projects stand
	Clean    bool      // every file is written anew
	Compress bool      // compressed forms of text files lie beside them, for servers that send them
	Cache    string    // the folder that keeps what took long to make; empty: .vitrin in Dir
	Program  string    // stands for the program that is running; what was parsed is kept for it alone, and not at all where it is empty

	Edited map[string][]byte // by slash-separated paths in Dir: files that are looked at as if they held these bytes
	// External asks other sites about the links to them, where [Check] is to; nil: nobody is asked.
	External func(ctx context.Context, links []portfolio.ExternalLink) (diag.List, error)

	Progress Progress // is told how far a load or a build has come; nil: nobody is
}

// cache gives the folder in which one kind of things is kept.
func (o Options) cache(kind string) string {
	if o.Cache != "" {
		return filepath.Join(o.Cache, kind)
	}
	return filepath.Join(o.Dir, ".vitrin", kind)
}

// inputs gives the folders that belong to the site's source: no site may be published there.
func (o Options) inputs() []string {
	folders := []string{o.cache("")}
	for _, name := range []string{"content", "templates", "static", "imports"} {
		folders = append(folders, filepath.Join(o.Dir, name))
	}
	return folders
}

// store gives the folder in which documents are kept; none where nobody knows which program keeps them.
func (o Options) store() string {
	if o.Program == "" {
		return ""
	}
	return o.cache(documentsKept)
}

// Releases gives the folder that keeps what is known of the sites that were published.
func (o Options) Releases() string { return o.cache(releasesKept) }

// Result counts what a build made.
type Result struct {
	Projects, Clusters, Programmes, Organisations, Pages int
	publish.Result
}

// Build builds a site and publishes it, unless it stands there already. Problems in people's files come back as a list;
// where it holds an error nothing was published. The error is trouble of the machine.
//
// What is published is the site as it was at one moment, though its files may change meanwhile.
func Build(ctx context.Context, o Options) (made Result, problems diag.List, err error) {
	if err := o.checkKept(); err != nil {
		return Result{}, nil, err
	}
	l, err := NewLoader(o)
	if err != nil {
		return Result{}, nil, err
	}
	l.once = true
	defer func() {
		if err == nil { // else it says so itself, or something worse; of the releases the result tells
			problems = append(problems, o.hindered(documentsKept, assetsKept, picturesKept)...)
		}
		err = errors.Join(err, l.Close(ctx))
	}()
	p := o.publishing()
	p.Ahead.Look(ctx, o.Folder(), p) // who finds that nothing changed and who publishes both need to know how the site stands
	defer p.Ahead.End()
	seen, err := l.lookAt(ctx, &l.documents)
	if err != nil {
		return Result{}, nil, err
	}
	settings := l.settings()
	if settings != nil {
		p.Owner = o.owner(settings.BaseURL)
	}
	p.Key = l.key(seen, source.Head(ctx, o.Dir), settings)
	if made, problems, ok, err := o.current(ctx, p); ok || err != nil {
		return made, problems, err
	}
	prepared := o.prepare(ctx, p)
	defer prepared.end(false)
	for range maxLoads {
		made, problems, err = l.publish(ctx, seen, p, prepared)
		if !errors.Is(err, ErrChanged) {
			return made, problems, err
		}
		if seen, err = l.lookAt(ctx, &source.Loader{Clock: l.clock}); err != nil {
			return Result{}, problems, err
		}
	}
	return Result{}, problems, errRestless
}

// publish loads the site and publishes it. The error is [ErrChanged] where that came to nothing because its files changed.
func (l *Loader) publish(ctx context.Context, seen source.Look, p publish.Options, prepared *preparation) (made Result, problems diag.List, err error) {
	s, at, problems, err := l.still(ctx, seen, prepared.looked)
	if err != nil || problems.Errors() > 0 {
		return Result{}, problems, err
	}
	p.Owner = l.options.owner(s.Portfolio.Settings.BaseURL)
	p.Key = l.key(at, l.commits.Head, s.Portfolio.Settings) // of what was read, whatever came since
	if l.commits.Unsure {
		p.Key = digest.Sum{}
	}
	made = s.counts()
	if p.Note, err = json.Marshal(note{made, problems, l.options.midnight(s.Portfolio.Settings)}); err != nil {
		return Result{}, problems, err
	}
	var ahead sync.WaitGroup
	ahead.Go(s.plan.Ahead)
	defer ahead.Wait()
	prepared.end(true)
	made.Result, err = publish.Publish(ctx, l.options.Folder(), l.options.Progress.counted(s.Resources(), made.Pages), p)
	if wrong, ok := errors.AsType[*render.Error](err); ok {
		return Result{}, append(problems, wrong.Problem), nil
	}
	return made, problems, err
}

// Check runs all stages but publishing. It gives what does not hold in people's files, with what is worth telling
// besides to somebody who asks, and counts what it looked at. The error is trouble of the machine; what was found
// before it holds all the same.
func Check(ctx context.Context, o Options) (seen Result, problems diag.List, err error) {
	s, problems, err := Load(ctx, o)
	if err != nil {
		return Result{}, problems, err
	}
	problems = append(problems, o.Hindered()...)
	var links []portfolio.ExternalLink
	if s.Portfolio != nil {
		seen, problems, links = s.counts(), append(problems, s.Portfolio.Audit()...), s.Portfolio.External()
	}
	if err := s.Close(ctx); err != nil || o.External == nil {
		return seen, problems, err
	}
	found, err := o.External(ctx, links)
	return seen, append(problems, found...), err
}

func (s *Site) counts() Result {
	return Result{
		Projects: len(s.Portfolio.Projects), Clusters: len(s.Portfolio.Clusters), Programmes: len(s.Portfolio.Programmes),
		Organisations: len(s.Portfolio.Organisations), Pages: len(s.plan.Pages()),
	}
}
