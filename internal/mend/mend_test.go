package mend_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
	"vitrin/internal/mend"
)

// toBe is the problem that a word stands where another has to be.
func toBe(file string, line, column int, was, is string) diag.Problem {
	return diag.Problem{Pos: diag.Pos{File: file, Line: line, Column: column}, Message: was, Fix: diag.Fix{Old: was, New: is}}
}

// nothing is the check of a site that has no problems, whatever it holds.
func nothing(map[string][]byte) (diag.List, error) { return nil, nil }

// sum says what a plan is in short.
func sum(changes []mend.Change, left []mend.Left) []string {
	var said []string
	for _, c := range changes {
		said = append(said, fmt.Sprintf("%s %d %q", c.Path, c.Fixes, c.New))
	}
	for _, l := range left {
		said = append(said, fmt.Sprintf("%s:%d:%d %s", l.Pos.File, l.Pos.Line, l.Pos.Column, l.Why))
	}
	return said
}

func TestPlaces(t *testing.T) {
	site := fstest.MapFS{
		"a":    {Data: []byte("\uFEFFöne två\r\n漢字 tre\ntvå")},
		"link": {Data: []byte("a"), Mode: os.ModeSymlink},
	}
	for _, tt := range []struct {
		name     string
		problems diag.List
		want     []string
	}{
		{"several on a line, in any order", diag.List{toBe("a", 1, 5, "två", "2"), toBe("a", 1, 1, "öne", "1")}, []string{`a 2 "\ufeff1 2\r\n漢字 tre\ntvå"`}},
		{"wide characters", diag.List{toBe("a", 2, 4, "tre", "3")}, []string{`a 1 "\ufefföne två\r\n漢字 3\ntvå"`}},
		{"the last line", diag.List{toBe("a", 3, 1, "två", "")}, []string{`a 1 "\ufefföne två\r\n漢字 tre\n"`}},
		{"one problem twice", diag.List{toBe("a", 3, 1, "två", "2"), toBe("a", 3, 1, "två", "2")}, []string{`a 1 "\ufefföne två\r\n漢字 tre\n2"`}},
		{"no fix", diag.List{{Pos: diag.Pos{File: "a", Line: 1, Column: 1}}}, nil},
		{"other text", diag.List{toBe("a", 2, 1, "tre", "3")}, []string{"a:2:1 the file has changed meanwhile"}},
		{"no such line", diag.List{toBe("a", 4, 1, "tre", "3")}, []string{"a:4:1 the file has changed meanwhile"}},
		{"no such column", diag.List{toBe("a", 2, 9, "tre", "3")}, []string{"a:2:9 the file has changed meanwhile"}},
		{"no place", diag.List{toBe("a", 0, 0, "tre", "3")}, []string{"a:0:0 the file has changed meanwhile"}},
		{"two in one place", diag.List{toBe("a", 1, 1, "öne", "1"), toBe("a", 1, 2, "ne", "2"), toBe("a", 3, 1, "två", "2")}, []string{
			`a 1 "\ufefföne två\r\n漢字 tre\n2"`,
			"a:1:1 two problems are to be mended in one place", "a:1:2 two problems are to be mended in one place",
		}},
		{"no such file", diag.List{toBe("b", 1, 1, "a", "b")}, []string{"b:0:0 there is no file of exactly this name"}},
		{"a link", diag.List{toBe("link", 1, 1, "a", "b")}, []string{"link:0:0 this is a link, not a file"}},
	} {
		changes, left, err := mend.Plan(site, tt.problems, nothing)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(tt.want, sum(changes, left)); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, d)
		}
	}
}

// TestHarm holds that what brings up problems is found and left, in its own file, in another's, and together.
func TestHarm(t *testing.T) {
	site, texts := fstest.MapFS{}, map[string]string{}
	var problems diag.List
	for i := range 40 {
		name := fmt.Sprintf("f%02d", i)
		texts[name] = "aa\nbb\ncc\n"
		site[name] = &fstest.MapFile{Data: []byte(texts[name])}
		problems = append(problems, toBe(name, 1, 1, "aa", "A"), toBe(name, 2, 1, "bb", "B"), toBe(name, 3, 1, "cc", "C"))
	}
	checks := 0
	check := func(edited map[string][]byte) (diag.List, error) {
		checks++
		var found diag.List
		for name, text := range texts {
			if src, ok := edited[name]; ok {
				text = string(src)
			}
			for i, line := range strings.Split(text, "\n") {
				if len(line) == 2 {
					found = append(found, toBe(name, i+1, 1, line, strings.ToUpper(line[:1])))
				}
			}
			odd := func(file, message string) { found.Error(diag.Pos{File: file, Line: 1}, diag.Value, message, "") }
			switch {
			case name == "f03" && strings.Contains(text, "B"):
				odd(name, "own")
			case name == "f07" && strings.Contains(text, "A"):
				odd("other", "of another file")
			case name == "f11" && strings.Contains(text, "A") && strings.Contains(text, "C"):
				odd(name, "both")
			case name > "f20" && strings.Contains(text, "C"):
				odd(name, "many")
			case name == "f05" && strings.Contains(text, "C"):
				found = append(found, toBe(name, 3, 1, "cc", "C")) // not mended after all
			}
		}
		return found, nil
	}
	changes, left, err := mend.Plan(site, problems, check)
	if err != nil {
		t.Fatal(err)
	}
	var kept int
	for _, c := range changes {
		kept += c.Fixes
	}
	want := []string{
		"f03:2:1 mended, it would bring up another problem: own",
		"f05:3:1 mended, it would bring up another problem: cc",
		"f07:1:1 mended, it would bring up another problem in other: of another file",
		"f11:3:1 mended, it would bring up another problem: both",
	}
	for i := 21; i < 40; i++ {
		want = append(want, fmt.Sprintf("f%02d:3:1 mended, it would bring up another problem: many", i))
	}
	if d := cmp.Diff(want, sum(nil, left)); d != "" || kept+len(left) != len(problems) {
		t.Errorf("%d kept (-want +got)\n%s", kept, d)
	}
	if checks > 30 {
		t.Errorf("%d checks for %d edits", checks, len(problems))
	}
}

// TestWarningsElsewhere holds that a line is mended though that brings up warnings on others, mended ones too, and is
// not where it brings them up itself.
func TestWarningsElsewhere(t *testing.T) {
	site := fstest.MapFS{"a": {Data: []byte("aa")}, "b": {Data: []byte("bb\nbb")}, "c": {Data: []byte("cc")}}
	problems := diag.List{toBe("a", 1, 1, "aa", "A"), toBe("b", 1, 1, "bb", "B"), toBe("b", 2, 1, "bb", "B"), toBe("c", 1, 1, "cc", "C")}
	check := func(edited map[string][]byte) (found diag.List, _ error) {
		if string(edited["a"]) == "A" {
			found.Warn(diag.Pos{File: "a", Line: 2}, diag.Value, "of another line", "")
			found.Warn(diag.Pos{File: "b", Line: 1}, diag.Value, "of a", "")
			found.Warn(diag.Pos{File: "other", Line: 1}, diag.Value, "of a", "")
		}
		if string(edited["c"]) == "C" {
			found.Warn(diag.Pos{File: "c", Line: 1}, diag.Value, "of its own", "")
		}
		return found, nil
	}
	changes, left, err := mend.Plan(site, problems, check)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{`a 1 "A"`, `b 2 "B\nB"`, "c:1:1 mended, it would bring up another problem: of its own"}
	if d := cmp.Diff(want, sum(changes, left)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestTroubleOfTheCheck(t *testing.T) {
	trouble := errors.New("trouble")
	_, _, err := mend.Plan(fstest.MapFS{"a": {Data: []byte("a")}}, diag.List{toBe("a", 1, 1, "a", "b")},
		func(map[string][]byte) (diag.List, error) { return nil, trouble })
	if !errors.Is(err, trouble) {
		t.Errorf("the error is %v", err)
	}
}

func TestDiff(t *testing.T) {
	src := "\uFEFFtitle: x\r\nnumber: 6408233234\r\n# 811218-9876\r\na: \x1b[31m\r\nd: 1\r\nno end"
	problems := diag.List{toBe("a\x1b", 5, 4, "1", "2"), {Pos: diag.Pos{File: "a\x1b", Line: 2, Column: 9}, Secret: true}}
	changes, _, err := mend.Plan(fstest.MapFS{"a\x1b": {Data: []byte(src)}}, problems, nothing)
	if err != nil || len(changes) != 1 {
		t.Fatal(changes, err)
	}
	want := `--- a␛
+++ a␛
@@ -2,5 +2,5 @@
 …
 # xxxxxx-xxxx
 a: ␛[31m
-d: 1
+d: 2
 no end
\ No newline at end of file
`
	if d := cmp.Diff(want, changes[0].Diff()); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// written is a folder on disk with what Write is to change in it.
func written(t *testing.T) (root *os.Root, dir string, changes []mend.Change) {
	t.Helper()
	dir = t.TempDir()
	for _, name := range []string{"a", "b", "c"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		put(t, dir, name+"/x.md", "old")
		changes = append(changes, mend.Change{Path: name + "/x.md", Old: []byte("old"), New: []byte("new, and longer"), Fixes: 1})
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root, dir, changes
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
}

// contents gives the files of a folder, and fails where something else lies there.
func contents(t *testing.T, dir string) string {
	t.Helper()
	var all []string
	found, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	hidden, err := filepath.Glob(filepath.Join(dir, "*", ".*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(found, hidden...) {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		short, _ := filepath.Rel(dir, name)
		all = append(all, filepath.ToSlash(short)+"="+string(bytes.TrimSuffix(src, []byte(", and longer"))))
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

func TestWrite(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spoil func(t *testing.T, dir string)
		want  string // the folder afterwards
		left  string
	}{
		{"all", func(*testing.T, string) {}, "a/x.md=new b/x.md=new c/x.md=new", "[]"},
		{"a file that changed", func(t *testing.T, dir string) { put(t, dir, "b/x.md", "mine") }, "a/x.md=new b/x.md=mine c/x.md=new", "[b/x.md:0:0 the file has changed meanwhile]"},
		{"a file that is gone", func(t *testing.T, dir string) {
			if err := os.RemoveAll(filepath.Join(dir, "b")); err != nil {
				t.Fatal(err)
			}
		}, "a/x.md=new c/x.md=new", "[b/x.md:0:0 the file has changed meanwhile]"},
		{"a file that became a link", func(t *testing.T, dir string) {
			name := filepath.Join(dir, "b", "x.md")
			if err := errors.Join(os.Rename(name, filepath.Join(dir, "b", "y.md")), os.Symlink("y.md", name)); err != nil {
				t.Fatal(err)
			}
		}, "a/x.md=new b/x.md=old b/y.md=old c/x.md=new", "[b/x.md:0:0 the file has changed meanwhile]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			root, dir, changes := written(t)
			tt.spoil(t, dir)
			done, left, err := mend.Write(t.Context(), root, changes)
			if err != nil || len(done)+len(left) != len(changes) {
				t.Fatal(done, left, err)
			}
			if got := contents(t, dir); got != tt.want {
				t.Errorf("the folder holds %s, want %s", got, tt.want)
			}
			if got := fmt.Sprint(sum(nil, left)); got != tt.left {
				t.Errorf("left: %s, want %s", got, tt.left)
			}
			if info, err := os.Stat(filepath.Join(dir, "a", "x.md")); err != nil || info.Mode().Perm() != 0o640 {
				t.Errorf("mode %v, %v", info.Mode(), err)
			}
		})
	}
}

// TestWriteNothing holds that trouble with one file leaves all as they were.
func TestWriteNothing(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, tt := range []struct {
		name, want string
		ctx        context.Context
		spoil      func(t *testing.T, dir string) error
	}{
		{"a read-only file", "cannot mend c/x.md: it is read-only", t.Context(), func(t *testing.T, dir string) error { return os.Chmod(filepath.Join(dir, "c", "x.md"), 0o444) }},
		{"a read-only folder", "cannot mend c/x.md: c: it is read-only", t.Context(), func(t *testing.T, dir string) error {
			t.Cleanup(func() { os.Chmod(filepath.Join(dir, "c"), 0o755) }) // else it cannot be removed
			return os.Chmod(filepath.Join(dir, "c"), 0o555)
		}},
		{"an interruption", "context canceled", cancelled, func(*testing.T, string) error { return nil }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			root, dir, changes := written(t)
			if err := tt.spoil(t, dir); err != nil {
				t.Fatal(err)
			}
			done, _, err := mend.Write(tt.ctx, root, changes)
			if err == nil || err.Error() != tt.want || len(done) > 0 {
				t.Errorf("wrote %v, error %v; want %s", done, err, tt.want)
			}
			if got := contents(t, dir); got != "a/x.md=old b/x.md=old c/x.md=old" {
				t.Errorf("the folder holds %s", got)
			}
		})
	}
}
