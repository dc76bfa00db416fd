package build_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"vitrin/internal/build"
)

// TestTemplateMeanwhile edits a template after the site's files were looked at for the last time, while pictures are made
// of a large site: the next build shows what it says, and that one does not.
func TestTemplateMeanwhile(t *testing.T) {
	t.Run("another", func(t *testing.T) { templateMeanwhile(t, "ettan") })
	t.Run("the first", func(t *testing.T) { templateMeanwhile(t, "") })
}

func templateMeanwhile(t *testing.T, before string) {
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
	if before != "" {
		write("templates/404.html", `{{define "main"}}<p>`+before+`</p>{{end}}`)
	} else if err := os.Mkdir(filepath.Join(dir, "templates"), 0o755); err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	o := build.Options{Dir: dir, Now: day, Program: "1", Progress: func(stage build.Stage, _, _ int) {
		if stage == build.Linking {
			once.Do(func() {
				time.Sleep(200 * time.Millisecond) // the look takes a fraction of it
				write("templates/404.html", `{{define "main"}}<p>tvåan</p>{{end}}`)
			})
		}
	}}
	for _, shown := range []bool{false, true} {
		if _, problems, err := build.Build(t.Context(), o); err != nil || problems.Errors() > 0 {
			t.Fatal(err, problems)
		}
		page, err := os.ReadFile(filepath.Join(dir, "public/404.html"))
		if err != nil || strings.Contains(string(page), "tvåan") != shown {
			t.Errorf("it is %t that the page shows what the template says: %v\n%s", !shown, err, page)
		}
	}
}

// TestOldPageMeanwhile renders a page of a site that was loaded before, as the preview does for whoever asked for it just
// then: what it says is not what pages of the next site say.
func TestOldPageMeanwhile(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	write("content/site.yaml", "title: Prov\nbase_url: https://example.org/\nlanguages: [sv]\n")
	l, err := build.NewLoader(build.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close(t.Context())
	list := func(s *build.Site) string {
		t.Helper()
		r, ok := s.Resource("projekt/index.html")
		if !ok {
			t.Fatal("there is no list")
		}
		var b strings.Builder
		if err := r.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	var sites []*build.Site
	var changed []string // all at first
	for _, title := range []string{"Ettan", "Tvåan"} {
		write("content/projects/p.md", "---\ntitle: "+title+"\n---\n")
		s, problems, err := l.Glance(t.Context(), day, changed)
		if err != nil || problems.Errors() > 0 {
			t.Fatal(err, problems)
		}
		sites, changed = append(sites, s), []string{"content/projects/p.md"} // not the templates
	}
	if page := list(sites[0]); !strings.Contains(page, "Ettan") || strings.Contains(page, "Tvåan") {
		t.Error("the page of the first site does not say what it said")
	}
	if page := list(sites[1]); !strings.Contains(page, "Tvåan") || strings.Contains(page, "Ettan") {
		t.Error("the page of the second site says what that of the first does")
	}
}

// TestPictureMeanwhile exchanges a picture after the site's files were looked at for the last time, before it is read: the site is
// read again, and is published with the picture that lies there at the end.
func TestPictureMeanwhile(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) {
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, data, 0o644)); err != nil {
			t.Error(err)
		}
	}
	write("content/site.yaml", []byte("title: Prov\nbase_url: https://example.org/\nlanguages: [sv]\n"))
	write("content/om.md", []byte("---\ntitle: Om\n---\n\n![Bild](a.jpg)\n"))
	write("content/a.jpg", photograph(t, 300, 200))
	reads := 0
	o := build.Options{Dir: dir, Now: day, Program: "1", Progress: func(stage build.Stage, done, _ int) {
		if stage == build.Linking {
			if reads++; reads == 1 {
				time.Sleep(200 * time.Millisecond) // the look takes a fraction of it
				write("content/a.jpg", photograph(t, 310, 210))
			}
		}
	}}
	if _, problems, err := build.Build(t.Context(), o); err != nil || problems.Errors() > 0 {
		t.Fatal(err, problems)
	}
	page, err := os.ReadFile(filepath.Join(dir, "public/om/index.html"))
	if err != nil || !strings.Contains(string(page), `width="310" height="210"`) || reads != 2 {
		t.Errorf("%v; the site was read %d times\n%s", err, reads, page)
	}
}
