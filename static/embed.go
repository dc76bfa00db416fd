// Package static holds the parts of the style sheet that every site has, and its icon. A site's own folder
// static/ lies over these file by file, and adds files that are published as they are.
package static

import "embed"

// FS holds css/*.css, of which css/site.css imports the others, and icon.svg.
//
//go:embed css icon.svg
var FS embed.FS
