package picture_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/image/webp"

	"vitrin/internal/picture"
)

// file is a file of these bytes.
type file struct{ data []byte }

// named gives the file under a path. Nobody knows anything of it but its bytes.
func (f *file) named(path string) picture.File {
	return picture.File{Path: path, Open: func() (fs.File, error) { return fstest.MapFS{"x": {Data: f.data}}.Open("x") }}
}

func openCache(t testing.TB, folder string) *picture.Cache {
	t.Helper()
	c, err := picture.Open(folder, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func makeSet(t testing.TB, data []byte) (*picture.Set, error) {
	t.Helper()
	return openCache(t, t.TempDir()).Make(t.Context(), (&file{data: data}).named("x"))
}

func mustMake(t testing.TB, data []byte) *picture.Set {
	t.Helper()
	s, err := makeSet(t, data)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func bytesOf(t testing.TB, v picture.Variant) []byte {
	t.Helper()
	var b bytes.Buffer
	if n, err := v.WriteTo(&b); err != nil || n != v.Size || int64(b.Len()) != v.Size {
		t.Fatalf("%d of %d bytes, %v", n, v.Size, err)
	}
	return b.Bytes()
}

// decoded reads a variant with other people's decoders.
func decoded(t testing.TB, v picture.Variant) image.Image {
	t.Helper()
	data := bytesOf(t, v)
	if v.Format == picture.WebP {
		m, err := webp.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	m, name, err := image.Decode(bytes.NewReader(data))
	if err != nil || !strings.EqualFold(name, string(v.Format)) {
		t.Fatalf("%s: %s, %v", v.Format, name, err)
	}
	return m
}

// published are all variants of a set.
func published(s *picture.Set) []picture.Variant {
	return append(s.Variants[:len(s.Variants):len(s.Variants)], s.Fallback)
}

func widthsOf(s *picture.Set) (w []int) {
	for _, v := range s.Variants {
		w = append(w, v.Width)
	}
	return w
}

// TestCacheHit holds that a picture is encoded once: afterwards the entry stays the one that it was.
func TestCacheHit(t *testing.T) {
	folder := t.TempDir()
	f := &file{data: jpegOf(t, scene(600, 60))}
	first, err := openCache(t, folder).Make(t.Context(), f.named("x"))
	if err != nil {
		t.Fatal(err)
	}
	before := stat(t, folder)
	second, err := openCache(t, folder).Make(t.Context(), f.named("renamed"))
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, stat(t, folder)) {
		t.Error("the entry was made again")
	}
	for i, v := range published(first) {
		if !bytes.Equal(bytesOf(t, v), bytesOf(t, published(second)[i])) {
			t.Errorf("variant %d differs", i)
		}
	}
}

// TestSameBytes holds that a picture that is made anew is the same.
func TestSameBytes(t *testing.T) {
	for name, data := range map[string][]byte{"photograph": jpegOf(t, scene(600, 60)), "chart": pngOf(t, chart(600, 60))} {
		a, b := mustMake(t, data), mustMake(t, data)
		for i, v := range published(a) {
			if v.Hash != published(b)[i].Hash {
				t.Errorf("%s: %s of %d pixels differs", name, v.Format, v.Width)
			}
		}
	}
}

// stat is the only entry of a cache.
func stat(t *testing.T, folder string) os.FileInfo {
	t.Helper()
	info, err := os.Stat(entry(t, folder))
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func entry(t *testing.T, folder string) string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(folder, "*.pictures"))
	if err != nil || len(all) != 1 {
		t.Fatalf("%v, %v; want one entry", all, err)
	}
	return all[0]
}

// TestSpoiledEntry holds that an entry that is cut short, changed anywhere or somebody else's is made again.
func TestSpoiledEntry(t *testing.T) {
	f := &file{data: jpegOf(t, scene(600, 60))}
	for name, spoil := range map[string]func([]byte) []byte{
		"empty":           func([]byte) []byte { return nil },
		"cut short":       func(b []byte) []byte { return b[:len(b)-1] },
		"longer":          func(b []byte) []byte { return append(b, 0) },
		"changed pixels":  func(b []byte) []byte { b[len(b)-10] ^= 1; return b },
		"changed width":   func(b []byte) []byte { return bytes.Replace(b, []byte(`"width":480`), []byte(`"width":481`), 1) },
		"somebody else's": func([]byte) []byte { return []byte("{}\n") },
		"another key":     func(b []byte) []byte { return bytes.Replace(b, []byte(`"key":"`), []byte(`"key":"0`), 1) },
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			c := openCache(t, folder)
			want, err := c.Make(t.Context(), f.named("x"))
			if err != nil {
				t.Fatal(err)
			}
			path := entry(t, folder)
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, spoil(bytes.Clone(whole)), 0o666); err != nil {
				t.Fatal(err)
			}
			got, err := c.Make(t.Context(), f.named("x"))
			if err != nil {
				t.Fatal(err)
			}
			now, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(now, whole) {
				t.Errorf("the entry was not made again, %v", err)
			}
			if !bytes.Equal(bytesOf(t, got.Fallback), bytesOf(t, want.Fallback)) {
				t.Error("other bytes")
			}
		})
	}
}

// TestConcurrent makes the same pictures from many goroutines and two caches on one folder, as two processes would.
func TestConcurrent(t *testing.T) {
	folder := t.TempDir()
	caches := []*picture.Cache{openCache(t, folder), openCache(t, folder)}
	files := []*file{{data: jpegOf(t, scene(500, 50))}, {data: pngOf(t, chart(500, 50))}}
	hashes := make([]string, 24)
	var wait sync.WaitGroup
	for i := range hashes {
		wait.Go(func() {
			s, err := caches[i%2].Make(t.Context(), files[i/2%2].named("x"))
			if err != nil {
				t.Error(err)
				return
			}
			for _, v := range s.Variants {
				hashes[i] += v.Hash
			}
			if _, err := s.Fallback.WriteTo(io.Discard); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	for i, h := range hashes {
		if h != hashes[i%4] || h == "" {
			t.Errorf("the set of goroutine %d differs", i)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := openCache(t, t.TempDir()).Make(ctx, (&file{data: jpegOf(t, scene(500, 300))}).named("x"))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestSmallBudget holds that a picture that needs more than the whole budget is made all the same.
func TestSmallBudget(t *testing.T) {
	c, err := picture.Open(t.TempDir(), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			if _, err := c.Make(t.Context(), (&file{data: jpegOf(t, scene(50+i, 30))}).named("x")); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

func TestPrune(t *testing.T) {
	folder := t.TempDir()
	c := openCache(t, folder)
	now := time.Now()
	var sets []*picture.Set
	for i := range 4 { // made four, three, two and one days ago
		_, err := c.Make(t.Context(), (&file{data: jpegOf(t, scene(50+i, 30))}).named("x"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range list(t, folder) {
			if info, err := os.Stat(path); err != nil || now.Sub(info.ModTime()) < 12*time.Hour {
				age := now.Add(-time.Duration(4-i)*24*time.Hour - time.Hour)
				if err := errors.Join(err, os.Chtimes(path, age, age)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	// The oldest is used now, which renews its mark.
	s, err := c.Make(t.Context(), (&file{data: jpegOf(t, scene(50, 30))}).named("x"))
	if err != nil {
		t.Fatal(err)
	}
	sets = append(sets, s)
	if err := os.WriteFile(filepath.Join(folder, "notes.txt"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := c.Prune(t.Context(), now.Add(-60*time.Hour), 1<<30); err != nil {
		t.Fatal(err)
	}
	if left := list(t, folder); len(left) != 4 { // used now, two days and one day ago, and the notes
		t.Errorf("%d are left: %v", len(left), left)
	}
	kept := sets[0].Fallback.Size + sets[0].Variants[0].Size + 1024
	if err := c.Prune(t.Context(), time.Time{}, kept); err != nil {
		t.Fatal(err)
	}
	if left := list(t, folder); len(left) != 2 {
		t.Errorf("%d are left: %v", len(left), left)
	}
	if _, err := sets[0].Fallback.WriteTo(io.Discard); err != nil {
		t.Errorf("what was used last went: %v", err)
	}
}

func list(t *testing.T, folder string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(name string) bool { return filepath.Base(name) == "known" }) // of files
}

// TestFolderForEntry holds that a folder that stands where an entry has to be is no trouble for ever.
func TestFolderForEntry(t *testing.T) {
	folder := t.TempDir()
	src := jpegOf(t, scene(50, 30))
	for range 2 {
		if _, err := openCache(t, folder).Make(t.Context(), (&file{data: src}).named("x")); err != nil {
			t.Fatal(err)
		}
		entry := list(t, folder)[0]
		if err := errors.Join(os.Remove(entry), os.MkdirAll(filepath.Join(entry, "within"), 0o777)); err != nil {
			t.Fatal(err)
		}
	}
}
