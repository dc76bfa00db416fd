package preview

import (
	"net"
	"net/http"
	"strings"
)

// guard lets through what only reads, and only by a name of this machine: a page of another site can point a name
// of its own here and would then read everything (DNS rebinding).
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin") // no page of another site shows a draft's picture
		switch {
		case !s.ours(r.Host):
			http.Error(w, "This is the preview of a site on its editor's machine. It does not answer by the name "+r.Host+".", http.StatusForbidden)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "The preview is only for reading.", http.StatusMethodNotAllowed)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ours tells whether a Host header names the server: by an address, which no other site can take, by localhost, or by
// the name that it was told to listen on.
func (s *Server) ours(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	wanted, _, _ := net.SplitHostPort(s.options.Addr) // Listen has parsed it
	switch {
	case host == "localhost" || strings.HasSuffix(host, ".localhost"): // RFC 6761, section 6.3
		return true
	case net.ParseIP(host) != nil:
		return net.ParseIP(host).IsLoopback() || !s.onlyHere()
	default:
		return wanted != "" && host == strings.ToLower(wanted)
	}
}

// onlyHere tells whether the server listens on this machine alone.
func (s *Server) onlyHere() bool {
	addr, ok := s.listener.Addr().(*net.TCPAddr)
	return ok && addr.IP.IsLoopback()
}

// fromHere tells whether a request comes from this machine, where files can be opened.
func fromHere(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	return err == nil && net.ParseIP(host).IsLoopback()
}
