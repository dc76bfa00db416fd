package build_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"vitrin/internal/build"
	"vitrin/internal/corpus"
)

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
