package deploy

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/bucket"
	"vitrin/internal/gateway"
)

// watched is a real store behind a proxy that writes down what is asked of it, and that may break the line.
type watched struct {
	server  gateway.Server
	address string // of the target

	mu      sync.Mutex
	log     []string // "PUT /site/a", in the order in which the store answered
	headers map[string]http.Header

	puts   atomic.Int64
	broken atomic.Bool
	stopAt int64 // with the how-many-eth file the line breaks; 0: never
	atStop func()
}

func watch(t testing.TB, prefix string, options ...string) *watched {
	t.Helper()
	w := &watched{server: gateway.Start(t, options...), headers: map[string]http.Header{}}
	to, err := url.Parse(w.server.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{
		ErrorLog: log.New(io.Discard, "", 0), // broken lines are what is tested
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			r.Out.Host = r.In.Host // it is signed
		},
		ModifyResponse: func(r *http.Response) error {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.log = append(w.log, r.Request.Method+" "+r.Request.URL.Path)
			w.headers[r.Request.URL.Path] = r.Request.Header
			return nil
		},
	}
	front := httptest.NewServer(http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut && !strings.HasSuffix(r.URL.Path, RecordName) && w.puts.Add(1) == w.stopAt {
			w.atStop()
		}
		if w.broken.Load() {
			panic(http.ErrAbortHandler)
		}
		proxy.ServeHTTP(to, r)
	}))
	t.Cleanup(front.Close)
	w.address = "s3://" + w.server.Bucket + prefix + "?endpoint=" + front.URL
	return w
}

// deploy deploys a folder there, and gives what was stored and removed.
func (w *watched) deploy(t testing.TB, dir string, o Options) (Result, []string, error) {
	t.Helper()
	return w.deployUntil(t.Context(), dir, o)
}

func (w *watched) deployUntil(ctx context.Context, dir string, o Options) (Result, []string, error) {
	w.log = nil
	w.puts.Store(0)
	o.Out, o.Site, o.Getenv = dir, dir, w.server.Getenv
	if o.MaxDelete == 0 {
		o.MaxDelete = 30
	}
	result, err := Deploy(ctx, w.address, o)
	w.mu.Lock()
	defer w.mu.Unlock()
	changes := slices.DeleteFunc(slices.Clone(w.log), func(s string) bool { return strings.HasPrefix(s, "GET ") || strings.HasPrefix(s, "HEAD ") })
	return result, changes, err
}

// direct gives the store, past the proxy.
func (w *watched) direct(t testing.TB) *bucket.Bucket {
	t.Helper()
	at, err := bucket.Parse(w.address, w.server.Getenv, false)
	if err != nil {
		t.Fatal(err)
	}
	if at.Endpoint, err = url.Parse(w.server.Endpoint); err != nil {
		t.Fatal(err)
	}
	b, err := bucket.Open(at, w.server.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// holds compares what lies there, but the record, with files.
func (w *watched) holds(t testing.TB, want map[string]string) {
	t.Helper()
	b, got := w.direct(t), map[string]string{}
	for o, err := range b.List(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if o.Name == RecordName {
			continue
		}
		content, _, err := b.Get(t.Context(), o.Name, 100<<20)
		if err != nil {
			t.Fatal(err)
		}
		got[o.Name] = string(content)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func (w *watched) store(t testing.TB, name, content string) {
	t.Helper()
	if _, err := w.direct(t).Put(t.Context(), name, strings.NewReader(content), int64(len(content)), bucket.Header{}); err != nil {
		t.Fatal(err)
	}
}

// TestStore takes a site through its life in a real store: first, unchanged, edited, less, and looked at alone.
func TestStore(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"", "/portfolio/å b+%25"} {
		w := watch(t, prefix)
		below := "/site" + strings.ReplaceAll(prefix, "%25", "%") + "/"
		files := small()
		dir := built(t, files)
		dry, changes, err := w.deploy(t, dir, Options{DryRun: true})
		if err != nil || len(changes) > 0 || dry.Added != 8 || len(dry.Steps) != 8 {
			t.Fatalf("a dry run: %+v, %q, %v", dry, changes, err)
		}
		if result, _, err := w.deploy(t, dir, Options{}); err != nil || result.Added != 8 {
			t.Fatalf("at first: %+v, %v", result, err)
		}
		w.holds(t, files)
		if result, changes, err := w.deploy(t, dir, Options{}); err != nil || result.Unchanged != 8 || len(changes) > 0 {
			t.Errorf("again: %+v, %q, %v", result, changes, err)
		}
		change(t, dir, map[string]string{"index.html": "front 2"})
		record := "PUT " + below + RecordName
		result, changes, err := w.deploy(t, dir, Options{})
		if err != nil || result.Changed != 1 || !slices.Equal(changes, []string{record, "PUT " + below + "index.html", record}) {
			t.Errorf("edited: %+v, %q, %v", result, changes, err)
		}
		change(t, dir, map[string]string{"a/index.html": "-", "data/all.csv": "2"})
		result, changes, err = w.deploy(t, dir, Options{})
		if want := []string{record, "PUT " + below + "data/all.csv", "POST /site/", record}; err != nil || result.Removed != 1 || !slices.Equal(changes, want) {
			t.Errorf("less: %+v, %q, %v", result, changes, err)
		}
		files["index.html"], files["data/all.csv"] = "front 2", "2"
		delete(files, "a/index.html")
		w.holds(t, files)
	}
}

// TestStoreHeaders holds with which headers files are stored, and that compressed forms stay behind unless they are asked for.
func TestStoreHeaders(t *testing.T) {
	t.Parallel()
	w := watch(t, "")
	files := map[string]string{
		"index.html": "front", "index.html.br": "br", "index.html.gz": "gz", "robots.txt": "all", "atom.xml": "feed",
		"css/site-" + hashed("body{}") + ".css": "body{}", "css/site-0123456789.css": "body{}", "data.csv.gz": "alone",
	}
	dir := built(t, files)
	if result, _, err := w.deploy(t, dir, Options{}); err != nil || result.Added != 6 {
		t.Fatalf("%+v, %v", result, err)
	}
	for path, want := range map[string][3]string{
		"index.html":                            {"text/html; charset=utf-8", "", revalidate},
		"robots.txt":                            {"text/plain; charset=utf-8", "", revalidate},
		"atom.xml":                              {"application/atom+xml", "", revalidate},
		"css/site-" + hashed("body{}") + ".css": {"text/css; charset=utf-8", "", forever},
		"css/site-0123456789.css":               {"text/css; charset=utf-8", "", revalidate},
		"data.csv.gz":                           {"application/gzip", "", revalidate},
		RecordName:                              {"application/gzip", "", "private, no-store"},
	} {
		h := w.headers["/site/"+path]
		if got := [3]string{h.Get("Content-Type"), h.Get("Content-Encoding"), h.Get("Cache-Control")}; got != want {
			t.Errorf("%s is stored with %q, not %q", path, got, want)
		}
	}
	if result, _, err := w.deploy(t, dir, Options{Compressed: true}); err != nil || result.Added != 2 {
		t.Fatalf("%+v, %v", result, err)
	}
	h := w.headers["/site/index.html.br"]
	if got := [3]string{h.Get("Content-Type"), h.Get("Content-Encoding"), h.Get("Cache-Control")}; got != [3]string{"text/html; charset=utf-8", "br", revalidate} {
		t.Errorf("a compressed form is stored with %q", got)
	}
	w.holds(t, files)
	if result, _, err := w.deploy(t, dir, Options{}); err != nil || result.Removed != 2 {
		t.Errorf("%+v, %v", result, err)
	}
}

// many is a site of n pages.
func many(n int) map[string]string {
	files := map[string]string{"index.html": "front"}
	for i := range n {
		files[fmt.Sprintf("p/%d/index.html", i)] = strings.Repeat("page ", i%50)
	}
	return files
}

// TestStoreNames holds that any path of a site comes back as it was.
func TestStoreNames(t *testing.T) {
	t.Parallel()
	w := watch(t, "/a b")
	files := map[string]string{}
	for _, name := range []string{"index.html", "å/ä ö.html", "a+b.html", "100%.html", "%41.html", "e\u0301.html", "é.html", "日本語/🙂.html", ".well-known/x", "a&b=c?d#e.html"} {
		files[name] = name
	}
	dir := built(t, files)
	for _, unchanged := range []int{0, len(files)} {
		if result, _, err := w.deploy(t, dir, Options{}); err != nil || result.Unchanged != unchanged {
			t.Fatalf("%+v, %v", result, err)
		}
	}
	w.holds(t, files)
}
