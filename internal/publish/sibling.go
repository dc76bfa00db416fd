package publish

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The beginnings of the names beside a target, after its own name (see the package comment).
const (
	making = "new-"
	aside  = "old-"
)

// newName gives the name of a folder beside the target in which a new site is made.
func newName() string { return making + rand.Text() }

// sibling gives the path of a hidden file or folder beside the target.
func (t target) sibling(name string) string {
	return filepath.Join(filepath.Dir(t.dir), "."+filepath.Base(t.dir)+".vitrin-"+name)
}

// recover clears away what killed builds left beside the target; it is locked. Only a folder with
// one of our names that carries our marker, or holds nothing, is removed.
//
// A folder set aside is always a whole site: it is the old one, waiting for a second rename (see swap).
// If that never came, it goes back to its place.
//
// What cannot be removed, as what another account has made, is in nobody's way: stuck tells of it, and a site can be
// published all the same.
func (t target) recover() (stuck *CleanupError, err error) {
	left, err := t.leftovers()
	if err != nil {
		return nil, err
	}
	for _, name := range left {
		dir := t.sibling(name)
		if strings.HasPrefix(name, aside) {
			if dir, err = t.putBack(dir); err != nil {
				return nil, err
			}
		}
		if err := cleanup(dir, false); !errors.As(err, &stuck) && err != nil {
			return nil, err
		}
	}
	return stuck, nil
}

// leftovers lists what a killed build may have left beside the target, by the names that follow its own.
func (t target) leftovers() (names []string, err error) {
	entries, err := os.ReadDir(filepath.Dir(t.dir))
	if err != nil {
		return nil, fmt.Errorf("cannot publish to %s: %w", t.dir, err)
	}
	prefix := filepath.Base(t.sibling(""))
	for _, entry := range entries {
		rest, ours := strings.CutPrefix(entry.Name(), prefix)
		if !ours || !entry.IsDir() {
			continue
		}
		for _, kind := range []string{making, aside} {
			if id, ok := strings.CutPrefix(rest, kind); ok && isID(id) {
				names = append(names, rest)
			}
		}
	}
	return names, nil
}

// putBack gives a site that was set aside its place again if that is free, and else the name of one
// that may be removed. It returns the path of what is to be removed, or "".
func (t target) putBack(left string) (string, error) {
	marked, _, err := inspect(left)
	if err != nil {
		return "", &CleanupError{Dir: left, Err: err}
	}
	if !marked {
		return left, nil
	}
	to := t.sibling(newName())
	if _, err := os.Lstat(t.dir); errors.Is(err, fs.ErrNotExist) {
		to = t.dir
	}
	if err := os.Rename(left, to); err != nil {
		return "", fmt.Errorf("cannot put the old site %s back: %w", left, err)
	}
	if to == t.dir {
		return "", nil
	}
	return to, nil
}

// isID tells whether s may come from rand.Text: letters and digits of base 32, without padding.
func isID(s string) bool {
	return len(s) >= 26 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == ""
}

// makeFolders makes a folder and its missing parents and lists those it made, the outermost first, also
// when it fails.
func makeFolders(dir string) (made []string, err error) {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil, nil
	}
	if above := filepath.Dir(dir); above != dir {
		if made, err = makeFolders(above); err != nil {
			return made, err
		}
	}
	err = os.Mkdir(dir, 0o755)
	if errors.Is(err, fs.ErrExist) {
		if info, statErr := os.Stat(dir); statErr == nil && info.IsDir() {
			return made, nil // another build was faster
		}
	}
	if err != nil {
		return made, err
	}
	return append(made, dir), nil
}

// persist waits until the disk knows by their names folders that were made, or have taken another's place.
func persist(dirs []string) error {
	for _, dir := range dirs {
		if err := syncFolder(filepath.Dir(dir)); err != nil {
			return err
		}
	}
	return nil
}

// removeFolders removes what makeFolders made, so far as nobody has put anything there.
func removeFolders(made []string) {
	for i := len(made) - 1; i >= 0; i-- {
		if os.Remove(made[i]) != nil {
			return
		}
	}
}
