package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
	"vitrin/internal/source"
)

// Content is what a site's content says, for commands that add to it: nothing is made ready to be published.
type Content struct {
	Portfolio *portfolio.Portfolio
	Documents []*source.Document

	content   *source.Content
	converter *markdown.Converter
	options   portfolio.Options
}

// Read runs the stages up to the portfolio. It is nil where the settings, or the words of a language, cannot be read; other
// problems do not matter to it. The error is trouble of the machine.
func Read(ctx context.Context, o Options) (c *Content, problems diag.List, err error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, nil, fmt.Errorf("cannot open the site's folder: %w", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	settings, w, problems, err := readSettings(root.FS())
	if err != nil || settings == nil || len(w.locales) < len(settings.Languages) {
		return nil, problems, err
	}
	converter := markdown.New(markdown.Options{SafeHTML: settings.SafeHTML}) // what bodies look like is of no account
	var loader source.Loader
	content, found, err := loader.Load(ctx, root.FS(), source.Options{
		Languages: settings.Languages, Markdown: func(string) *markdown.Converter { return converter },
	})
	if err != nil {
		return nil, problems, err
	}
	anything := func(string) bool { return true } // whether files in static/ are there is for a build to tell
	c = &Content{content: content, converter: converter, Documents: content.Documents, options: portfolio.Options{
		Today: edtf.DayOf(o.Now.In(settings.Timezone)), Words: w.dates, Drafts: true, Static: anything,
	}}
	c.Portfolio, _ = portfolio.New(content, settings, c.options)
	return c, append(problems, found...), nil
}

// Named gives the documents of an entry, in all languages. An id that differs by upper and lower case alone is the same.
func (c *Content) Named(collection portfolio.Collection, id string) []*source.Document {
	var found []*source.Document
	for _, d := range c.Documents {
		if d.Collection == string(collection) && strings.EqualFold(d.ID, id) {
			found = append(found, d)
		}
	}
	return found
}

// Try tells what would not hold in a further file, if it lay at a path below the site's folder.
func (c *Content) Try(path string, src []byte) diag.List {
	settings := c.Portfolio.Settings
	d, problems := source.Parse(path, src, settings.Languages, c.converter)
	if d == nil {
		return problems
	}
	with := *c.content
	with.Documents = append(slices.Clone(c.content.Documents), d)
	_, found := portfolio.New(&with, settings, c.options)
	for _, p := range found {
		if p.Pos.File == path {
			problems = append(problems, p)
		}
	}
	return problems
}
