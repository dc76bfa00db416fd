package build

import (
	"io/fs"
	"path"

	"vitrin/internal/diag"
	"vitrin/internal/render"
	"vitrin/templates"
)

// newRenderer takes in the templates. The built-in ones are known to be well; a site's own are checked, and all others
// with them.
func newRenderer(own, layouts fs.FS, problems diag.List) (*render.Renderer, diag.List, error) {
	if !hasTemplates(own) {
		return render.Trust(templates.FS), problems, nil // which stay so, whatever comes into the folder later
	}
	r, found := render.New(layouts)
	return r, append(found, problems...), nil
}

// hasTemplates tells whether a site's folder templates, which may be nil, holds any: it may hold words alone.
func hasTemplates(own fs.FS) bool {
	if own == nil {
		return false
	}
	has := false
	err := fs.WalkDir(own, ".", func(name string, d fs.DirEntry, err error) error {
		if has = has || err != nil || !d.IsDir() && path.Ext(name) == ".html"; has {
			return fs.SkipAll
		}
		return nil
	})
	return has || err != nil
}
