package publish_test

import (
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

// texts is a site in memory: a text for each path.
type texts map[string]string

// resources gives the site, sorted by path.
func (s texts) resources() iter.Seq[publish.Resource] {
	return func(yield func(publish.Resource) bool) {
		for _, name := range sorted(s) {
			if !yield(resource(name, s[name])) {
				return
			}
		}
	}
}

func sorted(s texts) []string {
	names := make([]string, 0, len(s))
	for name := range s {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func resource(name, text string) publish.Resource {
	return publish.Resource{Path: name, Write: func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}}
}

func mustPublish(t *testing.T, dir string, s texts, o publish.Options) publish.Result {
	t.Helper()
	result, err := publish.Publish(t.Context(), dir, s.resources(), o)
	if err != nil {
		t.Fatalf("Publish: %v", err)
	}
	return result
}

// read gives what a folder holds, without the marker; for a link "-> " and where it leads.
func read(t *testing.T, dir string) texts {
	t.Helper()
	got := texts{}
	tree := os.DirFS(dir)
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == publish.Marker {
			return err
		}
		if entry.Type()&fs.ModeSymlink != 0 {
			to, err := os.Readlink(filepath.Join(dir, name))
			got[name] = "-> " + to
			return err
		}
		text, err := fs.ReadFile(tree, name)
		got[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// version is a site whose set of files depends on its number, and whose files carry it; some are the
// same in all versions, so that files are linked too, and all but one are from an even number to the next.
func version(number int) texts {
	s := texts{"index.html": strconv.Itoa(number)}
	number &^= 1
	for i := range 20 {
		s[fmt.Sprintf("same/%d/index.html", i)] = "in every version"
	}
	for i := range 40 + number%7 {
		s[fmt.Sprintf("page/%d/index.html", i)] = fmt.Sprintf("page %d of version %d", i, number)
	}
	return s
}

// expect compares a published folder with a site, and what lies beside it with nothing.
func expect(t *testing.T, dir string, want texts) {
	t.Helper()
	if diff := cmp.Diff(want, read(t, dir)); diff != "" {
		t.Errorf("site (-want +got):\n%s", diff)
	}
	if _, err := os.Stat(filepath.Join(dir, publish.Marker)); err != nil {
		t.Errorf("marker: %v", err)
	}
	expectBeside(t, dir, filepath.Base(dir))
}

func expectBeside(t *testing.T, dir string, want ...string) {
	t.Helper()
	var got []string
	for _, entry := range list(t, filepath.Dir(dir)) {
		got = append(got, entry.Name())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the folder around the site (-want +got):\n%s", diff)
	}
}

func list(t *testing.T, dir string) []os.DirEntry {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func stat(t *testing.T, name string) os.FileInfo {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// age gives every file below a folder a time long gone, so that a new one shows.
func age(t *testing.T, dir string) {
	t.Helper()
	past := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		return os.Chtimes(name, past, past)
	})
	if err != nil {
		t.Fatal(err)
	}
}
