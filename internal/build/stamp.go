package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"vitrin/internal/identity"
	"vitrin/internal/source"
)

// Stamp is a site's folder as it stood at a moment, by what can be seen of its files without reading them.
type Stamp struct {
	files map[string]identity.Identity
	head  string // of the repository; empty where there is none
}

// StampOf looks at all files that a site is made of.
func StampOf(ctx context.Context, o Options) (Stamp, error) {
	s := Stamp{files: map[string]identity.Identity{}, head: source.Head(ctx, o.Dir)}
	for _, folder := range []string{"content", "templates", "static"} {
		err := fs.WalkDir(os.DirFS(filepath.Join(o.Dir, folder)), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			if err == nil {
				s.files[path.Join(folder, name)], _ = identity.Of(info) // as far as the system tells
			}
			return err
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return s, fmt.Errorf("cannot look at the folder %s: %w", folder, err)
		}
	}
	return s, nil
}

// differences lists what differs between two stamps, sorted.
func (s Stamp) differences(now Stamp) []string {
	var names []string
	for name, was := range s.files {
		if is, there := now.files[name]; !there || is != was {
			names = append(names, name)
		}
	}
	for name := range now.files {
		if _, there := s.files[name]; !there {
			names = append(names, name)
		}
	}
	if s.head != now.head {
		names = append(names, ".git")
	}
	slices.Sort(names)
	return names
}
