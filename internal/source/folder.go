package source

import (
	"io"
	"io/fs"
	"path"
)

// Folder is an open folder, in which files are opened by their names.
type Folder interface {
	Open(name string) (fs.File, error)
	io.Closer
}

// FolderFS is an fs.FS that can open a folder once for all the files in it. An os.Root opens every folder on the way to
// each file, lest a link leads out of it.
type FolderFS interface {
	fs.FS
	OpenFolder(dir string) (Folder, error)
}

// opener opens one file after the other. From the second in a folder on, that is open, too.
type opener struct {
	dir    string // of the last file
	folder Folder // nil: it is not open
}

// open opens a file by its path in fsys. Where it cannot be had from the open folder, since that was moved or the file has
// become a link, the path decides.
func (o *opener) open(fsys fs.FS, name string) (fs.File, error) {
	dir, base := path.Dir(name), path.Base(name)
	if dir != o.dir {
		o.close()
		o.dir = dir
		return fsys.Open(name)
	}
	if from, ok := fsys.(FolderFS); ok && o.folder == nil {
		if folder, err := from.OpenFolder(dir); err == nil {
			o.folder = folder
		}
	}
	if o.folder != nil {
		if f, err := o.folder.Open(base); err == nil {
			return f, nil
		}
	}
	return fsys.Open(name)
}

// close lets go of the folder.
func (o *opener) close() {
	if o.folder != nil {
		_ = o.folder.Close()
	}
	*o = opener{}
}
