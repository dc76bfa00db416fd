// Package asset makes one style sheet and one script of the small files in static/: imports followed,
// minified, and named by what they hold, so that browsers may keep them for ever. In goes a file
// system, out come bytes with their paths. It is the only importer of esbuild, and knows nothing of
// pages.
package asset

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"vitrin/internal/diag"
)

// The entries: the files from which everything else is imported.
const (
	Stylesheet = "css/site.css"
	Script     = "js/site.js"
)

// Bundle is what an entry and the files that it imports became. The zero Bundle stands for an entry
// that is not there.
type Bundle struct {
	Path    string   // in the site, with its content's hash: "css/site-0a1b2c3d4e.css"
	Content []byte   // minified, UTF-8
	Sources []string // the files that went into it, in static/, sorted
}

// Options say what is bundled.
type Options struct {
	Entry  string // Stylesheet or Script
	Append string // text that is added at the entry's end, in its language
	Folder string // what files are called in problems: "static/"
	Kept   string // a folder of the machine that keeps the bundle for the next run; empty: it is made anew each time
	// Program stands for the program that is running: what another one has kept is not taken, and nothing is kept where
	// it is empty.
	Program string
}

// New bundles an entry of a file system. Styles and scripts may import each other by relative paths;
// pictures and fonts that styles name are files of their own beside them. What cannot be parsed,
// an import or a file that is not there, and an address of another site (a page makes no request
// elsewhere) are problems; where they are errors, the Bundle is zero.
func New(fsys fs.FS, o Options) (Bundle, diag.List) {
	if _, err := fs.Stat(fsys, o.Entry); err != nil {
		return Bundle{}, nil
	}
	keep := newKeeper(fsys, o)
	if b, ok := keep.recall(); ok {
		return b, nil
	}
	settings := settings(o.Entry)
	b := bundler{fsys: fsys, options: o, sums: map[string]string{}}
	settings.Plugins = []api.Plugin{{Name: "static", Setup: b.setup}}
	result := api.Build(settings)
	var problems diag.List
	for _, m := range result.Errors {
		problems = append(problems, b.problem(m, diag.Error))
	}
	for _, m := range result.Warnings {
		problems = append(problems, b.problem(m, diag.Warning))
	}
	if len(result.OutputFiles) != 1 {
		return Bundle{}, problems.Sorted()
	}
	content := result.OutputFiles[0].Contents
	made := Bundle{Path: hashed(o.Entry, content), Content: content, Sources: slices.Sorted(maps.Keys(b.sums))}
	if len(problems) == 0 {
		keep.remember(made, b.sums)
	}
	return made, problems.Sorted()
}

// settings are what esbuild is told, but for what it reads.
func settings(entry string) api.BuildOptions {
	return api.BuildOptions{
		EntryPoints: []string{entry}, Bundle: true, Outdir: "out",
		MinifyWhitespace: true, MinifySyntax: true, MinifyIdentifiers: true,
		Format: api.FormatESModule, Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone, LogLevel: api.LogLevelSilent,
		Engines: browsers(),
	}
}

// browsers are the oldest ones that pages are made for: those with color-mix().
func browsers() []api.Engine {
	return []api.Engine{
		{Name: api.EngineChrome, Version: "111"}, {Name: api.EngineFirefox, Version: "113"}, {Name: api.EngineSafari, Version: "16.2"},
	}
}

// hashLength is how many hexadecimal digits of the content's SHA-256 its name carries.
const hashLength = 10

// hashed names a file by its content.
func hashed(name string, content []byte) string {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:])[:hashLength] + ext
}
