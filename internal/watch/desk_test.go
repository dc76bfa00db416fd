package watch

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// desk is a site folder that is watched, and a model of it that is kept up to date by what is told alone.
type desk struct {
	t     *testing.T
	dir   string
	w     *Watcher
	n     *notifier         // the last that was opened for it
	model map[string]string // what lies at each path
	told  map[string]bool   // paths since the last call of forget
	alls  int               // how many changes of everything there were
	ends  int               // files written by quiesce
}

var watchedFolders = [...]string{"content", "templates", "static"}

// newDesk makes a site folder with these empty files, which are a day old; a name that ends in a slash is a folder.
func newDesk(t *testing.T, files ...string) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir(), told: map[string]bool{}}
	for _, name := range files {
		if folder, ok := strings.CutSuffix(name, "/"); ok {
			d.mkdir(folder)
			continue
		}
		d.write(name, "old "+name)
		day := time.Now().Add(-24 * time.Hour)
		d.must(os.Chtimes(d.path(name), day, day))
	}
	return d
}

// open watches the site, by events and with no probe if nothing else is said.
func (d *desk) open(o Options) *desk {
	d.t.Helper()
	return d.openWith(o, localSystem())
}

// localSystem is this machine, with a file system that tells of changes and all patience.
func localSystem() system {
	return system{notifier: newNotifier, mount: func(string) string { return "" }, patience: time.Hour}
}

func (d *desk) openWith(o Options, sys system) *desk {
	d.t.Helper()
	if o.Folders == nil {
		o.Folders = watchedFolders[:]
	}
	if o.Interval == 0 {
		o.Interval = 5 * time.Millisecond
	}
	inner := sys.notifier
	sys.notifier = func() (n *notifier, err error) {
		d.n, err = inner()
		return d.n, err
	}
	w, err := open(d.dir, o, sys)
	d.must(err)
	d.w = w
	d.t.Cleanup(func() { w.Close() })
	d.model = d.tree()
	return d
}

func (d *desk) path(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// write writes a file, and makes the folders in which it lies.
func (d *desk) write(name, text string) {
	d.t.Helper()
	d.mkdir(path.Dir(name))
	d.must(os.WriteFile(d.path(name), []byte(text), 0o666))
}

func (d *desk) mkdir(name string) { d.t.Helper(); d.must(os.MkdirAll(d.path(name), 0o777)) }

func (d *desk) remove(name string) { d.t.Helper(); d.must(os.RemoveAll(d.path(name))) }

func (d *desk) rename(from, to string) { d.t.Helper(); d.must(os.Rename(d.path(from), d.path(to))) }

// receive takes one change and brings the model up to date. It fails if there is none for minutes.
func (d *desk) receive() {
	d.t.Helper()
	select {
	case c, ok := <-d.w.Changes():
		if !ok {
			d.t.Fatal("the channel is closed")
		}
		d.apply(c)
	case <-time.After(5 * time.Minute):
		d.t.Fatalf("nothing is told any more; told so far: %q\nmodel (-) and tree (+):\n%s", d.list(), cmp.Diff(d.model, d.tree()))
	}
}

// apply looks at what is told.
func (d *desk) apply(c Change) {
	d.t.Helper()
	if !slices.IsSorted(c.Paths) || len(slices.Compact(slices.Clone(c.Paths))) != len(c.Paths) {
		d.t.Errorf("paths are not sorted, each once: %q", c.Paths)
	}
	if c.All == (len(c.Paths) > 0) {
		d.t.Errorf("all: %v, paths: %q", c.All, c.Paths)
	}
	if c.All {
		d.alls++
		d.model = d.tree()
	}
	for _, rel := range c.Paths {
		d.told[rel] = true
		maps.DeleteFunc(d.model, func(name, _ string) bool { return within(name, rel) })
		d.lookAt(rel, d.model)
	}
}

// tree gives what lies in the watched folders.
func (d *desk) tree() map[string]string {
	d.t.Helper()
	found := map[string]string{}
	for _, name := range d.w.options.Folders {
		d.lookAt(name, found)
	}
	return found
}

func (d *desk) lookAt(rel string, found map[string]string) {
	filepath.WalkDir(d.path(rel), func(p string, entry fs.DirEntry, err error) error {
		name, _ := filepath.Rel(d.dir, p)
		name = filepath.ToSlash(name)
		switch {
		case err != nil:
			return nil
		case path.Base(name) == noFolder:
			return fs.SkipDir
		case entry.IsDir():
			found[name] = "a folder"
		case entry.Type()&fs.ModeSymlink != 0:
			found[name], _ = os.Readlink(p)
		default:
			if text, err := os.ReadFile(p); err == nil {
				found[name] = "text: " + string(text)
			}
		}
		return nil
	})
}

func (d *desk) list() []string { return slices.Sorted(maps.Keys(d.told)) }

func (d *desk) forget() { d.told = map[string]bool{} }

// covers tells whether a path or a folder in which it lies was told.
func (d *desk) covers(rel string) bool {
	for ; rel != "."; rel = path.Dir(rel) {
		if d.told[rel] {
			return true
		}
	}
	return false
}

// expect receives until all these paths were told, in themselves or with a folder, and the model is the tree.
func (d *desk) expect(rels ...string) {
	d.t.Helper()
	missing := func(rel string) bool { return !d.covers(rel) }
	for slices.ContainsFunc(rels, missing) || !maps.Equal(d.model, d.tree()) {
		d.receive()
	}
}

// quiesce receives until all is told that has happened so far: a file that is written now is told last.
func (d *desk) quiesce() {
	d.t.Helper()
	d.ends++
	name := fmt.Sprintf("templates/end-%d", d.ends)
	ends := func(rel string, _ bool) bool { return within(rel, "templates") }
	maps.DeleteFunc(d.told, ends)
	d.write(name, "end")
	for !d.covers(name) {
		d.receive()
	}
	maps.DeleteFunc(d.told, ends) // also what is told of the one before: first empty, then written
}

// within tells whether a path is another one or lies in it.
func within(rel, folder string) bool { return strings.HasPrefix(rel+"/", folder+"/") }

// expectAll receives until everything may have changed.
func (d *desk) expectAll() {
	d.t.Helper()
	for d.alls == 0 {
		d.receive()
	}
}

// watchesAll waits until every folder there is, and nothing else, is watched by its name.
func (d *desk) watchesAll() {
	d.t.Helper()
	for wait := time.Millisecond; ; wait *= 2 {
		want, got := []string{top}, []string{}
		for rel, what := range d.tree() {
			if what == "a folder" {
				want = append(want, rel)
			}
		}
		for _, folder := range d.n.list() {
			rel, err := filepath.Rel(d.root(), folder)
			d.must(err)
			got = append(got, filepath.ToSlash(rel))
		}
		slices.Sort(want)
		slices.Sort(got)
		why, polling := d.w.Polling()
		if slices.Equal(want, got) && !polling {
			return
		}
		if polling || wait > time.Minute {
			d.t.Fatalf("polling, because %q; watched (-want +got):\n%s", why, cmp.Diff(want, got))
		}
		time.Sleep(wait)
	}
}

// root gives the path of the site folder without links.
func (d *desk) root() string {
	root, err := filepath.EvalSymlinks(d.dir)
	d.must(err)
	return root
}
