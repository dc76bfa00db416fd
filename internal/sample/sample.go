// Package sample gives benchmarks what the stages make of a portfolio of any size (see internal/corpus). A number of
// projects goes in, their content and portfolio come out. No stage and no command knows it.
package sample

import (
	"os"
	"testing"

	"vitrin/internal/corpus"
	"vitrin/internal/edtf"
	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
	"vitrin/internal/source"
)

// Content reads a content folder of n projects, whose files lie there until the benchmark ends, with its settings.
func Content(b *testing.B, n int, o markdown.Options) (*source.Content, *portfolio.Settings) {
	b.Helper()
	dir := b.TempDir()
	if err := corpus.Write(dir, n); err != nil {
		b.Fatal(err)
	}
	files := os.DirFS(dir)
	node, problems, err := source.Settings(files)
	if err != nil || len(problems) > 0 {
		b.Fatal(err, problems)
	}
	settings, problems := portfolio.NewSettings(node)
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	converter := markdown.New(o)
	var loader source.Loader
	content, problems, err := loader.Load(b.Context(), files, source.Options{
		Languages: settings.Languages, Markdown: func(string) *markdown.Converter { return converter },
	})
	if err != nil || len(problems) > 0 {
		b.Fatal(err, problems)
	}
	return content, settings
}

// Portfolio makes the portfolio of such a folder, for a day in November 2026.
func Portfolio(b *testing.B, n int, o markdown.Options) *portfolio.Portfolio {
	b.Helper()
	content, settings := Content(b, n, o)
	p, problems := portfolio.New(content, settings, portfolio.Options{Today: edtf.NewDay(2026, 11, 15)})
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	return p
}
