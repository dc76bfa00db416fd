package syntax_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vitrin/content"
	"vitrin/internal/syntax"
	"vitrin/internal/wire"
)

// nodes compares trees with all that a node knows; no list and an empty one are the same.
var nodes = cmp.Options{cmp.AllowUnexported(syntax.Node{}, syntax.Field{}), cmpopts.EquateEmpty()}

// reread writes a tree and reads it back.
func reread(t *testing.T, n *syntax.Node, file string) *syntax.Node {
	t.Helper()
	var w wire.Writer
	syntax.Append(&w, n)
	r := wire.NewReader(string(w.Marks), string(w.Texts))
	got := new(syntax.Room).Read(r, file)
	if !r.Done() {
		t.Fatal("the tree is not read as it was written")
	}
	return got
}

// frontMatter gives the front matter of the example's pages, by path.
func frontMatter(t testing.TB) map[string]string {
	all := map[string]string{}
	err := fs.WalkDir(content.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := fs.ReadFile(content.FS, name)
		if front, found := strings.CutPrefix(string(src), "---\n"); found {
			all[name], _, _ = strings.Cut(front, "\n---\n")
		}
		return err
	})
	if err != nil || len(all) == 0 {
		t.Fatal(err, len(all))
	}
	return all
}

func TestTreesAreReadBack(t *testing.T) {
	for name, text := range frontMatter(t) {
		n, _ := syntax.YAML(name, []byte(text), 2)
		if d := cmp.Diff(n, reread(t, n, name), nodes); n == nil || d != "" {
			t.Errorf("%s (-written +read)\n%s", name, d)
		}
	}
	for text, read := range map[string]reader{
		"a: [1, ~, 'x', {b: 2}]\nc: |\n  c\nd: &e {f: yes}\ng: *e\n": syntax.YAML, "a = 1\n[b.c]\nd = 2022-01-01\n": syntax.TOML, `{"a": [true, null, {}, [], "\u00e5"], "b": 1e3}`: syntax.JSON, "": syntax.YAML,
	} {
		n, _ := read("a.md", []byte(text), 1)
		if d := cmp.Diff(n, reread(t, n, "a.md"), nodes); n == nil || d != "" {
			t.Errorf("%q (-written +read)\n%s", text, d)
		}
	}
}

// Who asks for some keys gets their values as they are, in their places, and nothing behind the others.
func TestSomeKeysAreReadBack(t *testing.T) {
	var room syntax.Room
	for name, text := range frontMatter(t) {
		whole, _ := syntax.YAML(name, []byte(text), 2)
		var w wire.Writer
		syntax.Append(&w, whole)
		for _, asked := range whole.Fields {
			r := wire.NewReader(string(w.Marks), string(w.Texts))
			got := room.ReadKeys(r, name, func(key string) bool { return key == asked.Key })
			if !r.Done() {
				t.Fatalf("%s: the tree is not read to its end", name)
			}
			for i := range whole.Fields {
				want := whole.Fields[i]
				if want.Key != asked.Key {
					want.Value = &syntax.Node{}
				}
				if d := cmp.Diff(want, got.Fields[i], nodes); d != "" {
					t.Errorf("%s, asked for %s (-want +got)\n%s", name, asked.Key, d)
				}
			}
		}
	}
}

// FuzzRead holds that nothing that lies on a disk makes Room.Read panic or take much memory, and that what it takes for a tree is one.
func FuzzRead(f *testing.F) {
	for name, text := range frontMatter(f) {
		n, _ := syntax.YAML(name, []byte(text), 2)
		var w wire.Writer
		syntax.Append(&w, n)
		f.Add(w.Marks, w.Texts)
	}
	f.Add([]byte{1, 0, 0, 5, 0, 0, 0, 0}, []byte{})
	f.Add([]byte("\xff\xff\xff\xff\x0f\xff\xff\xff\xff\x0f\x00"), []byte{})
	f.Fuzz(func(t *testing.T, marks, texts []byte) {
		r := wire.NewReader(string(marks), string(texts))
		n := new(syntax.Room).Read(r, "a.md")
		if (n != nil) != r.OK() {
			t.Fatalf("the tree is %v, and the reader is fine: %v", n, r.OK())
		}
		some := wire.NewReader(string(marks), string(texts))
		if part := new(syntax.Room).ReadKeys(some, "a.md", func(key string) bool { return len(key)%2 > 0 }); n != nil && (part == nil || r.Done() != some.Done()) {
			t.Fatal("a tree is one as long as all of it is read")
		}
		if n == nil {
			return
		}
		if d := cmp.Diff(n, reread(t, n, "a.md"), nodes); d != "" {
			t.Errorf("(-written +read)\n%s", d)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	const name = "projects/creative-innovation.md"
	n, _ := syntax.YAML(name, []byte(frontMatter(b)[name]), 2)
	var w wire.Writer
	syntax.Append(&w, n)
	marks, texts := string(w.Marks), string(w.Texts)
	var room syntax.Room
	b.ReportAllocs()
	for b.Loop() {
		if room.Read(wire.NewReader(marks, texts), name) == nil {
			b.Fatal("no tree")
		}
	}
	b.ReportMetric(float64(len(marks)), "marks")
	b.ReportMetric(float64(len(texts)), "texts")
}
