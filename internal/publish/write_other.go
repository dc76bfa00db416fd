//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package publish

import (
	"os"

	"vitrin/internal/release"
)

// write makes a file that does not exist.
func (t tree) write(name string, content []byte) (release.Stamp, error) {
	return writeFile(at(t.folder.Name(), name), content)
}

// mkdir makes a folder.
func (t tree) mkdir(name string) error { return os.Mkdir(at(t.folder.Name(), name), 0o755) }

// link makes a file that is one of another tree, with its path.
func (t tree) link(from tree, name string) error {
	return os.Link(at(from.folder.Name(), name), at(t.folder.Name(), name))
}
