package build

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"vitrin/internal/site"
)

// inputEdits is how many edits of a site [TestInputs] tries, less where tests are to be short; VITRIN_TEST_INPUTS=all tries every one.
const inputEdits = 20

// TestInputs edits files line by line and looks at every page and feed: where the inputs are the same, so are the
// bytes. What an incremental build leaves as it was rests on that.
func TestInputs(t *testing.T) {
	every, err := txtar.ParseFile("testdata/every-field.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fields, err := txtar.FS(every)
	if err != nil {
		t.Fatal(err)
	}
	for name, from := range map[string]fs.FS{"every field": fields, "the example": os.DirFS("../..")} {
		t.Run(name, func(t *testing.T) {
			f := newInputsFolder(t, from)
			edits := f.edits()
			if os.Getenv("VITRIN_TEST_INPUTS") != "all" {
				seed := rand.Uint64()
				t.Logf("seed %d", seed)
				r := rand.New(rand.NewPCG(seed, 0))
				r.Shuffle(len(edits), func(i, j int) { edits[i], edits[j] = edits[j], edits[i] })
				most := inputEdits
				if testing.Short() {
					most /= 2
				}
				edits = edits[:min(most, len(edits))]
			}
			for _, e := range edits {
				f.try(e)
			}
			t.Logf("%d edits changed %d files; %d had other inputs and the same bytes", len(edits), f.changed, f.spare)
			if f.changed < len(edits)/4 { // by chance many of them change nothing, or are mistakes
				t.Error("the edits change too little to show anything")
			}
		})
	}
}

// inputsFolder is a site that is edited.
type inputsFolder struct {
	t      *testing.T
	dir    string
	loader *Loader
	before map[string]madeOf

	changed, spare int // files that changed, and those whose inputs alone did
}

// madeOf is what a file of the site is made of, and the hash of its bytes.
type madeOf struct {
	inputs []site.Input
	bytes  [sha256.Size]byte
}

// edit is a file's new text; nil removes it.
type edit struct {
	name, what string
	text       []byte
}

func newInputsFolder(t *testing.T, from fs.FS) *inputsFolder {
	dir := t.TempDir()
	content, err := fs.Sub(from, "content")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "content"), content); err != nil {
		t.Fatal(err)
	}
	l, err := NewLoader(Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(t.Context()); err != nil {
			t.Error(err)
		}
	})
	f := &inputsFolder{t: t, dir: dir, loader: l}
	if f.before = f.look(nil); f.before == nil {
		t.Fatal("the site has mistakes")
	}
	return f
}

// look gives every page and feed of the site as it stands; nil where it has mistakes.
func (f *inputsFolder) look(changed []string) map[string]madeOf {
	f.t.Helper()
	s, problems, err := f.loader.Glance(f.t.Context(), time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC), changed)
	if err != nil {
		f.t.Fatal(err)
	}
	if problems.Errors() > 0 {
		return nil
	}
	all := map[string]madeOf{}
	take := func(path string, inputs []site.Input, write func(io.Writer) error) {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			f.t.Fatal(err)
		}
		all[path] = madeOf{inputs, sha256.Sum256(b.Bytes())}
	}
	for _, p := range s.plan.Pages() {
		take(p.Path, p.Inputs(), s.page(p).Write)
	}
	for _, feed := range s.plan.Feeds() {
		take(feed.Path, feed.Inputs(), func(w io.Writer) error { return feed.Make().Write(w) })
	}
	return all
}

// inOtherLetters gives a line whose value is in capitals: what is the same to an index by slugs, and what is not.
func inOtherLetters(line string) string {
	key, value, found := strings.Cut(strings.TrimSpace(line), ":")
	if !found {
		return strings.ToUpper(key)
	}
	return key + ":" + strings.ToUpper(value)
}

// edits gives the edits of every Markdown file: removed, with more text, without each line of its front matter, and
// with other letters and digits in each.
func (f *inputsFolder) edits() []edit {
	var all []edit
	err := filepath.WalkDir(filepath.Join(f.dir, "content"), func(full string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(full) != ".md" {
			return err
		}
		src, err := os.ReadFile(full)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(f.dir, full)
		all = append(all, edit{name, "removed", nil}, edit{name, "more text", append(slices.Clone(src), "\n\nMera text.\n"...)})
		lines := strings.SplitAfter(string(src), "\n")
		for i := 1; i < len(lines) && strings.TrimSpace(lines[i]) != "---"; i++ {
			put := func(line string) {
				all = append(all, edit{name, fmt.Sprintf("line %d: %q", i+1, line), []byte(strings.Join(slices.Concat(lines[:i], []string{line}, lines[i+1:]), ""))})
			}
			put("")
			put(strings.Replace(lines[i], strings.TrimSpace(lines[i]), inOtherLetters(lines[i]), 1))
			key, value, _ := strings.Cut(lines[i], ":")
			for _, other := range [...][2]string{{"1", "2"}, {"2016", "2015"}, {"a", "o"}, {"true", "false"}} {
				if strings.Contains(value, other[0]) {
					put(key + ":" + strings.Replace(value, other[0], other[1], 1))
				}
			}
		}
		return err
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return all
}

// try makes an edit, compares, and takes it back.
func (f *inputsFolder) try(e edit) {
	f.t.Helper()
	full := filepath.Join(f.dir, e.name)
	src, err := os.ReadFile(full)
	if err != nil {
		f.t.Fatal(err)
	}
	f.write(full, e.text)
	f.compare(e, f.look([]string{filepath.ToSlash(e.name)}))
	f.write(full, src)
	f.look([]string{filepath.ToSlash(e.name)})
}

func (f *inputsFolder) write(name string, text []byte) {
	f.t.Helper()
	err := os.RemoveAll(name)
	if err == nil && text != nil {
		err = os.WriteFile(name, text, 0o644)
	}
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *inputsFolder) compare(e edit, after map[string]madeOf) {
	f.t.Helper()
	for path, now := range after {
		was, there := f.before[path]
		if !there {
			continue
		}
		same := slices.Equal(now.inputs, was.inputs)
		switch {
		case now.bytes == was.bytes && !same:
			f.spare++
		case now.bytes != was.bytes && same:
			f.t.Errorf("%s, %s: %s changed, and what it is made of did not", e.name, e.what, path)
		case now.bytes != was.bytes:
			f.changed++
		}
	}
}
