package preview

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"vitrin/internal/build"
	"vitrin/internal/changes"
	"vitrin/internal/diag"
	"vitrin/templates"
)

// TestEdits makes random changes of a site's folder in a row (package changes), in bursts, some of which leave mistakes. After each
// burst the preview comes to tell the problems of a fresh build, and, where that has no mistakes, to show what it makes:
// every page, feed, picture and style sheet, byte by byte.
func TestEdits(t *testing.T) {
	const bursts, each, seed = 40, 5, 4
	f := folder{t, t.TempDir()}
	site, err := changes.New(f.dir, templates.FS, 10, seed)
	if err != nil {
		t.Fatal(err)
	}
	s := f.serve(Options{})
	r := rand.New(rand.NewPCG(seed, 2))
	kinds := edits()
	compared := 0
	for burst := range bursts {
		var done []string
		for range each {
			change, err := site.Make(kinds[r.IntN(len(kinds))], r.Uint64())
			if err != nil {
				t.Fatal(err)
			}
			done = append(done, change)
		}
		if burst%2 == 1 {
			mend(t, f, site, r)
		}
		fresh, problems, err := build.Load(t.Context(), build.Options{Dir: f.dir, Now: day})
		if err != nil {
			t.Fatal(err)
		}
		var want map[string]string
		if problems.Errors() == 0 {
			want = everything(t, fresh)
			compared++
		}
		differs := ""
		f.until(fmt.Sprintf("burst %d, %q, is shown", burst, done), func() bool {
			now := s.current.get()
			if differs = compareProblems(problems.Sorted(), now.problems); differs == "" && want != nil {
				differs = compareFiles(want, everything(t, now.site))
			}
			return differs == "" || t.Failed()
		})
		if err := fresh.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if compared < bursts/3 {
		t.Errorf("only %d of %d bursts left a site without mistakes", compared, bursts)
	}
}

// edits gives the names of kinds of changes, each as often as its share. Of the repository the preview hears when it
// looks for it, not when it changes. And it takes a file of the same size and time for the same: no editor leaves such
// a one behind.
func edits() []string {
	var names []string
	for _, k := range changes.Kinds() {
		if k.Folder != "repository" && !strings.HasPrefix(k.Name, "same size and time") {
			names = append(names, slices.Repeat([]string{k.Name}, k.Share)...)
		}
	}
	return names
}

// mend mends what the changes broke.
func mend(t *testing.T, f folder, site *changes.Site, r *rand.Rand) {
	t.Helper()
	for range 15 {
		fresh, problems, err := build.Load(t.Context(), build.Options{Dir: f.dir, Now: day})
		if err != nil {
			t.Fatal(err)
		}
		if err := fresh.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if problems.Errors() == 0 {
			return
		}
		var places []changes.Place
		for _, p := range problems {
			if p.Severity == diag.Error {
				places = append(places, changes.Place{File: p.Pos.File, Line: p.Pos.Line})
			}
		}
		if err := site.Mend(places, r.Uint64()); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("the site cannot be mended")
}

func compareProblems(want, got diag.List) string {
	if slices.Equal(want, got) {
		return ""
	}
	return fmt.Sprintf("problems %v, not %v", got, want)
}

func compareFiles(want, got map[string]string) string {
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if got[path] != want[path] {
			return path + " differs"
		}
	}
	for path := range got {
		if _, there := want[path]; !there {
			return path + " is there and should not be"
		}
	}
	return ""
}
