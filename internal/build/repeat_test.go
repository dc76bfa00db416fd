package build_test

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

// TestSameBytes holds that the same input gives the same bytes, twice, and wherever the machine is.
func TestSameBytes(t *testing.T) {
	first := sums(t, buildDemo(t, "https://example.org/"))
	local := time.Local
	t.Cleanup(func() { time.Local = local })
	time.Local = time.FixedZone("far", 14*60*60)
	second := sums(t, buildDemo(t, "https://example.org/"))
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff)
	}
}

// sums gives the hash of every file of a site.
func sums(t *testing.T, dir string) map[string][sha256.Size]byte {
	t.Helper()
	all := map[string][sha256.Size]byte{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		all[rel] = sha256.Sum256([]byte(withoutPlace(rel, src)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// withoutPlace gives the text of a file of a published site, of the marker without the line that says where the site's folder
// lies, by which one site in two places differs.
func withoutPlace(name string, text []byte) string {
	if name != publish.Marker {
		return string(text)
	}
	lines := slices.DeleteFunc(strings.SplitAfter(string(text), "\n"), func(line string) bool { return strings.HasPrefix(line, "folder: ") })
	return strings.Join(lines, "")
}

// TestThirdLanguage holds that a further language is one file.
func TestThirdLanguage(t *testing.T) {
	dir := t.TempDir()
	words, err := os.ReadFile("../../templates/lang/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	danish := strings.NewReplacer("tag: en\n", "tag: da\n", "name: English\n", "name: dansk\n", "  projects: projects\n", "  projects: projekter\n").Replace(string(words))
	for name, content := range map[string]string{
		"templates/lang/da.yaml":     danish,
		"content/site.yaml":          "title: Projekt\nbase_url: https://example.org/\nlanguages: [sv, da]\n",
		"content/projects/bro.md":    "---\ntitle: Bron\n---\n",
		"content/projects/bro.da.md": "---\ntitle: Broen\n---\n",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	pages := readPages(t, buildSite(t, dir, "https://example.org/"))
	p := pages["da/projekter/bro/index.html"]
	if p == nil {
		t.Fatal("there is no Danish page")
	}
	if words := readable(p.root); !strings.Contains(words, "Broen") || !strings.Contains(words, "Skip to content") {
		t.Errorf("the Danish page says %q", words)
	}
}
