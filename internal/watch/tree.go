package watch

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// tree keeps a watch on every folder of a site while folders come, go and move.
//
// Whatever is told of a name, all that was watched under it is let go, and what is there now is watched anew. So a watch
// does not outlive the name under which its events come, and events that are late, doubled or of a thing that is gone do
// no harm.
type tree struct {
	site
	notifier *notifier
	mount    func(folder string) string
	changed  *set
	watched  map[string]bool // folders, relative to the site folder; with each those above it
	unsure   bool            // the notifier may not watch all of them
	failures int             // how many times in a row it did not
}

// handle takes events in. An error says why events are not to be relied on any more.
func (t *tree) handle(events []fsnotify.Event) error {
	names := map[string]bool{}
	for _, e := range events {
		rel, ok := t.rel(e.Name)
		switch {
		case ok && rel == top && e.Has(fsnotify.Remove|fsnotify.Rename):
			return t.renewAll()
		case !ok || !t.holds(rel):
		case e.Has(fsnotify.Create | fsnotify.Remove | fsnotify.Rename):
			names[rel] = true
		case t.watched[rel]:
			// What happened in a folder is told by its own watch.
		case e.Has(fsnotify.Write):
			t.changed.add(rel)
		default:
			t.attributes(rel, names)
		}
	}
	return t.renew(names)
}

// attributes takes in that the attributes of something changed: owner, mode or time. These are none of our business,
// but an emptied file may be told in no other way (by kqueue), and a folder may be readable now.
func (t *tree) attributes(rel string, names map[string]bool) {
	info, err := os.Lstat(t.path(rel))
	switch {
	case err != nil: // gone, which is told too
	case info.IsDir():
		names[rel] = true
	case info.Size() == 0:
		t.changed.add(rel)
	}
}

// renewAll watches the whole site anew and tells that everything may have changed.
func (t *tree) renewAll() error {
	for rel := range t.watched {
		t.release(rel)
	}
	if !isFolder(t.dir) {
		return whyGone
	}
	if err := t.watchOne(top); err != nil {
		return err
	}
	for _, name := range t.folders {
		if err := t.watch(name); err != nil {
			return err
		}
	}
	t.changed.addAll()
	return nil
}

// renew watches what is of these names now and tells that it may have changed: in this order, so that whoever looks at
// what is told looks after it was watched.
func (t *tree) renew(names map[string]bool) error {
	for rel := range names {
		if t.watched[rel] {
			t.releaseAll(names)
			break
		}
	}
	for rel := range names {
		if !anyAbove(rel, names) {
			if err := t.watch(rel); err != nil {
				return err
			}
		}
		t.changed.add(rel)
	}
	return nil
}

// releaseAll lets go of folders of these names and of all below them.
func (t *tree) releaseAll(names map[string]bool) {
	for rel := range t.watched {
		if names[rel] || anyAbove(rel, names) {
			t.release(rel)
		}
	}
}

// anyAbove tells whether a folder in which a path lies is of one of these names.
func anyAbove(rel string, names map[string]bool) bool {
	for folder := path.Dir(rel); folder != top; folder = path.Dir(folder) {
		if names[folder] {
			return true
		}
	}
	return false
}

// release lets go of a folder.
func (t *tree) release(rel string) {
	t.notifier.remove(t.path(rel)) // an error says that it is gone
	delete(t.watched, rel)
}

// watch watches a folder and those below it. Each is listed after it is watched, so that none that is made meanwhile
// is missed. What is no folder, or one that must not be read, is left.
func (t *tree) watch(rel string) error {
	if err := t.watchOne(rel); err != nil || !t.watched[rel] {
		return err
	}
	entries, err := os.ReadDir(t.path(rel))
	if err != nil && !passing(err) {
		return err
	}
	for _, entry := range entries {
		if below := path.Join(rel, entry.Name()); entry.IsDir() && t.holds(below) {
			if err := t.watch(below); err != nil {
				return err
			}
		}
	}
	return nil
}

// watchOne watches a folder without those below it.
func (t *tree) watchOne(rel string) error {
	folder := t.path(rel)
	if !isFolder(folder) {
		return nil
	}
	if kind := t.mount(folder); kind != "" {
		return whyRemote(kind)
	}
	switch err := t.notifier.add(folder); {
	case errors.Is(err, fs.ErrPermission):
		return nil
	case err != nil && !passing(err):
		return err
	}
	// Where it has gone meanwhile, or by kqueue a file in it, settle tries again.
	t.watched[rel], t.unsure = true, true
	return nil
}

// passing tells whether an error says no more than that something is gone, or must not be read.
func passing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, fs.ErrPermission)
}

// mostFailures is how many times in a row folders are found unwatched until they are polled.
const mostFailures = 10

// settle watches anew what the notifier does not watch, though it was told to.
//
// A folder that moves from one watched folder to another may be found at its new place before its move is told. It
// then counts as watched at its old place (inotify knows folders, not names), and is unwatched when the move is told.
func (t *tree) settle() error {
	if !t.unsure {
		return nil
	}
	t.unsure = false
	listed := map[string]bool{}
	for _, folder := range t.notifier.list() {
		listed[folder] = true
	}
	missing := maps.Clone(t.watched)
	maps.DeleteFunc(missing, func(rel string, _ bool) bool { return listed[t.path(rel)] })
	if len(missing) == 0 {
		t.failures = 0
		return nil
	}
	if t.failures++; t.failures > mostFailures {
		return whyUnsure
	}
	t.unsure = true
	if missing[top] {
		return t.renewAll()
	}
	return t.renew(missing)
}
