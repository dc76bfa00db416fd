package build_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// goldens are the example's pages of which a whole copy is kept: one of every kind, and what machines read.
// UPDATE=1 go test ./internal/build rewrites them.
var goldens = map[string]string{
	"home.html":              "index.html",
	"home.en.html":           "en/index.html",
	"projects.html":          "projekt/index.html",
	"table.html":             "projekt/tabell/index.html",
	"project.html":           "projekt/creative-innovation/index.html",
	"project.en.html":        "en/projects/creative-innovation/index.html",
	"cluster.html":           "kluster/interior-cluster-sweden/index.html",
	"programme.html":         "program/smart-industri-i-regionerna/index.html",
	"round.html":             "program/smart-industri-1/index.html",
	"organisation.html":      "organisationer/tillväxtverket/index.html",
	"organisation-name.html": "organisationer/medlemskommunernas-näringslivsbolag/index.html",
	"region.html":            "regioner/skåne/index.html",
	"not-stated.html":        "program/ej-angivet/index.html",
	"clusters.html":          "kluster/index.html",
	"matrix.html":            "matris/index.html",
	"page.html":              "om/index.html",
	"accessibility.html":     "tillganglighet/index.html",
	"404.html":               "404.html",
	"atom.xml":               "atom.xml",
	"sitemap.xml":            "sitemap.xml",
	"robots.txt":             "robots.txt",
}

// stylesheetName is the style sheet's path, which changes with every rule in it.
var stylesheetName = regexp.MustCompile(`css/site-[0-9a-f]{10}\.css`)

// stylesheet gives the path of a built site's style sheet.
func stylesheet(t *testing.T, site string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(site, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	return stylesheetName.FindString(string(page))
}

func TestGoldens(t *testing.T) {
	const dir = "testdata/golden"
	site := buildDemo(t, "https://example.org/")
	update := os.Getenv("UPDATE") != ""
	if update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, file := range goldens {
		got, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(file)))
		if err != nil {
			t.Error(err)
			continue
		}
		got = stylesheetName.ReplaceAll(got, []byte("css/site-*.css"))
		golden := filepath.Join(dir, name)
		if update {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s differs from its golden copy (UPDATE=1 rewrites it):\n%s", file, diff)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if goldens[e.Name()] == "" {
			t.Errorf("%s/%s is a golden copy of nothing; delete it", dir, e.Name())
		}
	}
}
