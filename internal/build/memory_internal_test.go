package build

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"

	"vitrin/internal/heap"
	"vitrin/internal/publish"
)

// TestEnough holds that a first build has no more memory than usual, wherever it publishes, and one over a site has.
func TestEnough(t *testing.T) {
	for _, o := range []Options{{Dir: t.TempDir()}, {Dir: t.TempDir(), Out: t.TempDir()}} {
		if got := o.enough(); got != heap.Usual {
			t.Errorf("where no site stands: %d", got)
		}
		if err := os.MkdirAll(o.Folder(), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(o.Folder(), publish.Marker), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if got := o.enough(); got <= heap.Usual {
			t.Errorf("where a site stands: %d", got)
		}
	}
}

// TestExpecting holds that a build of many files may take more memory as soon as their number is known, and not by what else is counted.
func TestExpecting(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	percent, own := debug.SetGCPercent(-1), debug.SetMemoryLimit(-1)
	defer func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(own)
	}()
	const usual = 1 << 40 // which no test takes, so that nothing is collected
	bound := heap.NewBound(usual)
	const files = 1 << 30
	told := 0
	tell := Progress(func(Stage, int, int) { told++ }).expecting(bound)
	tell(Pages, 1, files)
	if got := debug.SetMemoryLimit(-1); got != usual {
		t.Errorf("by pages the limit is %d", got)
	}
	tell(Reading, 1, files)
	tell(Reading, 2, 2*files)
	if got := debug.SetMemoryLimit(-1); got != files*perFile || told != 3 {
		t.Errorf("the limit is %d, want %d; told %d times of 3", got, files*perFile, told)
	}
	Progress(nil).expecting(bound)(Reading, 1, 1) // where nobody is told
}
