package deploy

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"vitrin/internal/file"
)

// forbidden tells of the first file of a plan that this account may not write or remove, as far as that is known without
// trying.
func (f *folder) forbidden(p *plan) error {
	if p.idle() {
		return nil
	}
	looked := map[string]error{} // folders
	for _, name := range slices.Concat(p.leftovers, p.cleared, p.removed) {
		if in, err := f.changeable(name, looked); err != nil {
			return f.closed(fmt.Sprintf("cannot remove %s from %s", name, f.dir), in, err)
		}
	}
	written := []string{RecordName}
	for _, u := range p.puts {
		written = append(written, u.Path)
	}
	for _, name := range written {
		at := filepath.Join(f.dir, filepath.FromSlash(name))
		in, err := f.changeable(name, looked)
		if err == nil && f.root != nil && in == filepath.Dir(at) {
			if _, err = file.Writable(f.root, name); err != nil {
				in = at
			}
			if !errors.Is(err, file.ErrReadOnly) && !errors.Is(err, fs.ErrPermission) {
				continue // it is not there, or goes before
			}
		}
		if err != nil {
			return f.closed(fmt.Sprintf("cannot write %s in %s", name, f.dir), in, err)
		}
	}
	return nil
}

// changeable gives the folder in which a file lies, or the one in which the folders on the way to it have to be made, and why
// nothing may be made or removed there, if so. What was looked at is known.
func (f *folder) changeable(name string, looked map[string]error) (in string, err error) {
	for in = filepath.Join(f.dir, filepath.FromSlash(name)); in != filepath.Dir(in); {
		in = filepath.Dir(in)
		if err, is := looked[in]; is {
			return in, err
		}
		if info, err := os.Stat(in); err == nil && info.IsDir() {
			break
		}
	}
	err = mayChange(in)
	looked[in] = err
	return in, err
}

// closed says that something cannot be done because of who may change a folder or a file.
func (f *folder) closed(what, at string, err error) error {
	return &accessError{
		fmt.Errorf("%s: %s may not be changed: %w", what, at, err),
		"let your account write to " + at + ", as to all of " + f.dir + ", and deploy again; nothing was touched",
	}
}
