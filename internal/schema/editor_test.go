package schema_test

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vitrin/internal/diag"
	"vitrin/internal/schema"
)

// TestEditor holds the files that make VS Code help with a site.
func TestEditor(t *testing.T) {
	files, err := schema.Editor(schema.Options{Words: []string{"sv"}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{".vscode/extensions.json"}
	for _, k := range schema.Kinds() {
		want = append(want, ".vscode/schema/"+string(k)+".json")
	}
	want = append(want, ".vscode/settings.json", ".vscode/tasks.json", ".vscode/vitrin.code-snippets")
	slices.Sort(want)
	if got := slices.Sorted(maps.Keys(files)); !slices.Equal(got, want) {
		t.Errorf("files: %q", got)
	}
	for name, src := range files {
		if !json.Valid(src) || !strings.HasSuffix(string(src), "}\n") {
			t.Errorf("%s is no JSON:\n%s", name, src)
		}
	}
	var settings struct {
		Schemas map[string]string `json:"yaml.schemas"`
	}
	decode(t, files[".vscode/settings.json"], &settings)
	for path := range settings.Schemas {
		if files[strings.TrimPrefix(path, "./")] == nil {
			t.Errorf("the settings name %s, which is not there", path)
		}
	}
	var snippets map[string]struct{ Scope, Prefix, Body, Description string }
	decode(t, files[".vscode/vitrin.code-snippets"], &snippets)
	for name, body := range map[string]string{
		"project.status":      "status: ${1|planned,ongoing,completed,cancelled|}$0",
		"project.coordinator": `coordinator: ${1:{name: Granvik Teknik AB\}}$0`,
		"page.title":          "title: ${1:Creative Innovation}$0",
	} {
		if snippets[name].Body != body || snippets[name].Scope != "markdown" {
			t.Errorf("%s: %+v", name, snippets[name])
		}
	}
}

// TestProblemMatcher holds that the task finds problems in what is printed of them.
func TestProblemMatcher(t *testing.T) {
	files, err := schema.Editor(schema.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var tasks struct {
		Tasks []struct {
			ProblemMatcher []struct{ Pattern struct{ Regexp string } }
		}
	}
	decode(t, files[".vscode/tasks.json"], &tasks)
	var patterns []*regexp.Regexp
	for _, m := range tasks.Tasks[0].ProblemMatcher {
		patterns = append(patterns, regexp.MustCompile(m.Pattern.Regexp))
	}
	var problems diag.List
	problems.Error(diag.Pos{File: "content/å b.md", Line: 4, Column: 8}, diag.Date, `"09/2015: x" is not a date`, "write 2015-09")
	problems.Warn(diag.Pos{File: "content/c.md", Line: 1}, diag.MissingKey, "no title", "")
	problems.Warn(diag.Pos{File: "content/d.md"}, diag.Translation, "no page: none", "")
	problems.Warn(diag.Pos{}, diag.ExternalLink, "of no file", "")
	var printed strings.Builder
	if err := (diag.Style{}).Print(&printed, problems, nil); err != nil {
		t.Fatal(err)
	}
	var found [][]string
	for line := range strings.Lines(printed.String()) {
		for _, pattern := range patterns {
			if m := pattern.FindStringSubmatch(strings.TrimSuffix(line, "\n")); m != nil {
				found = append(found, m[1:])
			}
		}
	}
	want := [][]string{{"content/c.md", "1", "", "warning", "no title"}, {"content/d.md", "warning", "no page: none"}, {"content/å b.md", "4", "8", "error", `"09/2015: x" is not a date`}}
	if !slices.EqualFunc(found, want, slices.Equal) {
		t.Errorf("found %q in\n%s", found, printed.String())
	}
}

func decode(t *testing.T, src []byte, to any) {
	t.Helper()
	if err := json.Unmarshal(src, to); err != nil {
		t.Fatalf("%v\n%s", err, src)
	}
}
