package build

import (
	"bytes"
	"io/fs"
)

// look gives the site's folder as the options want it to be looked at.
func (o Options) look(dir fs.FS) fs.FS {
	if len(o.Edited) == 0 {
		return dir
	}
	return edited{dir, o.Edited}
}

// doubtful gives the paths of which the folder does not tell what they are looked at as.
func (o Options) doubtful() map[string]bool {
	paths := make(map[string]bool, len(o.Edited))
	for name := range o.Edited {
		paths[name] = true
	}
	return paths
}

// edited is a site's folder in which some files, by their paths, hold other bytes than they do.
type edited struct {
	fs.FS
	files map[string][]byte
}

// Open opens a file with the bytes that it is to hold.
func (e edited) Open(name string) (fs.File, error) {
	f, err := e.FS.Open(name)
	if src, ok := e.files[name]; ok && err == nil {
		return editedFile{f, bytes.NewReader(src)}, nil
	}
	return f, err
}

// Lstat, ReadLink and ReadDir tell of the folder as it is.
func (e edited) Lstat(name string) (fs.FileInfo, error)     { return fs.Lstat(e.FS, name) }
func (e edited) ReadLink(name string) (string, error)       { return fs.ReadLink(e.FS, name) }
func (e edited) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(e.FS, name) }

// editedFile is a file whose bytes are others; its size is told as it is.
type editedFile struct {
	fs.File
	text *bytes.Reader
}

func (f editedFile) Read(p []byte) (int, error) { return f.text.Read(p) }

// Stat tells no more than size and time: nothing that is known of these bytes is to be taken for the file's.
func (f editedFile) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	if err != nil {
		return nil, err
	}
	return editedInfo{info}, nil
}

// editedInfo tells of a file without what the system alone knows.
type editedInfo struct{ fs.FileInfo }

// Sys gives nothing.
func (editedInfo) Sys() any { return nil }
