package linkcheck_test

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/linkcheck"
)

// one asks one address.
func one(t *testing.T, o linkcheck.Options, address string) linkcheck.Result {
	t.Helper()
	results, err := linkcheck.Check(t.Context(), []string{address}, o)
	if err != nil {
		t.Fatal(err)
	}
	return results[0]
}

// listen takes connections on this machine, gives each to a function, and counts them.
func listen(t *testing.T, talk func(net.Conn)) (port string, count *atomic.Int32) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	count = new(atomic.Int32)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			count.Add(1)
			go func() {
				defer conn.Close()
				talk(conn)
			}()
		}
	}()
	_, port, _ = net.SplitHostPort(l.Addr().String())
	return port, count
}

// TestBroken holds how answers that are none are told.
func TestBroken(t *testing.T) {
	say := func(text string) func(net.Conn) {
		return func(conn net.Conn) {
			if _, err := conn.Read(make([]byte, 1)); err == nil {
				fmt.Fprint(conn, text)
			}
		}
	}
	for _, tt := range []struct {
		name, scheme string
		talk         func(net.Conn)
		want         linkcheck.Reason
		told         string
	}{
		{"nothing", "http", say(""), linkcheck.BrokenOff, "does not work: a.example broke off in the middle of its answer"},
		{"not HTTP", "http", say("220 mail.example ESMTP\r\n"), linkcheck.BrokenOff, ""},
		{"half a header", "http", say("HTTP/1.1 200 OK\r\nContent-"), linkcheck.BrokenOff, ""},
		{"endless headers", "http", say("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 1<<20)), linkcheck.BrokenOff, ""},
		{"no encryption", "https", say("HTTP/1.1 400 Bad Request\r\n\r\n"), linkcheck.NoEncryption, "cannot be reached securely: no encrypted connection to a.example could be made"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			port, _ := listen(t, tt.talk)
			r := one(t, quick(), tt.scheme+"://a.example:"+port+"/")
			if r.Outcome != linkcheck.Failing || r.Reason != tt.want || !strings.HasSuffix(r.Problem(), tt.told) {
				t.Errorf("%+v: %s", r, r.Problem())
			}
		})
	}
}

// TestNotReachedOnce holds that a site which cannot be reached is not tried again for its other pages, and that the same
// host under another scheme is.
func TestNotReachedOnce(t *testing.T) {
	port, count := listen(t, func(conn net.Conn) {
		if _, err := http.ReadRequest(bufio.NewReader(conn)); err == nil { // which a TLS record is not
			fmt.Fprint(conn, "HTTP/1.1 200 OK\r\n\r\n")
		}
	})
	results, err := linkcheck.Check(t.Context(), []string{"https://a.example:" + port + "/1", "https://a.example:" + port + "/2", "http://a.example:" + port + "/3"}, quick())
	if err != nil {
		t.Fatal(err)
	}
	var got []linkcheck.Outcome
	for _, r := range results {
		got = append(got, r.Outcome)
	}
	if want := []linkcheck.Outcome{linkcheck.Failing, linkcheck.Failing, linkcheck.Well}; !slices.Equal(got, want) {
		t.Errorf("outcomes %v, want %v", got, want)
	}
	if count.Load() != 2 {
		t.Errorf("%d connections were made, want 2", count.Load())
	}
}

// TestNobodyListens holds how a site is told that takes no connections.
func TestNobodyListens(t *testing.T) {
	w := newAnswering(t)
	w.server.Close()
	r := one(t, quick(), w.at("a.example/"))
	if r.Outcome != linkcheck.Failing || r.Reason != linkcheck.Unreachable || !strings.HasSuffix(r.Problem(), " cannot be reached: a.example takes no connection") {
		t.Errorf("%+v: %s", r, r.Problem())
	}
}

// TestBodies holds that nothing of a body is waited for, be it without end or without beginning.
func TestBodies(t *testing.T) {
	ended := make(chan bool, 1)
	w := newWorld(t, func(out http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			out.WriteHeader(http.StatusMethodNotAllowed)
			return
		}
		out.WriteHeader(http.StatusOK)
		_ = http.NewResponseController(out).Flush()
		if r.URL.Path == "/endless" {
			for page := make([]byte, 64<<10); ; {
				if _, err := out.Write(page); err != nil {
					break
				}
			}
		}
		<-r.Context().Done()
		ended <- true
	})
	for _, address := range []string{"a.example/endless", "a.example/empty"} {
		if r := w.check(quick(), address)[0]; r.Outcome != linkcheck.Well {
			t.Errorf("%+v", r)
		}
		<-ended // the connection was closed
	}
}

// TestCertificates holds how certificates that do not hold are told.
func TestCertificates(t *testing.T) {
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS() // with a certificate for example.com
	defer server.Close()
	old := httptest.NewUnstartedServer(http.NotFoundHandler())
	old.Config.ErrorLog = log.New(io.Discard, "", 0)
	certificate := expired(t)
	old.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}}
	old.StartTLS()
	defer old.Close()

	trusted := x509.NewCertPool()
	trusted.AddCert(server.Certificate())
	trusted.AddCert(certificate.Leaf)
	for _, tt := range []struct {
		server, host string
		roots        *x509.CertPool
		outcome      linkcheck.Outcome
		reason       linkcheck.Reason
		told         string
	}{
		{server.URL, "example.com", trusted, linkcheck.Gone, "", "is not there: example.com answers 404 (not found)"},
		{server.URL, "a.example", trusted, linkcheck.Failing, linkcheck.CertificateName, "cannot be reached securely: the certificate of a.example is for another name"},
		{server.URL, "example.com", x509.NewCertPool(), linkcheck.Failing, linkcheck.CertificateUntrusted, "cannot be reached securely: the certificate of example.com comes from nobody whom this machine trusts"},
		{old.URL, "old.example", trusted, linkcheck.Failing, linkcheck.CertificateExpired, "cannot be reached securely: the certificate of old.example is out of date"},
	} {
		r := one(t, quick().WithRoots(tt.roots), strings.Replace(tt.server, "127.0.0.1", tt.host, 1))
		if r.Outcome != tt.outcome || r.Reason != tt.reason || !strings.HasSuffix(r.Problem(), tt.told) {
			t.Errorf("%+v: %s", r, r.Problem())
		}
	}
}

// expired makes a certificate for old.example that held in 2020.
func expired(t *testing.T) tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: []string{"old.example"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2020, 12, 31, 0, 0, 0, 0, time.UTC),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

// TestPrivate holds that addresses of this machine and of private networks are told and not asked.
func TestPrivate(t *testing.T) {
	w := newAnswering(t)
	o := quick()
	o.Private = false
	for address, want := range map[string]linkcheck.Reason{
		"http://localhost/": linkcheck.PrivateNetwork, "http://LOCALHOST:8080/": linkcheck.PrivateNetwork, "http://a.localhost/": linkcheck.PrivateNetwork,
		"http://intranet/": linkcheck.PrivateNetwork, "http://printer.local./": linkcheck.PrivateNetwork, "http://wiki.internal/": linkcheck.PrivateNetwork,
		"http://127.0.0.1/": linkcheck.PrivateNetwork, "http://10.0.0.1/": linkcheck.PrivateNetwork, "http://192.168.1.1/": linkcheck.PrivateNetwork,
		"http://169.254.169.254/": linkcheck.PrivateNetwork, "http://0.0.0.0/": linkcheck.PrivateNetwork, "http://[::1]/": linkcheck.PrivateNetwork,
		"http://[fe80::1%25eth0]/": linkcheck.PrivateNetwork, "http://[fd00::1]/": linkcheck.PrivateNetwork, "http://[::ffff:127.0.0.1]/": linkcheck.PrivateNetwork,
		w.at("a.example/"): linkcheck.PrivateHere, "http://inside.example/": linkcheck.PrivateHere,
	} {
		r := one(t, o, address)
		if r.Outcome != linkcheck.Private || r.Reason != want || r.Problem() == "" {
			t.Errorf("%s: %+v", address, r)
		}
	}
	if asked := w.told(); len(asked) > 0 {
		t.Errorf("asked %q", asked)
	}
}

// TestProxy holds that a proxy is used, that it may lie in a private network, and that no redirect leads into one.
func TestProxy(t *testing.T) {
	var w *world
	w = newWorld(t, func(out http.ResponseWriter, r *http.Request) { // as a proxy, which stands for all sites
		to := map[string]string{"/number": "http://10.1.2.3/", "/name": "http://localhost/", "/past": w.at("past.example/")}[r.URL.Path]
		if to != "" {
			out.Header().Set("Location", to)
			out.WriteHeader(http.StatusFound)
		}
	})
	proxy, err := url.Parse(w.server.URL)
	if err != nil {
		t.Fatal(err)
	}
	o := quick()
	o.Private = false
	o.Proxy = func(r *http.Request) (*url.URL, error) {
		if r.URL.Hostname() == "past.example" {
			return nil, nil
		}
		return proxy, nil
	}
	for address, want := range map[string]linkcheck.Result{
		"http://public.example/":       {Outcome: linkcheck.Well, Status: 200},
		"http://public.example/number": {Outcome: linkcheck.Private, Reason: linkcheck.PrivateNetwork, To: "http://10.1.2.3/"},
		"http://public.example/name":   {Outcome: linkcheck.Private, Reason: linkcheck.PrivateNetwork, To: "http://localhost/"},
		"http://public.example/past":   {Outcome: linkcheck.Private, Reason: linkcheck.PrivateHere, To: w.at("past.example/")},
	} {
		want.Address = address
		if diff := cmp.Diff(want, one(t, o, address)); diff != "" {
			t.Error(diff)
		}
	}
}

// TestRetryAfter holds that a site which asks for patience gets it, once and within bounds, and that one which asks for
// fewer requests gets no more.
func TestRetryAfter(t *testing.T) {
	for _, tt := range []struct {
		name   string
		status int
		after  string // Retry-After; empty: none
		busy   int    // how many requests are answered so
		want   []linkcheck.Outcome
		asked  int
	}{
		{"once", 429, "0", 1, []linkcheck.Outcome{linkcheck.Well, linkcheck.Well}, 3},
		{"once, as a date", 429, "Fri, 31 Dec 1999 23:59:59 GMT", 1, []linkcheck.Outcome{linkcheck.Well, linkcheck.Well}, 3},
		{"twice", 429, "0", 2, []linkcheck.Outcome{linkcheck.Closed, linkcheck.Closed}, 2},
		{"too long", 429, "3600", 1, []linkcheck.Outcome{linkcheck.Closed, linkcheck.Closed}, 1},
		{"not said", 429, "", 1, []linkcheck.Outcome{linkcheck.Closed, linkcheck.Closed}, 1},
		{"not to be read", 429, "soon", 1, []linkcheck.Outcome{linkcheck.Closed, linkcheck.Closed}, 1},
		{"negative", 429, "-1", 1, []linkcheck.Outcome{linkcheck.Closed, linkcheck.Closed}, 1},
		{"out of work once", 503, "0", 1, []linkcheck.Outcome{linkcheck.Well, linkcheck.Well}, 3},
		{"out of work for long", 503, "3600", 2, []linkcheck.Outcome{linkcheck.Failing, linkcheck.Well}, 3},
		{"out of work", 503, "0", 6, []linkcheck.Outcome{linkcheck.Failing, linkcheck.Failing}, 6},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var busy atomic.Int32
			w := newWorld(t, func(out http.ResponseWriter, _ *http.Request) {
				if int(busy.Add(1)) > tt.busy {
					return
				}
				if tt.after != "" {
					out.Header().Set("Retry-After", tt.after)
				}
				out.WriteHeader(tt.status)
			})
			for i, r := range w.check(quick(), "a.example/1", "a.example/2") {
				if r.Outcome != tt.want[i] {
					t.Errorf("%s: %v, want %v", r.Address, r.Outcome, tt.want[i])
				}
			}
			if asked := w.told(); len(asked) != tt.asked {
				t.Errorf("asked %q, want %d requests", asked, tt.asked)
			}
		})
	}
}

// TestCancel holds that a check stops at once and keeps what it knows.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	w := newWorld(t, func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/2" {
			cancel()
			<-r.Context().Done()
		}
	})
	o := quick()
	o.Folder = t.TempDir()
	results := w.checkUntil(ctx, o, "a.example/1", "a.example/2", "a.example/3")
	for i, want := range []linkcheck.Outcome{linkcheck.Well, linkcheck.Unasked, linkcheck.Unasked} {
		if r := results[i]; r.Outcome != want || r.Problem() != "" {
			t.Errorf("%+v, want %q", r, want)
		}
	}
	for _, r := range w.checkUntil(ctx, o, "a.example/1", "b.example/") {
		if known := r.Address == "a.example/1"; known != r.Kept || known != (r.Outcome == linkcheck.Well) {
			t.Errorf("%+v", r)
		}
	}
	if asked := w.told(); len(asked) != 2 {
		t.Errorf("asked %q", asked)
	}
}

// TestOffline holds when the trouble is this machine's.
func TestOffline(t *testing.T) {
	reached := linkcheck.Result{Address: "https://a.example/", Outcome: linkcheck.Gone, Status: 404}
	lost := func(name string, why linkcheck.Reason) linkcheck.Result {
		return linkcheck.Result{Address: "https://" + name + "/", Outcome: linkcheck.Failing, Reason: why}
	}
	kept, bad, moved := reached, lost("d", linkcheck.UnknownHost), lost("d", linkcheck.UnknownHost)
	kept.Kept, bad.Kept, moved.To = true, true, "https://e/"
	private := linkcheck.Result{Address: "http://10.0.0.1/", Outcome: linkcheck.Private, Reason: linkcheck.PrivateNetwork}
	for _, tt := range []struct {
		name    string
		results []linkcheck.Result
		want    bool
	}{
		{"nothing", nil, false},
		{"all names", []linkcheck.Result{lost("a", linkcheck.NoLookup), lost("b", linkcheck.NoLookup), kept, private}, true},
		{"one name", []linkcheck.Result{lost("a", linkcheck.NoLookup), lost("a", linkcheck.NoLookup)}, false},
		{"all sites", []linkcheck.Result{lost("a", linkcheck.UnknownHost), lost("b", linkcheck.Unreachable), lost("c", linkcheck.Timeout), bad}, true},
		{"two sites", []linkcheck.Result{lost("a", linkcheck.UnknownHost), lost("b", linkcheck.UnknownHost)}, false},
		{"those that were bad", []linkcheck.Result{lost("a", linkcheck.UnknownHost), lost("b", linkcheck.UnknownHost), lost("c", linkcheck.NoLookup), kept}, false},
		{"one answers", []linkcheck.Result{lost("a", linkcheck.NoLookup), lost("b", linkcheck.NoLookup), reached}, false},
		{"one answers by a redirect", []linkcheck.Result{lost("a", linkcheck.UnknownHost), lost("b", linkcheck.UnknownHost), lost("c", linkcheck.UnknownHost), moved}, false},
		{"one has a bad certificate", []linkcheck.Result{lost("a", linkcheck.NoLookup), lost("b", linkcheck.UnknownHost), lost("c", linkcheck.CertificateExpired)}, false},
	} {
		if got := linkcheck.Offline(tt.results); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}
