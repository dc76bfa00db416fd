package build_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/build"
)

// TestCheckDemo holds that an inspection of the example portfolio tells what is true of it and nothing else: the
// funder counts projects of which the portfolio holds none. A build is told nothing.
func TestCheckDemo(t *testing.T) {
	o := build.Options{Dir: "../..", Now: day, Cache: cache}
	seen, problems, err := build.Check(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range problems.Sorted() {
		got = append(got, fmt.Sprintf("%s:%d: %s %s", p.Pos.File, p.Pos.Line, p.Severity, p.Code))
	}
	want := []string{
		"content/programmes/smart-industri-1.md:11: warning declared",
		"content/programmes/smart-industri-1.md:14: warning declared",
		"content/programmes/smart-industri-2.md:14: warning declared",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if seen.Projects == 0 || seen.Pages == 0 || seen.Added > 0 {
		t.Errorf("seen: %+v", seen)
	}
}

// TestCheckWithoutSettings holds that what cannot be looked at is told, and no more.
func TestCheckWithoutSettings(t *testing.T) {
	seen, problems, err := build.Check(t.Context(), build.Options{Dir: t.TempDir(), Now: day, Cache: cache})
	if err != nil || problems.Errors() != 1 || len(problems) != 1 || !cmp.Equal(seen, build.Result{}) {
		t.Errorf("%+v, %v, %v", seen, problems, err)
	}
}
