package mend

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"vitrin/internal/diag"
	"vitrin/internal/file"
)

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
			if failed := site.Remove(filepath.FromSlash(name)); !errors.Is(failed, fs.ErrNotExist) {
				err = errors.Join(err, failed)
			}
		}
	}()
	for i, c := range changes {
		if !isSame(site, c) {
			continue
		}
		if staged[i], err = file.Stage(site, c.Path, c.New); err != nil {
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
		if err := site.Rename(filepath.FromSlash(staged[i]), filepath.FromSlash(c.Path)); err != nil {
			return written, left, fmt.Errorf("cannot mend %s: %w", c.Path, err)
		}
		staged[i] = ""
		written = append(written, c)
	}
	return written, left, nil
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
