package pack_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vitrin/internal/pack"
)

// kept is what a test puts into a store: records by their seed.
type kept struct {
	seeds  []string
	places []pack.Place
}

// part gives one part of the record that a seed stands for.
func part(of, seed string) []byte { return []byte(strings.Repeat(of+seed, len(seed))) }

// index writes what the tests keep in an index: seeds and places.
func (k kept) index(places []pack.Place) []byte {
	var b bytes.Buffer
	for i, at := range places {
		fmt.Fprintf(&b, "%s %d %d %d\n", k.seeds[i], at.Offset, at.Head, at.Body)
	}
	return b.Bytes()
}

func read(index []byte) (k kept) {
	for line := range strings.Lines(string(index)) {
		var seed string
		var at pack.Place
		if _, err := fmt.Sscan(line, &seed, &at.Offset, &at.Head, &at.Body); err == nil {
			k.seeds, k.places = append(k.seeds, seed), append(k.places, at)
		}
	}
	return k
}

// add adds records to a store.
func (k *kept) add(t *testing.T, s *pack.Store, seeds ...string) {
	t.Helper()
	p, err := s.Writer()
	if err != nil {
		t.Fatal(err)
	}
	for _, seed := range seeds {
		at, err := p.Append([]byte(seed), part("head", seed), part("body", seed))
		if err != nil {
			t.Fatal(err)
		}
		k.seeds, k.places = append(k.seeds, seed), append(k.places, at)
	}
}

// fill makes a store of some records, in a new run of the program.
func fill(t *testing.T, dir, key string, seeds ...string) kept {
	t.Helper()
	s := pack.Open(dir, key)
	index, _ := s.Begin()
	k := read(index)
	k.add(t, s, seeds...)
	places, err := s.Save(k.places, k.index)
	if err != nil {
		t.Fatal(err)
	}
	k.places = places
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return k
}

// whole counts the records of a pack that come out as they went in, and fails if one comes out otherwise.
func (k kept) whole(t *testing.T, p *pack.Pack) (n int) {
	t.Helper()
	for i, seed := range k.seeds {
		if p == nil {
			return 0
		}
		head, headErr := p.Head(nil, k.places[i], []byte(seed))
		body, bodyErr := p.Body(nil, k.places[i], []byte(seed))
		if headErr == nil && !bytes.Equal(head, part("head", seed)) || bodyErr == nil && !bytes.Equal(body, part("body", seed)) {
			t.Errorf("%s: %q, %q", seed, head, body)
		}
		if headErr == nil && bodyErr == nil {
			n++
		}
	}
	return n
}

// reopened gives how many records a new run finds of those that were kept.
func reopened(t *testing.T, dir, key string) int {
	t.Helper()
	s := pack.Open(dir, key)
	defer s.Close()
	index, _ := s.Begin()
	return read(index).whole(t, s.Pack())
}

func TestKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	fill(t, dir, "key", "x", "yy", "a-longer-one")
	if n := reopened(t, dir, "key"); n != 3 {
		t.Errorf("%d records of 3 are kept", n)
	}
	fill(t, dir, "key", "zzz")
	if n := reopened(t, dir, "key"); n != 4 {
		t.Errorf("%d records of 4 are kept", n)
	}
	if n := reopened(t, dir, "other"); n != 0 {
		t.Errorf("%d records of another key are given out", n)
	}
	fill(t, dir, "other", "x")
	if n := reopened(t, dir, "key"); n != 0 {
		t.Errorf("%d records are left of the key before", n)
	}
	names, err := os.ReadDir(dir)
	if err != nil || len(names) != 2 {
		t.Errorf("%v, %v: an index and a pack are due", names, err)
	}
}

// Whatever byte of a file is another, and wherever it ends, what is read is what was written, or nothing.
func TestDamage(t *testing.T) {
	dir := t.TempDir()
	k := fill(t, dir, "key", "x", "yy", "zzz")
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 2 {
		t.Fatal(err, files)
	}
	for _, file := range files {
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := range whole {
			for name, damaged := range map[string][]byte{
				"another byte": append(append(bytes.Clone(whole[:i]), whole[i]^0x10), whole[i+1:]...), "an end": whole[:i],
			} {
				if err := os.WriteFile(file, damaged, 0o644); err != nil {
					t.Fatal(err)
				}
				if n := reopened(t, dir, "key"); n == len(k.seeds) {
					t.Fatalf("%s: %s at %d is not seen", filepath.Base(file), name, i)
				}
			}
		}
		if err := os.WriteFile(file, whole, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if n := reopened(t, dir, "key"); n != len(k.seeds) {
		t.Errorf("%d records are left when all is as it was", n)
	}
}

// A place that is none in the pack is refused, without the memory that it asks for.
func TestPlaces(t *testing.T) {
	dir := t.TempDir()
	k := fill(t, dir, "key", "x", "yy")
	s := pack.Open(dir, "key")
	defer s.Close()
	s.Begin()
	at := k.places[0]
	for _, wrong := range []pack.Place{
		{Offset: -1, Head: at.Head, Body: at.Body},
		{Offset: at.Offset + 1, Head: at.Head, Body: at.Body},
		{Offset: 1 << 62, Head: at.Head, Body: at.Body},
		{Offset: at.Offset, Head: 1 << 30, Body: 1 << 30},
		{Offset: at.Offset, Head: -1, Body: -1},
		k.places[1],
	} {
		if _, err := s.Pack().Head(nil, wrong, []byte("x")); err == nil {
			t.Errorf("a head is read at %+v", wrong)
		}
		if _, err := s.Pack().Body(nil, wrong, []byte("x")); err == nil {
			t.Errorf("a body is read at %+v", wrong)
		}
	}
}

// Two runs at once: the second reads, keeps what is new for itself, and leaves the folder alone.
func TestTwoAtOnce(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, "key", "x")
	first, second := pack.Open(dir, "key"), pack.Open(dir, "key")
	defer first.Close()
	defer second.Close()
	index, _ := first.Begin()
	one := read(index)
	index, _ = second.Begin()
	if second.Locked() {
		t.Fatal("both hold the lock")
	}
	if n := read(index).whole(t, second.Pack()); n != 1 {
		t.Errorf("the second reads %d records", n)
	}
	var own kept
	own.add(t, second, "mine")
	p, err := second.Writer()
	if err != nil || p == second.Pack() {
		t.Fatal("the second writes to the pack of the first", err)
	}
	if _, err := second.Save(own.places, own.index); !errors.Is(err, pack.ErrNotOurs) {
		t.Errorf("the second writes the index: %v", err)
	}
	second.End()
	if n := own.whole(t, p); n != 1 {
		t.Errorf("%d records that the second added can be read", n)
	}
	one.add(t, first, "yy")
	if _, err := first.Save(one.places, one.index); err != nil {
		t.Fatal(err)
	}
	first.End()
	index, news := second.Begin()
	if k := read(index); !news || !second.Locked() || k.whole(t, second.Pack()) != 2 {
		t.Errorf("the second does not see what the first has added: news %v, %d records", news, len(k.seeds))
	}
	if _, news := first.Begin(); news {
		t.Error("the first takes its own index for another's")
	}
}

// A pack of which little is of use is written anew; what was read from the old one still can be.
func TestCompacted(t *testing.T) {
	dir := t.TempDir()
	var seeds []string
	for i := range 400 {
		seeds = append(seeds, fmt.Sprintf("%d%s", i, strings.Repeat("x", 50)))
	}
	k := fill(t, dir, "key", seeds...)
	s := pack.Open(dir, "key")
	defer s.Close()
	s.Begin()
	old := s.Pack()
	few := kept{k.seeds[100:120], k.places[100:120]}
	places, err := s.Save(few.places, few.index)
	if err != nil || s.Pack() == old {
		t.Fatalf("the pack is not written anew (%v)", err)
	}
	if n := (kept{few.seeds, places}).whole(t, s.Pack()); n != 20 {
		t.Errorf("%d records of 20 are in the new pack", n)
	}
	if n := k.whole(t, old); n != 400 {
		t.Errorf("%d records of 400 can be read from the old pack", n)
	}
	s.End()
	if n := reopened(t, dir, "key"); n != 20 {
		t.Errorf("the next run finds %d records of 20", n)
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "pack-*")); len(names) != 1 {
		t.Errorf("there are %q", names)
	}
}

// Whatever lies in the place of the folder or its files, a store works; what cannot be kept lasts as long as the program.
func TestInTheWay(t *testing.T) {
	tests := map[string]func(dir string) error{
		"a file in the place of the folder": func(dir string) error { return os.WriteFile(dir, nil, 0o644) },
		"a folder in that of the index":     func(dir string) error { return os.MkdirAll(filepath.Join(dir, "index"), 0o755) },
		"a folder in that of the lock":      func(dir string) error { return os.MkdirAll(filepath.Join(dir, "lock"), 0o755) },
		"an index of something else": func(dir string) error {
			return errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(filepath.Join(dir, "index"), []byte("x"), 0o644))
		},
		"a link that leads elsewhere": func(dir string) error {
			return errors.Join(os.Mkdir(dir, 0o755), os.Symlink("../elsewhere", filepath.Join(dir, "index")))
		},
		"nobody may write there": func(dir string) error { return os.Mkdir(dir, 0o555) },
	}
	for name, prepare := range tests {
		dir := filepath.Join(t.TempDir(), "store")
		if err := prepare(dir); err != nil {
			t.Fatal(err)
		}
		s := pack.Open(dir, "key")
		index, _ := s.Begin()
		if index != nil {
			t.Errorf("%s: an index is given", name)
		}
		var k kept
		k.add(t, s, "x", "yy")
		p, _ := s.Writer()
		_, _ = s.Save(k.places, k.index) // whether it can be kept is of no account
		s.End()
		if n := k.whole(t, p); n != 2 {
			t.Errorf("%s: %d records of 2 can be read", name, n)
		}
		if err := s.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Lstat(filepath.Join(filepath.Dir(dir), "elsewhere")); err == nil {
			t.Errorf("%s: the link was followed", name)
		}
	}
}

// The folder is taken away while a run uses it: what was added can be read, and the next load begins anew.
func TestTakenAway(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, "key", "x")
	s := pack.Open(dir, "key")
	defer s.Close()
	index, _ := s.Begin()
	k := read(index)
	s.End()
	for _, name := range []string{"index", "pack-*"} {
		names, _ := filepath.Glob(filepath.Join(dir, name))
		for _, name := range names {
			if err := os.Remove(name); err != nil {
				t.Skip("what is open cannot be removed here: ", err)
			}
		}
	}
	old := s.Pack()
	if n := k.whole(t, old); n != 1 {
		t.Errorf("%d records of 1 can be read", n)
	}
	if index, news := s.Begin(); index != nil || !news || s.Pack() != nil {
		t.Errorf("index %q, news %v, pack %v", index, news, s.Pack())
	}
	var fresh kept
	fresh.add(t, s, "yy")
	if _, err := s.Save(fresh.places, fresh.index); err != nil {
		t.Fatal(err)
	}
	s.End()
	if n := reopened(t, dir, "key"); n != 1 || k.whole(t, old) != 1 {
		t.Errorf("%d records of 1 are kept", n)
	}
}

// FuzzIndex holds that an index that nobody wrote harms nobody.
func FuzzIndex(f *testing.F) {
	f.Add([]byte("vitrin pack 1\n"))
	f.Add(binary.LittleEndian.AppendUint64([]byte("vitrin pack 1\n"), 1))
	f.Fuzz(func(t *testing.T, src []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "index"), src, 0o644); err != nil {
			t.Fatal(err)
		}
		if n := reopened(t, dir, "key"); n != 0 {
			t.Errorf("%d records", n)
		}
	})
}
