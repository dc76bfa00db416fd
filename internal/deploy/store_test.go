package deploy

import (
	"context"
	"errors"
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

// TestStoreBreak breaks the line in the middle, or stops the deploy, and holds that the next one sends the rest alone; with
// ETags that are no MD5, what is sent twice is no more than what was under way and what the record could not say.
func TestStoreBreak(t *testing.T) {
	t.Parallel()
	const pages, arrived = 300, 120
	for _, test := range []struct {
		name    string
		options []string
		stop    bool // by the context; else the line breaks for good
		again   int  // at most so many files are sent again
	}{
		{"line", nil, false, 0},
		{"stop", nil, true, 0},
		{"stop, other ETags", []string{"--data-integrity-etag"}, true, 16},
		{"line, other ETags", []string{"--data-integrity-etag"}, false, arrived + 16},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := watch(t, "", test.options...)
			files := many(pages)
			dir := built(t, files)
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			w.stopAt, w.atStop = arrived, func() {
				if stop(); !test.stop {
					w.broken.Store(true)
				}
			}
			if _, _, err := w.deployUntil(ctx, dir, Options{}); !errors.Is(err, context.Canceled) {
				t.Fatalf("%v", err)
			}
			there := 0
			for o, err := range w.direct(t).List(t.Context()) {
				if err != nil {
					t.Fatal(err)
				}
				if o.Name != RecordName {
					there++
				}
			}
			if there < arrived-16 || there > arrived+16 {
				t.Fatalf("%d files arrived", there)
			}
			w.stopAt = 0
			w.broken.Store(false)
			result, changes, err := w.deploy(t, dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			// The store may have finished what was under way after we looked.
			sent := len(changes) - 2
			if sent != result.Added+result.Changed || result.Added > pages+1-there || result.Changed > test.again {
				t.Errorf("%d of %d are sent, %d had arrived: %+v", sent, pages+1, there, result)
			}
			w.holds(t, files)
			if _, changes, err := w.deploy(t, dir, Options{}); err != nil || len(changes) > 0 {
				t.Errorf("and then %q, %v", changes, err)
			}
		})
	}
}

// TestStoreOthers holds that what others did in the bucket is seen, mended where it is ours, and left alone where it is not.
func TestStoreOthers(t *testing.T) {
	t.Parallel()
	w := watch(t, "")
	files := small()
	dir := built(t, files)
	w.store(t, "theirs.txt", "theirs")
	w.store(t, "robots.txt", "theirs")
	_, changes, err := w.deploy(t, dir, Options{})
	refused(t, err, "it holds 1 file that no deploy to it put there and the site would replace, such as robots.txt")
	if len(changes) > 0 {
		t.Errorf("done was %q", changes)
	}
	if _, _, err := w.deploy(t, dir, Options{Adopt: true}); err != nil {
		t.Fatal(err)
	}
	w.store(t, "index.html", "fronT")
	if err := w.direct(t).Remove(t.Context(), []string{"a/index.html"}, func(string) {}); err != nil {
		t.Fatal(err)
	}
	result, _, err := w.deploy(t, dir, Options{})
	if err != nil || result.Changed != 1 || result.Added != 1 || result.Foreign != 1 {
		t.Errorf("%+v, %v", result, err)
	}
	files["theirs.txt"] = "theirs"
	w.holds(t, files)
	w.store(t, RecordName, "no record")
	if _, _, err = w.deploy(t, dir, Options{}); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("%v", err)
	}
}

// TestStoreMany holds that a site of more files than a store lists at once goes there and away again.
func TestStoreMany(t *testing.T) {
	if testing.Short() {
		t.Skip("sends thousands of files")
	}
	t.Parallel()
	w := watch(t, "/many")
	files := many(3000)
	dir := built(t, files)
	if result, _, err := w.deploy(t, dir, Options{}); err != nil || result.Added != 3001 {
		t.Fatalf("%+v, %v", result, err)
	}
	if result, changes, err := w.deploy(t, dir, Options{}); err != nil || result.Unchanged != 3001 || len(changes) > 0 {
		t.Errorf("%+v, %q, %v", result, changes, err)
	}
	less := built(t, many(100))
	if _, _, err := w.deploy(t, less, Options{}); err == nil {
		t.Error("all that goes without being forced")
	}
	result, changes, err := w.deploy(t, less, Options{Force: true})
	if want := []string{"PUT", "POST", "POST", "POST", "PUT"}; err != nil || result.Removed != 2900 || len(changes) != len(want) {
		t.Errorf("%+v, %q, %v", result, changes, err)
	}
	w.holds(t, many(100))
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
