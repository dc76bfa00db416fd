package deploy

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
)

// TestStoreBreak breaks the line in the middle, or stops the deploy, and holds that the next one sends the rest alone; with
// ETags that are no MD5, what is sent twice is no more than what was under way and what the record could not say.
func TestStoreBreak(t *testing.T) {
	t.Parallel()
	const pages, arrived = 300, 120
	for _, test := range []struct {
		name    string
		options []string
		stop    bool // by the context; else the line breaks for good
		again   int  // at most so many files are sent again
	}{
		{"line", nil, false, 0},
		{"stop", nil, true, 16},
		{"stop, other ETags", []string{"--data-integrity-etag"}, true, 16},
		{"line, other ETags", []string{"--data-integrity-etag"}, false, arrived + 16},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := watch(t, "", test.options...)
			files := many(pages)
			dir := built(t, files)
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			w.stopAt, w.atStop = arrived, func() {
				if stop(); !test.stop {
					w.broken.Store(true)
				}
			}
			if _, _, err := w.deployUntil(ctx, dir, Options{}); !errors.Is(err, context.Canceled) {
				t.Fatalf("%v", err)
			}
			there := 0
			for o, err := range w.direct(t).List(t.Context()) {
				if err != nil {
					t.Fatal(err)
				}
				if o.Name != RecordName {
					there++
				}
			}
			if there < arrived-16 || there > arrived+16 {
				t.Fatalf("%d files arrived", there)
			}
			w.stopAt = 0
			w.broken.Store(false)
			result, changes, err := w.deploy(t, dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			// The store may have finished what was under way after we looked.
			sent := len(changes) - 2
			if sent != result.Added+result.Changed || result.Added > pages+1-there || result.Changed > test.again {
				t.Errorf("%d of %d are sent, %d had arrived: %+v", sent, pages+1, there, result)
			}
			w.holds(t, files)
			if _, changes, err := w.deploy(t, dir, Options{}); err != nil || len(changes) > 0 {
				t.Errorf("and then %q, %v", changes, err)
			}
		})
	}
}

// TestStoreMany holds that a site of more files than a store lists and removes at once, 1000, goes there and away again.
func TestStoreMany(t *testing.T) {
	if testing.Short() {
		t.Skip("sends thousands of files")
	}
	t.Parallel()
	w := watch(t, "/many")
	files := many(1300)
	dir := built(t, files)
	if result, _, err := w.deploy(t, dir, Options{}); err != nil || result.Added != 1301 {
		t.Fatalf("%+v, %v", result, err)
	}
	if result, changes, err := w.deploy(t, dir, Options{}); err != nil || result.Unchanged != 1301 || len(changes) > 0 {
		t.Errorf("%+v, %q, %v", result, changes, err)
	}
	less := built(t, many(100))
	if _, _, err := w.deploy(t, less, Options{}); err == nil {
		t.Error("all that goes without being forced")
	}
	result, changes, err := w.deploy(t, less, Options{Force: true})
	if want := []string{"PUT", "POST", "POST", "PUT"}; err != nil || result.Removed != 1200 || len(changes) != len(want) {
		t.Errorf("%+v, %q, %v", result, changes, err)
	}
	w.holds(t, many(100))
}

// TestStoreOthers holds that what others did in the bucket is seen, mended where it is ours, and left alone where it is not.
func TestStoreOthers(t *testing.T) {
	t.Parallel()
	w := watch(t, "")
	files := small()
	dir := built(t, files)
	w.store(t, "theirs.txt", "theirs")
	w.store(t, "robots.txt", "theirs")
	_, changes, err := w.deploy(t, dir, Options{})
	refused(t, err, "it holds 1 file that no deploy to it put there and the site would replace, such as robots.txt")
	if len(changes) > 0 {
		t.Errorf("done was %q", changes)
	}
	if _, _, err := w.deploy(t, dir, Options{Adopt: true}); err != nil {
		t.Fatal(err)
	}
	w.store(t, "index.html", "fronT")
	if err := w.direct(t).Remove(t.Context(), []string{"a/index.html"}, func(string) {}); err != nil {
		t.Fatal(err)
	}
	result, _, err := w.deploy(t, dir, Options{})
	if err != nil || result.Changed != 1 || result.Added != 1 || !slices.Equal(result.Foreign, []string{"theirs.txt"}) {
		t.Errorf("%+v, %v", result, err)
	}
	files["theirs.txt"] = "theirs"
	w.holds(t, files)
	w.store(t, RecordName, "no record")
	if _, _, err = w.deploy(t, dir, Options{}); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("%v", err)
	}
}
