// Package content holds the example portfolio, from which "vitrin init" takes what a new site begins with. The folder is
// the content of a site like any other; this file is not part of it, since no page links to it.
package content

import "embed"

// FS holds site.yaml, the pages and all that lies beside them.
//
//go:embed *.md site.yaml projects clusters programmes organisations
var FS embed.FS
