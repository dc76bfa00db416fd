package digest_test

import (
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

func TestString(t *testing.T) {
	if got, want := digest.Of("vitrin").String(), "6e7e1ec0698739a41da75b94ae804cb6"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
