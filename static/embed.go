// Package static holds the files that every site publishes as they are. A site's own folder static/
// lies over these file by file.
package static

import "embed"

// FS holds css/*.css.
//
//go:embed css
var FS embed.FS
