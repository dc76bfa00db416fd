package build

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"vitrin/internal/digest"
	"vitrin/internal/identity"
	"vitrin/internal/portfolio"
	"vitrin/internal/publish"
)

// ErrChanged is what a file is that was changed, replaced or removed after the site was loaded and before it was copied.
// What pages tell of it, its size or that it is there, is not so any more, and no release is to hold both.
var ErrChanged = errors.New("it was changed while the site was built; build once more")

// original is a file that is published as it is, and as what it was found when the site was loaded.
type original struct {
	fsys    fs.FS
	folder  string // that of fsys in the site's folder, with a slash behind it; empty for that itself
	path    string // in fsys
	found   identity.Identity
	settled bool // a file that looks the same is the same
	builtIn bool // it is a part of the program
	loose   bool // it may have become another one since
}

// linked gives a file of the content folder.
func (s *Site) linked(f *portfolio.File) original {
	return original{fsys: s.fsys, path: f.Path, found: f.Identity, settled: f.Settled, loose: s.loose}
}

// resource gives the file that it becomes. What is made of the same file, untouched, need not be read; where the system
// tells too little of files, or nobody could tell it from what it becomes if it is written to once more, nothing is said.
func (o original) resource(path string) publish.Resource {
	return publish.Resource{Path: path, Inputs: o.inputs, Write: o.write, Copied: true}
}

func (o original) inputs() []digest.Input {
	switch {
	case o.builtIn:
		src, err := fs.ReadFile(o.fsys, o.path)
		if err != nil {
			return nil // to be told by who writes it
		}
		return contentInput(digest.Of(string(src)))
	case o.settled:
		return []digest.Input{{Name: "content", Sum: o.found.Sum(o.path)}}
	}
	return nil
}

// write copies the file, if it is the one that was found, and stays so until the end.
func (o original) write(to io.Writer) error {
	from, err := o.open()
	if err != nil {
		return err
	}
	defer from.Close()
	_, err = io.Copy(to, from)
	return err
}

// open opens the file, if it is the one that was found. Whoever reads to its end learns whether it stayed so.
func (o original) open() (fs.File, error) {
	from, err := o.fsys.Open(o.path)
	if errors.Is(err, fs.ErrNotExist) && !o.loose {
		return nil, o.changed()
	}
	if err != nil {
		return nil, err
	}
	if err := o.same(from); err != nil {
		return nil, errors.Join(err, from.Close())
	}
	return unchanged{from, o}, nil
}

// unchanged is an open file that has to be the one that was found until its end is read.
type unchanged struct {
	fs.File
	is original
}

// Read reads, and looks at the file once more at its end.
func (u unchanged) Read(p []byte) (int, error) {
	n, err := u.File.Read(p)
	if errors.Is(err, io.EOF) {
		if changed := u.is.same(u.File); changed != nil {
			return n, changed
		}
	}
	return n, err
}

// same holds that an open file is the one that was found.
func (o original) same(f fs.File) error {
	if o.loose {
		return nil
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if now, _ := identity.Of(info); now != o.found {
		return o.changed()
	}
	return nil
}

func (o original) changed() error { return fmt.Errorf("reading %s: %w", o.folder+o.path, ErrChanged) }
