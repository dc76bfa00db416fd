package deploy

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRecord holds that a record comes back as it was written, in the same bytes each time.
func TestRecord(t *testing.T) {
	a := newEntry(File{Path: "å b\n<>&\".html", Size: 3, Sum: [32]byte{1, 2}}, "0a", "stamp \"x\"")
	b := newEntry(File{Path: "b.html", Sum: [32]byte{9}}, "", "")
	one, err := encode([]entry{a, b})
	if err != nil {
		t.Fatal(err)
	}
	two, err := encode([]entry{b, a})
	if err != nil || !bytes.Equal(one, two) {
		t.Errorf("the order shows, %v", err)
	}
	got, err := decode(one)
	if diff := cmp.Diff(map[string]entry{a.Path: a, b.Path: b}, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	if empty, err := encode(nil); err != nil {
		t.Error(err)
	} else if got, err := decode(empty); err != nil || len(got) > 0 {
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
	for name, text := range map[string][]byte{
		"nothing":    nil,
		"no gzip":    []byte("hello"),
		"no format":  packed(""),
		"a later":    packed(`{"format":"vitrin-deploy/2"}` + "\n"),
		"cut off":    packed(recordFormat + "\n" + `{"path":"a","sha256":"` + sum),
		"no JSON":    packed(recordFormat + "\nhello\n"),
		"above":      packed(recordFormat + "\n" + `{"path":"../a","sha256":"` + sum + `"}`),
		"absolute":   packed(recordFormat + "\n" + `{"path":"/a","sha256":"` + sum + `"}`),
		"all":        packed(recordFormat + "\n" + `{"path":".","sha256":"` + sum + `"}`),
		"itself":     packed(recordFormat + "\n" + `{"path":".vitrin-deploy","sha256":"` + sum + `"}`),
		"no hash":    packed(recordFormat + "\n" + `{"path":"a"}`),
		"half a zip": packed(recordFormat + "\n")[:15],
	} {
		if got, err := decode(text); err == nil {
			t.Errorf("%s: %v", name, got)
		}
	}
}
