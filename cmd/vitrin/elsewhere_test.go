package main

import (
	"bytes"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// elsewhere is another site, for scripts whose pages link to one. It lies on this machine.
type elsewhere struct {
	server *httptest.Server
	came   chan string // the requests that nobody has counted yet
}

// openElsewhere starts the site, sets ELSEWHERE to its address, and puts that in the place of http://elsewhere in files.
func openElsewhere(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: elsewhere file ...")
	}
	site := ts.Value("elsewhere").(*elsewhere)
	site.came = make(chan string, 1000)
	site.server = httptest.NewUnstartedServer(site)
	site.server.Listener.Close()
	site.server.Listener = listenWide(ts)
	site.server.Start()
	ts.Defer(site.server.Close)
	ts.Setenv("ELSEWHERE", site.server.URL)
	for _, file := range args {
		data, err := os.ReadFile(ts.MkAbs(file))
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(file), bytes.ReplaceAll(data, []byte("http://elsewhere"), []byte(site.server.URL)), 0o644))
	}
}

// listenWide opens a port of five digits, so that what is printed is always as wide.
func listenWide(ts *testscript.TestScript) net.Listener {
	for {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		ts.Check(err)
		if l.Addr().(*net.TCPAddr).Port >= 10000 {
			return l
		}
		ts.Defer(func() { l.Close() }) // it is kept until then, so that it does not come again
	}
}

func (site *elsewhere) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	site.came <- r.Method + " " + r.URL.Path + " by " + r.UserAgent()
	switch r.URL.Path {
	case "/gone":
		w.WriteHeader(http.StatusNotFound)
	case "/people":
		w.WriteHeader(http.StatusForbidden)
	case "/moved":
		http.Redirect(w, r, "/new", http.StatusMovedPermanently)
	case "/broken":
		w.WriteHeader(http.StatusBadGateway)
	case "/slow":
		<-r.Context().Done()
	}
}

// asked waits until the site was asked so many times more, and holds that it was not asked more often.
func asked(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: asked number")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	site := ts.Value("elsewhere").(*elsewhere)
	for i := range n {
		select {
		case request := <-site.came:
			ts.Logf("%s", request)
		case <-time.After(time.Minute):
			ts.Fatalf("the site was asked %d times, not %d", i, n)
		}
	}
	select {
	case request := <-site.came:
		ts.Fatalf("the site was asked more than %d times: %s", n, request)
	default:
	}
}
