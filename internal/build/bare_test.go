package build_test

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"go.yaml.in/yaml/v4"

	"vitrin/internal/corpus"
)

const (
	apartBare = "VITRIN_TEST_BARE" // names a site whose projects the process makes pages of, and nothing else
	apartOut  = "VITRIN_TEST_OUT"  // names the folder that takes them
)

// bare does the least that a generator has to do for a site's projects: it reads, decodes the front matter, converts the
// text, executes one template and writes, with the libraries that Vitrin uses, and no page knows of another.
func bare(dir, out string) error {
	names, err := fs.Glob(os.DirFS(dir), "content/projects/*.md")
	if err != nil {
		return err
	}
	page := template.Must(template.New("page").Parse(barePage))
	var next atomic.Int64
	var work sync.WaitGroup
	errs := make([]error, 2)
	for k := range errs {
		work.Go(func() {
			text := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
			for errs[k] == nil {
				i := int(next.Add(1)) - 1
				if i >= len(names) {
					return
				}
				errs[k] = barely(dir, out, names[i], text, page)
			}
		})
	}
	work.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func barely(dir, out, name string, text goldmark.Markdown, page *template.Template) error {
	source, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	head, body, found := bytes.Cut(bytes.TrimPrefix(source, []byte("---\n")), []byte("\n---\n"))
	if !found {
		return fmt.Errorf("%s: no front matter", name)
	}
	var p bareProject
	if err := yaml.Unmarshal(head, &p); err != nil {
		return err
	}
	var html, whole bytes.Buffer
	if err := text.Convert(body, &html); err != nil {
		return err
	}
	p.Body = template.HTML(html.String())
	if err := page.Execute(&whole, p); err != nil {
		return err
	}
	folder := filepath.Join(out, strings.TrimSuffix(filepath.Base(name), ".md"))
	if err := os.Mkdir(folder, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "index.html"), whole.Bytes(), 0o644)
}

// bareProject is what a page of bare shows.
type bareProject struct {
	Title, Reference, Summary, Start, End string
	Clusters, Programmes, Regions, Themes []string
	Coordinator                           struct{ Name string }
	Partners                              []struct{ Name, Role string }
	Funding                               []struct {
		Programme        string
		Applied, Granted int
	}
	Body template.HTML `yaml:"-"`
}

const barePage = `<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><title>{{.Title}}</title><meta name="description" content="{{.Summary}}"></head>
<body>
<header><a href="/">Portfölj</a></header>
<main>
<h1>{{.Title}}</h1>
<p>{{.Summary}}</p>
<table>
<tr><th scope="row">Diarienummer</th><td>{{.Reference}}</td></tr>
<tr><th scope="row">Koordinator</th><td>{{.Coordinator.Name}}</td></tr>
<tr><th scope="row">Partner</th><td>{{range .Partners}}{{.Name}} {{.Role}} {{end}}</td></tr>
<tr><th scope="row">Kluster</th><td>{{range .Clusters}}<a href="/kluster/{{.}}/">{{.}}</a> {{end}}</td></tr>
<tr><th scope="row">Program</th><td>{{range .Programmes}}<a href="/program/{{.}}/">{{.}}</a> {{end}}</td></tr>
<tr><th scope="row">Region</th><td>{{range .Regions}}{{.}} {{end}}</td></tr>
<tr><th scope="row">Tid</th><td>{{.Start}} – {{.End}}</td></tr>
{{range .Funding}}<tr><th scope="row">Beviljat belopp</th><td>{{.Granted}} kr av {{.Applied}} kr</td></tr>
{{end}}<tr><th scope="row">Teman</th><td>{{range .Themes}}{{.}} {{end}}</td></tr>
</table>
<article>
{{.Body}}</article>
</main>
</body>
</html>
`

// TestBare holds that the least is no less than it says: a page has the facts and the text of its project.
func TestBare(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	if err := corpus.Write(dir, 30); err != nil {
		t.Fatal(err)
	}
	if err := bare(dir, out); err != nil {
		t.Fatal(err)
	}
	pages, err := os.ReadDir(out)
	if err != nil || len(pages) != 30 {
		t.Fatalf("%d pages of 30 (%v)", len(pages), err)
	}
	page, err := os.ReadFile(filepath.Join(out, "projekt-7", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"<h1>Projekt 7 om ", "/program/program-", " kr av ", "<h2 id=\"rubrik-0\">Rubrik 0</h2>", "<li>Om "} {
		if !strings.Contains(string(page), text) {
			t.Errorf("the page lacks %q", text)
		}
	}
}
