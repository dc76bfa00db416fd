package starter_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vitrin/content"
	"vitrin/internal/build"
	"vitrin/internal/starter"
)

// write puts files into a folder.
func write(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func check(t *testing.T, files map[string][]byte) (words []string) {
	t.Helper()
	_, problems, err := build.Check(context.Background(), build.Options{Dir: write(t, files), Now: time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		words = append(words, p.Pos.File+": "+p.Message)
	}
	return words
}

// TestNewSite holds that a new site has no problem in any choice of languages, and no word of a language that it
// has not.
func TestNewSite(t *testing.T) {
	for _, languages := range [][]string{{"sv"}, {"en"}, {"sv", "en"}, {"en", "sv"}} {
		t.Run(strings.Join(languages, ","), func(t *testing.T) {
			files, err := starter.Files(content.FS, starter.Options{Languages: languages})
			if err != nil {
				t.Fatal(err)
			}
			if problems := check(t, files); len(problems) > 0 {
				t.Errorf("problems:\n%s", strings.Join(problems, "\n"))
			}
			settings := string(files["content/site.yaml"])
			begin := strings.Index(settings, "# accessibility:")
			end := begin + strings.Index(settings[begin:], "\n\n")
			tried := maps.Clone(files)
			tried["content/site.yaml"] = []byte(settings[:begin] + strings.ReplaceAll("\n"+settings[begin:end], "\n# ", "\n") + settings[end:])
			if problems := check(t, tried); len(problems) > 0 {
				t.Errorf("the statement without # has problems:\n%s", strings.Join(problems, "\n"))
			}
			if want := 2 + len(languages)*12; len(files) != want {
				t.Errorf("%d files, want %d: %q", len(files), want, slices.Sorted(maps.Keys(files)))
			}
			all := string(slices.Concat(slices.Collect(maps.Values(files))...))
			for lang, word := range map[string]string{"sv": "Forskningsinstitut som", "en": "Research institute with"} {
				if got, want := strings.Count(all, word), 1; slices.Contains(languages, lang) != (got == want) {
					t.Errorf("%q stands there %d times", word, got)
				}
			}
			if one := len(languages) == 1; strings.Contains(all, "sv:") == one {
				t.Errorf("texts in several languages: %v", !one)
			}
		})
	}
}

// TestEveryFileIsNeeded holds that the site has no file of the example that nothing leads to.
func TestEveryFileIsNeeded(t *testing.T) {
	files, err := starter.Files(content.FS, starter.Options{Languages: []string{"sv"}})
	if err != nil {
		t.Fatal(err)
	}
	for name := range files {
		if !strings.Contains(name, "content/") || name == "content/index.md" {
			continue
		}
		rest := maps.Clone(files)
		delete(rest, name)
		if len(check(t, rest)) == 0 {
			t.Errorf("the site is well without %s", name)
		}
	}
}

// TestFactsOfAnotherFirstLanguage holds that facts move to the file of the site's first language.
func TestFactsOfAnotherFirstLanguage(t *testing.T) {
	files, err := starter.Files(content.FS, starter.Options{Languages: []string{"en", "sv"}})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"content/projects/creative-innovation.md":               {"start: 2020-04-01", "summary: Small and medium-sized", "(../programmes/innovation-och-konkurrenskraft.md#what-it-asks-for)", "note: {sv: samverkan inleds här, en: cooperation begins here}"},
		"content/projects/creative-innovation.sv.md":            {"summary: Små och medelstora", "(../programmes/innovation-och-konkurrenskraft.sv.md#vad-den-efterfrågar)"},
		"content/programmes/innovation-och-konkurrenskraft.md":  {"slug: innovation-and-competitiveness", "funders: boråsregionen"},
		"content/organisations/creative-cluster-forening.sv.md": {"(../clusters/creative-cluster.sv.md#vision)"},
		"content/site.yaml":   {"# CHANGE: what the site is called", `title: {en: "My project portfolio", sv: "Min projektportfölj"}`, `innovation: {en: "Innovation", sv: "Innovation"}`},
		"README.md":           {"# My project portfolio", "vitrin check", "vitrin build", "vitrin serve", "<id>.sv.md"},
		"content/about.sv.md": {"Om webbplatsen"},
	} {
		for _, words := range want {
			if !strings.Contains(string(files[name]), words) {
				t.Errorf("%s does not say %q:\n%s", name, words, files[name])
			}
		}
	}
	if strings.Contains(string(files["content/projects/creative-innovation.sv.md"]), "start:") {
		t.Error("facts stand twice")
	}
}

// TestTitle holds that any title can be written, and that what is stated is marked as nothing to change.
func TestTitle(t *testing.T) {
	const title = `Bro: "ny" & 'gammal' {x} # 1\2 — <b>`
	files, err := starter.Files(content.FS, starter.Options{Title: title, BaseURL: "https://example.org/sub/", Languages: []string{"sv", "en"}})
	if err != nil {
		t.Fatal(err)
	}
	s, problems, err := build.Load(t.Context(), build.Options{Dir: write(t, files), Now: time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC)})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	defer s.Close(t.Context())
	if got := s.Portfolio.Settings.Title.In("en"); got != title {
		t.Errorf("the title is %q", got)
	}
	if got := s.Portfolio.Settings.BaseURL.String(); got != "https://example.org/sub/" {
		t.Errorf("the address is %q", got)
	}
	if strings.Contains(string(files["content/site.yaml"]), "ÄNDRA") {
		t.Error("what was stated is to be changed")
	}
}
