package linkcheck

import (
	"net/netip"
	"net/url"
	"strings"
)

// parse reads a web address, and gives it in the form in which it is asked: without fragment and credentials, the
// host in small letters, no port that the scheme implies (RFC 3986, sections 6.2.2 and 6.2.3). What is no address of
// http or https, or names no host, is refused.
func parse(address string) (*url.URL, bool) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, false
	}
	return normal(u)
}

func normal(u *url.URL) (*url.URL, bool) {
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return nil, false
	}
	asked := *u
	asked.Fragment, asked.RawFragment, asked.User = "", "", nil
	asked.Host = strings.ToLower(u.Host)
	if port := u.Port(); port == "" || port == portOf(u.Scheme) {
		asked.Host = strings.TrimSuffix(strings.TrimSuffix(asked.Host, ":"+port), ":")
	}
	if asked.Path == "" {
		asked.Path = "/"
	}
	return &asked, true
}

// portOf gives the port that a scheme implies.
func portOf(scheme string) string {
	switch scheme {
	case "http":
		return "80"
	case "https":
		return "443"
	case "socks5", "socks5h":
		return "1080"
	}
	return ""
}

// hostOf gives what has a turn of its own: a name, whatever the scheme and the port.
func hostOf(u *url.URL) string { return strings.TrimSuffix(u.Hostname(), ".") }

// originOf gives what is reached, or not, as a whole: scheme, host and port (RFC 6454, section 4).
func originOf(u *url.URL) string { return u.Scheme + "://" + u.Host }

// isPrivate tells whether an address by itself, before its name is looked up, leads to this machine or into a private
// network, and must not be asked.
func (c *checker) isPrivate(u *url.URL) bool {
	if c.Private {
		return false
	}
	host := hostOf(u)
	if ip, err := netip.ParseAddr(host); err == nil {
		return c.guard.SafeAddr(ip) != nil
	}
	if !strings.Contains(host, ".") {
		return true // localhost, and names such as intranet that only a local network knows
	}
	// RFC 6761 and 6762, RFC 8375, and the name that ICANN has set apart in 2024.
	for _, suffix := range []string{".localhost", ".local", ".home.arpa", ".internal"} {
		if strings.HasSuffix(host, suffix) {
			return true
		}
	}
	return false
}
