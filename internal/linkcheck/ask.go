package linkcheck

import (
	"context"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"code.dny.dev/ssrf"
)

// maxRedirects is how many redirects an address may take; a browser takes 20 (Fetch standard, section 4.4).
const maxRedirects = 10

// Statuses that the code speaks of by name.
const tooMany = http.StatusTooManyRequests

// answer is what one request came to.
type answer struct {
	status    int           // 0 where there was none
	reason    Reason        // why there was none, or why it cannot be followed
	connected bool          // the site was reached
	to        *url.URL      // where a redirect leads
	again     bool          // the site asks to be asked again, after wait
	wait      time.Duration // at most Options.Patience
}

// permanent tells of a redirect that holds for good (RFC 9110, sections 15.4.2 and 15.4.9).
func (a answer) permanent() bool {
	return a.status == http.StatusMovedPermanently || a.status == http.StatusPermanentRedirect
}

// doubtful tells of an answer to HEAD that one to GET may better: many sites do not know HEAD, and say so in many ways.
func (a answer) doubtful() bool {
	if a.reason != "" {
		return a.connected && a.reason != BadRedirect && a.reason != Stopped
	}
	return a.status >= 400 && a.status != tooMany
}

// checker is one check that is going on.
type checker struct {
	Options
	transport *http.Transport
	guard     *ssrf.Guardian
	slots     chan struct{} // holds a token for each request under way

	mu      sync.Mutex
	hosts   map[string]*host
	answers map[string]func() answer // by address: each is asked once, by whatever way it is reached

	counting    sync.Mutex
	done, total int
}

func newChecker(o Options) *checker {
	c := &checker{Options: o, guard: newGuard(), slots: make(chan struct{}, o.Hosts), hosts: map[string]*host{}, answers: map[string]func() answer{}}
	c.transport = newTransport(o, c.guard)
	return c
}

func (c *checker) close() { c.transport.CloseIdleConnections() }

func (c *checker) host(name string) *host {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.hosts[name] == nil {
		c.hosts[name] = newHost()
	}
	return c.hosts[name]
}

// follow asks an address and where it redirects to, each host in its turn.
func (c *checker) follow(ctx context.Context, from *url.URL) Result {
	at, moved, forGood := from, from, true
	seen := map[string]bool{}
	for {
		seen[at.String()] = true
		a := c.ask(ctx, at)
		if a.to == nil {
			return conclude(from, at, moved, a)
		}
		forGood = forGood && a.permanent()
		if forGood {
			moved = a.to
		}
		switch {
		case seen[a.to.String()]:
			return conclude(from, at, moved, answer{reason: Circle})
		case len(seen) > maxRedirects:
			return conclude(from, at, moved, answer{reason: ManyRedirects})
		}
		at = a.to
	}
}

// ask gives the answer of one address, which is waited for where it is being asked already.
func (c *checker) ask(ctx context.Context, at *url.URL) answer {
	if c.isPrivate(at) {
		return answer{reason: PrivateNetwork}
	}
	c.mu.Lock()
	once := c.answers[at.String()]
	if once == nil {
		once = sync.OnceValue(func() answer { return c.askNow(ctx, at) })
		c.answers[at.String()] = once
	}
	c.mu.Unlock()
	return once()
}

// askNow asks by HEAD, once more where the site asks for that, and by GET where HEAD leaves doubt.
func (c *checker) askNow(ctx context.Context, at *url.URL) answer {
	method, waited := http.MethodHead, false
	for {
		a := c.inTurn(ctx, method, at)
		switch {
		case a.again && !waited:
			waited = true
		case method == http.MethodHead && a.doubtful():
			method = http.MethodGet
		default:
			return a
		}
	}
}

// inTurn makes a request when it is the host's turn.
func (c *checker) inTurn(ctx context.Context, method string, at *url.URL) answer {
	h := c.host(hostOf(at))
	if !h.begin(ctx) {
		return answer{reason: Stopped}
	}
	defer h.end()
	if known, ok := h.given[originOf(at)]; ok {
		return known
	}
	if !h.rest(ctx) {
		return answer{reason: Stopped}
	}
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		return answer{reason: Stopped}
	}
	a := c.request(ctx, method, at)
	if a.reason != Stopped {
		h.learn(originOf(at), a, c.Pause)
	}
	return a
}

// request makes one request, by the transport alone: so there are no cookies, no credentials, no Referer, and no
// redirects that are followed out of turn.
func (c *checker) request(ctx context.Context, method string, at *url.URL) answer {
	var connected, encrypting atomic.Bool
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		TLSHandshakeStart: func() { encrypting.Store(true) },
		GotConn:           func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	traced, cancel := context.WithTimeout(traced, c.Whole)
	defer cancel()
	header := http.Header{"User-Agent": {c.UserAgent}, "Accept": {"*/*"}}
	if method == http.MethodGet {
		header.Set("Range", "bytes=0-1023")
	}
	req := &http.Request{Method: method, URL: at, Host: at.Host, Header: header}
	resp, err := c.transport.RoundTrip(req.WithContext(traced))
	switch {
	case ctx.Err() != nil:
		if err == nil {
			resp.Body.Close()
		}
		return answer{reason: Stopped}
	case err != nil:
		return answer{reason: reasonOf(err, encrypting.Load() && !connected.Load()), connected: connected.Load()}
	}
	cancel() // before the body is closed, so that nothing of it is read
	resp.Body.Close()
	return c.read(resp)
}

// read takes from an answer what matters.
func (c *checker) read(resp *http.Response) answer {
	a := answer{status: resp.StatusCode, connected: true}
	switch a.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		to, err := resp.Location()
		ok := false
		if err == nil {
			to, ok = normal(to)
		}
		if !ok {
			a.reason = BadRedirect
			return a
		}
		a.to = to
	case tooMany, http.StatusServiceUnavailable:
		wait, ok := retryAfter(resp.Header.Get("Retry-After"), time.Now())
		if ok && wait <= c.Patience {
			a.again, a.wait = true, wait
		}
	}
	return a
}

// retryAfter reads how long a site asks to be left alone: seconds or a date (RFC 9110, section 10.2.3).
func retryAfter(value string, now time.Time) (time.Duration, bool) {
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second, true
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	return max(at.Sub(now), 0), true
}
