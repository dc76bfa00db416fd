package build

import (
	"slices"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"vitrin/internal/site"
)

// TestInputsRepeat holds that what a page is made of is told alike each time, whichever page was asked before it and
// on however many goroutines.
func TestInputsRepeat(t *testing.T) {
	f := newInputsFolder(t, fstest.MapFS{ // in one language, with lists for which nobody wrote a word
		"content/site.yaml":          {Data: []byte("title: Prov\nbase_url: https://example.org/\nlanguages: [sv]\n")},
		"content/projects/bro.md":    {Data: []byte("---\ntitle: Bron\nclusters: [trä]\nprogrammes: [fond]\n---\n")},
		"content/clusters/trä.md":    {Data: []byte("---\ntitle: Trä\n---\n")},
		"content/programmes/fond.md": {Data: []byte("---\ntitle: Fond\n---\n")},
	})
	s, problems, err := f.loader.Glance(t.Context(), time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC), nil)
	if err != nil || problems.Errors() > 0 {
		t.Fatal(err, problems)
	}
	pages := s.plan.Pages()
	first := make([][]site.Input, len(pages))
	for i, p := range pages {
		first[i] = p.Inputs()
	}
	var asking sync.WaitGroup
	for w := range 4 {
		asking.Go(func() {
			for k := range pages {
				i := (k*7 + w*13) % len(pages)
				if again := pages[i].Inputs(); !slices.Equal(again, first[i]) {
					t.Errorf("%s is made of %v, and then of %v", pages[i].Path, first[i], again)
				}
			}
		})
	}
	asking.Wait()
}
