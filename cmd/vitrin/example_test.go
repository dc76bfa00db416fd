package main

import (
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestTemplatesExample holds the example of templates/README.md to the script that runs it: the page shows every
// template of the script whole, and nothing that the script does not have.
func TestTemplatesExample(t *testing.T) {
	manual, err := os.ReadFile("../../templates/README.md")
	if err != nil {
		t.Fatal(err)
	}
	const script = "testdata/script/override.txtar"
	archive, err := txtar.ParseFile(script)
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(manual), "\n## An example\n")
	example, _, _ = strings.Cut(example, "\n## ")
	for _, f := range archive.Files {
		shown := "`" + f.Name + "`\n\n    " + strings.ReplaceAll(strings.TrimSpace(string(f.Data)), "\n", "\n    ") + "\n"
		if strings.HasPrefix(f.Name, "templates/") && !strings.Contains(example, shown) {
			t.Errorf("templates/README.md does not show %s as %s has it", f.Name, script)
		}
	}
	whole, count := string(txtar.Format(archive)), 0
	for line := range strings.Lines(example) {
		if text, code := strings.CutPrefix(line, "    "); code {
			count++
			if !strings.Contains(whole, strings.TrimSpace(text)) {
				t.Errorf("templates/README.md shows a line that %s does not have: %s", script, text)
			}
		}
	}
	if count == 0 {
		t.Error("templates/README.md has no example")
	}
}
