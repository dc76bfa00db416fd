package publish_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

// id stands for the random part of a name beside a target.
var id = strings.Repeat("ABC234", 5)

// TestLeftovers: what a killed build left goes, what only looks like it stays.
func TestLeftovers(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "public")
	s := texts{"index.html": "home"}
	mustPublish(t, dir, s, publish.Options{})

	write(t, filepath.Join(top, ".public.vitrin-new-"+id, publish.Marker), "")
	write(t, filepath.Join(top, ".public.vitrin-new-"+id, "a", "b"), "half")
	if err := os.Mkdir(filepath.Join(top, ".public.vitrin-new-"+id+"A"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(top, ".public.vitrin-old-"+id, publish.Marker), "")
	write(t, filepath.Join(top, ".public.vitrin-old-"+id, "index.html"), "an old site")
	write(t, filepath.Join(top, ".public.vitrin-lock"), "")
	stay := texts{
		".public.vitrin-new-" + id + "B/x":                  "no marker",
		".public.vitrin-new-" + id + "B":                    "",
		".public.vitrin-new-mine/" + publish.Marker:         "not our name",
		".other.vitrin-new-" + id + "/" + publish.Marker:    "another target's",
		"public.vitrin-new-" + id + "/" + publish.Marker:    "not hidden",
		".public.vitrin-new-" + strings.Repeat("C", 26):     "a file",
		".public.vitrin-new-" + id + "1/" + publish.Marker:  "not our letters",
		".public.vitrin-later-" + id + "/" + publish.Marker: "not our kind",
	}
	delete(stay, ".public.vitrin-new-"+id+"B")
	for name, text := range stay {
		write(t, filepath.Join(top, name), text)
	}
	mustPublish(t, dir, s, publish.Options{})

	got := texts{}
	for _, entry := range list(t, top) {
		name := filepath.Join(top, entry.Name())
		if !entry.IsDir() {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got[entry.Name()] = string(text)
			continue
		}
		for _, inner := range list(t, name) {
			text, err := os.ReadFile(filepath.Join(name, inner.Name()))
			if err != nil {
				t.Fatal(err)
			}
			got[entry.Name()+"/"+inner.Name()] = string(text)
		}
	}
	delete(got, "public/"+publish.Marker)
	stay["public/index.html"] = "home"
	if diff := cmp.Diff(stay, got); diff != "" {
		t.Errorf("the folder around the site (-want +got):\n%s", diff)
	}
}

// TestSetAside: a build that was killed between its two renames left no site at its place. The next one
// puts the old site back first, and has it where the build then fails.
func TestSetAside(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "public")
	s := texts{"index.html": "home", "a/b": "b"}
	mustPublish(t, dir, s, publish.Options{})
	before := stat(t, dir)
	if err := os.Rename(dir, filepath.Join(top, ".public.vitrin-old-"+id)); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(top, ".public.vitrin-new-"+id, publish.Marker), "")
	write(t, filepath.Join(top, ".public.vitrin-new-"+id, "index.html"), "the new site")

	_, err := publish.Publish(t.Context(), dir, failing("x", func(io.Writer) error { return io.ErrShortWrite }), publish.Options{})
	if err == nil {
		t.Fatal("Publish: no error")
	}
	if !os.SameFile(before, stat(t, dir)) {
		t.Error("the site at its place is not the old one")
	}
	expect(t, dir, s)
}
