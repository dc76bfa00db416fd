package portfolio_test

import (
	"strconv"
	"testing"

	"vitrin/internal/edtf"
	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
	"vitrin/internal/sample"
)

// BenchmarkNew measures what every saved file costs a preview beside its own parsing: the whole portfolio
// made anew of documents that are known.
func BenchmarkNew(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			content, settings := sample.Content(b, n, markdown.Options{})
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
