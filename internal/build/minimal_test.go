package build_test

import (
	"os"
	"path/filepath"
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
