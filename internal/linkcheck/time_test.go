package linkcheck_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/linkcheck"
)

// span is a request, from when to when it was answered, since the beginning of the test.
type span struct {
	request  string // "HEAD a.example/path"
	from, to time.Duration
}

// inTime runs a check of addresses in a world without wires, whose clock goes on when everybody waits, so that what the
// test says of times holds exactly, on slow machines too. It gives the requests in the order in which they came.
func inTime(t *testing.T, o linkcheck.Options, handler http.HandlerFunc, addresses ...string) (results []linkcheck.Result, spans []span) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		var mu sync.Mutex
		server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			i := len(spans)
			spans = append(spans, span{r.Method + " " + r.Host + r.URL.Path, time.Since(began), 0})
			mu.Unlock()
			handler(w, r)
			mu.Lock()
			defer mu.Unlock()
			spans[i].to = time.Since(began)
		})}
		wires := pipes{make(chan net.Conn), make(chan struct{})}
		go func() { _ = server.Serve(wires) }()
		o.Private = true
		var err error
		if results, err = linkcheck.Check(t.Context(), addresses, o.WithNet(wires.dial)); err != nil {
			t.Error(err)
		}
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	return results, spans
}

// pipes is a listener whose connections are made in memory.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (p pipes) dial(context.Context, string, string) (net.Conn, error) {
	here, there := net.Pipe()
	p.conns <- there
	return here, nil
}

func (p pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p pipes) Close() error {
	close(p.closed)
	return nil
}

func (p pipes) Addr() net.Addr { return &net.TCPAddr{} }

// TestOneAtATime holds that a host is asked one thing at a time with a pause in between, by whatever way it is reached.
func TestOneAtATime(t *testing.T) {
	var addresses []string
	for i := range 3 {
		addresses = append(addresses, fmt.Sprintf("http://a.example/%d", i), fmt.Sprintf("http://b.example/%d", i), fmt.Sprintf("https://a.example/%d", i))
	}
	results, spans := inTime(t, linkcheck.Options{}, func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(3 * time.Second)
		switch {
		case r.Host == "b.example":
			http.Redirect(w, r, "http://A.EXAMPLE/from-b"+r.URL.Path, http.StatusFound)
		case r.Method == http.MethodHead && strings.HasSuffix(r.URL.Path, "1"):
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	}, addresses...)
	for _, r := range results {
		if strings.HasPrefix(r.Address, "http:") && r.Outcome != linkcheck.Well {
			t.Errorf("%+v", r)
		}
	}
	last := map[string]time.Duration{}
	for _, s := range spans {
		_, address, _ := strings.Cut(s.request, " ")
		host, _, _ := strings.Cut(address, "/")
		if free, ok := last[host]; ok && s.from < free {
			t.Errorf("%s came after %v, when the host was to be left alone until %v", s.request, s.from, free)
		}
		last[host] = s.to + time.Second
	}
	if len(spans) != 3+3+3+2 { // of a, of b, of a from b, and GET
		t.Errorf("%d requests: %v", len(spans), spans)
	}
}

// TestHostsAtOnce holds that several hosts are asked at once, and no more than may be.
func TestHostsAtOnce(t *testing.T) {
	_, spans := inTime(t, linkcheck.Options{Hosts: 2}, func(http.ResponseWriter, *http.Request) { time.Sleep(5 * time.Second) },
		"http://a.example/", "http://b.example/", "http://c.example/", "http://d.example/", "http://e.example/")
	var began []time.Duration
	for _, s := range spans {
		began = append(began, s.from)
	}
	slices.Sort(began)
	if want := []time.Duration{0, 0, 5 * time.Second, 5 * time.Second, 10 * time.Second}; !slices.Equal(began, want) {
		t.Errorf("hosts were asked after %v, want %v", began, want)
	}
}

// TestPatience holds that the wait that a site asks for is kept, by all requests to it and by no others, and that no
// site makes a check wait for longer than it may.
func TestPatience(t *testing.T) {
	for _, tt := range []struct {
		after string
		want  []string
	}{
		{"7", []string{"0s HEAD a.example/1", "0s HEAD b.example/1", "7s HEAD a.example/1", "8s HEAD a.example/2"}},
		{"30", []string{"0s HEAD a.example/1", "0s HEAD b.example/1", "30s HEAD a.example/1", "31s HEAD a.example/2"}},
		{"31", []string{"0s HEAD a.example/1", "0s HEAD b.example/1"}},
		{"Sat, 01 Jan 2000 00:00:09 GMT", []string{"0s HEAD a.example/1", "0s HEAD b.example/1", "9s HEAD a.example/1", "10s HEAD a.example/2"}},
	} {
		var busy sync.Once
		_, spans := inTime(t, linkcheck.Options{}, func(w http.ResponseWriter, r *http.Request) {
			if r.Host == "a.example" {
				busy.Do(func() {
					w.Header().Set("Retry-After", tt.after)
					w.WriteHeader(http.StatusTooManyRequests)
				})
			}
		}, "http://a.example/1", "http://a.example/2", "http://b.example/1")
		var got []string
		for _, s := range spans {
			got = append(got, s.from.String()+" "+s.request)
		}
		slices.SortStableFunc(got[:2], strings.Compare) // who comes first of the two is nobody's concern
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Retry-After: %s: %s", tt.after, diff)
		}
	}
}

// TestTimes holds how long a site that says nothing is waited for.
func TestTimes(t *testing.T) {
	for _, tt := range []struct {
		o    linkcheck.Options
		want []span
	}{
		{linkcheck.Options{}, []span{{"HEAD a.example/", 0, 20 * time.Second}, {"GET a.example/", 21 * time.Second, 41 * time.Second}}},
		{linkcheck.Options{Answer: 3 * time.Second, Pause: 2 * time.Second}, []span{{"HEAD a.example/", 0, 3 * time.Second}, {"GET a.example/", 5 * time.Second, 8 * time.Second}}},
		{linkcheck.Options{Answer: time.Hour}, []span{{"HEAD a.example/", 0, 30 * time.Second}, {"GET a.example/", 31 * time.Second, 61 * time.Second}}},
	} {
		results, spans := inTime(t, tt.o, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, "http://a.example/")
		if told := results[0].Problem(); results[0].Reason != linkcheck.Timeout || told != `"http://a.example/" cannot be reached: a.example did not answer in time` {
			t.Errorf("%+v: %s", results[0], told)
		}
		if diff := cmp.Diff(tt.want, spans, cmp.AllowUnexported(span{})); diff != "" {
			t.Error(diff)
		}
	}
}

// TestSilent holds how long the encryption of a connection is waited for, and that it is tried once for all pages.
func TestSilent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began, connections := time.Now(), 0
		o := linkcheck.Options{Private: true}.WithNet(func(context.Context, string, string) (net.Conn, error) {
			connections++
			here, there := net.Pipe()
			go func() {
				_, _ = io.Copy(io.Discard, there)
				there.Close()
			}()
			return here, nil
		})
		results, err := linkcheck.Check(t.Context(), []string{"https://a.example/1", "https://a.example/2"}, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			if r.Outcome != linkcheck.Failing || r.Reason != linkcheck.Timeout {
				t.Errorf("%+v", r)
			}
		}
		if took := time.Since(began); connections != 1 || took != 10*time.Second {
			t.Errorf("%d connections in %v, want 1 in 10s", connections, took)
		}
	})
}
