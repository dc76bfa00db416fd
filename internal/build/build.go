// Package build runs the stages in order: settings, words, documents, portfolio, plan, templates,
// publishing. It is the recipe, and holds no knowledge of its own.
package build

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/locale"
	"vitrin/internal/markdown"
	"vitrin/internal/overlay"
	"vitrin/internal/portfolio"
	"vitrin/internal/publish"
	"vitrin/internal/render"
	"vitrin/internal/site"
	"vitrin/internal/source"
	"vitrin/static"
	"vitrin/templates"
)

// Options say what is built. Dir is needed.
type Options struct {
	Dir     string    // the folder that holds content/
	Out     string    // where the site goes; empty: public in Dir
	BaseURL *url.URL  // nil: as content/site.yaml says
	Drafts  bool      // drafts are built too
	Now     time.Time // the moment for which it is built; its day decides where projects stand
	Clean   bool      // every file is written anew
	Cache   string    // the folder that keeps what took long to make; empty: .vitrin in Dir
}

// cache gives the folder in which one kind of things is kept.
func (o Options) cache(kind string) string {
	if o.Cache != "" {
		return filepath.Join(o.Cache, kind)
	}
	return filepath.Join(o.Dir, ".vitrin", kind)
}

// Result counts what a build made.
type Result struct {
	Projects, Clusters, Programmes, Organisations, Pages int
	publish.Result
}

// Build builds a site and publishes it. Problems in people's files come back as a list; where it holds
// an error nothing was published. The error is trouble of the machine.
func Build(ctx context.Context, o Options) (made Result, problems diag.List, err error) {
	s, problems, err := Load(ctx, o)
	defer func() { err = errors.Join(err, s.Close(ctx)) }()
	if err != nil || problems.Errors() > 0 {
		return Result{}, problems, err
	}
	out := o.Out
	if out == "" {
		out = filepath.Join(o.Dir, "public")
	}
	made = s.counts()
	made.Result, err = publish.Publish(ctx, out, s.resources(), publish.Options{
		Clean: o.Clean, Protected: []string{o.Dir},
		Inputs: []string{filepath.Join(o.Dir, "content"), filepath.Join(o.Dir, "templates"), filepath.Join(o.Dir, "static")},
	})
	return made, problems, err
}

// Check runs all stages but publishing, and gives what does not hold in people's files. The error is
// trouble of the machine.
func Check(ctx context.Context, o Options) (diag.List, error) {
	s, problems, err := Load(ctx, o)
	return problems, errors.Join(err, s.Close(ctx))
}

// Site is a site that is ready to be written.
type Site struct {
	Portfolio *portfolio.Portfolio // what the content says, tied together
	Locales   []*locale.Locale     // of the site's languages, in their order

	root *os.Root // the site's folder
	fsys fs.FS    // what lies in it
	statics
	pictures
	plan     *site.Site
	renderer *render.Renderer
}

// Close frees what the site holds. A nil Site holds nothing.
func (s *Site) Close(ctx context.Context) error {
	if s == nil {
		return nil
	}
	return errors.Join(s.pictures.close(ctx), s.root.Close())
}

// Load runs all stages up to publishing. Where the problems hold errors the site can be looked at, but not published;
// it is nil where the settings, or the words of a language, cannot be read. The error is trouble of the machine.
func Load(ctx context.Context, o Options) (*Site, diag.List, error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, nil, fmt.Errorf("cannot open the site's folder: %w", err)
	}
	s, problems, err := load(ctx, root, o)
	if s == nil {
		err = errors.Join(err, root.Close())
	}
	return s, problems, err
}

func load(ctx context.Context, root *os.Root, o Options) (*Site, diag.List, error) {
	var all diag.List
	fsys := root.FS()
	node, problems, err := source.Settings(fsys)
	all = append(all, problems...)
	if err != nil || node == nil {
		return nil, all, err
	}
	settings, problems := portfolio.NewSettings(node)
	all = append(all, problems...)
	if o.BaseURL != nil {
		settings.BaseURL = o.BaseURL
	}
	s := &Site{root: root, fsys: fsys}
	layouts := overlay.New(below(fsys, "templates"), templates.FS)
	s.statics, problems, err = newStatics(below(fsys, "static"), static.FS, settings.Accent)
	all = append(all, problems...)
	if err != nil {
		return nil, all, err
	}
	s.Locales, problems, err = locales(layouts, settings)
	all = append(all, problems...)
	if err != nil || len(s.Locales) < len(settings.Languages) {
		return nil, all, err
	}
	content, problems, err := documents(ctx, fsys, settings, s.Locales)
	all = append(all, problems...)
	if err != nil {
		return nil, all, err
	}
	words, err := dateWords(s.Locales)
	if err != nil {
		return nil, all, err
	}
	committed, err := source.History(ctx, o.Dir)
	if err != nil {
		return nil, all, err
	}
	s.Portfolio, problems = portfolio.New(content, settings, portfolio.Options{
		Today: edtf.DayOf(o.Now.In(settings.Timezone)), Words: words, Drafts: o.Drafts,
		Static:    s.published,
		Committed: committed,
	})
	all = append(all, problems...)
	if s.pictures, problems, err = newPictures(ctx, o.cache("pictures"), fsys, s.Portfolio); err != nil {
		return nil, all, err
	}
	all = append(all, problems...)
	s.plan, problems = site.Plan(s.Portfolio, s.Locales, site.Options{
		Stylesheet: s.stylesheet.Path, Script: s.script.Path, Pictures: s.sets, Copies: s.copies,
	})
	all = append(append(all, problems...), s.clashes()...)
	s.renderer, problems = render.New(layouts)
	return s, append(all, problems...), nil
}

// below gives a folder of the site, or nil where there is none.
func below(fsys fs.FS, dir string) fs.FS {
	if info, err := fs.Stat(fsys, dir); err != nil || !info.IsDir() {
		return nil
	}
	sub, err := fs.Sub(fsys, dir)
	if err != nil {
		return nil
	}
	return sub
}

// documents reads the content folder, with the typography of each language.
func documents(ctx context.Context, fsys fs.FS, settings *portfolio.Settings, locales []*locale.Locale) (*source.Content, diag.List, error) {
	byCode := map[string]*locale.Locale{}
	for _, l := range locales {
		byCode[l.Code] = l
	}
	var loader source.Loader
	return loader.Load(ctx, fsys, source.Options{
		Languages: settings.Languages,
		Markdown: func(lang string) *markdown.Converter {
			return markdown.New(markdown.Options{
				Quotes: byCode[lang].Quotes, SafeHTML: settings.SafeHTML, Words: markdownWords(byCode[lang]),
				ReservedIDs: render.IDs(),
			})
		},
	})
}

func (s *Site) counts() Result {
	return Result{
		Projects: len(s.Portfolio.Projects), Clusters: len(s.Portfolio.Clusters), Programmes: len(s.Portfolio.Programmes),
		Organisations: len(s.Portfolio.Organisations), Pages: len(s.plan.Pages()),
	}
}

// copyFile writes a file of a file system.
func copyFile(fsys fs.FS, name string) func(io.Writer) error {
	return func(to io.Writer) error {
		from, err := fsys.Open(name)
		if err != nil {
			return err
		}
		defer from.Close()
		_, err = io.Copy(to, from)
		return err
	}
}
