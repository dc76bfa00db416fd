package build_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestEverythingIsShown holds that nothing typed in stays unshown: each project, cluster, programme,
// organisation and accessibility statement of testdata/every-field.txtar sets every field of the contract to words of their own,
// marked «…», and all of them must be found on its page.
func TestEverythingIsShown(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/every-field.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	site := buildSite(t, dir, "https://example.org/")
	for source, address := range map[string]string{
		"content/projects/every.md":      "projekt/every/index.html",
		"content/clusters/every.md":      "kluster/every/index.html",
		"content/programmes/every.md":    "program/every/index.html",
		"content/organisations/every.md": "organisationer/every/index.html",
		"content/site.yaml":              "tillganglighet/index.html",
	} {
		html, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(address)))
		if err != nil {
			t.Fatal(err)
		}
		pages := readPages(t, filepath.Dir(filepath.Join(site, filepath.FromSlash(address))))
		words := readable(pages["index.html"].root)
		i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == source })
		for _, marked := range markers.FindAllString(string(archive.Files[i].Data), -1) {
			if marker := strings.Trim(marked, "«»"); !strings.Contains(words, marker) && !strings.Contains(string(html), marker) {
				t.Errorf("%s: %q is not shown on %s", source, marker, address)
			}
		}
	}
}

var markers = regexp.MustCompile(`«[^»]+»`)
