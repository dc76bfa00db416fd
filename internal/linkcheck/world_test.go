package linkcheck_test

import (
	"context"
	"encoding/binary"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"vitrin/internal/linkcheck"
)

// world is all sites there are: one server on this machine, which has every name that ends in .example.
type world struct {
	t      *testing.T
	server *httptest.Server

	mu    sync.Mutex
	asked []asked
}

// asked is one request that came.
type asked struct {
	method, host, path string
	header             http.Header
}

// newWorld starts the server.
func newWorld(t *testing.T, handler http.HandlerFunc) *world {
	w := &world{t: t}
	w.server = httptest.NewUnstartedServer(w.noted(handler))
	w.server.Config.ErrorLog = log.New(io.Discard, "", 0)
	w.server.Start()
	t.Cleanup(w.server.Close)
	return w
}

func (w *world) noted(handler http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		host, _, _ := strings.Cut(r.Host, ":")
		w.mu.Lock()
		w.asked = append(w.asked, asked{r.Method, host, r.URL.RequestURI(), r.Header})
		w.mu.Unlock()
		handler(out, r)
	})
}

// at gives an address of the world: "a.example/path" with a scheme and the server's port.
func (w *world) at(address string) string {
	host, path, _ := strings.Cut(address, "/")
	scheme, rest, _ := strings.Cut(w.server.URL, "://")
	_, port, _ := net.SplitHostPort(rest)
	return scheme + "://" + host + ":" + port + "/" + path
}

// requests gives the requests that came so far.
func (w *world) requests() []asked {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.asked)
}

// told gives the requests that came so far, as "HEAD a.example/path".
func (w *world) told() []string {
	var lines []string
	for _, a := range w.requests() {
		lines = append(lines, a.method+" "+a.host+a.path)
	}
	return lines
}

// check asks addresses of the world, and gives the results with the server's port left out.
func (w *world) check(o linkcheck.Options, addresses ...string) []linkcheck.Result {
	w.t.Helper()
	return w.checkUntil(w.t.Context(), o, addresses...)
}

func (w *world) checkUntil(ctx context.Context, o linkcheck.Options, addresses ...string) []linkcheck.Result {
	w.t.Helper()
	full := make([]string, len(addresses))
	for i, a := range addresses {
		full[i] = w.at(a)
	}
	results, err := linkcheck.Check(ctx, full, o)
	if err != nil {
		w.t.Error(err)
	}
	for i := range results {
		if results[i].Address != full[i] {
			w.t.Errorf("result %d is of %s, not of %s", i, results[i].Address, full[i])
		}
		results[i].Address, results[i].To = w.short(results[i].Address), w.short(results[i].To)
	}
	return results
}

// short is the inverse of at.
func (w *world) short(address string) string {
	if address == "" {
		return ""
	}
	_, rest, _ := strings.Cut(w.server.URL, "://")
	_, port, _ := net.SplitHostPort(rest)
	_, rest, _ = strings.Cut(address, "://")
	return strings.Replace(rest, ":"+port, "", 1)
}

// quick are options that ask the world, without pauses.
func quick() linkcheck.Options {
	return linkcheck.Options{Private: true, Pause: time.Nanosecond}.WithNames(names())
}

// names looks names up without asking anybody: *.example is this machine, but nowhere.example is not known, broken.example
// cannot be looked up, and inside.example lies in a private network.
func names() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go answerNames(there)
		return here, nil
	}}
}

// answerNames is a name server on a stream (RFC 1035, section 4.2.2).
func answerNames(conn net.Conn) {
	defer conn.Close()
	for {
		var size uint16
		if binary.Read(conn, binary.BigEndian, &size) != nil {
			return
		}
		question := make([]byte, size)
		if _, err := io.ReadFull(conn, question); err != nil {
			return
		}
		answer, err := nameAnswer(question)
		if err != nil {
			return
		}
		if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(answer))), answer...)); err != nil {
			return
		}
	}
}

func nameAnswer(question []byte) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(question); err != nil {
		return nil, err
	}
	m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
	q := m.Questions[0]
	name := strings.TrimSuffix(q.Name.String(), ".")
	address := [4]byte{127, 0, 0, 1}
	switch {
	case name == "broken.example":
		m.RCode = dnsmessage.RCodeServerFailure
	case name == "nowhere.example", !strings.HasSuffix(name, ".example") && name != "example.com":
		m.RCode = dnsmessage.RCodeNameError
	case name == "inside.example":
		address = [4]byte{10, 1, 2, 3}
		fallthrough
	default:
		if q.Type == dnsmessage.TypeA {
			m.Answers = []dnsmessage.Resource{{
				Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, TTL: 60},
				Body:   &dnsmessage.AResource{A: address},
			}}
		}
	}
	return m.Pack()
}
