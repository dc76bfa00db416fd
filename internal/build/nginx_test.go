package build_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestNginx lets nginx serve the example site below a path, with å in addresses and no rewrite rule. It needs
// nginx, which the project's CI installs.
func TestNginx(t *testing.T) {
	nginx, err := exec.LookPath("nginx")
	if err != nil {
		nginx = "/usr/sbin/nginx"
	}
	if _, err := os.Stat(nginx); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("nginx is missing")
		}
		t.Skip("nginx is not installed")
	}
	dir := t.TempDir()
	site := buildDemo(t, "http://127.0.0.1/portfölj/")
	css := stylesheet(t, site)
	address := serveWithNginx(t, nginx, dir, site)
	for path, want := range map[string]string{
		"/portfölj/": "<h1", "/portfölj/projekt/innovationsfabrik-småland/": "Innovationsfabrik Småland",
		"/portfölj/en/projects/": "Projects", "/portfölj/atom.xml": "<feed", "/portfölj/sitemap.xml": "<urlset", "/portfölj/" + css: ":root",
	} {
		u := url.URL{Scheme: "http", Host: address, Path: path}
		status, body := get(t, u.String())
		if status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: %d, without %q", path, status, want)
		}
	}
	if status, body := get(t, "http://"+address+"/portf%C3%B6lj/finns-inte/"); status != http.StatusNotFound || !strings.Contains(body, "Sidan finns inte") {
		t.Errorf("a page that is not there: %d, without its words", status)
	}
}

func get(t *testing.T, address string) (status int, body string) {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// serveWithNginx starts nginx on a free port of the loopback address, and ends it with the test.
func serveWithNginx(t *testing.T, nginx, dir, site string) (address string) {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address = free.Addr().String()
	free.Close()
	root := filepath.Join(dir, "root")
	if err := os.Mkdir(root, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(site, filepath.Join(root, "portfölj")); err != nil {
		t.Fatal(err)
	}
	config := fmt.Sprintf(`daemon off; master_process off; pid %[1]s/pid; error_log %[1]s/error.log;
events {}
http {
  types { text/html html; text/css css; application/atom+xml xml; }
  access_log off;
  client_body_temp_path %[1]s/a; proxy_temp_path %[1]s/b; fastcgi_temp_path %[1]s/c; uwsgi_temp_path %[1]s/d; scgi_temp_path %[1]s/e;
  server { listen %[2]s; root %[1]s/root; error_page 404 /portfölj/404.html; }
}
`, dir, address)
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(nginx, "-c", file, "-p", dir)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		<-ended
	})
	for {
		select {
		case err := <-ended:
			ended <- err
			log, _ := os.ReadFile(filepath.Join(dir, "error.log"))
			t.Fatalf("nginx ended: %v\n%s", err, log)
		default:
		}
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return address
		}
	}
}
