package browser_test

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestFaultsAreFound holds that the looks see what they are for: each page of testdata/faulty.txtar has a fault.
func TestFaultsAreFound(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	t.Parallel()
	s := served(t, t.TempDir())
	archive, err := txtar.ParseFile("testdata/faulty.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		write(t, filepath.Join(s.dir, filepath.FromSlash(f.Name)), f.Data)
	}
	write(t, filepath.Join(s.dir, "heavy", "heavy.css"), []byte("/*"+strings.Repeat(" heavy", maxWeight/6)+"*/"))
	b, a := start(t), newAxe(t)
	for _, test := range []struct {
		page string
		look look
		want []string // rules
	}{
		{"wide", layout(t), []string{"page scrolls sideways", "sticks out of the window"}},
		{"cut", layout(t), []string{"cut off"}},
		{"over", layout(t), []string{"text over text"}},
		{"fixed", layout(t), []string{"text does not grow"}},
		{"sideways", layout(t), []string{"scrolls sideways"}},
		{"no-skip", keyboard(wide()), []string{"no skip link"}},
		{"dead-skip", keyboard(wide()), []string{"skip link does not skip"}},
		{"no-outline", keyboard(wide()), []string{"focus is not shown"}},
		{"covered", keyboard(wide()), []string{"focus is covered"}},
		{"disorder", keyboard(wide()), []string{"focus out of order"}},
		{"trap", keyboard(wide()), []string{"keyboard trap", "not reached by keyboard"}},
		{"details", keyboard(wide()), []string{"cannot be opened by keyboard"}},
		{"noisy", quiet, []string{
			"a request fails", "a script complains", "a script fails", "asks a foreign server",
			"leaves something with the visitor", "sets a cookie", "the browser complains",
		}},
		{"late", withoutScripts, []string{"says something else without scripts"}},
		{"axe", a.rules([]screen{wide()}, "image-alt"), []string{"image-alt"}},
		{"pale", paper, []string{"address not on paper", "not on paper", "pale on paper", "sticks out of the sheet"}},
		{"pale", preferences, []string{"moves, though the reader asked for less motion"}},
		{"forced", preferences, []string{"too little contrast"}},
		{"empty", preferences, []string{"no text seen", "title not seen"}},
		{"heavy", weight, []string{"heavier than 60000 bytes, or 15000 as gzip"}},
	} {
		t.Run(test.page, func(t *testing.T) {
			var all findings
			test.look(b.tab(t), s, "/"+test.page+"/", &all)
			rules := map[string]bool{}
			for _, f := range all.first {
				rules[f.Rule] = true
			}
			if diff := cmp.Diff(test.want, slices.Sorted(maps.Keys(rules))); diff != "" {
				t.Error(diff)
			}
		})
	}
}
