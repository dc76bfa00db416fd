package picture

import (
	"reflect"
	"testing"

	"vitrin/internal/identity"
)

// TestStored holds that what is known of an entry is read as it was written, and that nothing else is taken for it.
func TestStored(t *testing.T) {
	s := &stored{start: 700, index: index{
		Key: "0a-set2", Info: Info{JPEG, 1000, 500}, Fallback: 1,
		Variants: []Variant{{Format: WebP, Width: 480, Height: 240, Size: 9000, Hash: "ab"}, {Format: JPEG, Width: 1000, Height: 500, Size: 1 << 29, Hash: "cd"}},
	}}
	written := s.written()
	if got := readStored(written); !reflect.DeepEqual(got, s) {
		t.Errorf("read %+v, written %+v", got, s)
	}
	for n := range len(written) {
		if got := readStored(written[:n]); got != nil {
			t.Errorf("the first %d bytes are read as %+v", n, got)
		}
	}
	if got := readStored(written + "\x00"); got != nil {
		t.Errorf("with a byte more it is read as %+v", got)
	}
	for name, spoil := range map[string]func(*stored){
		"no variant":        func(s *stored) { s.Variants = nil },
		"another fallback":  func(s *stored) { s.Fallback = 2 },
		"no width":          func(s *stored) { s.Variants[0].Width = 0 },
		"no height":         func(s *stored) { s.Variants[0].Height = 0 },
		"a negative size":   func(s *stored) { s.Variants[0].Size = -1 },
		"an excessive size": func(s *stored) { s.Variants[0].Size = maxEntry + 1 },
	} {
		spoilt := readStored(written)
		spoil(spoilt)
		if got := readStored(spoilt.written()); got != nil {
			t.Errorf("%s: it is read as %+v", name, got)
		}
	}
}

// TestLatest holds that what is known is bounded: those that were used last are kept.
func TestLatest(t *testing.T) {
	files := map[string]known{}
	for i, name := range []string{"oldest", "old", "b", "a", "new"} {
		files[name] = known{used: []int64{1, 2, 3, 3, 4}[i], file: identity.Identity{Size: int64(i)}}
	}
	for most, want := range map[int][]string{5: {"oldest", "old", "a", "b", "new"}, 3: {"a", "b", "new"}, 2: {"a", "new"}, 0: nil} {
		all := map[string]known{}
		for name, one := range files {
			all[name] = one
		}
		got := latest(all, most)
		if len(got) != len(want) {
			t.Errorf("%d are left of %d", len(got), most)
		}
		for _, name := range want {
			if got[name] != files[name] {
				t.Errorf("of %d, %s is gone", most, name)
			}
		}
	}
}
