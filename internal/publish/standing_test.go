package publish_test

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
	"vitrin/internal/release"
)

// TestStanding holds that a record is given of a site that stands as it was published, and of no other.
func TestStanding(t *testing.T) {
	standing := func(dir, records string) *release.Release {
		t.Helper()
		folder, err := os.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer folder.Close()
		r, err := publish.Standing(t.Context(), folder, dir, publish.Options{Records: records})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	dir, records := filepath.Join(t.TempDir(), "public"), t.TempDir()
	publishIt := func() {
		t.Helper()
		files := func(yield func(publish.Resource) bool) {
			_ = yield(resource("index.html", "front")) && yield(resource("a/index.html", "a"))
		}
		if _, err := publish.Publish(t.Context(), dir, files, publish.Options{Records: records}); err != nil {
			t.Fatal(err)
		}
	}
	publishIt()
	r := standing(dir, records)
	if r == nil {
		t.Fatal("nothing is known")
	}
	known := map[string]release.Hash{}
	for file := range r.Files() {
		known[file.Path] = file.Hash
	}
	want := map[string]release.Hash{"index.html": sha256.Sum256([]byte("front")), "a/index.html": sha256.Sum256([]byte("a"))}
	if diff := cmp.Diff(want, known); diff != "" {
		t.Errorf("files (-want +got)\n%s", diff)
	}
	if standing(dir, "") != nil || standing(dir, t.TempDir()) != nil {
		t.Error("a record is given where none is kept")
	}
	other := filepath.Join(filepath.Dir(dir), "other")
	if err := os.Rename(dir, other); err != nil {
		t.Fatal(err)
	}
	if standing(other, records) != nil {
		t.Error("a record is given of another place")
	}
	publishIt()
	for _, name := range []string{"more.html", "index.html"} {
		if standing(dir, records) == nil {
			t.Fatal("nothing is known")
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("by hand"), 0o644); err != nil {
			t.Fatal(err)
		}
		if standing(dir, records) != nil {
			t.Errorf("%s is not seen", name)
		}
		publishIt()
	}
}
