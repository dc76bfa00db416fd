package wire_test

import (
	"math"
	"testing"

	"vitrin/internal/wire"
)

func TestRoundTrip(t *testing.T) {
	var w wire.Writer
	uints := []uint64{0, 1, 127, 128, 300, 1 << 32, math.MaxUint64}
	ints := []int64{0, -1, 1, -64, 64, math.MinInt64, math.MaxInt64}
	texts := []string{"", "a", "å漢", string(make([]byte, 200))}
	for range 2 { // a writer that is reset holds nothing of the past
		w.Reset()
		for _, v := range uints {
			w.Uint(v)
		}
		for _, v := range ints {
			w.Int(v)
		}
		for _, s := range texts {
			w.Text(s)
			w.Word(s)
		}
		w.Count(77)
		w.Byte(wire.Flags(true, false, true))
	}
	r := wire.NewReader(string(w.Marks), string(w.Texts))
	for _, want := range uints {
		if got := r.Uint(); got != want {
			t.Errorf("%d has become %d", want, got)
		}
	}
	for _, want := range ints {
		if got := r.Int(); got != want {
			t.Errorf("%d has become %d", want, got)
		}
	}
	for _, want := range texts {
		if text, word := r.Text(), r.Word(); text != want || word != want {
			t.Errorf("%q has become %q and %q", want, text, word)
		}
	}
	if n, b := r.Number(), r.Byte(); n != 77 || b != 5 || !r.Done() {
		t.Errorf("%d, %d, done %v", n, b, r.Done())
	}
}

// What was not written is not read, and nothing after it.
func TestAmiss(t *testing.T) {
	long := string([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01})
	tests := map[string]struct {
		marks, texts string
		read         func(r *wire.Reader) bool // whether what was read is zero
	}{
		"no number":           {"", "", func(r *wire.Reader) bool { return r.Uint() == 0 }},
		"half a number":       {"\x80", "", func(r *wire.Reader) bool { return r.Uint() == 0 }},
		"65 bits":             {long[:9] + "\x02", "", func(r *wire.Reader) bool { return r.Uint() == 0 }},
		"eleven bytes":        {long[:9] + long, "", func(r *wire.Reader) bool { return r.Uint() == 0 }},
		"a huge line":         {long, "", func(r *wire.Reader) bool { return r.Number() == 0 }},
		"a huge text":         {long, "abc", func(r *wire.Reader) bool { return r.Text() == "" }},
		"a text too long":     {"\x04", "abc", func(r *wire.Reader) bool { return r.Text() == "" }},
		"a word too long":     {"\x04abc", "", func(r *wire.Reader) bool { return r.Word() == "" }},
		"too many":            {"\x02abc", "", func(r *wire.Reader) bool { return r.Count(2) == 0 }},
		"a huge number of":    {long + "abc", "", func(r *wire.Reader) bool { return r.Count(1) == 0 }},
		"no byte":             {"", "", func(r *wire.Reader) bool { return r.Byte() == 0 }},
		"what cannot be":      {"\x01", "", func(r *wire.Reader) bool { r.Fail(); return r.Uint() == 0 }},
		"after half a number": {"\x80", "abc", func(r *wire.Reader) bool { r.Uint(); return r.Text() == "" && r.Int() == 0 && r.Word() == "" }},
	}
	for name, test := range tests {
		r := wire.NewReader(test.marks, test.texts)
		if zero := test.read(r); !zero || r.OK() || r.Done() {
			t.Errorf("%s: zero %v, holds %v", name, zero, r.OK())
		}
	}
	for _, n := range [][2]int{{4, 0}, {0, 4}, {-1, 0}, {0, -1}} {
		r := wire.NewReader("abc", "abc")
		if r.Skip(n[0], n[1]); r.OK() {
			t.Errorf("%d marks and %d bytes of texts are left out of 3", n[0], n[1])
		}
	}
	if r := wire.NewReader("\x01\x02", "a"); r.Text() != "a" || !r.OK() || r.Done() {
		t.Error("what is left is not seen")
	}
}

// Three numbers that are read at once are those that are read one by one, and fail as they do.
func TestThree(t *testing.T) {
	for _, n := range [][3]int{{0, 0, 0}, {-1, 1, 127}, {63, 127, 127}, {64, 0, 0}, {-64, 0, 0}, {0, 128, 3}, {0, 3, 128}, {-9000, 9000, 9000}} {
		var w wire.Writer
		w.Int(int64(n[0]))
		w.Count(n[1])
		w.Count(n[2])
		r := wire.NewReader(string(w.Marks), "")
		if a, b, c := r.Three(); int(a) != n[0] || b != n[1] || c != n[2] || !r.Done() {
			t.Errorf("%v has become %d, %d, %d", n, a, b, c)
		}
		r.Reset(string(w.Marks[:len(w.Marks)-1]), "")
		if r.Three(); r.OK() {
			t.Errorf("%v is read of too few bytes", n)
		}
	}
}

// What is left out is as if it had been read.
func TestSkip(t *testing.T) {
	var w wire.Writer
	w.Text("left out")
	w.Count(300)
	marks, texts := len(w.Marks), len(w.Texts)
	w.Text("read")
	r := wire.NewReader(string(w.Marks), string(w.Texts))
	r.Skip(marks, texts)
	if m, s := r.Place(); m != marks || s != texts {
		t.Errorf("the place is %d, %d; want %d, %d", m, s, marks, texts)
	}
	if s := r.Text(); s != "read" || !r.Done() {
		t.Errorf("%q, done %v", s, r.Done())
	}
	if r.Reset("\x01", "a"); r.Text() != "a" || !r.Done() {
		t.Error("a reader that is reset does not read what it is given")
	}
}
