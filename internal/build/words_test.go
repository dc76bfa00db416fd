package build_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vitrin/internal/portfolio"
	"vitrin/internal/syntax"
)

// made are the keys of words that the program puts together; the rest of a key comes after the point.
var made = []string{"status", "role", "kind", "orgkind", "language", "field", "one", "shared", "more", "empty", "intro", "count", "not-stated"}

// TestWordsAreUsed holds that every key that code and templates use has words in both languages, and that no
// words wait for somebody to use them.
func TestWordsAreUsed(t *testing.T) {
	used := map[string]bool{"ascending": true, "descending": true}
	scan := func(pattern string, key *regexp.Regexp) {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v, %d files", pattern, err, len(files))
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range key.FindAllStringSubmatch(string(src), -1) {
				used[m[1]] = true
			}
		}
	}
	inCode := regexp.MustCompile(`\b(?:t|T|word)\("([a-z][a-z0-9_.-]*[a-z0-9_])"`)
	inTemplates := regexp.MustCompile(`(?:\.T|word [.$A-Za-z]+) "([^"]+)"`)
	scan("../site/*.go", inCode)
	scan("../render/*.go", inCode)
	scan("*.go", inCode)
	scan("../../templates/*.html", inTemplates)
	scan("../../templates/partials/*.html", inTemplates)
	for _, by := range portfolio.Dimensions() {
		used[string(by)] = true
		for _, prefix := range []string{"one", "more", "empty", "intro", "count", "not-stated"} {
			used[prefix+"."+string(by)] = true
		}
	}
	for _, code := range []string{"sv", "en"} {
		words := catalogueWords(t, code)
		for key := range used {
			if !slices.Contains(words, key) {
				t.Errorf("%s.yaml has no words for %q", code, key)
			}
		}
		for _, key := range words {
			prefix, _, _ := strings.Cut(key, ".")
			if !used[key] && !slices.Contains(made, prefix) {
				t.Errorf("%s.yaml: nobody uses %q", code, key)
			}
		}
	}
}

// catalogueWords gives the keys of a built-in catalogue.
func catalogueWords(t *testing.T, code string) []string {
	t.Helper()
	src, err := os.ReadFile("../../templates/lang/" + code + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	node, problems := syntax.YAML(code+".yaml", src, 1)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var keys []string
	for _, f := range node.Get("words").Fields {
		keys = append(keys, f.Key)
	}
	return keys
}
