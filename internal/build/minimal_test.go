package build_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"vitrin/internal/build"
	"vitrin/internal/corpus"
)

// minimal is a folder of templates as plain as a site can do with: a project's facts, text and relatives, lists of names
// with status and grant, and the sums of groups. It shows what a build costs whose pages hold little.
const minimal = "testdata/minimal"

// layMinimal lays the minimal templates over the built-in ones of a site.
func layMinimal(t testing.TB, dir string) {
	t.Helper()
	if err := os.CopyFS(dir, os.DirFS(minimal)); err != nil {
		t.Fatal(err)
	}
}

// TestMinimal: the minimal templates fit their views, and a page says what it has to.
func TestMinimal(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, 60); err != nil {
		t.Fatal(err)
	}
	layMinimal(t, dir)
	if _, problems, err := build.Build(t.Context(), build.Options{Dir: dir, Now: day}); err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	for path, wanted := range map[string][]string{
		"projekt/projekt-7/index.html": {"<th scope=\"row\">Diarienummer</th>", "<article>\n<h2 id=\"rubrik-0\">", "<li><a href=\"/projekt/projekt-"},
		"kluster/kluster-0/index.html": {"<th scope=\"row\">Beviljat belopp</th>", "<tr><td><a href=\"/projekt/projekt-"},
		"projekt/index.html":           {"60 projekt", "rel=\"next\""},
		"program/index.html":           {"<a href=\"/program/program-0/\">"},
	} {
		page, err := os.ReadFile(filepath.Join(dir, "public", filepath.FromSlash(path)))
		if err != nil {
			t.Error(err)
		}
		for _, text := range wanted {
			if !strings.Contains(string(page), text) {
				t.Errorf("%s lacks %q", path, text)
			}
		}
	}
}

// BenchmarkMinimal measures cold builds with the minimal templates beside those with the built-in ones,
// each in a process of its own, in turn.
//
//	go test -run '^$' -bench Minimal -benchtime 3x ./internal/build
func BenchmarkMinimal(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			whole, plain := b.TempDir(), b.TempDir()
			for _, dir := range []string{whole, plain} {
				if err := corpus.Write(dir, n); err != nil {
					b.Fatal(err)
				}
			}
			layMinimal(b, plain)
			cold := func(dir string) measured {
				for _, made := range []string{"public", ".vitrin"} {
					if err := os.RemoveAll(filepath.Join(dir, made)); err != nil {
						b.Fatal(err)
					}
				}
				return buildApart(b, dir)
			}
			var builtin, least measured
			rounds := 0
			for ; b.Loop(); rounds++ {
				builtin.add(cold(whole))
				least.add(cold(plain))
			}
			b.ReportMetric(0, "ns/op") // of two builds together, which says nothing
			builtin.report(b, "builtin", rounds)
			least.report(b, "minimal", rounds)
			b.ReportMetric(float64(least.wall)/float64(builtin.wall), "minimal/builtin")
			b.ReportMetric(float64(least.cpu)/float64(builtin.cpu), "minimal/builtin-cpu")
		})
	}
}
