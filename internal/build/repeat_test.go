package build_test

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestSameBytes holds that the same input gives the same bytes, twice, and wherever the machine is.
func TestSameBytes(t *testing.T) {
	first := sums(t, buildDemo(t, "https://example.org/"))
	local := time.Local
	t.Cleanup(func() { time.Local = local })
	time.Local = time.FixedZone("far", 14*60*60)
	second := sums(t, buildDemo(t, "https://example.org/"))
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff)
	}
}

// sums gives the hash of every file of a site.
func sums(t *testing.T, dir string) map[string][sha256.Size]byte {
	t.Helper()
	all := map[string][sha256.Size]byte{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		all[rel] = sha256.Sum256(src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
