package main

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/build"
)

// TestVerified holds what is told of a site that is not as a clean build makes it, which a build does not leave.
func TestVerified(t *testing.T) {
	many := make([]build.Difference, shownDifferences+2)
	for i := range many {
		many[i] = build.Difference{Path: "a/index.html", Fault: build.Strange}
	}
	for _, test := range []struct {
		verification build.Verification
		want         string
	}{
		{build.Verification{Files: 1}, "verified: 1 file as a clean build makes them, in 2.5 s\n"},
		{
			build.Verification{Files: 9, Differences: []build.Difference{{Path: "a\x1b.html", Fault: build.Stale}, {Path: "b.html", Fault: build.Missing}}},
			`stale: a␛.html
missing: b.html
2 files are not as a clean build makes them
  hint: vitrin build --clean mends it. Unless somebody changed these files, it is a mistake of Vitrin's: please report it, with this list, what you
        changed since the build before, and what vitrin version prints
`,
		},
		{
			build.Verification{Differences: []build.Difference{{Path: "a.html", Fault: build.Stale}}, Moved: []string{"content/a.md", "content/b.md"}},
			`stale: a.html
1 file is not as a clean build makes them
  hint: this may come of what changed while it was built, such as content/a.md: build again
`,
		},
		{
			build.Verification{Differences: many, Moved: []string{"content/a.md"}},
			strings.Repeat("strange: a/index.html\n", shownDifferences) + `and 2 more
22 files are not as a clean build makes them
  hint: this may come of what changed while it was built, such as content/a.md: build again
`,
		},
	} {
		var told strings.Builder
		terminal{&told}.verified(test.verification, 2500*time.Millisecond)
		if diff := cmp.Diff(test.want, told.String()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
