package site_test

import (
	"strconv"
	"testing"

	"vitrin/internal/locale"
	"vitrin/internal/markdown"
	"vitrin/internal/sample"
	"vitrin/internal/site"
	"vitrin/internal/syntax"
	"vitrin/templates"
)

// BenchmarkPlan measures the planning of a whole site, of which a preview makes one page's view.
func BenchmarkPlan(b *testing.B) {
	swedish := swedish(b)
	for _, n := range []int{1000, 10000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			p := sample.Portfolio(b, n, markdown.Options{})
			b.ReportAllocs()
			for b.Loop() {
				if s, problems := site.Plan(p, []*locale.Locale{swedish}, site.Options{}); len(s.Pages()) < n || len(problems) > 0 {
					b.Fatal(len(s.Pages()), problems)
				}
			}
		})
	}
}

// BenchmarkInputs measures the inputs of all pages, which each build asks for, with all that they rest on.
func BenchmarkInputs(b *testing.B) {
	swedish := swedish(b)
	p := sample.Portfolio(b, 10000, markdown.Options{})
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		s, _ := site.Plan(p, []*locale.Locale{swedish}, site.Options{})
		b.StartTimer()
		s.Ahead()
		for _, page := range s.Pages() {
			if len(page.Inputs()) == 0 {
				b.Fatal(page.Path)
			}
		}
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
