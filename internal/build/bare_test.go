package build_test

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
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
	apartBare  = "VITRIN_TEST_BARE"  // names a site whose projects the process makes pages of, and nothing else
	apartLists = "VITRIN_TEST_LISTS" // is how many lists of projects it makes beside them; empty: none
	apartOut   = "VITRIN_TEST_OUT"   // names the folder that takes them
)

// bareHere does in this process what the environment says.
func bareHere(dir string) error {
	lists, err := strconv.Atoi(cmp.Or(os.Getenv(apartLists), "0"))
	if err != nil {
		return err
	}
	return bare(dir, os.Getenv(apartOut), lists)
}

// bare does the least that a generator has to do for a site's projects: it reads, decodes the front matter, converts the
// text, executes one template and writes, with the libraries that Vitrin uses, and no page knows of another. Beside
// them it makes a number of lists, each of some of the projects as they come.
func bare(dir, out string, lists int) error {
	names, err := fs.Glob(os.DirFS(dir), "content/projects/*.md")
	if err != nil {
		return err
	}
	var projects []bareProject
	if lists > 0 { // a page of a project knows of no other
		projects = make([]bareProject, len(names))
	}
	page := template.Must(template.New("page").Parse(barePage))
	err = inTwo(len(names), func() func(int) error {
		text := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
		return func(i int) error {
			p, err := barely(dir, names[i], text)
			if err != nil {
				return err
			}
			if err := bareFile(out, p.ID, page, p); err != nil || lists == 0 {
				return err
			}
			p.Body = ""
			projects[i] = p
			return nil
		}
	})
	if err != nil || lists == 0 {
		return err
	}
	list := template.Must(template.New("list").Parse(bareList))
	return inTwo(lists, func() func(int) error {
		return func(i int) error {
			from := i * barePart % len(projects)
			return bareFile(out, "lista-"+strconv.Itoa(i), list, projects[from:min(from+barePart, len(projects))])
		}
	})
}

// barePart is how many projects a list holds, as a page of a list of Vitrin's.
const barePart = 50

// inTwo does something n times, by two goroutines, each with a worker of its own.
func inTwo(n int, worker func() func(int) error) error {
	var next atomic.Int64
	var work sync.WaitGroup
	errs := make([]error, 2)
	for k := range errs {
		work.Go(func() {
			do := worker()
			for errs[k] == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				errs[k] = do(i)
			}
		})
	}
	work.Wait()
	return errors.Join(errs...)
}

// barely reads and converts a project.
func barely(dir, name string, text goldmark.Markdown) (p bareProject, err error) {
	source, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return p, err
	}
	head, body, found := bytes.Cut(bytes.TrimPrefix(source, []byte("---\n")), []byte("\n---\n"))
	if !found {
		return p, fmt.Errorf("%s: no front matter", name)
	}
	if err := yaml.Unmarshal(head, &p); err != nil {
		return p, err
	}
	var html bytes.Buffer
	if err := text.Convert(body, &html); err != nil {
		return p, err
	}
	p.ID, p.Body = strings.TrimSuffix(filepath.Base(name), ".md"), template.HTML(html.String())
	return p, nil
}

func bareFile(out, name string, t *template.Template, view any) error {
	var whole bytes.Buffer
	if err := t.Execute(&whole, view); err != nil {
		return err
	}
	folder := filepath.Join(out, name)
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
	ID   string        `yaml:"-"`
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

const bareList = `<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><title>Projekt</title></head>
<body>
<header><a href="/">Portfölj</a></header>
<main>
<h1>Projekt</h1>
<table>
{{range .}}<tr><td><a href="/projekt/{{.ID}}/">{{.Title}}</a></td><td>{{.Start}} – {{.End}}</td><td>{{range .Funding}}{{.Granted}} kr {{end}}</td></tr>
{{end}}</table>
</main>
</body>
</html>
`

// TestBare holds that the least is no less than it says: a page has the facts and the text of its project, a list names
// its projects.
func TestBare(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	if err := corpus.Write(dir, 30); err != nil {
		t.Fatal(err)
	}
	if err := bare(dir, out, 2); err != nil {
		t.Fatal(err)
	}
	pages, err := os.ReadDir(out)
	if err != nil || len(pages) != 32 {
		t.Fatalf("%d pages of 32 (%v)", len(pages), err)
	}
	for name, texts := range map[string][]string{
		"projekt-7": {"<h1>Projekt 7 om ", "/program/program-", " kr av ", "<h2 id=\"rubrik-0\">Rubrik 0</h2>", "<li>Om "},
		"lista-1":   {"<a href=\"/projekt/projekt-7/\">Projekt 7 om ", " kr </td>"},
	} {
		page, err := os.ReadFile(filepath.Join(out, name, "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			if !strings.Contains(string(page), text) {
				t.Errorf("%s lacks %q", name, text)
			}
		}
	}
}
