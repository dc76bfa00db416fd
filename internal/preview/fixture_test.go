package preview

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vitrin/internal/build"
)

// day is the day on which sites are previewed.
var day = time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC)

// patience is how long a change may take to show: far longer than it does, since machines are shared.
const patience = 60 * time.Second

// folder is a site's folder.
type folder struct {
	t   testing.TB
	dir string
}

// newFolder makes a site of a few pages.
func newFolder(t testing.TB) folder {
	f := folder{t, t.TempDir()}
	f.write("content/site.yaml", "title: Prov\nbase_url: https://example.org/del/\nlanguages: [sv, en]\norganisations: open\n")
	f.write("content/index.md", "---\ntitle: Prov\n---\n\nHem.\n")
	f.write("content/clusters/trä.md", "---\ntitle: Träklustret\n---\n\nEtt kluster.\n")
	for i := range 5 {
		f.project(i, "Text.")
	}
	return f
}

// project writes a project that links to another.
func (f folder) project(i int, text string) {
	f.write(fmt.Sprintf("content/projects/p%d.md", i), fmt.Sprintf(
		"---\ntitle: Projekt %d\nstart: %d\nclusters: trä\ncoordinator: Bolag %d\ngranted: %d000\n---\n\n%s\n", i, 2015+i, i%3, i+1, text))
}

func (f folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

func (f folder) write(name, text string) {
	f.t.Helper()
	if err := os.MkdirAll(filepath.Dir(f.path(name)), 0o755); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(f.path(name), []byte(text), 0o644); err != nil {
		f.t.Fatal(err)
	}
}

// picture gives a PNG of one colour.
func picture(c uint8) string {
	m := image.NewGray(image.Rect(0, 0, 40, 20))
	for i := range m.Pix {
		m.Pix[i] = color.Gray{c}.Y
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.String()
}

// serve previews the folder until the test ends.
func (f folder) serve(o Options) *Server {
	f.t.Helper()
	o.Site.Dir, o.Now = f.dir, func() time.Time { return day }
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	s, err := Listen(o)
	if err != nil {
		f.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	f.t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			f.t.Error(err)
		}
	})
	f.until("the site is loaded", func() bool { return s.current.get().number > 0 })
	return s
}

// until waits for something.
func (f folder) until(what string, holds func() bool) {
	f.t.Helper()
	for began := time.Now(); time.Since(began) < patience; time.Sleep(2 * time.Millisecond) {
		if holds() {
			return
		}
	}
	f.t.Fatalf("it never came to this: %s", what)
}

// get asks for a path, "/del/".
func get(t testing.TB, s *Server, path string) (status int, header http.Header, body string) {
	t.Helper()
	return ask(t, s, http.MethodGet, path, "")
}

// ask sends a request without following where it leads. Host is that of the address where it is empty.
func ask(t testing.TB, s *Server, method, path, host string) (status int, header http.Header, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, "http://"+s.listener.Addr().String()+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if host != "" {
		r.Host = host
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, answer.Header, string(text)
}

// shows waits until a page holds some words.
func (f folder) shows(s *Server, path, words string) {
	f.t.Helper()
	f.until(path+" shows "+words, func() bool {
		_, _, body := get(f.t, s, path)
		return strings.Contains(body, words)
	})
}

// everything gives all that a site publishes, by path.
func everything(t testing.TB, site *build.Site) map[string]string {
	t.Helper()
	files := map[string]string{}
	for r := range site.Resources() {
		var b bytes.Buffer
		if err := r.Write(&b); err != nil {
			b.WriteString(err.Error())
		}
		files[r.Path] = b.String()
	}
	return files
}
