package publish_test

import (
	"path/filepath"
	"slices"
	"testing"

	"vitrin/internal/publish"
)

// TestCopied holds what is told of a file that is copied: what happened to it, and nothing where it was read in vain.
func TestCopied(t *testing.T) {
	b := newBed(t)
	content, inputs := "one", []publish.Input(nil)
	tell := func() []publish.File {
		r := resource("copy", content)
		r.Copied, r.Inputs = true, func() []publish.Input { return inputs }
		result, err := publish.Publish(t.Context(), b.dir, slices.Values([]publish.Resource{r}), b.options)
		if err != nil {
			t.Fatal(err)
		}
		return result.Files
	}
	for _, step := range []struct {
		name string
		do   func()
		want []publish.File
	}{
		{"new", func() {}, []publish.File{{Path: "copy", Change: publish.Added, Why: []string{"new"}}}},
		{"not known", func() {}, nil},
		{"known from now on", func() { inputs = []publish.Input{{Name: "content", Sum: publish.Sum{1}}} }, nil},
		{"another file with the same bytes", func() { inputs = []publish.Input{{Name: "content", Sum: publish.Sum{2}}} }, nil},
		{"other bytes", func() { content, inputs = "two", nil }, []publish.File{{Path: "copy", Change: publish.Changed, Why: []string{"unknown"}}}},
		{"touched", func() {
			remove(t, filepath.Join(b.dir, "copy"))
			write(t, filepath.Join(b.dir, "copy"), "two")
		}, []publish.File{{Path: "copy", Change: publish.Same, Why: []string{"touched"}}}},
		{"no record", func() { remove(t, b.options.Records) }, nil},
	} {
		step.do()
		got := tell()
		if !slices.EqualFunc(got, step.want, func(a, b publish.File) bool {
			return a.Path == b.Path && a.Change == b.Change && slices.Equal(a.Why, b.Why)
		}) {
			t.Errorf("%s: %+v, want %+v", step.name, got, step.want)
		}
		expect(t, b.dir, texts{"copy": content})
	}
}
