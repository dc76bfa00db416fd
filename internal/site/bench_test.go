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
