package build

import (
	"net/url"
	"slices"
	"strings"

	"vitrin/internal/portfolio"
	"vitrin/internal/publish"
	"vitrin/internal/source"
)

// reserved are ends of hosts that are nobody's: RFC 2606, RFC 6761.
var reserved = []string{"example.org", "example.com", "example.net", "example", "test", "invalid", "localhost"}

// owner says which site is published. An address that stands in examples tells no site from another.
func (o Options) owner(base *url.URL) publish.Owner {
	owner := publish.Owner{Folder: o.Dir}
	if o.BaseURL != nil {
		base = o.BaseURL
	}
	if base == nil {
		return owner
	}
	host := strings.ToLower(base.Hostname())
	if !slices.ContainsFunc(reserved, func(end string) bool { return host == end || strings.HasSuffix(host, "."+end) }) {
		owner.Address = base.String()
	}
	return owner
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
