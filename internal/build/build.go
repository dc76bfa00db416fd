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
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return Result{}, nil, fmt.Errorf("cannot open the site's folder: %w", err)
	}
	defer root.Close()
	w, problems, err := load(ctx, root.FS(), o)
	defer func() { err = errors.Join(err, w.close(ctx)) }()
	if err != nil || problems.Errors() > 0 {
		return Result{}, problems, err
	}
	out := o.Out
	if out == "" {
		out = filepath.Join(o.Dir, "public")
	}
	made = w.counts()
	made.Result, err = publish.Publish(ctx, out, w.resources(), publish.Options{
		Clean: o.Clean, Protected: []string{o.Dir},
		Inputs: []string{filepath.Join(o.Dir, "content"), filepath.Join(o.Dir, "templates"), filepath.Join(o.Dir, "static")},
	})
	return made, problems, err
}

// Check runs all stages but publishing, and gives what does not hold in people's files. The error is
// trouble of the machine.
func Check(ctx context.Context, o Options) (diag.List, error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("cannot open the site's folder: %w", err)
	}
	defer root.Close()
	w, problems, err := load(ctx, root.FS(), o)
	return problems, errors.Join(err, w.close(ctx))
}

// work is a site that is ready to be written.
type work struct {
	fsys fs.FS // the site's folder
	statics
	pictures

	portfolio *portfolio.Portfolio
	site      *site.Site
	renderer  *render.Renderer
}

// close frees what the site holds. A nil work holds nothing.
func (w *work) close(ctx context.Context) error {
	if w == nil {
		return nil
	}
	return w.pictures.close(ctx)
}

// load runs all stages up to publishing.
func load(ctx context.Context, fsys fs.FS, o Options) (*work, diag.List, error) {
	var all diag.List
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
	w := &work{fsys: fsys}
	layouts := overlay.New(below(fsys, "templates"), templates.FS)
	w.statics, problems, err = newStatics(below(fsys, "static"), static.FS, settings.Accent)
	all = append(all, problems...)
	if err != nil {
		return nil, all, err
	}
	locales, problems, err := locales(layouts, settings)
	all = append(all, problems...)
	if err != nil || len(locales) < len(settings.Languages) {
		return nil, all, err
	}
	content, problems, err := documents(ctx, fsys, settings, locales)
	all = append(all, problems...)
	if err != nil {
		return nil, all, err
	}
	words, err := dateWords(locales)
	if err != nil {
		return nil, all, err
	}
	committed, err := source.History(ctx, o.Dir)
	if err != nil {
		return nil, all, err
	}
	w.portfolio, problems = portfolio.New(content, settings, portfolio.Options{
		Today: edtf.DayOf(o.Now.In(settings.Timezone)), Words: words, Drafts: o.Drafts,
		Static:    w.published,
		Committed: committed,
	})
	all = append(all, problems...)
	if w.pictures, problems, err = newPictures(ctx, o.cache("pictures"), fsys, w.portfolio); err != nil {
		return nil, all, err
	}
	all = append(all, problems...)
	w.site, problems = site.Plan(w.portfolio, locales, site.Options{
		Stylesheet: w.stylesheet.Path, Script: w.script.Path, Pictures: w.sets, Copies: w.copies,
	})
	all = append(append(all, problems...), w.clashes()...)
	w.renderer, problems = render.New(layouts)
	return w, append(all, problems...), nil
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

func (w *work) counts() Result {
	return Result{
		Projects: len(w.portfolio.Projects), Clusters: len(w.portfolio.Clusters), Programmes: len(w.portfolio.Programmes),
		Organisations: len(w.portfolio.Organisations), Pages: len(w.site.Pages()),
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
