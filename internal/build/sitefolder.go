package build

import (
	"io/fs"
	"os"
	"path/filepath"

	"vitrin/internal/file"
	"vitrin/internal/source"
)

// siteFolder is a site's folder, in which very many files are read: see [source.FolderFS].
type siteFolder struct {
	fs.FS // of root
	root  *os.Root
}

func folderOf(root *os.Root) siteFolder { return siteFolder{root.FS(), root} }

// OpenFolder opens a folder by its slash-separated path.
func (f siteFolder) OpenFolder(dir string) (source.Folder, error) {
	root, err := f.root.OpenRoot(filepath.FromSlash(dir))
	if err != nil {
		return nil, err
	}
	return folder{root}, nil
}

// Open opens a file or a folder by its slash-separated path, and nothing else: see [file.Open].
func (f siteFolder) Open(name string) (fs.File, error) {
	if err := f.ordinary(name); err != nil {
		return nil, err
	}
	return f.FS.Open(name)
}

// ReadFile reads a file, as Open opens it.
func (f siteFolder) ReadFile(name string) ([]byte, error) {
	if err := f.ordinary(name); err != nil {
		return nil, err
	}
	return fs.ReadFile(f.FS, name)
}

// ordinary gives an error for what is neither a file nor a folder.
func (f siteFolder) ordinary(name string) error {
	if info, err := fs.Stat(f.FS, name); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		return &fs.PathError{Op: "open", Path: name, Err: file.ErrNotFile}
	}
	return nil // or it is for who opens it to find
}

// Lstat, ReadLink, ReadDir and Stat are those of the folder.
func (f siteFolder) Lstat(name string) (fs.FileInfo, error)     { return fs.Lstat(f.FS, name) }
func (f siteFolder) ReadLink(name string) (string, error)       { return fs.ReadLink(f.FS, name) }
func (f siteFolder) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(f.FS, name) }
func (f siteFolder) Stat(name string) (fs.FileInfo, error)      { return fs.Stat(f.FS, name) }

// folder is an open one of the site's folders.
type folder struct{ *os.Root }

// Open opens a file by its name. A regular file is the same when it is opened without waiting, and the standard library then
// does without five calls to find out that nobody can wait for it.
func (f folder) Open(name string) (fs.File, error) {
	file, err := f.OpenFile(name, os.O_RDONLY|withoutWaiting, 0)
	if err != nil {
		return nil, err
	}
	return file, nil
}
