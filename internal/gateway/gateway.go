// Package gateway runs a real S3 server for tests, versitygw over a folder of the disk, on this machine alone. It comes from
// Go's module proxy, at one version, and is built once for a user: as a dependency of this module it would bring hundreds of
// others.
package gateway

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// source and release are the server that is run. It is under the Apache License 2.0.
const (
	source  = "github.com/versity/versitygw"
	release = "v1.8.0"
)

// Server is a server that runs until its test ends. It keeps no ETag longer than its object, and no object longer than the test.
type Server struct {
	Endpoint string // http://127.0.0.1:PORT
	Access   string // the access key
	Secret   string // the secret key
	Bucket   string // a bucket that is there, and empty
}

// Start runs a server. Where it cannot be had the test is skipped, and fails in CI. The options are versitygw's, for its folder.
func Start(t testing.TB, options ...string) Server {
	t.Helper()
	binary := program(t)
	dir := t.TempDir()
	s := Server{Access: "tester", Secret: "for-tests-alone-0123456789", Bucket: "site"}
	for _, name := range []string{"data/" + s.Bucket, "meta"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	const tries = 5 // somebody may take the port between our look and the server's
	for range tries {
		if s.run(t, binary, dir, options) {
			return s
		}
	}
	t.Fatal("versitygw does not begin")
	return s
}

// run starts the server on a free port and waits until it listens; it tells whether it does.
func (s *Server) run(t testing.TB, binary, dir string, options []string) bool {
	t.Helper()
	port := freePort(t)
	args := append([]string{"--access", s.Access, "--secret", s.Secret, "--quiet", "--port", port, "posix", "--sidecar", filepath.Join(dir, "meta")}, options...)
	cmd := exec.Command(binary, append(args, filepath.Join(dir, "data"))...)
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait()
		close(ended)
	}()
	for {
		if c, err := net.Dial("tcp", port); err == nil {
			c.Close()
			break
		}
		select {
		case <-ended:
			said, _ := os.ReadFile(log.Name())
			t.Logf("versitygw ended: %s", said)
			return false
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-ended
	})
	s.Endpoint = "http://" + port
	return true
}

// freePort finds a port that nobody listens on.
func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// Getenv is the environment of a program that is to use the server.
func (s Server) Getenv(name string) string {
	return map[string]string{"AWS_ACCESS_KEY_ID": s.Access, "AWS_SECRET_ACCESS_KEY": s.Secret, "AWS_ENDPOINT_URL_S3": s.Endpoint, "AWS_REGION": "us-east-1"}[name]
}

// program gives the path of the server, which is built in the user's cache folder where it is not there.
func program(t testing.TB) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	dir := filepath.Join(cache, "vitrin-test", "versitygw-"+release+"-"+runtime.Version())
	binary := filepath.Join(dir, "versitygw")
	if _, err := os.Stat(binary); err == nil {
		return binary
	}
	if err := build(dir); err != nil {
		why := fmt.Sprintf("there is no S3 server to test against: %v", err)
		if os.Getenv("CI") != "" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	return binary
}

// build builds the server beside its folder and then gives that its name: a test that builds at the same time does no harm.
func build(dir string) error {
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	fresh, err := os.MkdirTemp(filepath.Dir(dir), "building-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh)
	cmd := exec.Command("go", "install", source+"/cmd/versitygw@"+release)
	cmd.Dir = fresh
	cmd.Env = append(os.Environ(), "GOBIN="+fresh, "CGO_ENABLED=0", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go install %s@%s: %w\n%s", source, release, err, out)
	}
	if err := os.Rename(fresh, dir); err != nil {
		if _, taken := os.Stat(filepath.Join(dir, "versitygw")); taken != nil {
			return err
		}
	}
	return nil
}
