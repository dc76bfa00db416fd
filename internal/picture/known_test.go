package picture_test

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vitrin/internal/identity"
	"vitrin/internal/picture"
)

// album is a folder with a picture, and a cache of it.
type album struct {
	t             *testing.T
	folder, cache string
	opened        *atomic.Int64
}

func newAlbum(t *testing.T, data []byte) album {
	t.Helper()
	dir := t.TempDir()
	a := album{t, dir, filepath.Join(dir, "cache"), new(atomic.Int64)}
	a.write(data)
	return a
}

func (a album) must(err error) {
	a.t.Helper()
	if err != nil {
		a.t.Fatal(err)
	}
}

func (a album) path() string { return filepath.Join(a.folder, "x.jpg") }

func (a album) write(data []byte) {
	a.t.Helper()
	a.must(os.WriteFile(a.path(), data, 0o644))
}

// look looks at the picture's file as a build does.
func (a album) look() picture.File {
	a.t.Helper()
	info, err := os.Stat(a.path())
	a.must(err)
	id, known := identity.Of(info)
	return picture.File{Path: "x.jpg", Seen: id, Settled: known && id.SettledAt(time.Now()), Open: func() (fs.File, error) {
		a.opened.Add(1)
		return os.Open(a.path())
	}}
}

// develop makes the picture's set as a new process does, tells whether the file was read, and gives the bytes.
func (a album) develop() (bytes string, read bool) {
	a.t.Helper()
	before := a.opened.Load()
	c, err := picture.Open(a.cache, 0)
	a.must(err)
	s, err := c.Make(a.t.Context(), a.look())
	a.must(err)
	for _, v := range published(s) {
		bytes += string(bytesOf(a.t, v))
	}
	read = a.opened.Load() > before
	a.must(c.Close())
	return bytes, read
}

func (a album) entry() string { return entry(a.t, a.cache) }

func (a album) known() string { return filepath.Join(a.cache, "known") }

// hurt writes a file of the cache anew.
func (a album) hurt(name string, how func([]byte) []byte) {
	a.t.Helper()
	src, err := os.ReadFile(name)
	a.must(err)
	a.must(os.WriteFile(name, how(src), 0o666))
}

// settle waits until what was written can be told from what will be.
func settle() { time.Sleep(2100 * time.Millisecond) }

// knownCase is something that happens to a picture that is known.
type knownCase struct {
	do    func(a album)
	read  bool // so that its file is read
	other bool // and becomes another set
}

var first, second = scene(60, 40), scene(58, 40)

func knownCases(t *testing.T) map[string]knownCase {
	flipped := func(b []byte) []byte { b[len(b)/2] ^= 1; return b }
	preserved := func(a album, do func()) {
		info, err := os.Stat(a.path())
		a.must(err)
		do()
		a.must(os.Chtimes(a.path(), info.ModTime(), info.ModTime()))
	}
	other := jpegOf(t, second)
	return map[string]knownCase{
		"nothing":                 {do: func(album) {}},
		"another picture":         {func(a album) { a.write(other) }, true, true},
		"size and time preserved": {func(a album) { preserved(a, func() { a.write(padded(t, other, len(jpegOf(t, first)))) }) }, true, true},
		"replaced, size and time preserved": {func(a album) {
			preserved(a, func() {
				a.must(os.WriteFile(a.path()+"~", padded(t, other, len(jpegOf(t, first))), 0o644))
				a.must(os.Rename(a.path()+"~", a.path()))
			})
		}, true, true},
		"touched":       {func(a album) { a.must(os.Chtimes(a.path(), time.Now(), time.Now())) }, true, false},
		"index damaged": {func(a album) { a.hurt(a.known(), flipped) }, true, false},
		"index cut":     {func(a album) { a.hurt(a.known(), func(b []byte) []byte { return b[:len(b)-1] }) }, true, false},
		"index empty":   {func(a album) { a.hurt(a.known(), func([]byte) []byte { return nil }) }, true, false},
		"index longer":  {func(a album) { a.hurt(a.known(), func(b []byte) []byte { return append(b, 0) }) }, true, false},
		"index of a kind to come": {func(a album) {
			a.hurt(a.known(), func(b []byte) []byte { return bytes.Replace(b, []byte("pictures 1"), []byte("pictures 2"), 1) })
		}, true, false},
		"index removed":  {func(a album) { a.must(os.Remove(a.known())) }, true, false},
		"index a folder": {func(a album) { a.must(os.Remove(a.known())); a.must(os.MkdirAll(filepath.Join(a.known(), "x"), 0o777)) }, true, false},
		"entry damaged":  {func(a album) { a.hurt(a.entry(), flipped) }, true, false},
		"entry cut":      {func(a album) { a.hurt(a.entry(), func(b []byte) []byte { return b[:len(b)-1] }) }, true, false},
		"entry removed":  {func(a album) { a.must(os.Remove(a.entry())) }, true, false},
		"entry a folder": {func(a album) { e := a.entry(); a.must(os.Remove(e)); a.must(os.Mkdir(e, 0o777)) }, true, false},
		"entry last used long ago": {func(a album) {
			old := time.Now().Add(-48 * time.Hour)
			a.must(os.Chtimes(a.entry(), old, old))
		}, true, false},
		"cache removed": {func(a album) { a.must(os.RemoveAll(a.cache)) }, true, false},
	}
}

// padded makes a JPEG a file of a size: what follows its end is of no account.
func padded(t *testing.T, data []byte, size int) []byte {
	t.Helper()
	if len(data) > size {
		t.Fatal("the other picture takes more bytes")
	}
	return append(data[:len(data):len(data)], make([]byte, size-len(data))...)
}

// TestKnown holds that a picture's file is read while it was written just before, then once more, and then not as long as
// nothing happens to it or the cache; whatever happens, the set is that of the file's bytes. After what happened the file
// is known again.
func TestKnown(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the system does not tell when anything of a file was changed last")
	}
	larger := jpegOf(t, first)
	cases := knownCases(t)
	albums := map[string]album{}
	sets := map[string]string{}
	each := func(do func(t *testing.T, a album, name string, c knownCase)) {
		for name, c := range cases {
			t.Run(name, func(t *testing.T) {
				a := albums[name]
				a.t = t
				do(t, a, name, c)
			})
		}
	}
	for name := range cases {
		a := newAlbum(t, larger)
		albums[name] = a
		for range 2 {
			set, read := a.develop()
			if !read {
				t.Errorf("%s: written just before, and not read", name)
			}
			sets[name] = set
		}
	}
	settle()
	each(func(t *testing.T, a album, name string, c knownCase) {
		if set, read := a.develop(); !read || set != sets[name] {
			t.Fatalf("settled: read %v", read)
		}
		if set, read := a.develop(); read || set != sets[name] {
			t.Fatalf("known: read %v", read)
		}
		c.do(a)
		set, read := a.develop()
		if read != c.read || (set != sets[name]) != c.other {
			t.Errorf("read %v, want %v; another set %v, want %v", read, c.read, set != sets[name], c.other)
		}
		sets[name] = set
	})
	settle()
	each(func(t *testing.T, a album, name string, _ knownCase) {
		a.develop()
		if set, read := a.develop(); read || set != sets[name] {
			t.Errorf("not known afterwards: read %v", read)
		}
	})
}

// TestMended holds that a set can be written though what is kept of it is damaged or removed after it was made; and where
// that is not possible, that nothing else is written, and the error tells where the damage is.
func TestMended(t *testing.T) {
	damage := map[string]func(a album){
		"damaged": func(a album) { a.hurt(a.entry(), func(b []byte) []byte { b[len(b)-1] ^= 1; return b }) },
		"cut":     func(a album) { a.hurt(a.entry(), func(b []byte) []byte { return b[:len(b)/2] }) },
		"removed": func(a album) { a.must(os.Remove(a.entry())) },
	}
	for name, do := range damage {
		t.Run(name, func(t *testing.T) {
			a := newAlbum(t, jpegOf(t, scene(600, 60)))
			want, _ := a.develop()
			c := openCache(t, a.cache)
			s, err := c.Make(t.Context(), a.look())
			a.must(err)
			do(a)
			var wait sync.WaitGroup // as a publish writes them
			got := make([]string, len(published(s)))
			for i, v := range published(s) {
				wait.Go(func() { got[i] = string(bytesOf(t, v)) })
			}
			wait.Wait()
			if strings.Join(got, "") != want {
				t.Error("other bytes")
			}
			do(a)
			a.write(jpegOf(t, second))
			var out bytes.Buffer
			if _, err := s.Fallback.WriteTo(&out); err == nil || out.Len() > 0 || !strings.Contains(err.Error(), "x.jpg") || !strings.Contains(err.Error(), "build once more") {
				t.Errorf("the file is another one: %v, %d bytes", err, out.Len())
			}
			a.must(os.Remove(a.path()))
			if _, err := s.Fallback.WriteTo(&out); err == nil || out.Len() > 0 {
				t.Errorf("the file is gone: %v, %d bytes", err, out.Len())
			}
		})
	}
}

// TestReadOnly holds that a cache that nobody may write to serves what it has, and is closed without an error.
func TestReadOnly(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("this user may write everywhere")
	}
	a := newAlbum(t, jpegOf(t, first))
	want, _ := a.develop()
	old := time.Now().Add(-1000 * time.Hour)
	a.must(os.Chtimes(a.entry(), old, old))
	a.must(os.Chmod(a.cache, 0o555))
	t.Cleanup(func() { a.must(os.Chmod(a.cache, 0o777)) })
	settle()
	for range 2 {
		if got, read := a.develop(); got != want || !read {
			t.Errorf("other bytes, or not read: %v", read)
		}
	}
	c, err := picture.Open(a.cache, 0)
	a.must(err)
	s, err := c.Make(t.Context(), a.look())
	a.must(err)
	a.must(c.PruneDaily(t.Context(), time.Now(), time.Hour, 0))
	if _, err := s.Fallback.WriteTo(io.Discard); err != nil {
		t.Error(err)
	}
	a.must(c.Close())
}

// TestTwoAtOnce holds that two processes with one cache lose nothing of what the other knows, whichever is done last.
func TestTwoAtOnce(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the system does not tell when anything of a file was changed last")
	}
	a, b := newAlbum(t, jpegOf(t, first)), newAlbum(t, jpegOf(t, second))
	b.cache = a.cache
	settle()
	one, err := picture.Open(a.cache, 0)
	a.must(err)
	two, err := picture.Open(a.cache, 0)
	a.must(err)
	f, g := a.look(), b.look()
	g.Path = "y.jpg"
	_, err = one.Make(t.Context(), f)
	a.must(err)
	_, err = two.Make(t.Context(), g)
	a.must(err)
	a.must(one.Close())
	a.must(two.Close())
	three := openCache(t, a.cache)
	a.opened.Store(0)
	b.opened.Store(0)
	for _, file := range []picture.File{f, g} {
		_, err := three.Make(t.Context(), file)
		a.must(err)
	}
	if a.opened.Load()+b.opened.Load() > 0 {
		t.Error("a file is not known any more")
	}
}

// TestManyAtOnce has processes open, use and close one cache at once, while what is known is damaged.
func TestManyAtOnce(t *testing.T) {
	a := newAlbum(t, jpegOf(t, first))
	want, _ := a.develop()
	settle()
	var wait sync.WaitGroup
	for range 6 {
		wait.Go(func() {
			for range 20 {
				if got, _ := a.develop(); got != want {
					t.Error("other bytes")
				}
			}
		})
	}
	wait.Go(func() {
		for range 20 {
			if err := os.WriteFile(a.known(), []byte("vitrin pictures 1\nstrange"), 0o666); err != nil {
				t.Error(err)
			}
			time.Sleep(time.Millisecond)
		}
	})
	wait.Wait()
}

// TestPruneDaily holds that a folder is pruned once a day, whoever asks, and that what is known goes with the entries.
func TestPruneDaily(t *testing.T) {
	a := newAlbum(t, jpegOf(t, first))
	settle()
	a.develop()
	now := time.Now()
	old := now.Add(-100 * 24 * time.Hour)
	prune := func(now time.Time) (left int) {
		t.Helper()
		c := openCache(t, a.cache)
		a.must(c.PruneDaily(t.Context(), now, 90*24*time.Hour, 1<<30))
		all, err := filepath.Glob(filepath.Join(a.cache, "*.pictures"))
		a.must(err)
		return len(all)
	}
	if left := prune(now); left != 1 {
		t.Errorf("%d are left of one that is in use", left)
	}
	a.must(os.Chtimes(a.entry(), old, old))
	if left := prune(now); left != 1 {
		t.Errorf("it was pruned twice in a day")
	}
	size := func() int64 {
		info, err := os.Stat(a.known())
		a.must(err)
		return info.Size()
	}
	before := size()
	if left := prune(now.Add(24 * time.Hour)); left != 0 || size() >= before {
		t.Errorf("%d are left, and %d bytes of what is known, of %d", left, size(), before)
	}
}
