package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// told is a notifier of which the test says what it tells.
type told struct {
	dir    string
	events chan fsnotify.Event
}

// openTold watches a folder within a synctest bubble, where time passes only while all wait.
func openTold(t *testing.T, o Options) (*Watcher, told) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	n := told{dir: dir, events: make(chan fsnotify.Event)}
	errs := make(chan error)
	sys := localSystem()
	sys.notifier = func() (*notifier, error) {
		return &notifier{
			events: n.events, errors: errs,
			add: func(string) error { return nil }, remove: func(string) error { return nil },
			list:  func() []string { return []string{dir} },
			close: func() error { close(n.events); close(errs); return nil },
		}, nil
	}
	o.Folders = []string{"content"}
	w, err := open(dir, o, sys)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w, n
}

func (n told) write(name string) {
	n.events <- fsnotify.Event{Name: filepath.Join(n.dir, "content", name), Op: fsnotify.Write}
}

// next gives the next change and how long it took.
func next(t *testing.T, w *Watcher, since time.Time, after time.Duration, want ...string) {
	t.Helper()
	c := <-w.Changes()
	if took := time.Since(since); took != after || !slices.Equal(c.Paths, want) {
		t.Errorf("%q after %v, want %q after %v", c.Paths, took, want, after)
	}
}

// TestQuiet: a change is sent when it is quiet, or after a while if it is not.
func TestQuiet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, n := openTold(t, Options{})
		time.Sleep(time.Hour)
		began := time.Now()
		n.write("a")
		next(t, w, began, 30*time.Millisecond, "content/a")

		began = time.Now()
		n.write("b")
		time.Sleep(20 * time.Millisecond)
		n.write("a")
		n.write("b")
		next(t, w, began, 50*time.Millisecond, "content/a", "content/b")

		began = time.Now()
		var writing sync.WaitGroup
		writing.Go(func() {
			for time.Since(began) < time.Second {
				n.write("c")
				time.Sleep(20 * time.Millisecond)
			}
		})
		for i := range 3 {
			next(t, w, began.Add(time.Duration(i)*260*time.Millisecond), 250*time.Millisecond, "content/c")
		}
		writing.Wait()
	})
	synctest.Test(t, func(t *testing.T) {
		w, n := openTold(t, Options{Quiet: time.Second, AtMost: time.Minute})
		began := time.Now()
		n.write("a")
		next(t, w, began, time.Second, "content/a")
	})
}

// TestSlowReceiver: what nobody receives is merged, and sent at once when somebody does; without a bound on time, but
// with one on memory.
func TestSlowReceiver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, n := openTold(t, Options{})
		for _, name := range []string{"b", "a", "b", "c"} {
			n.write(name)
			time.Sleep(time.Hour)
		}
		n.write("d") // not quiet yet
		synctest.Wait()
		next(t, w, time.Now(), 0, "content/a", "content/b", "content/c")
		next(t, w, time.Now(), 30*time.Millisecond, "content/d")

		for i := range mostPaths + 1 {
			n.write(fmt.Sprint(i))
		}
		time.Sleep(time.Hour)
		if c := <-w.Changes(); !c.All || len(c.Paths) > 0 {
			t.Errorf("all: %v, %d paths", c.All, len(c.Paths))
		}
		n.write("e")
		next(t, w, time.Now(), 30*time.Millisecond, "content/e")
	})
}

// TestMost: a change names so many paths and no more.
func TestMost(t *testing.T) {
	var s set
	for i := range mostPaths {
		s.add(fmt.Sprint(i))
	}
	s.add("7")
	if c := s.change(); c.All || len(c.Paths) != mostPaths {
		t.Errorf("all: %v, %d paths", c.All, len(c.Paths))
	}
	both := set{}
	both.add("one more")
	both.take(&s)
	both.add("after")
	if c := both.change(); !c.All || len(c.Paths) > 0 || !s.empty() {
		t.Errorf("all: %v, %d paths; empty: %v", c.All, len(c.Paths), s.empty())
	}
}

// TestAttributes: of what was changed in its attributes alone, an empty file is told, as it may have been emptied.
func TestAttributes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, n := openTold(t, Options{})
		for name, text := range map[string]string{"empty": "", "full": "text"} {
			if err := os.MkdirAll(filepath.Join(n.dir, "content"), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(n.dir, "content", name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		for _, name := range []string{"full", "empty", "none"} {
			n.events <- fsnotify.Event{Name: filepath.Join(n.dir, "content", name), Op: fsnotify.Chmod}
		}
		next(t, w, time.Now(), 30*time.Millisecond, "content/empty")
	})
}

// TestForAMoment: a file that comes and goes between two looks is told by its folder.
func TestForAMoment(t *testing.T) {
	d := newDesk(t, "content/a/b.md")
	day := time.Now().Add(-24 * time.Hour)
	d.must(os.Chtimes(d.path("content/a"), day, day))
	shot := &snapshot{site: site{dir: d.dir, folders: []string{"content"}}, files: map[string]*file{}}
	shot.look(&set{})
	d.write("content/a/c.md", "new")
	d.remove("content/a/c.md")
	var changed set
	shot.look(&changed)
	if c := changed.change(); !slices.Equal(c.Paths, []string{"content/a"}) {
		t.Errorf("told: %q", c.Paths)
	}
}

// TestInterval: a site that is polled is looked at in its interval, and what was written just before a look is told
// once more.
func TestInterval(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		name := filepath.Join(dir, "content")
		write := func(text string, age time.Duration) {
			if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
			if err := os.Chtimes(name, time.Time{}, time.Now().Add(-age)); err != nil {
				t.Fatal(err)
			}
		}
		w, err := Open(dir, Options{Folders: []string{"content"}, Poll: true})
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		began := time.Now()
		write("old", time.Hour)
		next(t, w, began, time.Second, "content")
		write("new", 0)
		next(t, w, began, 2*time.Second, "content")
		write("now", time.Second) // with the size and time that it had
		next(t, w, began, 3*time.Second, "content")
		time.Sleep(time.Hour)
		select {
		case c := <-w.Changes():
			t.Errorf("%q was told a third time", c.Paths)
		default:
		}
	})
	if got := pause(time.Second, 300*time.Millisecond); got != 3*time.Second {
		t.Errorf("a look that takes 300 ms is taken every %v", got)
	}
}

// BenchmarkLook looks at 10,000 files in which nothing changes.
func BenchmarkLook(b *testing.B) {
	dir := b.TempDir()
	for i := range 10_000 {
		name := filepath.Join(dir, "content", fmt.Sprint(i%100), fmt.Sprint(i))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			b.Fatal(err)
		}
	}
	shot := &snapshot{site: site{dir: dir, folders: []string{"content"}}, files: map[string]*file{}}
	shot.look(&set{})
	b.ReportAllocs()
	for b.Loop() {
		shot.look(&set{})
	}
}
