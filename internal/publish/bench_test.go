package publish_test

import (
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"testing"

	"vitrin/internal/publish"
)

// BenchmarkPublish writes 10,000 files of 8 kB, each in a folder of its own as pages are.
func BenchmarkPublish(b *testing.B) {
	const files, size = 10_000, 8 << 10
	run := func(b *testing.B, dir string, number, changed int) publish.Result {
		result, err := publish.Publish(b.Context(), dir, pages(files, size, number, changed), publish.Options{})
		if err != nil {
			b.Fatal(err)
		}
		return result
	}
	report := func(b *testing.B) {
		b.ReportMetric(float64(files*b.N)/b.Elapsed().Seconds(), "files/s")
	}
	b.Run("first", func(b *testing.B) {
		b.ReportAllocs()
		top := b.TempDir()
		for i := 0; b.Loop(); i++ {
			run(b, filepath.Join(top, fmt.Sprint(i)), 0, 0)
		}
		report(b)
	})
	for _, changed := range []int{0, 1, files / 10, files} {
		b.Run(fmt.Sprintf("changed=%d", changed), func(b *testing.B) {
			b.ReportAllocs()
			dir := filepath.Join(b.TempDir(), "public")
			run(b, dir, 0, changed)
			number := 1
			for ; b.Loop(); number++ {
				if result := run(b, dir, number, changed); result.Changed != changed {
					b.Fatalf("%+v", result)
				}
			}
			report(b)
		})
	}
}

// pages gives files of a size; the first of them, changed in number, say which version they are of.
func pages(files, size, number, changed int) iter.Seq[publish.Resource] {
	text := make([]byte, size)
	for i := range text {
		text[i] = "en text om klusterprojekt "[i%26]
	}
	return func(yield func(publish.Resource) bool) {
		for i := range files {
			version := 0
			if i < changed {
				version = number
			}
			r := publish.Resource{Path: fmt.Sprintf("projekt/p%05d/index.html", i), Write: func(w io.Writer) error {
				head := fmt.Sprintf("%8d %8d ", i, version)
				if _, err := io.WriteString(w, head); err != nil {
					return err
				}
				_, err := w.Write(text[len(head):])
				return err
			}}
			if !yield(r) {
				return
			}
		}
	}
}
