package build

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"vitrin/internal/asset"
	"vitrin/internal/diag"
	"vitrin/internal/overlay"
	"vitrin/internal/portfolio"
	"vitrin/internal/publish"
)

// statics is what a site publishes of static/: the style sheet and the script, each in one piece, and all
// files that did not go into them.
type statics struct {
	files              map[string]original // those that are published as they are
	stylesheet, script asset.Bundle
}

// newStatics bundles styles and scripts of the site's own folder, which may be nil, over the built-in one.
// The style sheet carries the site's accent colour. Loose files may become others before they are copied.
func (l *Loader) newStatics(own, builtIn fs.FS, accent portfolio.Accent) (statics, diag.List, error) {
	static := overlay.New(own, builtIn)
	var s statics
	theme := ""
	if accent.Light != "" {
		theme = fmt.Sprintf("\n:root { --accent-light: %s; --accent-dark: %s; }\n", accent.Light, accent.Dark)
	}
	var all, problems diag.List
	settings := asset.Options{Folder: staticFolder, Kept: l.options.cache(assetsKept), Program: l.options.Program}
	settings.Entry, settings.Append = asset.Stylesheet, theme
	s.stylesheet, all = asset.New(static, settings)
	settings.Entry, settings.Append = asset.Script, ""
	s.script, problems = asset.New(static, settings)
	all = append(all, problems...)
	var err error
	if s.files, problems, err = l.staticFiles(static, own); err != nil {
		return s, all, err
	}
	all = append(all, problems...)
	maps.DeleteFunc(s.files, func(name string, file original) bool {
		return slices.Contains(s.stylesheet.Sources, name) || slices.Contains(s.script.Sources, name) || isPart(name) && file.builtIn
	})
	return s, all, nil
}

// isPart tells whether a built-in file is meant for a bundle: a site whose own style sheet leaves it out
// needs it nowhere.
func isPart(name string) bool { return path.Ext(name) == ".css" || path.Ext(name) == ".js" }

func exists(fsys fs.FS, name string) bool {
	if fsys == nil {
		return false
	}
	_, err := fs.Stat(fsys, name)
	return err == nil
}

// staticFolder is where the files lie, as people see it.
const staticFolder = "static/"

// published tells whether a file lies at a path of the site because it lies there in static/.
func (s *statics) published(path string) bool {
	_, there := s.files[path]
	return there
}

func (s *statics) resources(yield func(publish.Resource) bool) {
	for _, b := range []asset.Bundle{s.stylesheet, s.script} {
		if b.Path != "" && !yield(written(b.Path, b.Content)) {
			return
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		if !yield(s.files[name].resource(name)) {
			return
		}
	}
}
