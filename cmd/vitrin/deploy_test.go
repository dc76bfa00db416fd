package main

import (
	"errors"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"vitrin/internal/gateway"
)

// TestStoreScripts runs testdata/store: the manual of what is deployed to a bucket, against a real store.
func TestStoreScripts(t *testing.T) {
	server := gateway.Start(t)
	params := scriptParams("testdata/store")
	setup := params.Setup
	params.Setup = func(env *testscript.Env) error {
		for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL_S3", "AWS_REGION"} {
			env.Setenv(name, server.Getenv(name))
		}
		return setup(env)
	}
	testscript.Run(t, params)
}

// TestDeployKilled kills a deploy in the middle, so that it cannot say a word, and holds that the next one sends the rest alone.
func TestDeployKilled(t *testing.T) {
	server := gateway.Start(t)
	to, err := url.Parse(server.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	var puts, killAt atomic.Int64
	kill := make(chan *os.Process, 1)
	proxy := httputil.NewSingleHostReverseProxy(to)
	proxy.ErrorLog = log.New(io.Discard, "", 0) // a killed client is what is tested
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut && !strings.HasSuffix(r.URL.Path, ".vitrin-deploy") && puts.Add(1) == killAt.Load() {
			if err := (<-kill).Kill(); err != nil {
				t.Error(err)
			}
			panic(http.ErrAbortHandler)
		}
		proxy.ServeHTTP(w, r)
	}))
	defer front.Close()
	dir := t.TempDir()
	binary := filepath.Join(dir, "vitrin.exe")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	site := filepath.Join("..", "..")
	if out, err := exec.Command(binary, "build", "--site", site, "--out", filepath.Join(dir, "public")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	deploy := func() *exec.Cmd {
		cmd := exec.Command(binary, "deploy", "--json", "--site", site, "--out", filepath.Join(dir, "public"), "s3://"+server.Bucket+"?endpoint="+front.URL)
		cmd.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID="+server.Access, "AWS_SECRET_ACCESS_KEY="+server.Secret)
		return cmd
	}
	const at = 150
	killAt.Store(at)
	first := deploy()
	first.Stdout = io.Discard
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	kill <- first.Process
	if exited := (*exec.ExitError)(nil); !errors.As(first.Wait(), &exited) || exited.Exited() {
		t.Fatal("it is not killed")
	}
	all := puts.Load()
	killAt.Store(0)
	puts.Store(0)
	if out, err := deploy().Output(); err != nil || !strings.Contains(string(out), `"changed":0,`) {
		t.Fatalf("%s, %v", out, err)
	}
	const underWay = 16
	total := countFiles(t, filepath.Join(dir, "public"))
	if sent := puts.Load(); sent > total-all+underWay || sent < total-all {
		t.Errorf("%d of %d are sent, after %d were", sent, total, all)
	}
	puts.Store(0)
	if out, err := deploy().Output(); err != nil || puts.Load() > 0 {
		t.Errorf("and then %s, %v", out, err)
	}
}

// countFiles counts the files of a built site, but its marker.
func countFiles(t testing.TB, dir string) int64 {
	t.Helper()
	n := int64(-1)
	err := fs.WalkDir(os.DirFS(dir), ".", func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
