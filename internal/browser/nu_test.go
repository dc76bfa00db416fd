package browser_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"vitrin/internal/corpus"
)

// TestNu holds that the Nu HTML validator has nothing to say of any page, neither errors nor warnings: of the
// example, of a portfolio of a thousand projects, of a site of what is too long and of one without a project. Style
// sheets are left out: it knows no container queries.
func TestNu(t *testing.T) {
	if testing.Short() {
		t.Skip("validates thousands of pages")
	}
	t.Parallel()
	many := t.TempDir()
	if err := corpus.Write(many, 1000); err != nil {
		t.Fatal(err)
	}
	folders := map[string]string{
		demo(t).dir:        "the example",
		built(t, many).dir: "a thousand projects",
		fromArchive(t, "testdata/long.txtar").dir:  "testdata/long.txtar",
		fromArchive(t, "testdata/empty.txtar").dir: "testdata/empty.txtar",
	}
	var all findings
	for _, m := range validate(t, folders) {
		all.add(m.page(folders), m.finding())
	}
	all.report(t)
}

// message is what the validator says of a place.
type message struct {
	Type    string `json:"type"`
	SubType string `json:"subType"`
	URL     string `json:"url"`
	Line    int    `json:"lastLine"`
	Message string `json:"message"`
	Extract string `json:"extract"`
}

func (m message) finding() finding {
	return finding{Rule: strings.TrimSpace(m.Type+" "+m.SubType) + ": " + m.Message, HTML: strings.TrimSpace(m.Extract)}
}

// page tells where the place is, by the names of the folders.
func (m message) page(folders map[string]string) string {
	name := strings.TrimPrefix(unescaped(m.URL), "file:")
	for dir, site := range folders {
		if rel, err := filepath.Rel(dir, name); err == nil && filepath.IsLocal(rel) {
			return fmt.Sprintf("%s: %s:%d", site, filepath.ToSlash(rel), m.Line)
		}
	}
	return fmt.Sprintf("%s:%d", name, m.Line)
}

// validate runs the validator once over all folders.
func validate(t *testing.T, folders map[string]string) []message {
	t.Helper()
	arguments := []string{"-Xss8m", "-jar", npmFile(t, "vnu-jar/build/dist/vnu.jar"), "--stdout", "--format", "json", "--skip-non-html"}
	for dir := range folders {
		arguments = append(arguments, dir)
	}
	cmd := exec.CommandContext(t.Context(), java(t), arguments...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	var said struct {
		Messages []message `json:"messages"`
	}
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatalf("the validator: %v\n%s", err, stderr.String())
	}
	return said.Messages
}
