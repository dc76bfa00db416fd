package publish_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

// spare gives the path at which a bed's spare lies, or "" where there is none.
func (b bed) spare(t *testing.T) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(b.options.Records, "*", "spare"))
	if err != nil || len(found) > 1 {
		t.Fatalf("spares: %v, %v", found, err)
	}
	return strings.Join(found, "")
}

// TestSpare: the site before the last becomes the next one, by what differs.
func TestSpare(t *testing.T) {
	b := newBed(t)
	m := &made{texts: texts{"index.html": "total", "a/page": "a", "a/b/page": "b", "c/d/e/page": "c", "total": "total"}, total: "1"}
	b.publish(t, m)
	if spare := b.spare(t); spare != "" {
		t.Errorf("there is a spare after the first publish: %s", spare)
	}
	first := stat(t, b.dir)
	m.total = "2"
	b.publish(t, m)
	if spare := b.spare(t); spare == "" || !os.SameFile(first, stat(t, spare)) {
		t.Fatalf("the first site is not the spare: %s", spare)
	}
	if got := read(t, b.spare(t))["index.html"]; got != "1" {
		t.Errorf("the spare holds %q", got)
	}
	second, folder, page := stat(t, b.dir), stat(t, filepath.Join(b.spare(t), "a", "b")), stat(t, filepath.Join(b.dir, "a", "b", "page"))

	m.total, m.texts["x/y/page"] = "3", "x"
	delete(m.texts, "c/d/e/page")
	b.publish(t, m)
	expect(t, b.dir, m.bytes())
	if !os.SameFile(first, stat(t, b.dir)) || !os.SameFile(folder, stat(t, filepath.Join(b.dir, "a", "b"))) {
		t.Error("the spare was not used")
	}
	if !os.SameFile(page, stat(t, filepath.Join(b.dir, "a", "b", "page"))) {
		t.Error("an unchanged page is another file")
	}
	if spare := b.spare(t); spare == "" || !os.SameFile(second, stat(t, spare)) {
		t.Errorf("the second site is not the spare: %s", spare)
	}
	if exists(filepath.Join(b.dir, "c")) {
		t.Error("a folder that became empty is left")
	}
	// The old file of a page that changed is a file of its own still: nothing was written through a link.
	if got := read(t, b.spare(t))["index.html"]; got != "2" {
		t.Errorf("the spare holds %q", got)
	}
}

// TestMeddledMeanwhile: what somebody does to the new site while it is made is told, with the old site left as it is, or is another
// than is recorded. The next publish finds it.
func TestMeddledMeanwhile(t *testing.T) {
	needsInodes(t)
	for name, do := range map[string]func(t *testing.T, folder string){
		"a file comes":   func(t *testing.T, folder string) { write(t, filepath.Join(folder, "stray"), "mine") },
		"a folder comes": func(t *testing.T, folder string) { write(t, filepath.Join(folder, "stray", "file"), "mine") },
		"a file goes":    func(t *testing.T, folder string) { remove(t, filepath.Join(folder, "page")) },
		"a file changes": func(t *testing.T, folder string) { write(t, filepath.Join(folder, "page"), "mine") },
		"a file is replaced": func(t *testing.T, folder string) {
			remove(t, filepath.Join(folder, "page"))
			write(t, filepath.Join(folder, "page"), "a")
		},
		"the folder goes":         func(t *testing.T, folder string) { remove(t, folder) },
		"the folder closes":       func(t *testing.T, folder string) { chmod(t, folder, 0o700) },
		"a file comes to the top": func(t *testing.T, folder string) { write(t, filepath.Join(folder, "..", "stray"), "mine") },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBed(t)
			m := &made{texts: texts{"index.html": "total", "a/page": "a", "a/b/page": "b", "b/page": "total", "z/page": "total"}}
			for _, m.total = range []string{"1", "2", "3"} {
				b.publish(t, m)
			}
			meddled := false
			meddling := func(yield func(publish.Resource) bool) {
				for r := range m.resources() {
					if r.Path == "z/page" { // its only writer has put another beside the spare
						write := r.Write
						r.Write = func(to io.Writer) error {
							found, err := filepath.Glob(filepath.Join(filepath.Dir(b.dir), ".public.vitrin-new-*", "a"))
							if err != nil || len(found) != 1 {
								t.Errorf("the new site: %q, %v", found, err)
								return write(to)
							}
							do(t, found[0])
							meddled = true
							return write(to)
						}
					}
					if !yield(r) {
						return
					}
				}
			}
			before := m.bytes()
			m.total = "4"
			_, err := publish.Publish(t.Context(), b.dir, meddling, b.options)
			switch {
			case !meddled:
				t.Fatalf("nobody meddled; Publish: %v", err)
			case err == nil && b.isCurrent(t):
				t.Error("what was meddled with is taken for what is recorded")
			case err != nil && strings.Contains(err.Error(), "somebody else changed the new site"):
				expect(t, b.dir, before)
			case err != nil:
				t.Errorf("Publish: %v", err)
			}
			m.total = "5"
			b.check(t, m)
			m.total = "6"
			b.check(t, m)
			b.expectRecords(t)
		})
	}
}

// TestSpareIsKeptWhenABuildFails: a failure before the spare was changed leaves it for the next build.
func TestSpareIsKeptWhenABuildFails(t *testing.T) {
	b := newBed(t)
	for _, total := range []string{"1", "2"} {
		b.publish(t, &made{texts: texts{"index.html": "total", "total": "total"}, total: total})
	}
	before := stat(t, b.spare(t))
	_, err := publish.Publish(t.Context(), b.dir, slices.Values([]publish.Resource{resource("index.html", "3"), resource("total", "3"), {Path: "a"}}), b.options)
	if err == nil {
		t.Fatal("Publish: no error")
	}
	if spare := b.spare(t); spare == "" || !os.SameFile(before, stat(t, spare)) {
		t.Errorf("the spare is %q", spare)
	}
	expect(t, b.dir, texts{"index.html": "2", "total": "2"})
}

// meddle lists what people and programs may do to a site and to what is kept of it.
var meddle = map[string]func(t *testing.T, b *bed, random *rand.Rand){
	"nothing":               func(*testing.T, *bed, *rand.Rand) {},
	"remove records":        func(t *testing.T, b *bed, _ *rand.Rand) { remove(t, filepath.Dir(b.options.Records)) },
	"remove the site":       func(t *testing.T, b *bed, _ *rand.Rand) { remove(t, b.dir) },
	"remove the spare":      func(t *testing.T, b *bed, _ *rand.Rand) { removeAny(t, b.spare(t)) },
	"copy the site":         func(t *testing.T, b *bed, _ *rand.Rand) { copied(t, b.dir) },
	"copy the spare":        func(t *testing.T, b *bed, _ *rand.Rand) { copied(t, b.spare(t)) },
	"edit the site":         func(t *testing.T, b *bed, r *rand.Rand) { edit(t, b.dir, r) },
	"edit the spare":        func(t *testing.T, b *bed, r *rand.Rand) { edit(t, b.spare(t), r) },
	"replace in the spare":  func(t *testing.T, b *bed, r *rand.Rand) { replace(t, b.spare(t), r) },
	"replace in the site":   func(t *testing.T, b *bed, r *rand.Rand) { replace(t, b.dir, r) },
	"remove from the site":  func(t *testing.T, b *bed, r *rand.Rand) { removeAny(t, anyFile(t, b.dir, r)) },
	"remove from the spare": func(t *testing.T, b *bed, r *rand.Rand) { removeAny(t, anyFile(t, b.spare(t), r)) },
	"add to the site":       func(t *testing.T, b *bed, r *rand.Rand) { addBeside(t, anyFile(t, b.dir, r)) },
	"add to the spare":      func(t *testing.T, b *bed, r *rand.Rand) { addBeside(t, anyFile(t, b.spare(t), r)) },
	"exchange site and spare": func(t *testing.T, b *bed, _ *rand.Rand) {
		if spare := b.spare(t); spare != "" {
			for _, names := range [][2]string{{b.dir, b.dir + "2"}, {spare, b.dir}, {b.dir + "2", spare}} {
				if err := os.Rename(names[0], names[1]); err != nil {
					t.Fatal(err)
				}
			}
		}
	},
	"break a record": func(t *testing.T, b *bed, r *rand.Rand) {
		if found, _ := filepath.Glob(filepath.Join(b.options.Records, "*", "manifest*")); len(found) > 0 {
			name := found[r.IntN(len(found))]
			if err := os.Truncate(name, r.Int64N(stat(t, name).Size())); err != nil {
				t.Fatal(err)
			}
		}
	},
	"close the site's folders":  func(t *testing.T, b *bed, r *rand.Rand) { closeFolder(t, anyFile(t, b.dir, r)) },
	"close the spare's folders": func(t *testing.T, b *bed, r *rand.Rand) { closeFolder(t, anyFile(t, b.spare(t), r)) },
	"edit the mark":             func(t *testing.T, b *bed, _ *rand.Rand) { editMark(t, b.dir) },
	"edit the spare's mark":     func(t *testing.T, b *bed, _ *rand.Rand) { editMark(t, b.spare(t)) },
	"publish elsewhere": func(t *testing.T, b *bed, _ *rand.Rand) {
		other := *b
		other.dir += "-other"
		other.publish(t, &made{texts: texts{"a": "a"}})
		remove(t, other.dir)
	},
}

func removeAny(t *testing.T, name string) {
	t.Helper()
	if name != "" {
		remove(t, name)
	}
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// copied puts a copy in the place of a folder, with the times of its files.
func copied(t *testing.T, dir string) {
	t.Helper()
	if !exists(dir) {
		return
	}
	if err := os.CopyFS(dir+"-copy", os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	for name := range read(t, dir) {
		when := stat(t, filepath.Join(dir, name)).ModTime()
		if err := os.Chtimes(filepath.Join(dir+"-copy", name), when, when); err != nil {
			t.Fatal(err)
		}
	}
	remove(t, dir)
	if err := os.Rename(dir+"-copy", dir); err != nil {
		t.Fatal(err)
	}
}

func anyFile(t *testing.T, dir string, random *rand.Rand) string {
	t.Helper()
	if !exists(dir) {
		return ""
	}
	names := sorted(read(t, dir))
	if len(names) == 0 {
		return ""
	}
	return filepath.Join(dir, names[random.IntN(len(names))])
}

// edit writes over a file in its place, which is that of the other tree too.
func edit(t *testing.T, dir string, random *rand.Rand) {
	t.Helper()
	if name := anyFile(t, dir, random); name != "" {
		time.Sleep(20 * time.Millisecond) // longer than the system's clock for files takes to go on
		write(t, name, strings.Repeat("x", int(stat(t, name).Size())))
	}
}

// replace puts another file of the same size and time in the place of one.
func replace(t *testing.T, dir string, random *rand.Rand) {
	t.Helper()
	name := anyFile(t, dir, random)
	if name == "" {
		return
	}
	info := stat(t, name)
	write(t, name+"~", strings.Repeat("y", int(info.Size())))
	if err := os.Chtimes(name+"~", info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(name+"~", name); err != nil {
		t.Fatal(err)
	}
}

func closeFolder(t *testing.T, file string) {
	t.Helper()
	if file != "" {
		chmod(t, filepath.Dir(file), 0o700)
	}
}

func editMark(t *testing.T, dir string) {
	t.Helper()
	if dir != "" && exists(dir) {
		write(t, filepath.Join(dir, publish.Marker), "mine")
	}
}

func addBeside(t *testing.T, name string) {
	t.Helper()
	if name != "" {
		write(t, filepath.Join(filepath.Dir(name), "stray", "file"), "mine")
	}
}

// TestHistory publishes random versions of a site, with all that people do between: each time the site is what it has
// to be, byte for byte, what did not change is the same file, and the whole is current.
func TestHistory(t *testing.T) {
	var calls atomic.Int32
	for range 4 {
		seed := rand.Uint64()
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 0))
			deeds := sortedKeys(meddle)
			b := newBed(t)
			b.options.Workers, b.options.Encodable = 3, isEncodable
			m := &made{texts: texts{"index.html": "total"}}
			for round := range 60 {
				m.change(random)
				deed := "nothing"
				if random.IntN(2) == 0 {
					deed = deeds[random.IntN(len(deeds))]
				}
				meddle[deed](t, &b, random)
				if random.IntN(5) == 0 {
					b.options.Encodings = [][]publish.Encoding{nil, {half(&calls)}, {twice(&calls), half(&calls)}}[random.IntN(3)]
				}
				b.options.Key[1]++
				if b.options.Ahead = nil; random.IntN(2) == 0 {
					b.options.Ahead = new(publish.Ahead)
					if random.IntN(2) == 0 {
						b.options.Ahead.Look(t.Context(), b.dir, b.options)
					}
				}
				if b.options.Ahead != nil && random.IntN(2) == 0 {
					b.lookAtSpare(t)
				}
				b.check(t, m)
				if t.Failed() {
					t.Fatalf("in round %d, after somebody did: %s", round, deed)
				}
			}
		})
	}
}

// change makes a site another: files come, change and go, and folders and files take each other's places.
func (m *made) change(random *rand.Rand) {
	for range random.IntN(6) {
		parts := make([]string, 1+random.IntN(4))
		for i := range parts {
			parts[i] = []string{"a", "b", "c"}[random.IntN(3)]
		}
		name := strings.Join(parts, "/")
		switch random.IntN(5) {
		case 0:
			delete(m.texts, name)
		case 1:
			m.total = fmt.Sprint(random.IntN(100))
		default:
			for other := range m.texts {
				if strings.HasPrefix(other, name+"/") || strings.HasPrefix(name, other+"/") {
					delete(m.texts, other)
				}
			}
			m.texts[name] = []string{"total", "text", fmt.Sprint(random.IntN(100))}[random.IntN(3)]
		}
	}
}

// check publishes a site and holds the outcome.
func (b bed) check(t *testing.T, m *made) {
	t.Helper()
	old, infos := texts{}, map[string]os.FileInfo{}
	if exists(b.dir) {
		old = read(t, b.dir)
		for name := range old {
			infos[name] = stat(t, filepath.Join(b.dir, name))
		}
	}
	result := b.publish(t, m)
	site := m.bytes()
	if len(b.options.Encodings) > 0 {
		site = withHalves(site)
	}
	expect(t, b.dir, site)
	expectModes(t, b.dir)
	for name, text := range site {
		if was, there := old[name]; !there || was != text {
			continue
		}
		if now := stat(t, filepath.Join(b.dir, name)); !os.SameFile(infos[name], now) || !now.ModTime().Equal(infos[name].ModTime()) {
			t.Errorf("%s did not change, but is another file", name)
		}
	}
	if b.options.Records != "" && !b.isCurrent(t) {
		t.Error("the site is not current")
	}
	told := map[publish.Change]int{}
	for _, file := range result.Files {
		told[file.Change]++
	}
	want := map[publish.Change]int{publish.Added: result.Added, publish.Changed: result.Changed, publish.Removed: result.Removed}
	delete(told, publish.Same)
	for change, n := range want {
		if n == 0 {
			delete(want, change)
		}
	}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("files told of (-counted +told):\n%s", diff)
	}
	if result.Unchanged+result.Added+result.Changed != len(site) {
		t.Errorf("%+v, of %d files", result.Counts, len(site))
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// expectRecords holds that the records are those of the site and of the spare, and nothing besides.
func (b bed) expectRecords(t *testing.T) {
	t.Helper()
	if b.options.Records == "" {
		return
	}
	allowed := []string{"manifest", "manifest-spare", "spare", "target"}
	for _, entry := range list(t, b.options.Records) {
		for _, inner := range list(t, filepath.Join(b.options.Records, entry.Name())) {
			if !slices.Contains(allowed, inner.Name()) {
				t.Errorf("among the records lies %s", inner.Name())
			}
		}
	}
}

// TestInterrupted: between the steps in which a build shows a site and records it, it may be killed. The next one knows
// what stands there, and nothing is left.
func TestInterrupted(t *testing.T) {
	rename := func(t *testing.T, from, to string) {
		t.Helper()
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	copyRecord := func(t *testing.T, from, to string) {
		t.Helper()
		text, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		write(t, to, string(text))
	}
	beside := func(b bed) string { return filepath.Join(filepath.Dir(b.dir), ".public.vitrin-new-"+id) }
	for name, do := range map[string]func(t *testing.T, b bed, manifest string){
		"before the new site is shown": func(t *testing.T, b bed, manifest string) {
			copyRecord(t, manifest+"-spare", manifest+"-next") // of another tree than stands there
			rename(t, b.spare(t), beside(b))
		},
		"before the old record moves": func(t *testing.T, b bed, manifest string) {
			rename(t, manifest, manifest+"-next")
			rename(t, manifest+"-spare", manifest)
			rename(t, b.spare(t), beside(b))
		},
		"before the new record moves": func(t *testing.T, b bed, manifest string) {
			rename(t, manifest, manifest+"-next")
		},
		"before the old site is the spare": func(t *testing.T, b bed, _ string) {
			rename(t, b.spare(t), beside(b))
		},
		"while the spare is patched": func(t *testing.T, b bed, _ string) {
			rename(t, b.spare(t), beside(b))
			remove(t, filepath.Join(beside(b), "a"))
		},
		"while the spare is removed": func(t *testing.T, b bed, _ string) {
			remove(t, filepath.Join(b.spare(t), "a"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBed(t)
			m := &made{texts: texts{"index.html": "total", "a/page": "a", "total": "total"}}
			for _, m.total = range []string{"1", "2"} {
				b.publish(t, m)
			}
			manifest := filepath.Join(filepath.Dir(b.spare(t)), "manifest")
			do(t, b, manifest)
			if b.check(t, m); m.calls.Load() != 0 {
				t.Errorf("%d files of the site were written, which is known", m.calls.Load())
			}
			for _, m.total = range []string{"3", "4", "5"} {
				if b.check(t, m); m.calls.Load() != 2 {
					t.Errorf("%d files were written, of which two changed", m.calls.Load())
				}
			}
			b.expectRecords(t)
		})
	}
}
