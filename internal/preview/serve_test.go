package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"vitrin/internal/build"
	"vitrin/internal/diag"
)

// TestAnswers holds what the server says to requests.
func TestAnswers(t *testing.T) {
	f := newFolder(t)
	f.write("static/hej.txt", "hej")
	f.write("content/projects/p0.md", "---\ntitle: Projekt 0\naliases: /gammal/\ndocuments: [{title: Rapport, file: rapport.pdf}]\n---\n")
	f.write("content/projects/rapport.pdf", "%PDF-1.4 prov")
	s := f.serve(Options{})
	for _, test := range []struct {
		method, path, host string
		status             int
		header, value      string
		body               string
	}{
		{path: "/", status: 302, header: "Location", value: "/del/"},
		{path: "/del", status: 302, header: "Location", value: "/del/"},
		{path: "/del/", status: 200, header: "Content-Type", value: "text/html; charset=utf-8", body: "<h1"},
		{path: "/del/projekt/p1", status: 302, header: "Location", value: "/del/projekt/p1/"},
		{path: "/del/kluster/tr%C3%A4", status: 302, header: "Location", value: "/del/kluster/tr%C3%A4/"},
		{path: "/del/kluster/tr%C3%A4/", status: 200, body: "Träklustret"},
		{path: "/del/en/", status: 200, body: `<html lang="en"`},
		{path: "/del/gammal/", status: 200, body: "http-equiv=\"refresh\""},
		{path: "/del/hej.txt", status: 200, header: "Content-Type", value: "text/plain; charset=utf-8", body: "hej"},
		{path: "/del/filer/projects/rapport.pdf", status: 200, header: "Content-Type", value: "application/pdf", body: "%PDF"},
		{path: "/del/sitemap.xml", status: 200, body: "<urlset"},
		{path: "/del/projekt/saknas/", status: 404, body: "<main"},
		{path: "/annat/", status: 404, body: "<main"},
		{path: "/del/..%2f..%2fcontent/site.yaml", status: 404},
		{path: "/del/content/site.yaml", status: 404},
		{path: "/.vitrin/preview.js", status: 200, header: "Content-Type", value: "text/javascript; charset=utf-8"},
		{path: "/.vitrin/", status: 404},
		{path: "/.vitrin/..%2fserve.go", status: 404},
		{path: "/del/", status: 200, header: "Cache-Control", value: "no-store"},
		{method: "POST", path: "/del/", status: 405, header: "Allow", value: "GET, HEAD"},
		{method: "PUT", path: "/.vitrin/about", status: 405},
		{method: "HEAD", path: "/del/", status: 200},
		{path: "/del/", host: "example.org", status: 403},
		{path: "/.vitrin/about", host: "attacker.example:1313", status: 403},
		{path: "/del/", host: "192.168.1.1", status: 403},
		{path: "/del/", host: "localhost:1313", status: 200},
		{path: "/del/", host: "[::1]:1313", status: 200},
		{path: "/del/", host: "vitrin.localhost", status: 200},
	} {
		if test.method == "" {
			test.method = http.MethodGet
		}
		status, header, body := ask(t, s, test.method, test.path, test.host)
		if status != test.status || test.header != "" && header.Get(test.header) != test.value || !strings.Contains(body, test.body) {
			t.Errorf("%s %s as %q: %d, %s: %q, not %d, %q with %q: %.200s", test.method, test.path, test.host, status, test.header, header.Get(test.header), test.status, test.value, test.body, body)
		}
		if test.method == http.MethodHead && body != "" {
			t.Errorf("HEAD has a body: %.100s", body)
		}
	}
}

// TestPages are those of a build but for one script.
func TestPages(t *testing.T) {
	f := newFolder(t)
	s := f.serve(Options{})
	_, _, got := get(t, s, "/del/projekt/p1/")
	before, rest, _ := strings.Cut(got, `<script type="module" src="/.vitrin/preview.js"`)
	_, after, _ := strings.Cut(rest, "</script>\n")
	if want := everything(t, s.current.get().site)["projekt/p1/index.html"]; before+after != want {
		t.Errorf("the page is\n%s\nnot\n%s", got, want)
	}
}

// TestAbout holds what is told beside a page, to whom.
func TestAbout(t *testing.T) {
	f := newFolder(t)
	f.write("content/projects/p1.md", "---\ntitle: Projekt 1\nstrat: 2015\n---\n\nNummer 811228-9874 och [p0](p0.md).\n")
	s := f.serve(Options{Editor: "vscode://file{file}:{line}:{column}"})
	told := func() about {
		var a about
		_, _, body := get(t, s, "/.vitrin/about?page=/del/projekt/p0/")
		if err := json.Unmarshal([]byte(body), &a); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(body, "811228") || strings.Contains(body, "9874") {
			t.Errorf("a personal identity number is shown: %s", body)
		}
		return a
	}
	a := told()
	if len(a.Errors) != 0 || len(a.Warnings) != 2 || a.Warnings[0].Place != "content/projects/p1.md:3:1" || !strings.Contains(a.Warnings[0].Excerpt, "strat: 2015") {
		t.Errorf("told: %+v", a)
	}
	if open := a.Warnings[0].Open; open != "vscode://file"+f.dir+"/content/projects/p1.md:3:1" {
		t.Errorf("the place opens %q", open)
	}
	if a.Page == nil || len(a.Page.Linked) != 1 || a.Page.Linked[0] != (link{"Projekt 1", "/del/projekt/p1/"}) || len(a.Page.Sources) != 1 || a.Page.Sources[0].Path != "content/projects/p0.md" {
		t.Errorf("the page: %+v", a.Page)
	}
	f.write("content/projects/p2.md", "---\ntitle: Projekt 2\nstart: 09/2015\n---\n")
	f.until("the mistake is told", func() bool { a := told(); return len(a.Errors) == 1 && a.Errors[0].Hint == "write 2015-09" })
	f.remove("content/site.yaml")
	f.until("missing settings are told", func() bool { a := told(); return len(a.Errors) == 1 && a.Page != nil })
}

// TestStartsWithMistakes shows what can be looked at, and all that is wrong.
func TestStartsWithMistakes(t *testing.T) {
	f := newFolder(t)
	f.write("content/projects/p2.md", "---\ntitle: Projekt 2\nstart: 09/2015\nclusters: saknas\n---\n")
	s := f.serve(Options{})
	if status, _, body := get(t, s, "/del/projekt/p1/"); status != 200 || !strings.Contains(body, "Projekt 1") {
		t.Errorf("%d %s", status, body)
	}
	f.project(1, "Ändrad medan ett annat fel står kvar.")
	f.shows(s, "/del/projekt/p1/", "Ändrad medan")
	f.remove("content")
	f.until("everything is gone", func() bool { return len(s.current.get().problems) == 1 })
	f.write("content/site.yaml", "title: Nytt\nbase_url: https://example.org/ny/\nlanguages: [sv]\n")
	f.shows(s, "/ny/", "Nytt")
}

// TestWithoutSite shows the way where there is nothing to show.
func TestWithoutSite(t *testing.T) {
	f := folder{t, t.TempDir()}
	s := f.serve(Options{})
	if status, _, body := get(t, s, "/"); status != 503 || !strings.Contains(body, "preview.js") {
		t.Errorf("%d %s", status, body)
	}
	f.write("content/site.yaml", "title: Nytt\nbase_url: https://example.org/\nlanguages: [sv]\n")
	f.shows(s, "/", "Nytt")
}

// TestStartsWithBrokenTemplate shows pages that wait for it to be mended.
func TestStartsWithBrokenTemplate(t *testing.T) {
	f := newFolder(t)
	f.write("templates/base.html", "{{if}}")
	s := f.serve(Options{})
	if status, _, body := get(t, s, "/del/projekt/p1/"); status != 500 || !strings.Contains(body, "preview.js") {
		t.Errorf("%d %s", status, body)
	}
	f.remove("templates")
	f.shows(s, "/del/projekt/p1/", "Projekt 1")
}

// TestTroublePasses does what could not be done, once it can.
func TestTroublePasses(t *testing.T) {
	f := newFolder(t)
	f.write("content/projects/bro/index.md", "---\ntitle: Bron\nimage: {file: bro.png, alt: Bron}\n---\n")
	f.write("content/projects/bro/bro.png", picture(1))
	f.write(".vitrin", "a file where a folder is due")
	s := f.serve(Options{Poll: true})
	f.until("trouble is told", func() bool { return s.current.get().trouble != nil })
	f.shows(s, "/del/projekt/bro/", "/del/filer/projects/bro/bro.png")
	f.remove(".vitrin")
	f.shows(s, "/del/projekt/bro/", "/del/filer/projects/bro/bro-40-")
	f.until("the trouble is over", func() bool { return s.current.get().trouble == nil })
}

// TestLookAround looks again at what could not be read, and at the day of the site's own time zone.
func TestLookAround(t *testing.T) {
	f := newFolder(t)
	moment := time.Date(2026, 11, 15, 22, 30, 0, 0, time.UTC) // half past eleven in Stockholm
	o := Options{Addr: "127.0.0.1:0", Now: func() time.Time { return moment }}
	o.Site.Dir = f.dir
	f.write("content/projects/p1.md", "---\ntitle: Projekt 1\npublish: 2026-11-16\n---\n")
	s, err := Listen(o)
	if err != nil {
		t.Fatal(err)
	}
	follow := follower{Server: s, behind: make(chan *build.Site, 1), news: make(chan error, 1)}
	shown := func(want bool) {
		t.Helper()
		if err := follow.lookAround(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, there := s.current.get().site.Resource("projekt/p1/index.html"); there != want {
			t.Errorf("at %s the page is there: %v", moment, there)
		}
	}
	follow.load(t.Context(), nil)
	shown(false)
	moment = moment.Add(time.Hour)
	shown(true)
	number := s.current.get().number
	follow.failed = true
	shown(true)
	if follow.failed || s.current.get().number == number {
		t.Error("what could not be read is not looked at again")
	}
	number = s.current.get().number
	for range 2 {
		follow.caughtUp(t.Context(), errors.New("no room for pictures"))
	}
	if now := s.current.get(); now.number != number+1 || now.trouble == nil {
		t.Errorf("the same trouble, told twice, is load %d after %d: %v", now.number, number, now.trouble)
	}
	if err := errors.Join(s.listener.Close(), s.watcher.Close(), s.loader.Close(t.Context())); err != nil {
		t.Error(err)
	}
}

// TestFolderGone ends with words where the site's folder is moved.
func TestFolderGone(t *testing.T) {
	f := newFolder(t)
	o := Options{Addr: "127.0.0.1:0"}
	o.Site.Dir = f.dir
	s, err := Listen(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(f.dir, f.dir+"-moved"); err != nil {
		t.Fatal(err)
	}
	if err := s.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "was moved or removed") {
		t.Errorf("it ended with %v", err)
	}
}

// TestPort takes the next free port, and says what is wrong with an address that is none.
func TestPort(t *testing.T) {
	f := newFolder(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	s := f.serve(Options{Addr: taken.Addr().String()})
	if s.listener.Addr().String() == taken.Addr().String() || !strings.HasPrefix(s.URL(), "http://127.0.0.1:") {
		t.Errorf("it serves at %s, and %s is taken", s.URL(), taken.Addr())
	}
	for addr, want := range map[string]string{"1313": "write it as 127.0.0.1:1313", "127.0.0.1:x": "write a number", "203.0.113.9:1313": "cannot listen on"} {
		o := Options{Addr: addr}
		o.Site.Dir = f.dir
		if _, err := Listen(o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", addr, err)
		} else if want == "cannot listen on" && !strings.Contains(diag.Advice(err), "127.0.0.1:1313") {
			t.Errorf("%s: hint %q", addr, diag.Advice(err))
		}
	}
	o := Options{Addr: "127.0.0.1:0"}
	o.Site.Dir = f.path("saknas")
	if _, err := Listen(o); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

// TestEvents hears of every load, and the end of the server ends the stream.
func TestEvents(t *testing.T) {
	f := newFolder(t)
	o := Options{Addr: "127.0.0.1:0"}
	o.Site.Dir, o.Now = f.dir, func() time.Time { return day }
	s, err := Listen(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	answer, err := http.Get("http://" + s.listener.Addr().String() + "/.vitrin/events")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	next := func() event {
		for lines.Scan() {
			if data, found := strings.CutPrefix(lines.Text(), "data: "); found {
				var e event
				if err := json.Unmarshal([]byte(data), &e); err != nil {
					t.Fatal(err)
				}
				return e
			}
		}
		t.Fatal("the stream ended")
		return event{}
	}
	e := next()
	for e.Number == 0 {
		e = next()
	}
	f.project(1, "Nytt.")
	if later := next(); later.Number <= e.Number || later.Session != e.Session || e.Session == "" {
		t.Errorf("%v after %v", later, e)
	}
	stop()
	for lines.Scan() {
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
