package build_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"vitrin/internal/build"
	"vitrin/internal/corpus"
)

// BenchmarkBuild measures a cold build of a whole site: time, allocations, and the peak of resident
// memory where the system tells it.
//
//	go test -run '^$' -bench Build -benchtime 1x ./internal/build
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			dir := b.TempDir()
			if err := corpus.Write(dir, n); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			resetPeak()
			pages := 0
			for i := 0; b.Loop(); i++ {
				result, problems, err := build.Build(b.Context(), build.Options{
					Dir: dir, Out: filepath.Join(dir, fmt.Sprint("out", i)), Now: time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC),
				})
				if err != nil || len(problems) > 0 {
					b.Fatal(err, problems[:min(3, len(problems))])
				}
				pages = result.Pages
			}
			b.ReportMetric(float64(pages), "pages")
			if peak, ok := peakMiB(); ok {
				b.ReportMetric(peak, "peak-MiB")
			}
		})
	}
}

// resetPeak makes Linux forget the process's peak of resident memory (proc(5), clear_refs).
func resetPeak() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o200) }

// peakMiB gives the peak of resident memory since resetPeak.
func peakMiB() (float64, bool) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, false
	}
	_, rest, found := strings.Cut(string(status), "VmHWM:")
	kB, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(strings.SplitN(rest, "\n", 2)[0]), "kB")), 64)
	return kB / 1024, found && err == nil
}
