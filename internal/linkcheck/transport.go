package linkcheck

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"sync"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// maxHeaders is how many bytes the headers of an answer may have.
const maxHeaders = 256 << 10

// newGuard knows the numbers that are nobody's on the public net: the registries of special-purpose addresses (IANA,
// RFC 6890). The prefix of NAT64 passes, by which networks without IPv4 reach all that has no IPv6.
func newGuard() *ssrf.Guardian {
	return ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV6Prefixes(ssrf.IPv6NAT64Prefix))
}

// newTransport makes the transport. Where private addresses are not asked, its connections are held against the guard
// when the name has been looked up, each time, so that no name and no redirect leads around it.
func newTransport(o Options, guard *ssrf.Guardian) *http.Transport {
	open := net.Dialer{Timeout: o.Connect, Resolver: o.resolver}
	guarded := open
	if !o.Private {
		guarded.Control = guard.Safe
	}
	var proxies proxies
	dial := func(ctx context.Context, network, address string) (net.Conn, error) {
		if proxies.has(address) {
			return open.DialContext(ctx, network, address)
		}
		return guarded.DialContext(ctx, network, address)
	}
	if o.dial != nil {
		dial = o.dial
	}
	return &http.Transport{
		Proxy:                  proxies.remember(o.Proxy),
		DialContext:            dial,
		TLSClientConfig:        &tls.Config{RootCAs: o.roots},
		TLSHandshakeTimeout:    o.Connect,
		ResponseHeaderTimeout:  o.Answer,
		IdleConnTimeout:        max(2*o.Pause, 5*time.Second),
		MaxIdleConnsPerHost:    1,
		MaxResponseHeaderBytes: maxHeaders,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
	}
}

// proxies remembers the proxies in use: a proxy may well lie in a private network.
type proxies struct{ addresses sync.Map }

func (p *proxies) has(address string) bool {
	_, ok := p.addresses.Load(address)
	return ok
}

func (p *proxies) remember(find func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	if find == nil {
		return nil
	}
	return func(req *http.Request) (*url.URL, error) {
		proxy, err := find(req)
		if proxy != nil {
			port := proxy.Port()
			if port == "" {
				port = portOf(proxy.Scheme)
			}
			p.addresses.Store(net.JoinHostPort(proxy.Hostname(), port), true)
		}
		return proxy, err
	}
}

// reasonOf finds why there was no answer. Where a connection was being encrypted, what is not known better is about that.
func reasonOf(err error, encrypting bool) Reason {
	var (
		lookup    *net.DNSError
		expired   x509.CertificateInvalidError
		name      x509.HostnameError
		authority x509.UnknownAuthorityError
		network   net.Error
		operation *net.OpError
	)
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP):
		return PrivateHere
	case errors.As(err, &lookup) && lookup.IsNotFound:
		return UnknownHost
	case errors.As(err, &lookup):
		return NoLookup
	case errors.As(err, &expired) && expired.Reason == x509.Expired:
		return CertificateExpired
	case errors.As(err, &name):
		return CertificateName
	case errors.As(err, &authority):
		return CertificateUntrusted
	case errors.As(err, &network) && network.Timeout():
		return Timeout
	case encrypting:
		return NoEncryption
	case errors.Is(err, syscall.ECONNREFUSED), errors.As(err, &operation) && operation.Op == "dial":
		return Unreachable
	default:
		return BrokenOff
	}
}
