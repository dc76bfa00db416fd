package main

import (
	"bytes"
	"encoding/json"
	"encoding/pem"
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
	"runtime"
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

// TestDeployStopped stops a deploy in the middle, or kills it so that it cannot say a word, and holds that the next one sends the
// rest alone.
func TestDeployStopped(t *testing.T) {
	binary := compiled(t)
	t.Run("kill", func(t *testing.T) { deployStopped(t, binary, os.Kill, "") })
	t.Run("interrupt", func(t *testing.T) {
		if runtime.GOOS == "windows" {
			t.Skip("Windows sends no interrupts to others")
		}
		deployStopped(t, binary, os.Interrupt, "vitrin: the deploy was stopped\n  hint: run it again; it goes on where it stopped\n")
	})
}

// deployStopped stops a deploy by a signal, after which it says something.
func deployStopped(t *testing.T, binary string, signal os.Signal, says string) {
	server := gateway.Start(t)
	to, err := url.Parse(server.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	var puts, stopAt atomic.Int64
	running := make(chan *os.Process, 1)
	proxy := httputil.NewSingleHostReverseProxy(to)
	proxy.ErrorLog = log.New(io.Discard, "", 0) // a killed client is what is tested
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut && !strings.HasSuffix(r.URL.Path, ".vitrin-deploy") && puts.Add(1) == stopAt.Load() {
			if err := (<-running).Signal(signal); err != nil {
				t.Error(err)
			}
		}
		proxy.ServeHTTP(w, r)
	}))
	defer front.Close()
	dir := t.TempDir()
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
	stopAt.Store(at)
	first := deploy()
	var told bytes.Buffer
	first.Stderr = &told
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	running <- first.Process
	err = first.Wait()
	if exited := (*exec.ExitError)(nil); !errors.As(err, &exited) || told.String() != says || exited.Exited() && exited.ExitCode() != exitMachine {
		t.Fatalf("%v, it says %q", err, told.String())
	}
	all := puts.Load()
	stopAt.Store(0)
	puts.Store(0)
	const underWay = 16
	// What was under way may have arrived before it was written down how far the deploy came: that is sent again.
	var summary struct{ Files struct{ Changed int64 } }
	if out, err := deploy().Output(); err != nil || json.Unmarshal(out, &summary) != nil || summary.Files.Changed > underWay {
		t.Fatalf("%s, %v", out, err)
	}
	total := countFiles(t, filepath.Join(dir, "public"))
	if sent := puts.Load(); sent > total-all+underWay || sent < total-all {
		t.Errorf("%d of %d are sent, after %d were", sent, total, all)
	}
	puts.Store(0)
	if out, err := deploy().Output(); err != nil || puts.Load() > 0 {
		t.Errorf("and then %s, %v", out, err)
	}
}

// compiled builds the program.
func compiled(t testing.TB) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "vitrin.exe")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary
}

// TestDeployHTTPS deploys to a store over an encrypted line, as most are, and holds that one that cannot be trusted is not.
func TestDeployHTTPS(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("this system has its own place for the certificates that are trusted")
	}
	server := gateway.Start(t)
	to, err := url.Parse(server.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewUnstartedServer(httputil.NewSingleHostReverseProxy(to))
	front.Config.ErrorLog = log.New(io.Discard, "", 0) // of the client that does not trust it
	front.StartTLS()
	defer front.Close()
	dir := t.TempDir()
	certificate := filepath.Join(dir, "certificate.pem")
	if err := os.WriteFile(certificate, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: front.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	binary, site, public := compiled(t), filepath.Join("..", ".."), filepath.Join(dir, "public")
	if out, err := exec.Command(binary, "build", "--site", site, "--out", public).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	deploy := func(trusted string) (string, error) {
		cmd := exec.Command(binary, "deploy", "--site", site, "--out", public, "s3://"+server.Bucket+"?endpoint="+front.URL)
		cmd.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID="+server.Access, "AWS_SECRET_ACCESS_KEY="+server.Secret, "SSL_CERT_FILE="+trusted, "SSL_CERT_DIR="+dir+"/none")
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	if out, err := deploy(filepath.Join(dir, "none.pem")); err == nil || !strings.Contains(out, "cannot be reached: tls: ") || strings.Contains(out, server.Secret) {
		t.Errorf("%v: %s", err, out)
	}
	if out, err := deploy(certificate); err != nil || !strings.Contains(out, " files new, 0 changed, 0 unchanged, 0 removed") {
		t.Errorf("%v: %s", err, out)
	}
	if out, err := deploy(certificate); err != nil || !strings.Contains(out, ": 0 files new, 0 changed, ") {
		t.Errorf("%v: %s", err, out)
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
