package deploy

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vitrin/internal/publish"
)

// fake is a target in memory that writes down what is done to it.
type fake struct {
	mu       sync.Mutex
	held     map[string]string // contents, by path
	stamps   map[string]string
	kept     []byte
	log      []string
	puts     int
	breakAt  int  // the number of the put that fails; 0: none
	dead     bool // nothing can be done any more
	separate bool // exclusive
}

func newFake() *fake { return &fake{held: map[string]string{}, stamps: map[string]string{}} }

var errBroken = errors.New("the line is broken")

func (f *fake) String() string          { return "fake" }
func (f *fake) takes(File) bool         { return true }
func (f *fake) header(file File) string { return "" }
func (f *fake) workers() int            { return 3 }
func (f *fake) exclusive() bool         { return f.separate }
func (f *fake) tidy(string)             {}
func (f *fake) blocked(*plan) error     { return nil }
func (f *fake) close() error            { return nil }
func (f *fake) record(context.Context) ([]byte, time.Time, error) {
	if f.kept == nil {
		return nil, time.Time{}, fs.ErrNotExist
	}
	return f.kept, time.Time{}, nil
}

func (f *fake) list(context.Context) iter.Seq2[object, error] {
	return func(yield func(object, error) bool) {
		for _, path := range slices.Sorted(maps.Keys(f.held)) {
			if !yield(object{path: path, size: int64(len(f.held[path])), stamp: f.stamps[path]}, nil) {
				return
			}
		}
	}
}

func (f *fake) keep(_ context.Context, record []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.dead {
		return errBroken
	}
	f.kept = record
	f.log = append(f.log, "record")
	return nil
}

func (f *fake) holds(_ context.Context, o object, s *site, want File, _ time.Time) (bool, error) {
	content, err := s.content(want)
	if err != nil {
		return false, err
	}
	all, err := io.ReadAll(content)
	return string(all) == f.held[o.path], err
}

func (f *fake) put(_ context.Context, want File, content io.Reader) (string, error) {
	all, err := io.ReadAll(content)
	if err != nil {
		return "", err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.puts++
	if f.dead || f.puts == f.breakAt {
		f.dead = true
		return "", errBroken
	}
	f.held[want.Path] = string(all)
	f.stamps[want.Path] = fmt.Sprint("stamp ", f.puts)
	f.log = append(f.log, "put "+want.Path)
	return f.stamps[want.Path], nil
}

func (f *fake) remove(_ context.Context, paths []string, gone func(string)) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, path := range paths {
		if f.dead {
			return errBroken
		}
		delete(f.held, path)
		f.log = append(f.log, "remove "+path)
		gone(path)
	}
	return nil
}

// built writes a site as a build leaves it, from paths and contents.
func built(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	change(t, dir, map[string]string{publish.Marker: "made"})
	change(t, dir, files)
	return dir
}

// change writes files of a site, and removes those whose content is "-".
func change(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for path, content := range files {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if content == "-" {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// to deploys a folder to a fake, and gives what was done.
func (f *fake) to(t testing.TB, dir string, o Options) (Result, error) {
	t.Helper()
	s, err := openSite(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.root.Close()
	o.Progress = func(Stage, int, int) {}
	f.log = nil
	return deploy(t.Context(), s, f, o)
}

// holdsSite compares what a fake holds with a site's folder.
func (f *fake) holdsSite(t testing.TB, dir string, besides ...string) {
	t.Helper()
	held := maps.Clone(f.held)
	for _, path := range besides {
		delete(held, path)
	}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path == publish.Marker {
			return err
		}
		want, err := os.ReadFile(filepath.Join(dir, path))
		if got, ok := held[path]; !ok || got != string(want) {
			t.Errorf("%s is %q there, not %q", path, got, want)
		}
		delete(held, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(held) > 0 {
		t.Errorf("there is more than the site: %q", slices.Sorted(maps.Keys(held)))
	}
}

// done gives what was done, without the records.
func (f *fake) done() string {
	return strings.Join(slices.DeleteFunc(slices.Clone(f.log), func(s string) bool { return s == "record" }), "\n")
}
