package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"vitrin/internal/diag"
)

// The folders in which builds keep what they know: parsed documents, bundles of styles and scripts, pictures, what was published.
const (
	documentsKept = "documents"
	assetsKept    = "assets"
	picturesKept  = "pictures"
	releasesKept  = "releases"
)

// KeptError says that a folder in which builds keep what they know cannot be used as it is.
type KeptError struct {
	Dir string // the folder
	Err error  // what is the matter with it
}

// Error gives the folder and what is the matter.
func (e *KeptError) Error() string {
	return fmt.Sprintf("cannot keep in %s what builds know: %v", e.Dir, e.Err)
}

// Unwrap gives what is the matter.
func (e *KeptError) Unwrap() error { return e.Err }

// Advice tells what to do.
func (e *KeptError) Advice() string {
	switch {
	case errors.Is(e.Err, syscall.ENOSPC) || errors.Is(e.Err, syscall.EDQUOT):
		return "make room on the disk that holds " + e.Dir + ", and try once more"
	case errors.Is(e.Err, fs.ErrPermission) || errors.Is(e.Err, syscall.EROFS):
		return "let your account read and write " + e.Dir + "; or move it away or delete it, as it is only for what a build makes again"
	}
	return "move " + e.Dir + " away or delete it, as it is only for what a build makes again, and try once more"
}

// checkKept holds that the folder in which builds keep what they know can be looked into, and makes it where it is missing. Where
// it cannot be made nothing is kept.
func (o Options) checkKept() error {
	dir := filepath.Clean(o.cache(""))
	if err := obstacle(dir); err != nil {
		return &KeptError{dir, err}
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		_ = os.MkdirAll(dir, 0o777)
		return nil
	}
	if _, err := os.Lstat(o.Releases()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &KeptError{dir, err}
	}
	return nil
}

// Hindered warns of what is in the place of the folders in which builds keep what they know. That is no part of what a release is
// known by: it is told by each command that makes pages, as long as it is so.
func (o Options) Hindered() diag.List {
	return o.hindered(documentsKept, assetsKept, picturesKept, releasesKept)
}

func (o Options) hindered(kinds ...string) diag.List {
	var found diag.List
	if o.Program == "" {
		return nil // nothing of the kind is kept
	}
	for _, kind := range kinds {
		dir, means := o.cache(kind), "what builds know cannot be kept here, so that each takes longer"
		err := obstacle(dir)
		if err == nil {
			continue
		}
		switch kind {
		case picturesKept:
			means = "pictures cannot be kept here, so that no page can be made that shows one"
		case releasesKept:
			means = "what is published cannot be recorded here, so that each build compares every file"
		}
		if within, outside := filepath.Rel(o.Dir, dir); outside == nil {
			dir = within
		}
		found.Warn(diag.Pos{File: filepath.ToSlash(dir)}, diag.File, means+": "+err.Error(), "move it away or delete it; a build makes a folder of this name")
	}
	return found
}

// unkept says why a folder could not be opened for what builds keep.
func unkept(dir string, err error) error {
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		if in := obstacle(at); in != nil {
			return &KeptError{at, in}
		}
		if filepath.Dir(at) == at {
			return &KeptError{dir, err}
		}
	}
}

// obstacle tells what is in the place of a folder so that it cannot be made; nil: it is there, or nothing is, or that cannot be told.
func obstacle(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err == nil && !info.IsDir():
		return errors.New("it is not a folder")
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(dir); err == nil {
			return errors.New("it is a symbolic link that leads nowhere")
		}
	}
	return nil
}
