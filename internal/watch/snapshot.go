package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// coarse is how far apart two changes of a file may be and yet give it the same time, by the coarsest of clocks.
const coarse = 2 * time.Second

// snapshot is what was there at the last look.
type snapshot struct {
	site
	stop  <-chan struct{} // closed to end a look early
	files map[string]*file
	round int           // number of the look
	began time.Time     // the last look
	took  time.Duration // by the last look
}

// file is a file or folder as it was when it was last seen to change.
type file struct {
	path  string // of the machine: made once, however often it is looked at
	info  fs.FileInfo
	young bool             // it may have changed since without showing it
	files map[string]*file // of a folder, by name; nil for a file
	round int              // the look that found it last
}

// look takes a new snapshot and adds what differs from the last one. A folder that is new or gone is told without
// what is in it. Any other is told too when its time has changed, whether or not its files are the same again: the
// receiver may have looked in between, and seen what was there for a moment.
func (s *snapshot) look(changed *set) {
	s.began = time.Now()
	s.round++
	s.folder(s.dir, s.files, s.folders, changed)
	s.took = time.Since(s.began)
}

// folder looks at the files of a folder, whose names are given.
func (s *snapshot) folder(path string, files map[string]*file, names []string, changed *set) {
	for _, name := range names {
		select {
		case <-s.stop:
			return
		default:
		}
		if name != noFolder {
			s.file(path, files, name, changed)
		}
	}
	for name, f := range files {
		if f.round != s.round {
			delete(files, name)
			s.tell(f, changed)
		}
	}
}

// file looks at one file of a folder, and if it is a folder itself, at what is in that.
func (s *snapshot) file(folder string, files map[string]*file, name string, changed *set) {
	f := files[name]
	if f == nil {
		f = &file{path: filepath.Join(folder, name)}
	}
	f.round = s.round
	info, err := os.Lstat(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.round = 0
		return
	case err != nil:
		return // nothing is known of it now
	}
	files[name] = f
	known := f.files != nil
	if f.update(info, s.began) {
		s.tell(f, changed)
		if !known {
			changed = nil
		}
	}
	if f.files == nil {
		return
	}
	if names, err := list(f.path); err == nil {
		s.folder(f.path, f.files, names, changed)
	}
}

// tell adds a file; to nil, where its folder is told.
func (s *snapshot) tell(f *file, changed *set) {
	if rel, ok := s.rel(f.path); ok && changed != nil {
		changed.add(rel)
	}
}

// update takes in what a file or folder is now, and tells whether it may have changed.
//
// What was written just before it was looked at may have been written once more with the same time and size. So it is
// told again when its time is past.
func (f *file) update(info fs.FileInfo, now time.Time) bool {
	if !info.IsDir() {
		f.files = nil
	} else if f.files == nil {
		f.files = map[string]*file{}
	}
	wasYoung := f.young
	f.young = now.Sub(info.ModTime()) < coarse
	if f.same(info) {
		return wasYoung && !f.young
	}
	f.info = info
	return true
}

// same tells whether a file or folder has the type, size, time and identity that it had.
func (f *file) same(info fs.FileInfo) bool {
	return f.info != nil && f.info.Mode().Type() == info.Mode().Type() && f.info.Size() == info.Size() &&
		f.info.ModTime().Equal(info.ModTime()) && os.SameFile(f.info, info)
}

// list gives the names in a folder, in no order.
func list(folder string) ([]string, error) {
	f, err := os.Open(folder)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Readdirnames(-1)
}
