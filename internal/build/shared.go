package build

import (
	"errors"
	"fmt"
	"io/fs"

	"vitrin/internal/digest"
	"vitrin/internal/source"
)

// sharedSum stands for what every page is made of and the plan does not know: the settings, the site's own templates
// and words, and how it is built.
func (l *Loader) sharedSum(fsys fs.FS) (digest.Sum, error) {
	var h digest.Hash
	h.Text(l.options.Program)
	h.Bool(l.options.Drafts)
	if u := l.options.BaseURL; u != nil {
		h.Text(u.String())
	}
	for _, root := range []string{source.SettingsFile, "templates"} {
		if root == "templates" && below(fsys, root) == nil {
			continue // there is none, or what is in its place is told as a problem
		}
		err := fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil
			case err != nil:
				return err
			case !d.Type().IsRegular():
				return nil // a link is told as a problem
			}
			src, err := fs.ReadFile(fsys, name)
			h.Text(name)
			h.Bytes(src)
			return err
		})
		if err != nil {
			return digest.Sum{}, fmt.Errorf("reading %s: %w", root, err)
		}
	}
	return h.Sum(), nil
}
