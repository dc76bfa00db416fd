package overlay_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/overlay"
)

// files makes a tree in memory; every file holds its text.
func files(texts map[string]string) fstest.MapFS {
	tree := fstest.MapFS{}
	for name, text := range texts {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return tree
}

func TestTree(t *testing.T) {
	upper := files(map[string]string{
		"page.html":      "own page",
		"partials/a":     "own a",
		"partials/new":   "own new",
		"lang":           "a file where others have a folder",
		"css/theme/x":    "a folder where others have a file",
		"partials/é/äö":  "own letters",
		"deep/er/est/it": "own depth",
	})
	middle := files(map[string]string{
		"css/theme": "a file between two folders",
	})
	lower := files(map[string]string{
		"page.html":     "built-in page",
		"home.html":     "built-in home",
		"partials/a":    "built-in a",
		"partials/b":    "built-in b",
		"lang/sv.yaml":  "hidden by the file lang",
		"css/theme/y":   "hidden by the middle layer's file",
		"deep/er/other": "built-in depth",
	})
	want := map[string]string{
		"page.html":      "own page",
		"home.html":      "built-in home",
		"partials/a":     "own a",
		"partials/b":     "built-in b",
		"partials/new":   "own new",
		"lang":           "a file where others have a folder",
		"css/theme/x":    "a folder where others have a file",
		"partials/é/äö":  "own letters",
		"deep/er/est/it": "own depth",
		"deep/er/other":  "built-in depth",
	}
	tree := overlay.New(nil, upper, nil, middle, lower)

	got := map[string]string{}
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(tree, name)
		got[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	names := make([]string, 0, len(want))
	for name := range want {
		names = append(names, name)
	}
	if err := fstest.TestFS(tree, names...); err != nil {
		t.Error(err)
	}
}

func TestHidden(t *testing.T) {
	tree := overlay.New(
		files(map[string]string{"a": "file", "b/c": "file"}),
		files(map[string]string{"a/x": "below a file", "b": "file"}),
		files(map[string]string{"b/d": "below a file that a folder hides"}),
	)
	for _, name := range []string{"a/x", "a/x/y", "b/d", "b/c/d", "none", "none/x"} {
		if _, err := tree.Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Open(%q): %v, want fs.ErrNotExist", name, err)
		}
		if _, err := fs.Stat(tree, name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Stat(%q): %v, want fs.ErrNotExist", name, err)
		}
	}
	for _, name := range []string{"", "/a", "../a", "b/", "b//c", "./b"} {
		if _, err := tree.Open(name); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("Open(%q): %v, want fs.ErrInvalid", name, err)
		}
	}
}

func TestWrongKind(t *testing.T) {
	tree := overlay.New(files(map[string]string{"a": "file", "b/c": "file"}))
	var wrong *fs.PathError
	if _, err := fs.ReadFile(tree, "b"); !errors.As(err, &wrong) {
		t.Errorf("ReadFile of a folder: %v", err)
	}
	if _, err := fs.ReadDir(tree, "a"); !errors.As(err, &wrong) {
		t.Errorf("ReadDir of a file: %v", err)
	}
	folder, err := tree.Open("b")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := folder.Read(make([]byte, 1)); !errors.As(err, &wrong) {
		t.Errorf("Read of a folder: %v", err)
	}
}

func TestReadDirInPieces(t *testing.T) {
	tree := overlay.New(
		files(map[string]string{"b": "", "d": ""}),
		files(map[string]string{"a": "", "b": "", "c": ""}),
	)
	file, err := tree.Open(".")
	if err != nil {
		t.Fatal(err)
	}
	folder := file.(fs.ReadDirFile)
	var got []string
	for {
		entries, err := folder.ReadDir(3)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			got = append(got, entry.Name())
		}
	}
	if diff := cmp.Diff([]string{"a", "b", "c", "d"}, got); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	if entries, err := folder.ReadDir(-1); err != nil || len(entries) != 0 {
		t.Errorf("ReadDir(-1) at the end: %v, %v", entries, err)
	}
}

// TestMissingLayers lays folders of the machine, present, missing and none, over each other.
func TestMissingLayers(t *testing.T) {
	top := t.TempDir()
	own := filepath.Join(top, "own")
	if err := os.MkdirAll(filepath.Join(own, "partials"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(own, "partials", "a"), []byte("own"), 0o644); err != nil {
		t.Fatal(err)
	}
	missing := os.DirFS(filepath.Join(top, "missing"))
	lower := files(map[string]string{"partials/a": "built-in", "partials/b": "built-in"})

	tree := overlay.New(missing, os.DirFS(own), lower)
	if err := fstest.TestFS(tree, "partials/a", "partials/b"); err != nil {
		t.Error(err)
	}
	if text, err := fs.ReadFile(tree, "partials/a"); err != nil || string(text) != "own" {
		t.Errorf("partials/a: %q, %v", text, err)
	}
	for _, empty := range []fs.FS{overlay.New(), overlay.New(nil, nil), overlay.New(missing)} {
		if err := fstest.TestFS(empty); err != nil {
			t.Error(err)
		}
	}
}

// unreadable is a layer whose every file is out of reach.
type unreadable struct{ fstest.MapFS }

func (u unreadable) Open(name string) (fs.File, error) {
	if name == "." {
		return u.MapFS.Open(name)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

func (u unreadable) Stat(name string) (fs.FileInfo, error) {
	if name == "." {
		return u.MapFS.Stat(name)
	}
	return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrPermission}
}

// TestUnreadableLayer: what cannot be read is told, not replaced by what lies below.
func TestUnreadableLayer(t *testing.T) {
	tree := overlay.New(unreadable{}, files(map[string]string{"a": "built-in"}))
	if _, err := fs.ReadFile(tree, "a"); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("ReadFile: %v, want fs.ErrPermission", err)
	}
}
