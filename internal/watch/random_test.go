package watch

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// TestRandom: after any number of things that people do to files, whoever looks only at what is told knows what is
// there, and every folder is still watched by its own name.
func TestRandom(t *testing.T) {
	for _, poll := range []bool{false, true} {
		for seed := range uint64(3) {
			t.Run(fmt.Sprintf("poll=%v/seed=%d", poll, seed), func(t *testing.T) {
				d := newDesk(t, "content/a/b/c.md", "content/d.md", "static/css/e.css").open(Options{Poll: poll})
				random := rand.New(rand.NewPCG(seed, 0))
				for range 200 {
					d.anything(random)
					if random.IntN(20) == 0 {
						d.expect() // so that the next thing meets a watcher that knows all
					}
				}
				d.everywhere()
				if d.alls > 0 {
					t.Error("everything was told")
				}
			})
		}
	}
}

// anything does one thing to one file or folder.
func (d *desk) anything(random *rand.Rand) {
	d.t.Helper()
	tree := d.tree()
	all := slices.Sorted(maps.Keys(tree))
	folders := slices.DeleteFunc(slices.Clone(all), func(rel string) bool { return tree[rel] != "a folder" })
	files := slices.DeleteFunc(slices.Clone(all), func(rel string) bool { return tree[rel] == "a folder" })
	name := func() string { return string(rune('a' + random.IntN(4))) }
	fresh := func() string {
		if len(folders) == 0 || random.IntN(20) == 0 {
			return watchedFolders[random.IntN(len(watchedFolders))]
		}
		return path.Join(folders[random.IntN(len(folders))], name())
	}
	one := func(of []string) string {
		if len(of) == 0 {
			return ""
		}
		return of[random.IntN(len(of))]
	}
	switch random.IntN(10) {
	case 0, 1, 2:
		d.tryWrite(one(files), random)
	case 3:
		d.tryWrite(fresh()+".md", random)
	case 4:
		d.tryWrite(path.Join(fresh(), name(), name(), name()+".md"), random)
	case 5:
		os.MkdirAll(d.path(path.Join(fresh(), name(), name())), 0o777)
	case 6, 7:
		d.tryRename(one(folders), fresh())
	case 8:
		d.tryRename(one(files), path.Join(path.Dir(one(files)), name()+".md"))
	case 9:
		if gone := one(all); strings.Contains(gone, "/") || gone != "" && random.IntN(5) == 0 {
			d.must(os.RemoveAll(d.path(gone)))
		}
	}
}

// tryWrite writes a file, if there may be one of this name.
func (d *desk) tryWrite(rel string, random *rand.Rand) {
	if rel != "" && os.MkdirAll(d.path(path.Dir(rel)), 0o777) == nil {
		os.WriteFile(d.path(rel), fmt.Appendf(nil, "%d", random.Uint64()), 0o666)
	}
}

// tryRename renames a file or folder, if it may have this name.
func (d *desk) tryRename(from, to string) {
	if from != "" {
		os.Rename(d.path(from), d.path(to))
	}
}
