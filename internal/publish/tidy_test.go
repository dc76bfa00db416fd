package publish_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

// TestTidy: records of targets that are gone go with their spares, the oldest of many go, and what is not ours stays.
func TestTidy(t *testing.T) {
	b := newBed(t)
	publishes := func(name, text string) {
		t.Helper()
		mustPublish(t, filepath.Join(filepath.Dir(b.dir), name), texts{"a": text}, b.options)
	}
	targets := func() (names []string) {
		t.Helper()
		for _, entry := range list(t, b.options.Records) {
			text, err := os.ReadFile(filepath.Join(b.options.Records, entry.Name(), "target"))
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, filepath.Base(string(text)))
		}
		slices.Sort(names)
		return names
	}
	for _, text := range []string{"1", "2", "3"} {
		publishes("gone", text)
		publishes("stays", text)
	}
	if diff := cmp.Diff([]string{"gone\n", "stays\n"}, targets()); diff != "" {
		t.Errorf("targets (-want +got):\n%s", diff)
	}
	remove(t, filepath.Join(filepath.Dir(b.dir), "gone"))
	publishes("stays", "4")
	if diff := cmp.Diff([]string{"stays\n"}, targets()); diff != "" {
		t.Errorf("targets, one gone (-want +got):\n%s", diff)
	}
	for i := range 6 {
		publishes(fmt.Sprint("many", i), "1")
	}
	if diff := cmp.Diff([]string{"many2\n", "many3\n", "many4\n", "many5\n"}, targets()); diff != "" {
		t.Errorf("targets, many (-want +got):\n%s", diff)
	}

	half := filepath.Join(b.options.Records, "gone-"+id) // by a build that was killed
	write(t, filepath.Join(half, "spare", "a"), "a")
	mine := filepath.Join(b.options.Records, "mine", "target") // no name of ours
	write(t, mine, filepath.Join(filepath.Dir(b.dir), "nowhere")+"\n")
	publishes("many5", "2")
	if exists(half) || !exists(mine) {
		t.Errorf("records on their way out are there: %v; somebody's folder is: %v", exists(half), exists(mine))
	}
	publishes("stays", "4")
	expectBeside(t, b.dir, "many0", "many1", "many2", "many3", "many4", "many5", "stays")
}

// TestRecordsInTheWay: a site cannot take the place of its records, nor lie among them.
func TestRecordsInTheWay(t *testing.T) {
	b := newBed(t)
	for _, dir := range []string{b.options.Records, filepath.Dir(b.options.Records), filepath.Join(b.options.Records, "public")} {
		_, err := publish.Publish(t.Context(), dir, texts{"a": "a"}.resources(), b.options)
		if _, ok := err.(*publish.RefusedError); !ok {
			t.Errorf("Publish to %s: %v, want a refusal", dir, err)
		}
	}
}
