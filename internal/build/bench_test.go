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
					Program: strconv.Itoa(i), // for whom nothing is kept yet
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

// BenchmarkLoad measures what lies between a command and the first page: the documents, the portfolio and the plan. Cold,
// every file is parsed; warm, none is, and all come from the store; edited is warm but for one file.
//
//	go test -run '^$' -bench Load -benchtime 3x ./internal/build
func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		dir := b.TempDir()
		if err := corpus.Write(dir, n); err != nil {
			b.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(dir, "content/projects/projekt-1.md"))
		if err != nil {
			b.Fatal(err)
		}
		load := func(b *testing.B, program string) {
			s, problems, err := build.Look(b.Context(), build.Options{Dir: dir, Now: time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC), Program: program})
			if err != nil || len(problems) > 0 {
				b.Fatal(err, problems[:min(3, len(problems))])
			}
			if err := s.Close(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
		for name, program := range map[string]func(i int) string{
			"cold":   func(i int) string { return strconv.Itoa(i) },
			"warm":   func(int) string { return "same" },
			"edited": func(int) string { return "same" },
		} {
			b.Run(fmt.Sprintf("%d/%s", n, name), func(b *testing.B) {
				load(b, "same")
				time.Sleep(3 * time.Second) // until what was just written is not doubtful any more
				load(b, "same")
				b.ReportAllocs()
				resetPeak()
				for i := 0; b.Loop(); i++ {
					if name == "edited" {
						edited := fmt.Sprintf("%s\n%d\n", text, i)
						if err := os.WriteFile(filepath.Join(dir, "content/projects/projekt-1.md"), []byte(edited), 0o644); err != nil {
							b.Fatal(err)
						}
					}
					load(b, program(i))
				}
				if peak, ok := peakMiB(); ok {
					b.ReportMetric(peak, "peak-MiB")
				}
			})
		}
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
