package publish_test

import (
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"testing"

	"vitrin/internal/publish"
)

// BenchmarkPublish writes 10,000 files of 8 kB, each in a folder of its own as pages are: with nothing kept between
// publishes, with records, and with records of files that tell what they are made of.
func BenchmarkPublish(b *testing.B) {
	const files, size = 10_000, 8 << 10
	for _, way := range []string{"alone", "recorded", "inputs"} {
		options := func(b *testing.B) (dir string, o publish.Options) {
			top := b.TempDir()
			if way != "alone" {
				o.Records = filepath.Join(top, "releases")
			}
			return filepath.Join(top, "public"), o
		}
		run := func(b *testing.B, dir string, o publish.Options, number, changed int) publish.Result {
			result, err := publish.Publish(b.Context(), dir, pages(files, size, number, changed, way == "inputs"), o)
			if err != nil || result.Unrecorded != nil {
				b.Fatal(err, result.Unrecorded)
			}
			return result
		}
		b.Run(way+"/first", func(b *testing.B) {
			b.ReportAllocs()
			dir, o := options(b)
			for i := 0; b.Loop(); i++ {
				run(b, fmt.Sprint(dir, i), o, 0, 0)
			}
			b.ReportMetric(float64(files*b.N)/b.Elapsed().Seconds(), "files/s")
		})
		for _, changed := range []int{0, 1, files / 10, files} {
			b.Run(fmt.Sprintf("%s/changed=%d", way, changed), func(b *testing.B) {
				b.ReportAllocs()
				dir, o := options(b)
				for number := range 2 { // the second makes the spare
					run(b, dir, o, number, max(changed, 1))
				}
				number := 2
				for ; b.Loop(); number++ {
					if result := run(b, dir, o, max(number*min(changed, 1), 1), max(changed, 1)); result.Changed != changed {
						b.Fatalf("%+v", result.Counts)
					}
				}
				b.ReportMetric(float64(files*b.N)/b.Elapsed().Seconds(), "files/s")
			})
		}
	}
}

// BenchmarkCurrent finds that of 10,000 files in folders of their own nothing changed.
func BenchmarkCurrent(b *testing.B) {
	top := b.TempDir()
	dir, o := filepath.Join(top, "public"), publish.Options{Records: filepath.Join(top, "releases"), Key: publish.Sum{1}}
	if _, err := publish.Publish(b.Context(), dir, pages(10_000, 8<<10, 0, 0, true), o); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, ok, err := publish.Current(b.Context(), dir, o); !ok || err != nil {
			b.Fatal(ok, err)
		}
	}
}

// pages gives files of a size; the first of them, changed in number, say which version they are of.
func pages(files, size, number, changed int, inputs bool) iter.Seq[publish.Resource] {
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
			if inputs {
				r.Inputs = func() []publish.Input { return inputsOf(i, version) }
			}
			if !yield(r) {
				return
			}
		}
	}
}

// inputsOf gives eight inputs, as pages have.
func inputsOf(number, version int) []publish.Input {
	all := make([]publish.Input, 8)
	for i, name := range []string{"text", "links", "cards", "totals", "kin", "words", "templates", "shared"} {
		all[i].Name = name
		binary.LittleEndian.PutUint64(all[i].Sum[:], uint64(number+i))
	}
	binary.LittleEndian.PutUint64(all[0].Sum[8:], uint64(version))
	return all
}
