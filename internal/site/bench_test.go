package site_test

import (
	"os"
	"strconv"
	"testing"

	"vitrin/internal/corpus"
	"vitrin/internal/edtf"
	"vitrin/internal/locale"
	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
	"vitrin/internal/site"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
	"vitrin/templates"
)

// BenchmarkPlan measures the planning of a whole site, of which a preview makes one page's view.
func BenchmarkPlan(b *testing.B) {
	swedish := swedish(b)
	for _, n := range []int{1000, 10000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			p := ofCorpus(b, n)
			b.ReportAllocs()
			for b.Loop() {
				if s, problems := site.Plan(p, []*locale.Locale{swedish}, site.Options{}); len(s.Pages()) < n || len(problems) > 0 {
					b.Fatal(len(s.Pages()), problems)
				}
			}
		})
	}
}

func swedish(b *testing.B) *locale.Locale {
	b.Helper()
	src, err := templates.FS.ReadFile("lang/sv.yaml")
	if err != nil {
		b.Fatal(err)
	}
	words, _ := syntax.YAML("lang/sv.yaml", src, 1)
	swedish, problems := locale.New("sv", words, nil)
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	return swedish
}

// ofCorpus makes a portfolio of n projects.
func ofCorpus(b *testing.B, n int) *portfolio.Portfolio {
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
	settings, _ := portfolio.NewSettings(node)
	converter := markdown.New(markdown.Options{})
	var loader source.Loader
	content, problems, err := loader.Load(b.Context(), files, source.Options{Languages: settings.Languages, Markdown: func(string) *markdown.Converter { return converter }})
	if err != nil || len(problems) > 0 {
		b.Fatal(err, problems)
	}
	p, problems := portfolio.New(content, settings, portfolio.Options{Today: edtf.NewDay(2026, 11, 15)})
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	return p
}
