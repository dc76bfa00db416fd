package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// swap puts a new, complete site in its place. What stood there lies under the new one's former name
// afterwards. exchange swaps two folders in one step, or says [errors.ErrUnsupported].
func (t target) swap(dir string, old state, exchange func(a, b string) error) error {
	if old.kind == missing {
		return t.explain(move(dir, t.dir))
	}
	err := exchange(dir, t.dir)
	if errors.Is(err, errors.ErrUnsupported) {
		err = t.swapInTwo(dir)
	}
	return t.explain(err)
}

// swapInTwo exchanges the site by renames. Between the first two there is no site at its place, and the
// old one is known by its name for a whole one; recover puts it back if this process ends there.
func (t target) swapInTwo(dir string) error {
	old := t.sibling(aside + newName()[len(making):])
	if err := os.Rename(t.dir, old); err != nil {
		return err
	}
	if err := os.Rename(dir, t.dir); err != nil {
		return errors.Join(err, os.Rename(old, t.dir))
	}
	// Only now may it be taken apart.
	if err := os.Rename(old, dir); err != nil {
		return &CleanupError{Dir: old, Published: true, Err: err}
	}
	return nil
}

// explain says in plain words why a site could not take its place.
func (t target) explain(err error) error {
	if _, published := errors.AsType[*CleanupError](err); err == nil || published {
		return err
	}
	switch {
	case errors.Is(err, errMounted):
		return t.refuse("it is a mounted volume or part of a container's image, which cannot be replaced in one step",
			"publish to a folder inside it")
	case errors.Is(err, fs.ErrExist):
		return t.refuse("somebody made it while the site was written", "build once more")
	}
	return fmt.Errorf("cannot put the new site in its place: %w", err)
}

// errMounted stands for a folder that the system will not rename: the root of a file system, or one of
// a lower layer of an overlay.
var errMounted = errors.New("a file system is mounted there")

// moveByRename is move where the system cannot rename without replacing. An empty folder that appears
// in between is replaced; anything else makes the rename fail.
func moveByRename(from, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: fs.ErrExist}
	}
	return os.Rename(from, to)
}
