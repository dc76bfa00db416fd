package build_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"vitrin/internal/build"
)

// TestTemplateMeanwhile edits a template after the site's files were looked at for the last time, while pictures are made
// of a large site: the next build shows what it says.
func TestTemplateMeanwhile(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Error(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Error(err)
		}
	}
	write("content/site.yaml", "title: Prov\nbase_url: https://example.org/\nlanguages: [sv]\n")
	write("templates/404.html", `{{define "main"}}<p>ettan</p>{{end}}`)
	var once sync.Once
	o := build.Options{Dir: dir, Now: day, Program: "1", Progress: func(stage build.Stage, _, _ int) {
		if stage == build.Linking {
			once.Do(func() {
				time.Sleep(200 * time.Millisecond) // the look takes a fraction of it
				write("templates/404.html", `{{define "main"}}<p>tvåan</p>{{end}}`)
			})
		}
	}}
	for range 2 {
		if _, problems, err := build.Build(t.Context(), o); err != nil || problems.Errors() > 0 {
			t.Fatal(err, problems)
		}
	}
	page, err := os.ReadFile(filepath.Join(dir, "public/404.html"))
	if err != nil || !strings.Contains(string(page), "tvåan") {
		t.Errorf("the second build leaves what the template said before: %v\n%s", err, page)
	}
}
