package bucket

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	diff "github.com/google/go-cmp/cmp"
	"github.com/minio/minio-go/v7"

	"vitrin/internal/diag"
	"vitrin/internal/gateway"
)

func opened(t testing.TB, address string, getenv func(string) string) *Bucket {
	t.Helper()
	at, err := Parse(address, getenv, false)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Open(at, getenv)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func put(t testing.TB, b *Bucket, name, content string) string {
	t.Helper()
	etag, err := b.Put(t.Context(), name, strings.NewReader(content), int64(len(content)), Header{Type: "text/plain"})
	if err != nil {
		t.Fatal(err)
	}
	return etag
}

func names(t testing.TB, b *Bucket) []string {
	t.Helper()
	var all []string
	for o, err := range b.List(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, o.Name)
	}
	slices.Sort(all)
	return all
}

// TestHeaders holds that a file is kept as it is to be served, and listed as it was stored.
func TestHeaders(t *testing.T) {
	t.Parallel()
	server := gateway.Start(t)
	b := opened(t, "s3://site/sub", server.Getenv)
	h := Header{Type: "text/css; charset=utf-8", Encoding: "br", Cache: "public, max-age=31536000, immutable"}
	etag, err := b.Put(t.Context(), "css/site.css.br", strings.NewReader("body{}"), 6, h)
	if err != nil {
		t.Fatal(err)
	}
	info, err := b.client.StatObject(t.Context(), "site", "sub/css/site.css.br", minio.StatObjectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	got := Header{Type: info.ContentType, Encoding: info.Metadata.Get("Content-Encoding"), Cache: info.Metadata.Get("Cache-Control")}
	if got != h {
		t.Errorf("served with %+v, not %+v", got, h)
	}
	for o, err := range b.List(t.Context()) {
		if err != nil || o.Name != "css/site.css.br" || o.Size != 6 || o.ETag != etag || o.Modified.IsZero() {
			t.Errorf("listed as %+v, %v; stored as %s", o, err, etag)
		}
	}
}

// TestNames holds that any name a site can have comes back as it was.
func TestNames(t *testing.T) {
	t.Parallel()
	server := gateway.Start(t)
	for _, prefix := range []string{"", "a", "å b+c%25d/e"} {
		b := opened(t, "s3://site/"+prefix, server.Getenv)
		want := []string{
			"a b/c d.html", "a+b.html", "100%.html", "%41.html", "å/ä/ö.html", "a&b=c?d#e.html", "'\"<>.html", "日本語/🙂.html",
			"e\u0301.html", "é.html", "a~!$()*,;:@.html", ".well-known/security.txt", "index.html", "..a/b..html",
		}
		for _, name := range want {
			put(t, b, name, name)
		}
		slices.Sort(want)
		got := slices.DeleteFunc(names(t, b), func(name string) bool { return prefix == "" && strings.HasPrefix(name, "a/") })
		if d := diff.Diff(want, got); d != "" {
			t.Errorf("below %q: %s", prefix, d)
		}
		for _, name := range want {
			if content, o, err := b.Get(t.Context(), name, 1000); err != nil || string(content) != name || o.ETag == "" {
				t.Errorf("%q below %q is %q, %v", name, prefix, content, err)
			}
		}
		var gone []string
		if err := b.Remove(t.Context(), want, func(name string) { gone = append(gone, name) }); err != nil {
			t.Fatal(err)
		}
		slices.Sort(gone)
		if d := diff.Diff(want, gone); d != "" {
			t.Error(d)
		}
		if left := names(t, b); len(left) > 0 {
			t.Errorf("%q is left", left)
		}
	}
}

// TestParts holds that a file of several parts arrives whole, and that one whose reader fails does not arrive.
func TestParts(t *testing.T) {
	t.Parallel()
	server := gateway.Start(t)
	b := opened(t, "s3://site", server.Getenv)
	long := bytes.Repeat([]byte("0123456789abcdef"), 2*PartSize/16+100)
	if _, err := b.Put(t.Context(), "film.mp4", bytes.NewReader(long), int64(len(long)), Header{Type: "video/mp4"}); err != nil {
		t.Fatal(err)
	}
	if got, _, err := b.Get(t.Context(), "film.mp4", int64(len(long))); err != nil || !bytes.Equal(got, long) {
		t.Errorf("%d bytes came back, %v", len(got), err)
	}
	if _, _, err := b.Get(t.Context(), "film.mp4", 10); err == nil {
		t.Error("a file longer than the limit is read")
	}
	broken := &failing{left: len(long) - 10}
	if _, err := b.Put(t.Context(), "other.mp4", broken, int64(len(long)), Header{}); !errors.Is(err, errFailing) {
		t.Errorf("%v", err)
	}
	if got := names(t, b); len(got) != 1 {
		t.Errorf("there is %q", got)
	}
}

var errFailing = errors.New("the disk is gone")

// failing gives some bytes, and then an error.
type failing struct{ left int }

func (f *failing) Read(p []byte) (int, error) {
	if f.left == 0 {
		return 0, errFailing
	}
	n := min(len(p), f.left)
	f.left -= n
	return n, nil
}

// TestMissing holds what is told of a file that is not there.
func TestMissing(t *testing.T) {
	t.Parallel()
	server := gateway.Start(t)
	b := opened(t, "s3://site", server.Getenv)
	if _, _, err := b.Get(t.Context(), "none", 10); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
	if err := b.Remove(t.Context(), []string{"none"}, func(string) {}); err != nil {
		t.Error(err)
	}
}

// TestTrouble holds that what cannot be done is told with how to mend it, and without secrets.
func TestTrouble(t *testing.T) {
	t.Parallel()
	server := gateway.Start(t)
	with := func(changes map[string]string) func(string) string {
		return func(name string) string {
			if value, ok := changes[name]; ok {
				return value
			}
			return server.Getenv(name)
		}
	}
	const secret = "very-secret-0123456789/+"
	for _, test := range []struct {
		name, address string
		getenv        func(string) string
		reason, hint  string
	}{
		{"no bucket", "s3://none", server.Getenv, "bucket does not exist", "make the bucket first"},
		{"another secret", "s3://site", with(map[string]string{"AWS_SECRET_ACCESS_KEY": secret}), "signature", "does not take these credentials"},
		{"another key", "s3://site", with(map[string]string{"AWS_ACCESS_KEY_ID": "other", "AWS_SECRET_ACCESS_KEY": secret}), "access key", "does not take these credentials"},
		{"nobody there", "s3://site?endpoint=http://127.0.0.1:1", with(map[string]string{"AWS_SECRET_ACCESS_KEY": secret}), "127.0.0.1:1 cannot be reached", "look at the endpoint"},
		{"no store", "s3://site?endpoint=" + echo(t), with(map[string]string{"AWS_SECRET_ACCESS_KEY": secret, "AWS_SESSION_TOKEN": secret}), "***", ""},
		{"another region", "s3://site?region=eu-north-1", with(map[string]string{"AWS_SECRET_ACCESS_KEY": server.Secret}), "region", "region=NAME"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			b := opened(t, test.address, test.getenv)
			_, _, read := b.Get(t.Context(), "x", 10)
			_, store := b.Put(t.Context(), "x", strings.NewReader("x"), 1, Header{Type: "text/plain"})
			remove := b.Remove(t.Context(), []string{"x"}, func(string) {})
			for what, err := range map[string]error{"list": listing(b), "read": read, "store": store, "remove": remove} {
				told, ok := errors.AsType[*Error](err)
				if !ok || !strings.Contains(told.Error(), test.reason) || !strings.Contains(diag.Advice(err), test.hint) {
					t.Errorf("%s: %v\n  hint: %s", what, err, diag.Advice(err))
				}
				if all := fmt.Sprintf("%v %+v %#v %s", err, err, told, diag.Advice(err)); strings.Contains(all, secret) || strings.Contains(all, server.Secret) {
					t.Errorf("%s shows a secret: %s", what, all)
				}
			}
		})
	}
}

func listing(b *Bucket) error {
	for _, err := range b.List(context.Background()) {
		if err != nil {
			return err
		}
	}
	return nil
}

// echo is a server that tells everybody what they said.
func echo(t testing.TB) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, "<Error><Code>Strange</Code><Message>I do not like %s</Message></Error>", cmp.Or(r.Header.Get("X-Amz-Security-Token"), "you"))
	}))
	t.Cleanup(s.Close)
	return s.URL
}
