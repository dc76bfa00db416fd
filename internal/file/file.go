// Package file writes files of a site's folder whole: in go a folder, a name and bytes; out comes a file that holds all
// of them, or the one that was there before. [Open] opens what is a file and nothing else. It knows nothing of what the files say.
//
// Names are slash-separated and stay below the folder. A new file is written under a hidden name beside its place, which
// is random, so that two programs do not meet in one; it reaches the disk before it takes its place. What a run that was
// killed leaves behind is told by [IsLeftover].
package file

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// ErrReadOnly is what a file or a folder is that nobody may write to.
var ErrReadOnly = errors.New("it is read-only")

// ErrNotFile is what a named pipe, a socket or a device is in the place of a file.
var ErrNotFile = errors.New("it is no ordinary file")

// errIrregular is what a link or a folder is in the place of a file.
var errIrregular = errors.New("it is not a file of its own; a link is not followed")

// leftover is how the name of a file begins that has not taken its place.
const leftover = ".vitrin-"

// IsLeftover tells whether a file of this name, without its folder, is one that never took its place.
func IsLeftover(base string) bool {
	return strings.HasPrefix(base, leftover) && len(base) == len(leftover)+len(rand.Text())
}

// Replace writes a file in one step: whoever reads it meets the old one or the new one, whole. One that is there keeps its
// mode, and is refused where it is read-only ([ErrReadOnly]); else it is made, with the folders on the way.
func Replace(root *os.Root, name string, content []byte) error {
	fresh, err := Stage(root, name, content)
	if err != nil {
		return err
	}
	if err := root.Rename(filepath.FromSlash(fresh), filepath.FromSlash(name)); err != nil {
		return errors.Join(err, root.Remove(filepath.FromSlash(fresh)))
	}
	return nil
}

// Stage writes what is to be in the place of a file under a hidden name beside it, and gives that name: to be renamed, or
// removed. After an error nothing is left of it. The modes and errors are those of [Replace].
func Stage(root *os.Root, name string, content []byte) (fresh string, err error) {
	const anybody = 0o666 // less what the process takes away
	mode, err := Writable(root, name)
	missing := errors.Is(err, fs.ErrNotExist)
	if missing {
		mode, err = anybody, root.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o777)
	}
	if err != nil {
		return "", err
	}
	fresh = path.Join(path.Dir(name), leftover+rand.Text())
	f, err := root.OpenFile(filepath.FromSlash(fresh), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return "", err
	}
	_, err = f.Write(content)
	if err == nil && !missing {
		err = f.Chmod(mode)
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", errors.Join(err, root.Remove(filepath.FromSlash(fresh)))
	}
	return fresh, nil
}

// Copy is [Replace] for what comes from a reader, which may be long: its error leaves what was there. A file that is made has
// the mode, and so have the folders on the way, whatever the process takes away from modes.
func Copy(root *os.Root, name string, content io.Reader, mode, folder fs.FileMode) error {
	former, err := Writable(root, name)
	if errors.Is(err, fs.ErrNotExist) {
		err = makeFolders(root, path.Dir(name), folder)
	} else if err == nil {
		mode = former
	}
	if err != nil {
		return err
	}
	fresh := path.Join(path.Dir(name), leftover+rand.Text())
	f, err := root.OpenFile(filepath.FromSlash(fresh), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, content)
	if err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = root.Rename(filepath.FromSlash(fresh), filepath.FromSlash(name))
	}
	if err != nil {
		return errors.Join(err, root.Remove(filepath.FromSlash(fresh)))
	}
	return nil
}

// makeFolders makes a folder with those above it, each with the mode.
func makeFolders(root *os.Root, name string, mode fs.FileMode) error {
	if info, err := root.Stat(filepath.FromSlash(name)); err == nil && info.IsDir() || name == "." {
		return nil
	}
	if err := makeFolders(root, path.Dir(name), mode); err != nil {
		return err
	}
	err := root.Mkdir(filepath.FromSlash(name), mode)
	if errors.Is(err, fs.ErrExist) {
		if info, err := root.Stat(filepath.FromSlash(name)); err == nil && info.IsDir() {
			return nil // somebody else was quicker
		}
	}
	if err != nil {
		return err
	}
	return root.Chmod(filepath.FromSlash(name), mode)
}

// Create writes a file that is not there, with the folders on the way. It never writes over one: then the error wraps
// fs.ErrExist. A file that could not be written whole is taken away.
func Create(root *os.Root, name string, content []byte) error {
	if err := root.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o777); errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is in the way of a folder: %v", path.Dir(name), err) // it is not the file that is there
	} else if err != nil {
		return err
	}
	f, err := root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, root.Remove(filepath.FromSlash(name)))
	}
	return nil
}

// Writable gives the mode of a file that may be replaced. The error wraps [ErrReadOnly], or fs.ErrNotExist where there is no
// such file.
func Writable(root *os.Root, name string) (fs.FileMode, error) {
	const anybody = 0o222
	folder, err := root.Lstat(filepath.FromSlash(path.Dir(name)))
	if err != nil {
		return 0, err
	}
	if folder.Mode().Perm()&anybody == 0 {
		return 0, fmt.Errorf("%s: %w", path.Dir(name), ErrReadOnly)
	}
	info, err := root.Lstat(filepath.FromSlash(name))
	switch {
	case err != nil:
		return 0, err
	case !info.Mode().IsRegular():
		return 0, errIrregular
	case info.Mode().Perm()&anybody == 0:
		return 0, ErrReadOnly
	}
	f, err := root.OpenFile(filepath.FromSlash(name), os.O_WRONLY, 0) // whether it is ours to write
	if err != nil {
		return 0, err
	}
	return info.Mode().Perm(), f.Close()
}
