package publish

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"vitrin/internal/release"
)

// writeFile makes a file, does other things with it, and tells how it stands.
func writeFile(name string, content []byte, then ...func(*os.File) error) (stamp release.Stamp, err error) {
	return stamp, create(name, func(file *os.File) error {
		if _, err := file.Write(content); err != nil {
			return err
		}
		for _, do := range then {
			if err := do(file); err != nil {
				return err
			}
		}
		seen, err := lookAt(file)
		stamp = seen.stamp
		return err
	})
}

// keep links a file from the old site, or copies it with its time where the file system has no links.
func (s *stage) keep(name string) error {
	if err := s.folder(folderOf(name)); err != nil {
		return err
	}
	if s.made.link(s.was.tree, name) == nil {
		return nil
	}
	stamp, err := copyFile(at(s.old, name), at(s.dir, name))
	s.copying.Lock()
	defer s.copying.Unlock()
	s.copied[name] = stamp
	return err
}

func copyFile(from, to string) (stamp release.Stamp, err error) {
	in, err := os.Open(from)
	if err != nil {
		return stamp, err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return stamp, err
	}
	return stamp, create(to, func(out *os.File) error {
		if _, err := io.Copy(out, in); err != nil {
			return err
		}
		if err := os.Chtimes(to, info.ModTime(), info.ModTime()); err != nil {
			return err
		}
		seen, err := lookAt(out)
		stamp = seen.stamp
		return err
	})
}

// create makes a file that does not exist: nothing is ever written through a hard link.
func create(name string, write func(*os.File) error) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}

// at gives the path of a site's file in the folder of the site.
func at(dir, name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }

// folder makes a folder of the new site, given by its slash-separated path, with those above it. One that is there is no
// trouble: writers come at once, and where the system minds no case it may be the folder of another spelling.
func (s *stage) folder(name string) error {
	if name == "." {
		return nil
	}
	if s.spare != nil {
		if _, stands := s.spare.release.FindFolder(name); stands {
			return nil // and is not removed, since something is to be put there
		}
		if err := s.folder(folderOf(name)); err != nil {
			return err
		}
		if err := s.touch(folderOf(name)); err != nil {
			return err
		}
	}
	err := s.made.mkdir(name)
	if errors.Is(err, fs.ErrNotExist) {
		if err := s.folder(folderOf(name)); err != nil {
			return err
		}
		err = s.made.mkdir(name)
	}
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}
