package mend

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"vitrin/internal/diag"
)

// errReadOnly is what a file or folder is that nobody may write to.
var errReadOnly = errors.New("it is read-only")

// Write puts changed files in the place of those that they were made of, each in one step: it is never half written,
// and keeps its mode. All are made ready before the first is put in place. A file that is no longer what it was is
// left alone. The error is trouble of the machine; then what is written is given too, and whole.
func Write(ctx context.Context, site *os.Root, changes []Change) (written []Change, left []Left, err error) {
	staged := make([]string, len(changes))
	defer func() {
		for _, name := range staged {
			if name == "" {
				continue
			}
			if failed := site.Remove(name); !errors.Is(failed, fs.ErrNotExist) {
				err = errors.Join(err, failed)
			}
		}
	}()
	for i, c := range changes {
		if !isSame(site, c) {
			continue
		}
		if staged[i], err = stage(site, c); err != nil {
			return nil, nil, fmt.Errorf("cannot mend %s: %w", c.Path, err)
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	for i, c := range changes {
		if staged[i] == "" || !isSame(site, c) {
			left = append(left, Left{diag.Pos{File: c.Path}, "the file has changed meanwhile"})
			continue
		}
		if err := site.Rename(staged[i], filepath.FromSlash(c.Path)); err != nil {
			return written, left, fmt.Errorf("cannot mend %s: %w", c.Path, err)
		}
		staged[i] = ""
		written = append(written, c)
	}
	return written, left, nil
}

// stage writes the new bytes of a file into a hidden one beside it, with the mode of the old, and gives its name. What
// is left of it after trouble is removed.
func stage(site *os.Root, c Change) (name string, err error) {
	mode, err := writable(site, c.Path)
	if err != nil {
		return "", err
	}
	name = filepath.FromSlash(path.Join(path.Dir(c.Path), ".vitrin-"+rand.Text()))
	f, err := site.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	_, err = f.Write(c.New)
	if err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return "", errors.Join(err, site.Remove(name))
	}
	return name, nil
}

// writable gives the mode of a file that may be replaced.
func writable(site *os.Root, name string) (fs.FileMode, error) {
	const anybody = 0o222
	folder, err := site.Lstat(filepath.FromSlash(path.Dir(name)))
	if err != nil {
		return 0, err
	}
	if folder.Mode().Perm()&anybody == 0 {
		return 0, fmt.Errorf("%s: %w", path.Dir(name), errReadOnly)
	}
	info, err := site.Lstat(filepath.FromSlash(name))
	if err != nil {
		return 0, err
	}
	if info.Mode().Perm()&anybody == 0 {
		return 0, errReadOnly
	}
	f, err := site.OpenFile(filepath.FromSlash(name), os.O_WRONLY, 0) // whether it is ours to write
	if err != nil {
		return 0, err
	}
	return info.Mode().Perm(), f.Close()
}

// isSame tells whether a file still is what the change was made of.
func isSame(site *os.Root, c Change) bool {
	info, err := site.Lstat(filepath.FromSlash(c.Path))
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	src, err := site.ReadFile(filepath.FromSlash(c.Path))
	return err == nil && bytes.Equal(src, c.Old)
}
