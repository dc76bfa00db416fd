package build_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkPictures measures builds after a page was edited, of a site with many photographs, each in a process of its
// own: where they are known, and where nothing is known of them but by their bytes. The two are made in turn.
//
//	go test -run '^$' -bench Pictures -benchtime 5x ./internal/build
func BenchmarkPictures(b *testing.B) {
	const photographs = 200
	dir := b.TempDir()
	write := func(name string, data []byte) {
		path := filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, data, 0o644)); err != nil {
			b.Fatal(err)
		}
	}
	write("site.yaml", []byte("title: Bilder\nbase_url: https://example.org/\nlanguages: [sv]\n"))
	write("om.md", []byte("---\ntitle: Om\n---\n"))
	size := 0
	for i := range photographs {
		data := grain(b, uint64(i))
		size += len(data)
		write(fmt.Sprintf("projects/p%d/foto.jpg", i), data)
		write(fmt.Sprintf("projects/p%d/index.md", i), []byte("---\ntitle: Foto\nimage: {file: foto.jpg, alt: Brus}\n---\n"))
	}
	buildApart(b, dir)
	settle()
	buildApart(b, dir) // from here on they are known
	var known, read measured
	rounds := 0
	for ; b.Loop(); rounds++ {
		edit(b, filepath.Join(dir, "content", "om.md"))
		known.add(buildApart(b, dir))
		if err := os.Remove(filepath.Join(dir, ".vitrin", "pictures", "known")); err != nil && !errors.Is(err, fs.ErrNotExist) {
			b.Fatal(err)
		}
		edit(b, filepath.Join(dir, "content", "om.md"))
		read.add(buildApart(b, dir))
	}
	b.ReportMetric(0, "ns/op") // of two builds together, which says nothing
	b.ReportMetric(float64(size)/photographs/1000, "kB/photograph")
	known.report(b, "known", rounds)
	read.report(b, "read", rounds)
	b.ReportMetric(known.read/float64(rounds), "known-read-MiB")
	b.ReportMetric(read.read/float64(rounds), "read-read-MiB")
	b.ReportMetric(float64(known.cpu)/float64(read.cpu), "known/read-cpu")
	b.ReportMetric(float64(known.wall)/float64(read.wall), "known/read")
}

// grain makes a photograph of some hundred kilobytes that no other is: little but the noise of a lens.
func grain(b *testing.B, seed uint64) []byte {
	b.Helper()
	const width, height, quality = 800, 600, 90
	r := rand.New(rand.NewPCG(seed, 3))
	m := image.NewGray(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		m.Pix[i] = uint8(96 + i%width*64/width + r.IntN(64))
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: quality}); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}
