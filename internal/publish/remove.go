package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// cleanup removes a folder beside the target if it carries the marker or holds nothing; "" and one that
// is gone already are no trouble. The marker goes last, so that a removal that is stopped is taken up
// again by the next build.
func cleanup(dir string, published bool) error {
	if dir == "" {
		return nil
	}
	err := evenClosed(dir, func() error { return removeSite(dir, published) })
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &CleanupError{Dir: dir, Published: published, Err: err}
	}
	return nil
}

// removeSite removes a folder that carries the marker or holds nothing. That it does neither is an error of one that a
// site was published from.
func removeSite(dir string, published bool) error {
	marked, vacant, err := inspect(dir)
	switch {
	case err != nil:
		return err
	case vacant:
		return os.Remove(dir)
	case !marked && published:
		return errors.New("it holds files, and no " + Marker + ", by which Vitrin knows what it made")
	case !marked:
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.Name() == Marker {
			continue
		}
		if err := os.RemoveAll(filepath.Join(dir, entry.Name())); err != nil {
			return err
		}
	}
	if err := os.Remove(filepath.Join(dir, Marker)); err != nil {
		return err
	}
	return os.Remove(dir)
}

// evenClosed calls what removes a folder once more where somebody has closed the folder, or one in it, to this account, and it
// can open them. Their modes are theirs alone: no other site has a part in a folder.
func evenClosed(dir string, remove func() error) error {
	err := remove()
	if !errors.Is(err, fs.ErrPermission) {
		return err
	}
	opened := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		return os.Chmod(name, 0o700)
	})
	if opened != nil {
		return err
	}
	return remove()
}

// removeAll removes a folder with all that is in it.
func removeAll(dir string) error { return evenClosed(dir, func() error { return os.RemoveAll(dir) }) }
