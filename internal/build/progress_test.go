package build_test

import (
	"path/filepath"
	"sync"
	"testing"
	"time"

	"vitrin/internal/build"
)

// TestProgress holds that the stages are told of in their order, each file, picture and page of the example once.
func TestProgress(t *testing.T) {
	var mu sync.Mutex
	var order []build.Stage
	calls, most, totals := map[build.Stage]int{}, map[build.Stage]int{}, map[build.Stage]int{}
	result, problems, err := build.Build(t.Context(), build.Options{
		Dir: "../..", Out: filepath.Join(t.TempDir(), "out"), Cache: t.TempDir(), Now: time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC),
		Progress: func(stage build.Stage, done, total int) {
			mu.Lock()
			defer mu.Unlock()
			if calls[stage]++; calls[stage] == 1 {
				order = append(order, stage)
			}
			most[stage], totals[stage] = max(most[stage], done), total
		},
	})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	for i, stage := range []build.Stage{build.Reading, build.Linking, build.Pictures, build.Pages} {
		if len(order) != 4 || order[i] != stage {
			t.Fatalf("the stages came in the order %v", order)
		}
		if most[stage] != totals[stage] || stage != build.Linking && calls[stage] != totals[stage] {
			t.Errorf("stage %d: %d calls, up to %d of %d", stage, calls[stage], most[stage], totals[stage])
		}
	}
	if totals[build.Pages] != result.Pages || totals[build.Pictures] != 1 || totals[build.Reading] < 80 {
		t.Errorf("%v, with %d pages", totals, result.Pages)
	}
}
