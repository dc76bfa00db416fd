package source_test

import (
	"os"
	"testing"

	"vitrin/internal/corpus"
	"vitrin/internal/markdown"
	"vitrin/internal/source"
)

// BenchmarkLoad reads a content folder of 1,000 projects for the first time.
func BenchmarkLoad(b *testing.B) {
	dir := b.TempDir()
	if err := corpus.Write(dir, 1000); err != nil {
		b.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	converter := markdown.New(markdown.Options{Quotes: [4]string{"”", "”", "’", "’"}})
	b.ReportAllocs()
	files := 0
	for b.Loop() {
		var l source.Loader
		content, _, err := l.Load(b.Context(), root.FS(), source.Options{Languages: []string{"sv"}, Markdown: func(string) *markdown.Converter { return converter }})
		if err != nil {
			b.Fatal(err)
		}
		files = len(content.Documents)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(files), "ns/file")
}
