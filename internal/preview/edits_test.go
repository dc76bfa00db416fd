package preview

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"vitrin/internal/build"
	"vitrin/internal/diag"
)

// TestEdits makes random edits, renames and deletions in a row, in bursts, some of which leave mistakes. After each
// burst the preview comes to tell the problems of a fresh build, and, where that has no mistakes, to show what it makes:
// every page, feed, picture and style sheet, byte by byte.
func TestEdits(t *testing.T) {
	const bursts, each = 40, 5
	f := newFolder(t)
	s := f.serve(Options{})
	e := editing{f, rand.New(rand.NewPCG(4, 2))}
	compared := 0
	for burst := range bursts {
		var done []string
		for range each {
			done = append(done, e.one())
		}
		if burst%2 == 1 { // what was broken is mended
			e.remove("templates")
			e.remove("static/css/own.css")
			for _, year := range []string{"2020", "2021", "2022"} {
				e.remove("content/projects/" + year) // which may hold an id twice
			}
			e.project(0, "Mål för länkar.")
			e.write("content/site.yaml", fmt.Sprintf("title: Prov %d\nbase_url: https://example.org/del/\nlanguages: [sv, en]\norganisations: open\n", burst))
		}
		site, problems, err := build.Load(t.Context(), build.Options{Dir: f.dir, Now: day})
		if err != nil {
			t.Fatal(err)
		}
		var want map[string]string
		if problems.Errors() == 0 {
			want = everything(t, site)
			compared++
		}
		differs := ""
		f.until(fmt.Sprintf("burst %d, %q, is shown", burst, done), func() bool {
			now := s.current.get()
			if differs = compareProblems(problems.Sorted(), now.problems); differs == "" && want != nil {
				differs = compareFiles(want, everything(t, now.site))
			}
			return differs == "" || t.Failed()
		})
		if err := site.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if compared < bursts/3 {
		t.Errorf("only %d of %d bursts left a site without mistakes", compared, bursts)
	}
}

func compareProblems(want, got diag.List) string {
	if slices.Equal(want, got) {
		return ""
	}
	return fmt.Sprintf("problems %v, not %v", got, want)
}

func compareFiles(want, got map[string]string) string {
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if got[path] != want[path] {
			return path + " differs"
		}
	}
	for path := range got {
		if _, there := want[path]; !there {
			return path + " is there and should not be"
		}
	}
	return ""
}

// editing edits a folder at random, mostly so that it stays without mistakes.
type editing struct {
	folder
	r *rand.Rand
}

// one makes one edit and names it.
func (e editing) one() string {
	pick := e.r.IntN(1000)
	p := fmt.Sprintf("content/projects/p%d.md", e.r.IntN(7))
	switch n := e.r.IntN(20); n {
	case 0, 1, 2, 3:
		i := e.r.IntN(7)
		e.project(i, fmt.Sprintf("Text %d.", pick))
		return fmt.Sprint("text of ", i)
	case 4:
		e.project(e.r.IntN(7), "Se [ett annat](p0.md).")
		e.project(0, "Ordning.")
		return "a link"
	case 5:
		e.remove(p)
		return "removed " + p
	case 6:
		to := fmt.Sprintf("content/projects/%d/p%d.md", 2020+e.r.IntN(3), e.r.IntN(7))
		e.rename(p, to)
		return p + " to " + to
	case 7:
		e.write(fmt.Sprintf("content/projects/p%d.en.md", e.r.IntN(4)), fmt.Sprintf("---\ntitle: Project %d\n---\n\nText.\n", pick))
		return "translated"
	case 8:
		e.write("content/om/oss.md", fmt.Sprintf("---\ntitle: Om %d\n---\n\n![Bild](bild.png)\n", pick))
		e.write("content/om/bild.png", picture(uint8(pick)))
		return "a picture"
	case 9:
		e.remove("content/om")
		return "removed a folder"
	case 10:
		e.write("content/site.yaml", fmt.Sprintf("title: Prov %d\nbase_url: https://example.org/del/\nlanguages: [sv, en]\norganisations: open\nper_page: %d\naccent: \"#0b5d5%d\"\n", pick, 1+pick%3, pick%10))
		return "settings"
	case 11:
		e.write("static/css/own.css", fmt.Sprintf("p { margin: %dpx; }\n", pick))
		return "styles"
	case 12:
		e.write("templates/page.html", fmt.Sprintf("{{define \"main\"}}<h1>{{.Title}}</h1><p>%d</p>{{.Words.Body}}{{end}}\n", pick))
		return "a template"
	case 13:
		e.write("templates/lang/sv.yaml", fmt.Sprintf("words:\n  home: Hem %d\n", pick))
		return "words"
	case 15:
		e.write("content/site.yaml", []string{"title: [", "title: Prov\nbase_url: https://example.org/del/\nlanguages: [sv, xx]\n"}[pick%2])
		return "broken settings"
	case 16:
		e.write([]string{"templates/page.html", "templates/base.html", "templates/lang/sv.yaml"}[pick%3], "{{if")
		return "a broken template"
	case 17:
		e.remove("templates")
		return "removed templates"
	case 18:
		e.remove("static/css/own.css")
		if err := os.MkdirAll(e.path("static/css"), 0o755); err != nil {
			e.t.Fatal(err)
		}
		if err := os.Symlink("../../content/index.md", e.path("static/css/own.css")); err != nil {
			e.t.Fatal(err)
		}
		return "a link"
	case 14:
		e.remove("templates")
		e.remove("static")
		return "removed templates and static"
	default:
		e.write(p, "---\ntitle: Fel\nstart: 09/2015\n---\n")
		e.remove(p)
		return "a mistake, and " + p + " removed"
	}
}

// rename renames a file, if it is there.
func (e editing) rename(from, to string) {
	if err := os.MkdirAll(filepath.Dir(e.path(to)), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.Rename(e.path(from), e.path(to)); err != nil && !os.IsNotExist(err) {
		e.t.Fatal(err)
	}
}
