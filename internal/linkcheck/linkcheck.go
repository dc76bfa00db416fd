// Package linkcheck asks web addresses whether they still lead somewhere, and is a polite guest: one request at a
// time on each host with a pause in between, bounded in time and bytes, with a name of its own and nothing else
// that it tells. Addresses go in; what became of each comes out. What a site answered is kept for a while, so that
// it is not asked again for nothing.
//
// It knows nothing of portfolios and of the places that name an address. It reads no pages and follows no links in
// them: what it asks for is what its caller names, and where that redirects to. So it reads no robots.txt either,
// which is about programs that find their own way (RFC 9309, section 1).
package linkcheck

import (
	"cmp"
	"context"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"
)

// Options say how addresses are asked. The zero Options are usable.
type Options struct {
	UserAgent string        // the name that sites are told, such as "Vitrin/1.2"; empty: "Vitrin"
	Private   bool          // ask addresses of this machine and of private networks too
	Hosts     int           // how many hosts are asked at once; 0: 8
	Pause     time.Duration // how long a host is left alone after an answer; 0: a second
	Connect   time.Duration // for a connection, and as long again for its encryption; 0: 10 s
	Answer    time.Duration // until an answer begins; 0: 20 s
	Whole     time.Duration // for one request in all; 0: 30 s
	Patience  time.Duration // the longest wait that a site may ask for (Retry-After); 0: 30 s
	Folder    string        // where answers are kept, in the file links.json; made where it is missing; empty: nowhere

	// Proxy gives the proxy of a request, as [http.ProxyFromEnvironment] does; nil: there is none. Behind a proxy it
	// is the proxy that looks names up, so that only names and numbers in an address itself are known to be private.
	Proxy func(*http.Request) (*url.URL, error)

	// Progress is told after each address how many are done; never twice at once. It may be nil.
	Progress func(done, total int)

	resolver *net.Resolver  // nil: the machine's
	roots    *x509.CertPool // who certificates are trusted from; nil: the machine's
	dial     dialer         // nil: the net
}

// dialer opens connections.
type dialer func(ctx context.Context, network, address string) (net.Conn, error)

func (o Options) withDefaults() Options {
	o.UserAgent = cmp.Or(o.UserAgent, "Vitrin")
	o.Hosts = cmp.Or(o.Hosts, 8)
	o.Pause = cmp.Or(o.Pause, time.Second)
	o.Connect = cmp.Or(o.Connect, 10*time.Second)
	o.Answer = cmp.Or(o.Answer, 20*time.Second)
	o.Whole = cmp.Or(o.Whole, 30*time.Second)
	o.Patience = cmp.Or(o.Patience, 30*time.Second)
	return o
}

// Check asks each address, once however often it is listed and with whatever fragment, and gives the results in the
// order of the addresses. When the context ends it stops at once: what was not answered by then is [Unasked]. The
// error says that answers could not be kept; the results hold all the same.
func Check(ctx context.Context, addresses []string, o Options) ([]Result, error) {
	c := newChecker(o.withDefaults())
	defer c.close()
	kept := readCache(c.Folder, time.Now())
	targets := map[string]*target{}
	for _, address := range addresses {
		if t := newTarget(address); targets[t.key] == nil {
			targets[t.key] = t
		}
	}
	c.total = len(targets)
	byHost := map[string][]*target{}
	for _, t := range targets {
		if c.settled(t, kept) {
			c.progress()
			continue
		}
		byHost[hostOf(t.url)] = append(byHost[hostOf(t.url)], t)
	}
	var asking sync.WaitGroup
	for _, all := range byHost {
		asking.Go(func() { c.askAll(ctx, all) })
	}
	asking.Wait()
	results := make([]Result, len(addresses))
	for i, address := range addresses {
		results[i] = targets[newTarget(address).key].result
		results[i].Address = address
	}
	if Offline(results) {
		return results, nil // what this machine's trouble looks like is not kept
	}
	return results, save(c.Folder, targets, c.Private)
}

// target is an address as it is asked.
type target struct {
	key    string   // the same for all ways to write it
	url    *url.URL // nil where it is no address
	asked  bool     // in this check
	result Result
}

func newTarget(address string) *target {
	u, ok := parse(address)
	if !ok {
		return &target{key: address}
	}
	return &target{key: u.String(), url: u}
}

// settled tells whether what becomes of an address is known without asking.
func (c *checker) settled(t *target, kept cache) bool {
	if t.url == nil {
		t.result = Result{Outcome: Failing, Reason: NoAddress}
		return true
	}
	known, ok := kept.find(t.key, c.Private)
	if ok {
		t.result = known
	}
	return ok
}

// askAll asks the addresses of one host, one after the other.
func (c *checker) askAll(ctx context.Context, all []*target) {
	slices.SortFunc(all, func(a, b *target) int { return cmp.Compare(a.key, b.key) })
	for _, t := range all {
		t.result = c.follow(ctx, t.url)
		t.asked = t.result.Outcome != Unasked
		if t.asked {
			c.progress()
		}
	}
}

// progress counts an address that is done.
func (c *checker) progress() {
	c.counting.Lock()
	defer c.counting.Unlock()
	c.done++
	if c.Progress != nil {
		c.Progress(c.done, c.total)
	}
}
