package source_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vitrin/content"
	"vitrin/internal/diag"
	"vitrin/internal/identity"
	"vitrin/internal/markdown"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
)

// shelf is a content folder with a store, and the options of the program that keeps it.
type shelf struct {
	dir     string
	fsys    fs.FS
	options source.Options
	parsed  *counter
}

// few is the beginning of the names of some of the example's files.
const few = "clusters/c"

// counter counts how often a converter is asked for, which is when something is parsed.
type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) take() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := c.n
	c.n = 0
	return n
}

// shelved writes the example's files, or those whose names begin so, and some that do not hold, long ago.
func shelved(t *testing.T, prefix string) shelf {
	t.Helper()
	t.Parallel() // most wait for the clock
	files := map[string]string{
		"content/projects/broken.md": "---\ntitle: a: b\n---\nBody", "content/projects/twice.md": "---\ntitle: x\ntitle: y\n---\n[a](b.md) a@gmail.com 811218-9876",
		"content/plain.md": "No front matter, [[x]].", "content/empty.md": "",
	}
	err := fs.WalkDir(content.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasPrefix(name, prefix) {
			return err
		}
		src, err := fs.ReadFile(content.FS, name)
		files["content/"+name] = string(src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	dir, fsys := write(t, files)
	for name := range files {
		age(t, filepath.Join(dir, name))
	}
	s := shelf{dir: dir, fsys: fsys, parsed: &counter{}, options: options()}
	s.options.Store, s.options.Program = filepath.Join(dir, "store"), "test"
	s.options.Markdown = func(string) *markdown.Converter {
		s.parsed.mu.Lock()
		defer s.parsed.mu.Unlock()
		s.parsed.n++
		return markdown.New(markdown.Options{})
	}
	return s
}

// age makes a file look as if it had been written long ago.
func age(t *testing.T, name string) {
	t.Helper()
	long := time.Now().Add(-time.Hour)
	if err := os.Chtimes(name, long, long); err != nil {
		t.Fatal(err)
	}
}

// settle waits until what was written can be told from what will be.
func settle() { time.Sleep(2100 * time.Millisecond) }

// seen is all that a load gives, with the bodies.
type seen struct {
	Documents []whole
	Files     map[string]source.File
	Problems  diag.List
}

type whole struct {
	Document source.Document
	Front    *syntax.Node
	Outline  *markdown.Outline
	HTML     string
}

var alike = cmp.Options{
	cmpopts.IgnoreUnexported(source.Document{}), cmpopts.IgnoreFields(source.Document{}, "Text"), cmp.AllowUnexported(markdown.Outline{}, syntax.Node{}, syntax.Field{}), cmpopts.EquateEmpty(),
	cmpopts.IgnoreFields(source.File{}, "Settled"), // which comes with time
}

// load loads the site as a new run of the program does.
func (s shelf) load(t *testing.T) seen {
	t.Helper()
	var l source.Loader
	all := s.loadWith(t, &l)
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	return all
}

func (s shelf) loadWith(t *testing.T, l *source.Loader) seen {
	t.Helper()
	c, problems, err := l.Load(t.Context(), s.fsys, s.options)
	if err != nil {
		t.Fatal(err)
	}
	all := seen{Files: c.Files, Problems: problems.Sorted()}
	for _, d := range c.Documents {
		html := htmlOf(t, d, func(_ int, l *markdown.Link) markdown.Target { return markdown.Target{Href: l.Address, Text: l.Text} })
		all.Documents = append(all.Documents, whole{*d, d.Front(), outlineOf(t, d), html})
	}
	return all
}

// What comes out of the store is what comes out of the files, in every way in which documents are kept.
func TestStoreGivesWhatFilesSay(t *testing.T) {
	s := shelved(t, "")
	plain := s
	plain.options.Store = ""
	want := plain.load(t)
	settle()
	s.parsed.take()
	for _, again := range []bool{false, true} {
		s.options.Again = again
		for i, run := range []string{"cold", "warm", "warm again"} {
			if diff := cmp.Diff(want, s.load(t), alike); diff != "" {
				t.Errorf("%s, again %v (-files +store)\n%s", run, again, diff)
			}
			if n := s.parsed.take(); (n > 0) != (i == 0 && !again) {
				t.Errorf("%s, again %v: %d languages are parsed", run, again, n)
			}
		}
	}
}

func TestStoreSeesWhatChanged(t *testing.T) {
	s := shelved(t, few)
	settle()
	plain := s
	plain.options.Store = ""
	s.load(t)
	name := filepath.Join(s.dir, "content", "plain.md")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	changes := []struct {
		name   string
		change func() error
		parses bool
	}{
		{"another text", func() error { return os.WriteFile(name, []byte("Another text."), 0o644) }, true},
		{"as long, at once", func() error { return os.WriteFile(name, []byte("An0ther text."), 0o644) }, true},
		{"the same bytes", func() error { return os.WriteFile(name, []byte("An0ther text."), 0o644) }, false},
		{"another file with its times", func() error {
			info, err := os.Stat(name)
			must(err)
			must(os.WriteFile(name+".new", []byte("Yet other txt"), 0o644))
			must(os.Chtimes(name+".new", info.ModTime(), info.ModTime()))
			return os.Rename(name+".new", name)
		}, true},
		{"a touch", func() error { age(t, name); return nil }, false},
		{"gone", func() error { return os.Remove(name) }, false},
		{"back", func() error { return os.WriteFile(name, []byte("Yet other txt"), 0o644) }, true},
		{"moved", func() error { return os.Rename(name, filepath.Join(s.dir, "content", "moved.md")) }, true},
		{"another program", func() error { s.options.Program = "other"; return nil }, true},
		{"other converters", func() error { s.options.MarkdownKey = "other"; return nil }, true},
		{"other languages", func() error {
			s.options.Languages = []string{"en", "sv"}
			plain.options.Languages = s.options.Languages
			return nil
		}, true},
	}
	for _, c := range changes {
		s.parsed.take()
		must(c.change())
		got := s.load(t)
		if n := s.parsed.take(); (n > 0) != c.parses {
			t.Errorf("%s: %d languages are parsed", c.name, n)
		}
		if diff := cmp.Diff(plain.load(t), got, alike); diff != "" {
			t.Errorf("%s (-files +store)\n%s", c.name, diff)
		}
	}
}

// kept gives the files of the store, by name.
func (s shelf) kept(t *testing.T) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(s.options.Store, "*"))
	if err != nil || len(names) != 2 {
		t.Fatalf("%v, %v: an index and a pack are due", names, err)
	}
	files := map[string][]byte{}
	for _, name := range names {
		if files[name], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// Whatever becomes of the store's files, the site is what its files say.
func TestDamagedStore(t *testing.T) {
	s := shelved(t, few)
	settle()
	want := s.load(t)
	files := s.kept(t)
	for file, src := range files {
		for at := 0; at < len(src); at += len(src)/20 + 1 {
			for name, damaged := range map[string][]byte{
				"another bit": append(append(bytes.Clone(src[:at]), src[at]^4), src[at+1:]...), "an end": src[:at],
				"zeros": append(bytes.Clone(src[:at]), make([]byte, len(src)-at)...),
			} {
				if err := os.RemoveAll(s.options.Store); err != nil {
					t.Fatal(err)
				}
				lay(t, files)
				lay(t, map[string][]byte{file: damaged})
				if diff := cmp.Diff(want, s.load(t), alike); diff != "" {
					t.Fatalf("%s: %s at %d (-want +got)\n%s", filepath.Base(file), name, at, diff)
				}
			}
		}
	}
}

func lay(t *testing.T, files map[string][]byte) {
	t.Helper()
	for name, src := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, src, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// The store is lost between a load and the making of a page: then the body comes from its file, if that is still what
// was loaded.
func TestBodyOutlivesTheStore(t *testing.T) {
	s := shelved(t, few)
	var l source.Loader
	defer l.Close()
	c, _, err := l.Load(t.Context(), s.fsys, s.options)
	if err != nil {
		t.Fatal(err)
	}
	var doc *source.Document
	for _, d := range c.Documents {
		if d.Path == "content/plain.md" {
			doc = d
		}
	}
	want := textOf(t, doc)
	for name, src := range s.kept(t) {
		if err := os.WriteFile(name, make([]byte, len(src)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got := textOf(t, doc); got != want {
		t.Errorf("the text is %q, want %q", got, want)
	}
	if err := os.WriteFile(filepath.Join(s.dir, "content", "plain.md"), []byte("Another"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := doc.Text.AppendHTML(nil, nil); err == nil || !strings.Contains(err.Error(), "content/plain.md") || !strings.Contains(err.Error(), "build it again") {
		t.Errorf("error %v, want one that names the file and what to do", err)
	}
}

// Several runs at once, with a store that comes and goes, all see the same site.
func TestStoreOfMany(t *testing.T) {
	s := shelved(t, few)
	want := s.load(t)
	var running sync.WaitGroup
	for i := range 4 {
		running.Go(func() {
			for range 5 {
				if i == 3 {
					_ = os.RemoveAll(s.options.Store) // somebody may be writing there
					continue
				}
				if diff := cmp.Diff(want, s.load(t), alike); diff != "" {
					t.Errorf("(-want +got)\n%s", diff)
				}
			}
		})
	}
	running.Wait()
}

// A loader that loads again and again writes down in the end what it has found on the way.
func TestStoreOfAPreview(t *testing.T) {
	s := shelved(t, few)
	settle()
	s.options.Again = true
	var l source.Loader
	s.loadWith(t, &l)
	for _, text := range []string{"one", "two", "three"} {
		if err := os.WriteFile(filepath.Join(s.dir, "content", "plain.md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		s.options.Changed = []string{"content/plain.md"}
		s.loadWith(t, &l)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	s.options.Changed, s.options.Again = nil, false
	s.parsed.take()
	got := s.load(t)
	if n := s.parsed.take(); n > 0 {
		t.Error("what the preview has parsed is parsed anew")
	}
	s.options.Store = ""
	if diff := cmp.Diff(s.load(t), got, alike); diff != "" {
		t.Errorf("(-files +store)\n%s", diff)
	}
}

// A file that is looked at as if it held other bytes leaves no trace in the store.
func TestDoubtful(t *testing.T) {
	s := shelved(t, few)
	settle()
	want := s.load(t)
	other := s
	other.fsys = instead{s.fsys, "content/plain.md", "Another text"}
	other.options.Doubtful = map[string]bool{"content/plain.md": true}
	found := false
	for _, d := range other.load(t).Documents {
		found = found || strings.Contains(d.HTML, "Another text")
	}
	if !found {
		t.Error("the bytes that the file is to hold are not seen")
	}
	s.parsed.take()
	if diff := cmp.Diff(want, s.load(t), alike); diff != "" || s.parsed.take() > 0 {
		t.Errorf("a trace is left (-want +got)\n%s", diff)
	}
}

// instead is a file system in which a file holds other bytes.
type instead struct {
	fs.FS
	name, text string
}

func (i instead) Open(name string) (fs.File, error) {
	if name == i.name {
		return fstest.MapFS{name: {Data: []byte(i.text)}}.Open(name)
	}
	return i.FS.Open(name)
}

func (i instead) Lstat(name string) (fs.FileInfo, error)     { return fs.Lstat(i.FS, name) }
func (i instead) ReadLink(name string) (string, error)       { return fs.ReadLink(i.FS, name) }
func (i instead) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(i.FS, name) }

func TestLook(t *testing.T) {
	s := shelved(t, few)
	look := func() source.Look {
		t.Helper()
		var l source.Loader
		seen, err := l.Look(t.Context(), s.fsys)
		if err != nil {
			t.Fatal(err)
		}
		c, _, err := l.Load(t.Context(), s.fsys, s.options)
		if err != nil || len(c.Documents) == 0 {
			t.Fatalf("nothing is loaded after a look: %v", err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		return seen
	}
	if first := look(); first.Settled {
		t.Error("a folder that was just written is settled")
	}
	settle()
	last := look()
	if again := look(); !last.Settled || again != last {
		t.Errorf("a folder that nobody touched: %v, then %v", last, again)
	}
	at := func(name string) string { return filepath.Join(s.dir, "content", name) }
	for what, change := range map[string]func() error{
		"a text":        func() error { return os.WriteFile(at("plain.md"), []byte("No front matter, [[y]]."), 0o644) },
		"the settings":  func() error { return os.WriteFile(at("site.yaml"), []byte("title: x\n"), 0o644) },
		"a new picture": func() error { return os.WriteFile(at("new.png"), []byte("x"), 0o644) },
		"a file less":   func() error { return os.Remove(at("empty.md")) },
		"another name":  func() error { return os.Rename(at("plain.md"), at("plainer.md")) },
		"a link":        func() error { return os.Symlink("clusters/creative-cluster.md", at("link.md")) },
	} {
		if err := change(); err != nil {
			t.Fatal(err)
		}
		next := look()
		if next.Digest == last.Digest {
			t.Errorf("%s: the digest is the same", what)
		}
		last = next
	}
}

// TestClockBehind holds that a content folder on a disk whose clock is behind is not settled as soon as it seems to be.
func TestClockBehind(t *testing.T) {
	_, fsys := write(t, map[string]string{"content/a.md": "---\ntitle: a\n---\n"})
	for behind, settled := range map[time.Duration]bool{-time.Hour: true, time.Hour: false} {
		l := source.Loader{Clock: identity.Clock{Behind: behind}}
		look, err := l.Look(t.Context(), fsys)
		if err != nil || look.Settled != settled {
			t.Errorf("a clock that is behind by %v: settled is %v, %v", behind, look.Settled, err)
		}
	}
}
