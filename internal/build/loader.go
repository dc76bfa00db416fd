package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/identity"
	"vitrin/internal/locale"
	"vitrin/internal/markdown"
	"vitrin/internal/overlay"
	"vitrin/internal/portfolio"
	"vitrin/internal/render"
	"vitrin/internal/site"
	"vitrin/internal/source"
	"vitrin/static"
	"vitrin/templates"
)

// Loader loads one site again and again. Between loads it remembers what depends on bytes that did not change:
// parsed documents, words, styles and scripts, templates, and what pictures became. All that is tied together, the
// portfolio and the plan, is made anew each time, so that no load can leave anything stale.
//
// Loads come one after the other; [Loader.CatchUp] may run beside them.
type Loader struct {
	options   Options
	root      *os.Root
	documents source.Loader
	pictures  darkroom
	clock     identity.Clock

	once   bool // there will be one load
	behind bool // the last load ended before it had looked at everything that it was told of

	statics   kept[statics]
	words     kept[words]
	templates kept[*render.Renderer]

	mu      sync.Mutex
	commits *source.Commits // nil until they were read
}

// words are the words of a site's languages.
type words struct {
	locales []*locale.Locale
	dates   edtf.Words
}

// NewLoader opens the site's folder.
func NewLoader(o Options) (*Loader, error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("cannot open the site's folder: %w", err)
	}
	clock := identity.ClockOf(o.cache("")) // nothing is made in the site's own folders to find out
	return &Loader{
		options: o, root: root, clock: clock, documents: source.Loader{Clock: clock}, pictures: darkroom{folder: o.cache(picturesKept), clock: clock},
	}, nil
}

// Close frees what the loader holds. Its sites can no longer write pictures and files.
func (l *Loader) Close(ctx context.Context) error {
	return errors.Join(l.closeRenderer(), l.pictures.close(ctx), l.documents.Close(), l.root.Close())
}

// closeRenderer lets go of what the renderer remembers. Pages of former loads can still be rendered with it.
func (l *Loader) closeRenderer() error {
	if l.templates.value == nil {
		return nil
	}
	return l.templates.value.Close()
}

// Load runs all stages up to publishing for a moment, and makes every picture. Where the problems hold errors the
// site can be looked at, but not published. The error is trouble of the machine.
func (l *Loader) Load(ctx context.Context, now time.Time) (*Site, diag.List, error) {
	return l.load(ctx, now, nil, patience{commits: true, pictures: true})
}

// Glance is [Loader.Load] without what takes long: a picture that was not made yet is shown as its file is, and what
// is known of the repository stands. Changed are the paths, slash-separated and relative to the site's folder, that
// may have changed since the last load; nil says that any may have.
func (l *Loader) Glance(ctx context.Context, now time.Time, changed []string) (*Site, diag.List, error) {
	return l.load(ctx, now, changed, patience{})
}

// CatchUp does what [Loader.Glance] left out of a site, and tells whether the next glance will see something new.
func (l *Loader) CatchUp(ctx context.Context, s *Site) (news bool, err error) {
	l.mu.Lock()
	known := l.commits
	l.mu.Unlock()
	if head := source.Head(ctx, l.options.Dir); known == nil || head != known.Head {
		if err := l.readCommits(ctx); err != nil {
			return false, err
		}
		news = known != nil || head != ""
	}
	if s.Portfolio == nil {
		return news, nil
	}
	made, err := l.pictures.makeAll(ctx, l.root.FS(), s.Portfolio, true, nil)
	return news || made, err
}

// ReadFile gives the bytes of a file of the site's folder, for a line of it that is quoted. Name is slash-separated.
func (l *Loader) ReadFile(name string) ([]byte, error) {
	return l.root.ReadFile(filepath.FromSlash(name))
}

// Has tells whether the site's folder has a file. Name is slash-separated.
func (l *Loader) Has(name string) bool {
	info, err := l.root.Stat(filepath.FromSlash(name))
	return err == nil && info.Mode().IsRegular()
}

// readCommits asks the repository.
func (l *Loader) readCommits(ctx context.Context) error {
	commits, err := source.History(ctx, l.options.Dir, l.options.store())
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.commits = commits
	return nil
}

// committed gives when a file was last committed, as far as that is known.
func (l *Loader) committed() func(string) (time.Time, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.commits == nil || l.commits.IsEmpty() {
		return nil
	}
	return l.commits.Last
}

// patience says which of the things that take long a load waits for.
type patience struct {
	commits, pictures bool
	looked            func() // not nil: whether the files stood still while they were read; is called when that has been looked at
}

// load is the recipe.
func (l *Loader) load(ctx context.Context, now time.Time, changed []string, wait patience) (*Site, diag.List, error) {
	if l.behind {
		changed = nil
	}
	l.behind = true
	l.forget(changed)
	s := &Site{fsys: l.options.look(folderOf(l.root)), loose: !l.once}
	node, all, err := source.Settings(s.fsys)
	if err != nil || node == nil {
		return s, all, err
	}
	settings, problems := portfolio.NewSettings(node)
	all = append(all, problems...)
	if l.options.BaseURL != nil {
		settings.BaseURL = l.options.BaseURL
	}
	asked := make(chan error, 1)
	go func() {
		if wait.commits {
			asked <- l.readCommits(ctx) // git takes its time, meanwhile files are read
		}
		close(asked)
	}()
	shared, problems, err := l.shared(s, settings)
	all = append(all, problems...)
	var content *source.Content
	if err == nil && len(shared.locales) == len(settings.Languages) {
		content, problems, err = l.content(ctx, s, settings, changed)
		all = append(all, problems...)
	}
	if err = errors.Join(err, <-asked); err != nil || content == nil {
		return s, gathered(all, settings), err
	}
	l.behind = false
	if l.once {
		l.documents.Forget()
	}
	if s.shared, err = l.sharedSum(s.fsys); err != nil {
		return s, all, err
	}
	s.moved = content.Moved
	later := l.lookLater(ctx, wait.looked) // once all has been read that the site is made of
	problems, err = l.tie(ctx, s, content, settings, portfolio.Options{
		Today: edtf.DayOf(now.In(settings.Timezone)), Words: shared.dates, Drafts: l.options.Drafts,
		Static: s.statics.published, Committed: l.committed(),
	}, wait)
	var failed error
	s.seen, failed = later()
	return s, gathered(append(all, problems...), settings), errors.Join(err, failed)
}

// tie makes the portfolio of the content, its pictures and the plan of its pages.
func (l *Loader) tie(ctx context.Context, s *Site, content *source.Content, settings *portfolio.Settings, o portfolio.Options, wait patience) (all diag.List, err error) {
	l.options.Progress.tell(Linking, 0, 0)
	s.Portfolio, all = portfolio.New(content, settings, o)
	if wait.pictures {
		if _, err := l.pictures.makeAll(ctx, s.fsys, s.Portfolio, s.loose, l.options.Progress); err != nil {
			return all, err
		}
	}
	made, problems := l.pictures.of(s.Portfolio)
	all = append(all, problems...)
	publishing := wait.looked != nil // else a page or two may be asked for
	s.plan, problems = site.Plan(s.Portfolio, s.Locales, site.Options{
		Whole: publishing, Shared: s.shared, Stylesheet: s.statics.stylesheet.Path, Script: s.statics.script.Path, Fields: s.renderer.Fields, Pictures: made.sets, Copies: made.copies,
	})
	s.renderer.Forget(s.plan) // what is remembered is of one site
	return append(append(all, problems...), s.clashes(l.options.Compress)...), nil
}

// lookLater looks at the site's files once more while other things are done, and tells when it has. It gives a function that waits
// for what was seen. Where nobody is to be told it does not look.
func (l *Loader) lookLater(ctx context.Context, looked func()) func() (source.Look, error) {
	if looked == nil {
		return func() (source.Look, error) { return source.Look{}, nil }
	}
	var look source.Look
	var err error
	var looking sync.WaitGroup
	looking.Go(func() {
		look, err = l.lookAt(ctx, &source.Loader{Clock: l.clock})
		looked()
	})
	return func() (source.Look, error) {
		looking.Wait()
		return look, err
	}
}

// forget drops what was made of files that may have changed.
func (l *Loader) forget(changed []string) {
	l.statics.made = l.statics.made && !touches(changed, "static")
	l.words.made = l.words.made && !touches(changed, "templates")
	l.templates.made = l.templates.made && !touches(changed, "templates")
}

// touches tells whether one of the changed paths is a folder or lies below it.
func touches(changed []string, folder string) bool {
	for _, name := range changed {
		if name == folder || strings.HasPrefix(name, folder+"/") {
			return true
		}
	}
	return changed == nil
}

// shared takes in what all pages share: styles and scripts, words, templates.
func (l *Loader) shared(s *Site, settings *portfolio.Settings) (words, diag.List, error) {
	var all, problems diag.List
	var err error
	own := below(s.fsys, "templates")
	layouts := overlay.New(own, templates.FS)
	s.statics, problems, err = l.statics.get(settings.Accent.Light+settings.Accent.Dark, func() (statics, diag.List, error) {
		made, problems, err := l.newStatics(below(s.fsys, "static"), static.FS, settings.Accent)
		return made, append(problems, links(s.fsys, "static")...), err
	})
	all = append(all, problems...)
	if err != nil {
		return words{}, all, err
	}
	// Where a language is written is part of what is told of it.
	key := fmt.Sprint(settings.Languages, settings.LanguagePos)
	w, problems, err := l.words.get(key, func() (words, diag.List, error) { return newWords(layouts, settings) })
	all, s.Locales = append(all, problems...), w.locales
	if err != nil {
		return w, all, err
	}
	s.renderer, problems, err = l.templates.get("", func() (*render.Renderer, diag.List, error) {
		_ = l.closeRenderer() // what it has in files is of no more use
		return newRenderer(own, layouts, links(s.fsys, "templates"))
	})
	return w, append(all, problems...), err
}

// content reads the content folder, with the typography of each language.
func (l *Loader) content(ctx context.Context, s *Site, settings *portfolio.Settings, changed []string) (*source.Content, diag.List, error) {
	converters := map[string]markdown.Options{}
	for _, locale := range s.Locales {
		converters[locale.Code] = markdown.Options{
			Quotes: locale.Quotes, SafeHTML: settings.SafeHTML, Words: markdownWords(locale), ReservedIDs: render.IDs(),
		}
	}
	return l.documents.Load(ctx, s.fsys, source.Options{
		Store: l.options.store(), Program: l.options.Program, Doubtful: l.options.doubtful(), Again: !l.once,
		Languages:   settings.Languages,
		Markdown:    func(lang string) *markdown.Converter { return markdown.New(converters[lang]) },
		MarkdownKey: fmt.Sprint(converters),
		Changed:     changed,
		Progress:    func(done, total int) { l.options.Progress.tell(Reading, done, total) },
	})
}
