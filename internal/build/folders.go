package build

import (
	"io/fs"

	"vitrin/internal/diag"
)

// links reports every link in a folder of the site, and one in its place: what it leads to may lie anywhere, and may
// change without it. A file in the folder's place is told, too.
func links(fsys fs.FS, dir string) diag.List {
	var problems diag.List
	tell := func(name string) {
		problems.Error(diag.Pos{File: name}, diag.File, "this link is not followed", "put a copy of what it leads to here instead of the link")
	}
	switch info, err := fs.Lstat(fsys, dir); {
	case err != nil: // mostly since there is none
		return problems
	case info.Mode()&fs.ModeSymlink != 0:
		tell(dir)
		return problems
	case !info.IsDir():
		problems.Warn(diag.Pos{File: dir}, diag.File, "this is not read: a folder of this name would be", "give the file another name, and put files into a folder "+dir)
		return problems
	}
	_ = fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type()&fs.ModeSymlink != 0 {
			tell(name)
		}
		return nil // what cannot be read is told by who reads it
	})
	return problems
}

// below gives a folder of the site, or nil where there is none.
func below(fsys fs.FS, dir string) fs.FS {
	if info, err := fs.Lstat(fsys, dir); err != nil || !info.IsDir() {
		return nil
	}
	sub, err := fs.Sub(fsys, dir)
	if err != nil {
		return nil
	}
	return sub
}
