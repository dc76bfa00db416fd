package linkcheck

import (
	"context"
	"crypto/x509"
	"net"
	"time"
)

// WithNames gives the options with names looked up by a resolver of the test's own.
func (o Options) WithNames(r *net.Resolver) Options {
	o.resolver = r
	return o
}

// WithRoots gives the options with certificates trusted from a pool of the test's own.
func (o Options) WithRoots(roots *x509.CertPool) Options {
	o.roots = roots
	return o
}

// WithNet gives the options with connections of the test's own making.
func (o Options) WithNet(dial func(ctx context.Context, network, address string) (net.Conn, error)) Options {
	o.dial = dial
	return o
}

// Key gives the form in which an address is asked; "" for what is none.
func Key(address string) string {
	if u, ok := parse(address); ok {
		return u.String()
	}
	return ""
}

// ReadKept reads the bytes of a cache, and writes what it took from them.
func ReadKept(data []byte, now time.Time) ([]byte, error) { return decodeCache(data, now).encode() }
