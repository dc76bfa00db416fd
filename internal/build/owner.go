package build

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"vitrin/internal/portfolio"
	"vitrin/internal/publish"
	"vitrin/internal/source"
)

// reserved are ends of hosts that are nobody's: RFC 2606, RFC 6761.
var reserved = []string{"example.org", "example.com", "example.net", "example", "test", "invalid", "localhost"}

// owner says which site is published. An address that stands in examples tells no site from another.
func (o Options) owner(base *url.URL) publish.Owner {
	if o.BaseURL != nil {
		base = o.BaseURL
	}
	owner := publish.Owner{Folder: o.Dir, Preview: o.preview(base, time.Now())}
	if base == nil {
		return owner
	}
	host := strings.ToLower(base.Hostname())
	if !slices.ContainsFunc(reserved, func(end string) bool { return host == end || strings.HasSuffix(host, "."+end) }) {
		owner.Address = base.String()
	}
	return owner
}

// preview tells why a site is built for those who make it, and not for visitors; "" where it is not. The day of a build
// that lies behind is for builds that are repeated.
func (o Options) preview(base *url.URL, now time.Time) string {
	var why []string
	if o.Drafts {
		why = append(why, "it holds drafts")
	}
	if o.Now.Format(time.DateOnly) > now.Format(time.DateOnly) {
		why = append(why, "it shows what is to be published by "+o.Now.Format(time.DateOnly))
	}
	if base != nil && isHere(base.Hostname()) {
		why = append(why, "its address is that of this machine")
	}
	return strings.Join(why, ", ")
}

// isHere tells whether a host is the machine that asks for it.
func isHere(host string) bool {
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback() || strings.EqualFold(host, "localhost")
}

// settings gives the site's settings as they stand, whatever is wrong in them; nil where they cannot be read.
func (l *Loader) settings() *portfolio.Settings {
	node, _, err := source.Settings(l.root.FS())
	if err != nil || node == nil {
		return nil
	}
	settings, _ := portfolio.NewSettings(node)
	return settings
}
