package portfolio_test

import (
	"os"
	"strconv"
	"testing"

	"vitrin/internal/corpus"
	"vitrin/internal/edtf"
	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
	"vitrin/internal/source"
)

// BenchmarkNew measures what every saved file costs a preview beside its own parsing: the whole portfolio
// made anew of documents that are known.
func BenchmarkNew(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			dir := b.TempDir()
			if err := corpus.Write(dir, n); err != nil {
				b.Fatal(err)
			}
			files := os.DirFS(dir)
			node, problems, err := source.Settings(files)
			if err != nil || len(problems) > 0 {
				b.Fatal(err, problems)
			}
			settings, _ := portfolio.NewSettings(node)
			converter := markdown.New(markdown.Options{})
			var loader source.Loader
			content, problems, err := loader.Load(b.Context(), files, source.Options{Languages: settings.Languages, Markdown: func(string) *markdown.Converter { return converter }})
			if err != nil || len(problems) > 0 {
				b.Fatal(err, problems)
			}
			o := portfolio.Options{Today: edtf.NewDay(2026, 11, 15), Words: words}
			b.ReportAllocs()
			for b.Loop() {
				if p, problems := portfolio.New(content, settings, o); len(p.Projects) != n || len(problems) > 0 {
					b.Fatal(len(p.Projects), problems)
				}
			}
		})
	}
}
