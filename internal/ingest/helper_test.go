package ingest

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
)

var months = edtf.Words{Months: map[string]int{"maj": 5, "juni": 6}, Seasons: map[string]int{"våren": edtf.Spring}}

const siteYAML = "title: Projekt\nbase_url: https://example.org/\nlanguages: [sv, en]\n"

func settingsOf(t testing.TB) *portfolio.Settings {
	t.Helper()
	n, found := syntax.YAML("content/site.yaml", []byte(siteYAML), 1)
	settings, more := portfolio.NewSettings(n)
	if len(found)+len(more) > 0 {
		t.Fatal(found, more)
	}
	return settings
}

// site is a site's folder with a table and a mapping beside it.
type site struct {
	testing.TB
	dir     string
	options Options
}

// newSite makes a site with a table of the given name and a mapping.
func newSite(t testing.TB, file, content, mapping string) *site {
	t.Helper()
	dir := t.TempDir()
	s := &site{TB: t, dir: dir}
	s.write("content/site.yaml", siteYAML)
	s.options = Options{Dir: dir, File: filepath.Join(dir, file), Mapping: "map.yaml", Source: []byte(mapping), Name: "map", Settings: settingsOf(t), Words: months}
	s.write(file, content)
	return s
}

func (s *site) write(name, content string) {
	s.Helper()
	file := filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
		s.Fatal(err)
	}
}

func (s *site) read(name string) string {
	s.Helper()
	src, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		s.Fatal(err)
	}
	return string(src)
}

// run imports, and gives what was done with each page and what was told, one a line.
func (s *site) run() string {
	s.Helper()
	var lines []string
	o := s.options
	o.Told = func(c Change) { lines = append(lines, fmt.Sprintf("%s %s", c.Kind, c.Path)) }
	_, problems, err := Import(context.Background(), o)
	if err != nil {
		s.Fatal(err)
	}
	return strings.Join(append(lines, told(problems, s.dir)...), "\n")
}

// told writes problems as the tests have them.
func told(problems diag.List, dir string) []string {
	var lines []string
	for _, p := range problems.Sorted() {
		place := p.Pos.File
		for _, n := range []int{p.Pos.Line, p.Pos.Column} {
			if n > 0 {
				place += fmt.Sprintf(":%d", n)
			}
		}
		lines = append(lines, strings.ReplaceAll(fmt.Sprintf("%s: %s: %s", place, p.Severity, p.Message), dir+"/", ""))
	}
	return lines
}

// loads gives the problems with which the site's content loads.
func loads(t testing.TB, fsys fs.FS) diag.List {
	t.Helper()
	settings := settingsOf(t)
	var loader source.Loader
	content, found, err := loader.Load(context.Background(), fsys, source.Options{
		Languages: settings.Languages,
		Markdown:  func(string) *markdown.Converter { return markdown.New(markdown.Options{}) },
	})
	if err != nil {
		t.Fatal(err)
	}
	_, more := portfolio.New(content, settings, portfolio.Options{Words: months, Drafts: true})
	return append(found, more...)
}

// tryMapping imports and gives all problems.
func tryMapping(s *site) (Result, diag.List) {
	s.Helper()
	r, problems, err := Import(context.Background(), s.options)
	if err != nil {
		s.Fatal(err)
	}
	return r, problems
}
