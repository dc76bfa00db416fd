package deploy

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

// TestRecord holds that a record comes back as it was written, in the same bytes each time.
func TestRecord(t *testing.T) {
	a := newEntry(File{Path: "å b\n<>&\".html", Size: 3, Sum: [32]byte{1, 2}}, "0a", "stamp \"x\"")
	b := newEntry(File{Path: "b.html", Sum: [32]byte{9}}, "", "")
	owner := publish.Owned{Folder: "0123", Address: "https://a.se/å&b/"}
	one, err := encode(owner, []entry{a, b})
	if err != nil {
		t.Fatal(err)
	}
	two, err := encode(owner, []entry{b, a})
	if err != nil || !bytes.Equal(one, two) {
		t.Errorf("the order shows, %v", err)
	}
	got, err := decode(one)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]entry{a.Path: a, b.Path: b}, got.entries); diff != "" || got.owner != owner {
		t.Errorf("of %v\n%s", got.owner, diff)
	}
	if empty, err := encode(publish.Owned{}, nil); err != nil {
		t.Error(err)
	} else if got, err := decode(empty); err != nil || len(got.entries) > 0 || got.owner != (publish.Owned{}) {
		t.Errorf("%v, %v", got, err)
	}
}

// TestRecordRefused holds that what is no record is not taken for one, wherever it would lead.
func TestRecordRefused(t *testing.T) {
	packed := func(text string) []byte {
		var b bytes.Buffer
		to := gzip.NewWriter(&b)
		_, _ = to.Write([]byte(text))
		_ = to.Close()
		return b.Bytes()
	}
	sum := strings.Repeat("0", 64)
	const head = `{"format":"vitrin-deploy/1"}`
	for name, text := range map[string][]byte{
		"nothing":    nil,
		"no gzip":    []byte("hello"),
		"no format":  packed(""),
		"a later":    packed(`{"format":"vitrin-deploy/2"}` + "\n"),
		"cut off":    packed(head + "\n" + `{"path":"a","sha256":"` + sum),
		"no JSON":    packed(head + "\nhello\n"),
		"above":      packed(head + "\n" + `{"path":"../a","sha256":"` + sum + `"}`),
		"absolute":   packed(head + "\n" + `{"path":"/a","sha256":"` + sum + `"}`),
		"all":        packed(head + "\n" + `{"path":".","sha256":"` + sum + `"}`),
		"itself":     packed(head + "\n" + `{"path":".vitrin-deploy","sha256":"` + sum + `"}`),
		"no hash":    packed(head + "\n" + `{"path":"a"}`),
		"half a zip": packed(head + "\n")[:15],
	} {
		if got, err := decode(text); err == nil {
			t.Errorf("%s: %v", name, got)
		}
	}
}
