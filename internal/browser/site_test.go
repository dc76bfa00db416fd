package browser_test

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"vitrin/internal/build"
)

// day is the day for which the sites are built.
var day = time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC)

// cache is where all tests keep pictures, so that each is made once.
var cache string

func TestMain(m *testing.M) {
	var err error
	if cache, err = os.MkdirTemp("", "vitrin-test-"); err != nil {
		panic(err)
	}
	status := m.Run()
	_ = os.RemoveAll(cache)
	os.Exit(status)
}

// policy is the strictest that pages promise to work under.
const policy = "default-src 'self'"

// site is a built site and the server that serves it.
type site struct {
	dir string // the published files
	url string // where it is served, without a last slash
}

// demo builds and serves the example portfolio. It is copied, so that no repository around it dates its pages.
func demo(t testing.TB) site {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	return built(t, dir)
}

// fromArchive builds and serves the site in a txtar file. Where its pages speak of picture.png there is one.
func fromArchive(t testing.TB, name string) site {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		write(t, filepath.Join(dir, filepath.FromSlash(f.Name)), f.Data)
		if bytes.Contains(f.Data, []byte("picture.png")) {
			write(t, filepath.Join(dir, filepath.FromSlash(path.Dir(f.Name)), "picture.png"), picture(t, 1600, 400))
		}
	}
	return built(t, dir)
}

func write(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// picture makes a PNG of one colour.
func picture(t testing.TB, width, height int) []byte {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.RGBA{R: 11, G: 93, B: 83, A: 255}})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// built builds the site in a folder, which must have no problems, and serves it.
func built(t testing.TB, dir string) site {
	t.Helper()
	s := served(t, filepath.Join(dir, "public"))
	u, err := url.Parse(s.url + "/")
	if err != nil {
		t.Fatal(err)
	}
	_, problems, err := build.Build(t.Context(), build.Options{Dir: dir, Out: s.dir, BaseURL: u, Now: day, Cache: cache})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s:%d:%d: %s: %s", p.Pos.File, p.Pos.Line, p.Pos.Column, p.Severity, p.Message)
	}
	if problems.Errors() > 0 {
		t.FailNow()
	}
	return s
}

// served serves a folder as it will be.
func served(t testing.TB, dir string) site {
	server := httptest.NewServer(static(dir))
	t.Cleanup(server.Close)
	return site{dir: dir, url: server.URL}
}

// static serves a folder of files as a plain server does: no listing, no rewriting, 404.html for what is not there.
// An answer of 204 keeps a page that sends its readers elsewhere (an old address) open, so that it can be looked at.
func static(dir string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if from, err := url.Parse(r.Referer()); err == nil && r.Header.Get("Sec-Fetch-Dest") == "document" && leadsElsewhere(dir, from.Path) {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		status, name := http.StatusOK, publishedFile(dir, r.URL.Path)
		data, err := os.ReadFile(name)
		if err != nil {
			status, name = http.StatusNotFound, filepath.Join(dir, "404.html")
			if data, err = os.ReadFile(name); err != nil {
				http.NotFound(w, r)
				return
			}
		}
		h.Set("Content-Type", contentType(name))
		w.WriteHeader(status)
		_, _ = w.Write(data) // the browser may have gone
	})
}

// publishedFile gives the name of the file behind an address.
func publishedFile(dir, address string) string {
	name := path.Clean("/" + address)
	if strings.HasSuffix(address, "/") {
		name = path.Join(name, "index.html")
	}
	return filepath.Join(dir, filepath.FromSlash(name))
}

func leadsElsewhere(dir, address string) bool {
	data, err := os.ReadFile(publishedFile(dir, address))
	return err == nil && bytes.Contains(data, []byte(`http-equiv="refresh"`))
}

// contentType names what is in a file. What a server would not know is bytes.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	case ".xml":
		return "application/xml"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".webp":
		return "image/webp"
	case ".avif":
		return "image/avif"
	case ".ico":
		return "image/vnd.microsoft.icon"
	case ".woff2":
		return "font/woff2"
	case ".txt":
		return "text/plain; charset=utf-8"
	}
	return "application/octet-stream"
}

// sitemap gives the addresses that a site tells search engines.
func (s site) sitemap(t testing.TB) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, "sitemap.xml"))
	if err != nil {
		t.Fatal(err)
	}
	var list struct {
		URL []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, u := range list.URL {
		all = append(all, strings.TrimPrefix(unescaped(u.Loc), s.url))
	}
	if len(all) == 0 {
		t.Fatal("the sitemap is empty")
	}
	return all
}

// unescaped gives an address as a reader would write it.
func unescaped(address string) string {
	if plain, err := url.PathUnescape(address); err == nil {
		return plain
	}
	return address
}
