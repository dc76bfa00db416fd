package watch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// top is the site folder's own path.
const top = "."

// noFolder is the name of what is never looked into: the store of git, which is large and restless.
const noFolder = ".git"

// site is the folder of a site and the names of those in it that are watched.
type site struct {
	dir     string // absolute, without links
	folders []string
}

func newSite(dir string, folders []string) (site, error) {
	for _, name := range folders {
		if name == top || !filepath.IsLocal(name) || filepath.Base(name) != name {
			return site{}, fmt.Errorf("cannot watch %q: it is no name of a folder in the site folder", name)
		}
	}
	abs, err := filepath.Abs(dir)
	if err == nil {
		abs, err = filepath.EvalSymlinks(abs)
	}
	if err == nil && !isFolder(abs) {
		err = errors.New("it is no folder")
	}
	if err != nil {
		return site{}, fmt.Errorf("cannot watch %s: %w", dir, err)
	}
	return site{dir: abs, folders: folders}, nil
}

// path gives the path of the machine for one relative to the site folder.
func (s site) path(rel string) string { return filepath.Join(s.dir, filepath.FromSlash(rel)) }

// rel gives the slash-separated path relative to the site folder, and whether there is one.
func (s site) rel(path string) (string, bool) {
	path = filepath.Clean(path)
	if path == s.dir {
		return top, true
	}
	dir := s.dir
	if !os.IsPathSeparator(dir[len(dir)-1]) {
		dir += string(filepath.Separator)
	}
	below, ok := strings.CutPrefix(path, dir)
	return filepath.ToSlash(below), ok
}

// holds tells whether a path is, or lies in, one of the watched folders.
func (s site) holds(rel string) bool {
	first, below, _ := strings.Cut(rel, "/")
	if !slices.Contains(s.folders, first) {
		return false
	}
	for name := range strings.SplitSeq(below, "/") {
		if name == noFolder {
			return false
		}
	}
	return true
}

// isFolder tells whether there is a folder of this path, and not a link to one.
func isFolder(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.IsDir()
}
