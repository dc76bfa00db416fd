package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// target is the folder to publish to, absolute and without symbolic links.
type target struct {
	dir   string
	owned Owned  // whose site is published there
	owner string // the marker's lines that say so
}

// findTarget resolves the folder and refuses one that no site may ever take. It touches nothing.
func findTarget(dir string, o Options) (target, error) {
	real, err := resolve(dir)
	if nowhere, is := errors.AsType[*deadLinkError](err); is {
		return target{}, target{dir: dir}.refuse(nowhere.Error(), "make the folder that it leads to, remove the link, or choose another folder")
	}
	if err != nil {
		return target{}, fmt.Errorf("cannot publish to %s: %w", dir, err)
	}
	t := target{dir: real}
	if filepath.Dir(real) == real {
		return target{}, t.refuse("it is the root of the file system", hintOther)
	}
	inputs, err := resolveAll(o.Inputs)
	if err != nil {
		return target{}, err
	}
	protected, err := resolveAll(o.Protected)
	if err != nil {
		return target{}, err
	}
	var records []string
	if o.Records != "" {
		if records, err = resolveAll([]string{o.Records}); err != nil {
			return target{}, err
		}
	}
	for _, kept := range slices.Concat(protected, inputs, records, places()) {
		if isIn(kept, real) {
			return target{}, t.refuse("it would replace "+kept, hintOther)
		}
	}
	for _, input := range inputs {
		if isIn(real, input) {
			return target{}, t.refuse("it lies in "+input+", which Vitrin reads", hintOther)
		}
	}
	for _, folder := range records {
		if isIn(real, folder) {
			return target{}, t.refuse("Vitrin keeps what it knows of sites in "+folder, hintOther)
		}
	}
	if folder := withinHidden(real); folder != "" {
		return target{}, t.refuse("it lies in "+folder+", where a program keeps what only it understands", hintOther)
	}
	for above := filepath.Dir(real); above != filepath.Dir(above); above = filepath.Dir(above) {
		if isMarked(above) {
			return target{}, t.refuse("it lies in "+above+", which holds a published site and is written anew with each build of that",
				"choose a folder elsewhere; if nothing is published to "+above+", remove the file "+Marker+" there")
		}
	}
	t.owned, t.owner, err = o.Owner.ownedAt(real)
	return t, err
}

// withinHidden gives the folder of a version control system, or of what Vitrin keeps of a site, that a path is or lies in; or "".
func withinHidden(path string) string {
	for ; filepath.Dir(path) != path; path = filepath.Dir(path) {
		if slices.Contains([]string{".git", ".hg", ".svn", ".vitrin"}, filepath.Base(path)) {
			return path
		}
	}
	return ""
}

// isMarked tells whether a folder carries the marker.
func isMarked(dir string) bool {
	info, err := os.Lstat(filepath.Join(dir, Marker))
	return err == nil && info.Mode().IsRegular()
}

// places gives the home folder and the working directory, where there are such.
func places() []string {
	var found []string
	for _, find := range []func() (string, error){os.UserHomeDir, os.Getwd} {
		folder, err := find()
		if err == nil {
			folder, err = resolve(folder)
		}
		if err == nil {
			found = append(found, folder)
		}
	}
	return found
}

func resolveAll(folders []string) ([]string, error) {
	resolved := make([]string, len(folders))
	for i, folder := range folders {
		var err error
		if resolved[i], err = resolve(folder); err != nil {
			return nil, fmt.Errorf("cannot find %s: %w", folder, err)
		}
	}
	return resolved, nil
}

const hintOther = "choose a folder of its own for the site"

func (t target) refuse(reason, hint string) error {
	return &RefusedError{Dir: t.dir, Reason: reason, Hint: hint}
}

// resolve makes a path absolute and follows symbolic links, as far as it exists.
func resolve(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(abs)
	if err == nil {
		return real, nil
	}
	if _, err := os.Stat(abs); errors.Is(err, syscall.ELOOP) {
		return "", &deadLinkError{abs}
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return real, err
	}
	if info, err := os.Lstat(abs); err == nil {
		if info.Mode()&fs.ModeSymlink == 0 {
			return filepath.EvalSymlinks(abs) // another run has made it in between
		}
		return "", &deadLinkError{abs}
	}
	above, err := resolve(filepath.Dir(abs))
	return filepath.Join(above, filepath.Base(abs)), err
}

// unlocked says why a target could not be locked, and what to do where that says little: a file cannot be made in a folder that is
// there, or something else has its name.
func (t target) unlocked(err error) error {
	told := fmt.Errorf("cannot publish to %s: %w", t.dir, err)
	if errors.Is(err, ErrBusy) || errors.Is(err, fs.ErrPermission) || isReadOnly(err) || isFull(err) {
		return told
	}
	return &StorageError{Dir: t.dir, Err: told, Hint: "remove " + t.sibling("lock") + ", if there is such a thing, or publish to another folder"}
}

// deadLinkError is a symbolic link to what is not there.
type deadLinkError struct{ link string }

func (e *deadLinkError) Error() string { return e.link + " is a symbolic link that leads nowhere" }

// Advice tells what to do.
func (e *deadLinkError) Advice() string {
	return "remove the link, or make the folder that it leads to"
}

// isIn tells whether a folder is another one or lies inside it. Both are resolved; what exists is
// compared as the system sees it, so that "Content" is "content" where it is.
func isIn(inner, outer string) bool {
	outside, err := os.Stat(outer)
	for ; ; inner = filepath.Dir(inner) {
		if inner == outer {
			return true
		}
		if inside, innerErr := os.Stat(inner); err == nil && innerErr == nil && os.SameFile(inside, outside) {
			return true
		}
		if filepath.Dir(inner) == inner {
			return false
		}
	}
}

// kind says what stands at a target.
type kind int

const (
	missing kind = iota
	empty        // a folder that holds nothing
	site         // a folder that this package made
)

// state is what stands at a target.
type state struct {
	kind kind
	mode fs.FileMode // of the folder, unless it is missing
}

// examine tells what stands at the target, or refuses what must not be replaced.
func (t target) examine() (state, error) {
	info, err := os.Lstat(t.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return state{kind: missing}, nil
	}
	if err != nil {
		return state{}, fmt.Errorf("cannot publish to %s: %w", t.dir, err)
	}
	if !info.IsDir() {
		return state{}, t.refuse("it is not a folder", hintOther)
	}
	marked, vacant, err := inspect(t.dir)
	if err != nil {
		return state{}, fmt.Errorf("cannot publish to %s: %w", t.dir, err)
	}
	if !marked && !vacant {
		return state{}, t.refuse("it holds files, and no "+Marker+", by which Vitrin knows the folders that it made",
			"choose a new or an empty folder; if nothing in this one is needed, empty it, or put an empty file "+Marker+" into it")
	}
	if vacant {
		return state{kind: empty, mode: info.Mode()}, nil
	}
	// A common way to publish is to commit the folder; the history must not go with the old site.
	if _, err := os.Lstat(filepath.Join(t.dir, ".git")); err == nil {
		return state{}, t.refuse("it holds a Git repository, which a build would remove",
			"publish to another folder and copy the site from there")
	}
	return state{kind: site, mode: info.Mode()}, t.checkOwner()
}

// inspect tells whether a folder carries the marker, and whether it holds nothing at all.
func inspect(dir string) (marked, vacant bool, err error) {
	if isMarked(dir) {
		return true, false, nil
	}
	folder, err := os.Open(dir)
	if err != nil {
		return false, false, err
	}
	defer folder.Close()
	_, err = folder.ReadDir(1)
	if errors.Is(err, io.EOF) {
		return false, true, nil
	}
	return false, false, err
}
