package build_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"vitrin/internal/build"
	"vitrin/internal/publish"
)

// copies is a site with files that are published as they are.
type copies struct {
	t   *testing.T
	dir string
}

const (
	report     = "content/projects/bro/rapport.pdf"
	reportPath = "filer/projects/bro/rapport.pdf"
	notice     = "static/notis.txt"
	noticePath = "notis.txt"
)

func newCopies(t *testing.T) copies {
	t.Helper()
	c := copies{t, t.TempDir()}
	c.write("content/site.yaml", "title: Projekt\nbase_url: https://example.org/\nlanguages: [sv]\n")
	c.write("content/projects/bro/index.md", "---\ntitle: Bron\ndocuments: [{title: Rapport, file: rapport.pdf}]\n---\n")
	c.write(report, strings.Repeat("a", 1_200_000))
	c.write(notice, "one")
	return c
}

func (c copies) path(name string) string { return filepath.Join(c.dir, filepath.FromSlash(name)) }

func (c copies) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c copies) write(name, text string) {
	c.t.Helper()
	c.must(os.MkdirAll(filepath.Dir(c.path(name)), 0o755))
	c.must(os.WriteFile(c.path(name), []byte(text), 0o644))
}

// unseen writes a file anew, and leaves its time as it was.
func (c copies) unseen(name, text string) {
	c.t.Helper()
	info, err := os.Stat(c.path(name))
	c.must(err)
	c.write(name, text)
	c.must(os.Chtimes(c.path(name), info.ModTime(), info.ModTime()))
}

// settle waits until a file that was written can be told from what it becomes when it is written to once more.
func settle() { time.Sleep(2100 * time.Millisecond) }

func (c copies) load() *build.Site {
	c.t.Helper()
	s, problems, err := build.Load(c.t.Context(), build.Options{Dir: c.dir, Now: day})
	c.must(err)
	if len(problems) > 0 {
		c.t.Fatal(problems)
	}
	c.t.Cleanup(func() { c.must(s.Close(c.t.Context())) })
	return s
}

func (c copies) resource(s *build.Site, path string) publish.Resource {
	c.t.Helper()
	r, there := s.Resource(path)
	if !there {
		c.t.Fatalf("there is no %s", path)
	}
	return r
}

func (c copies) inputs(path string) []publish.Input { return c.resource(c.load(), path).Inputs() }

// TestCopiesInputs holds that a file that is published as it is need not be read while nobody touches it, and is
// whatever is done to it otherwise.
func TestCopiesInputs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the system does not tell when anything of a file was changed last")
	}
	c := newCopies(t)
	for name, path := range map[string]string{report: reportPath, notice: noticePath} {
		if in := c.inputs(path); in != nil {
			t.Errorf("%s was written just now, but is believed: %v", name, in)
		}
	}
	settle()
	for name, path := range map[string]string{report: reportPath, notice: noticePath} {
		was := c.inputs(path)
		if again := c.inputs(path); len(was) == 0 || !reflect.DeepEqual(again, was) {
			t.Errorf("%s, untouched: %v, %v", name, was, again)
		}
		for what, do := range map[string]func(){
			"size and time preserved": func() { c.unseen(name, "two") },
			"replaced": func() {
				c.write(name+"~", "six")
				c.must(os.Rename(c.path(name+"~"), c.path(name)))
			},
			"touched": func() { c.must(os.Chtimes(c.path(name), day, day)) },
		} {
			c.write(name, "one")
			do()
			if in := c.inputs(path); reflect.DeepEqual(in, was) {
				t.Errorf("%s, %s: %v", name, what, in)
			}
		}
	}
	builtIn := c.inputs("icon.svg")
	c.write("static/icon.svg", "<svg/>")
	if own := c.inputs("icon.svg"); len(builtIn) != 1 || own != nil {
		t.Errorf("the built-in file is made of %v, the site's own, written just now, of %v", builtIn, own)
	}
}

// TestCopiesChanged holds that a file is not published that is another one than the one that was found, since pages tell
// of that; but a site that will be loaded again shows it.
func TestCopiesChanged(t *testing.T) {
	for what, change := range map[string]func(c copies, name string){
		"longer":  func(c copies, name string) { c.write(name, "longer than it was") },
		"removed": func(c copies, name string) { c.must(os.Remove(c.path(name))) },
		"replaced": func(c copies, name string) {
			c.write(name+"~", "one")
			c.must(os.Rename(c.path(name+"~"), c.path(name)))
		},
	} {
		t.Run(what, func(t *testing.T) {
			c := newCopies(t)
			s := c.load()
			for name, path := range map[string]string{report: reportPath, notice: noticePath} {
				r := c.resource(s, path)
				change(c, name)
				var out bytes.Buffer
				if err := r.Write(&out); !errors.Is(err, build.ErrChanged) || !strings.Contains(err.Error(), name) || out.Len() > 0 {
					t.Errorf("%s: %v, and %d bytes", path, err, out.Len())
				}
			}
		})
	}
	t.Run("to be loaded again", func(t *testing.T) {
		c := newCopies(t)
		l, err := build.NewLoader(build.Options{Dir: c.dir})
		c.must(err)
		defer l.Close(t.Context())
		s, _, err := l.Glance(t.Context(), day, nil)
		c.must(err)
		for name, path := range map[string]string{report: reportPath, notice: noticePath} {
			r := c.resource(s, path)
			c.write(name, "another")
			var out bytes.Buffer
			if err := r.Write(&out); err != nil || out.String() != "another" {
				t.Errorf("%s: %q, %v", path, out.String(), err)
			}
		}
	})
}

// slow is what a file is copied to by somebody who changes it meanwhile.
type slow struct {
	meanwhile func()
	done      bool
}

// Write takes bytes in, the first time with a change.
func (s *slow) Write(p []byte) (int, error) {
	if !s.done {
		s.meanwhile()
	}
	s.done = true
	return len(p), nil
}

// TestCopiesTorn holds that a file that is written to while it is copied is not taken for either.
func TestCopiesTorn(t *testing.T) {
	c := newCopies(t)
	s := c.load()
	time.Sleep(20 * time.Millisecond) // a tick of the file system's clock
	for name, path := range map[string]string{report: reportPath, notice: noticePath} {
		if err := c.resource(s, path).Write(&slow{meanwhile: func() { c.write(name, "one") }}); !errors.Is(err, build.ErrChanged) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestSizeAndBytes holds that a release does not hold a page that tells one size of a document, and the document in
// another one: the old release stays, and the next build is right.
func TestSizeAndBytes(t *testing.T) {
	c := newCopies(t)
	public := filepath.Join(c.dir, "public")
	buildWith := func(p build.Progress) error {
		t.Helper()
		_, problems, err := build.Build(t.Context(), build.Options{Dir: c.dir, Now: day, Progress: p})
		if len(problems) > 0 {
			t.Error(problems)
		}
		return err
	}
	shown := func(size string, bytes int) {
		t.Helper()
		page, err := os.ReadFile(filepath.Join(public, "projekt", "bro", "index.html"))
		c.must(err)
		document, err := os.ReadFile(filepath.Join(public, reportPath))
		c.must(err)
		if !strings.Contains(string(page), size) || len(document) != bytes {
			t.Errorf("the document has %d bytes, not %d, or the page does not say %q", len(document), bytes, size)
		}
	}
	c.must(buildWith(nil))
	shown("1,2\u00a0MB", 1_200_000)
	settle()
	c.must(buildWith(nil))
	changed := false
	c.write("content/om.md", "---\ntitle: Om\n---\n")
	c.write(report, strings.Repeat("b", 2_300_000))
	c.must(buildWith(func(stage build.Stage, _, _ int) {
		if stage == build.Linking && !changed {
			changed = true
			c.write(report, strings.Repeat("c", 3_400_000))
		}
	}))
	shown("3,4\u00a0MB", 3_400_000)

	size := 0
	err := buildWith(func(stage build.Stage, _, _ int) {
		if stage == build.Linking {
			size++
			c.write(report, strings.Repeat("d", size))
		}
	})
	if err == nil || !strings.Contains(err.Error(), "change again and again") {
		t.Errorf("the document was changed each time: %v", err)
	}
	shown("3,4\u00a0MB", 3_400_000)
}
