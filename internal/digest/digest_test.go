package digest_test

import (
	"crypto/sha256"
	"strings"
	"testing"

	"vitrin/internal/digest"
)

// TestApart: rows of values that differ in anything have different sums, though their letters are the same.
func TestApart(t *testing.T) {
	rows := map[string]func(h *digest.Hash){
		"nothing":      func(*digest.Hash) {},
		"empty text":   func(h *digest.Hash) { h.Text("") },
		"two empty":    func(h *digest.Hash) { h.Text(""); h.Text("") },
		"ab":           func(h *digest.Hash) { h.Text("ab") },
		"a, b":         func(h *digest.Hash) { h.Text("a"); h.Text("b") },
		"ab, nothing":  func(h *digest.Hash) { h.Text("ab"); h.Text("") },
		"bytes":        func(h *digest.Hash) { h.Bytes([]byte("abc")) },
		"one":          func(h *digest.Hash) { h.Number(1) },
		"minus one":    func(h *digest.Hash) { h.Number(-1) },
		"large":        func(h *digest.Hash) { h.Number(1 << 40) },
		"sum":          func(h *digest.Hash) { h.Sums(digest.Of("ab")) },
		"sums":         func(h *digest.Hash) { h.Sums(digest.Of("ab"), digest.Of("ab")) },
		"true, false":  func(h *digest.Hash) { h.Bool(true); h.Bool(false) },
		"false, true":  func(h *digest.Hash) { h.Bool(false); h.Bool(true) },
		"text, number": func(h *digest.Hash) { h.Text("ab"); h.Number(7) },
		"number, text": func(h *digest.Hash) { h.Number(7); h.Text("ab") },
	}
	seen := map[digest.Sum]string{}
	var h digest.Hash
	for name, take := range rows {
		take(&h)
		sum := h.Sum()
		if other, known := seen[sum]; known {
			t.Errorf("%q and %q have one sum", name, other)
		}
		seen[sum] = name
		take(&h)
		if again := h.Sum(); again != sum || !h.IsEmpty() {
			t.Errorf("%q has the sums %v and %v", name, sum, again)
		}
	}
}

// TestMuch: what is too much to be kept until the end has the sum that it would have, and leaves nothing to the next one.
func TestMuch(t *testing.T) {
	var h digest.Hash
	var written []byte
	text := strings.Repeat("vitrin", 20) // whose length takes one byte
	for range 3000 {
		h.Text(text)
		h.Sums(digest.Of(text))
		sum := digest.Of(text)
		written = append(append(append(written, byte(len(text))), text...), sum[:]...)
	}
	full := sha256.Sum256(written)
	if got := h.Sum(); got != digest.Sum(full[:len(got)]) {
		t.Errorf("the sum of %d bytes is %v; want the beginning of %x", len(written), got, full)
	}
	var other digest.Hash
	if h.Text("a"); !other.IsEmpty() || h.IsEmpty() {
		t.Error("a hash does not know whether it is empty")
	}
	if other.Text("a"); h.Sum() != other.Sum() {
		t.Error("a sum depends on the one before")
	}
}

func TestString(t *testing.T) {
	if got, want := digest.Of("vitrin").String(), "6e7e1ec0698739a41da75b94ae804cb6"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
