// Package templates holds the built-in templates and the words of the interface. README.md tells what
// each template is given; a site's own folder templates/ lies over these file by file.
package templates

import "embed"

//go:embed README.md
var guide string

// Guide gives README.md.
func Guide() string { return guide }

// FS holds *.html, partials/*.html and lang/*.yaml.
//
//go:embed *.html partials/*.html lang/*.yaml
var FS embed.FS
