package release_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"vitrin/internal/release"
)

// BenchmarkRead reads the manifest of 100,000 pages, each in a folder of its own and made of eight things.
func BenchmarkRead(b *testing.B) {
	d := large(100_000)
	name := filepath.Join(b.TempDir(), "manifest")
	if err := d.Write(name); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := release.Read(name); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWrite writes that manifest with one file anew.
func BenchmarkWrite(b *testing.B) {
	d := large(100_000)
	name := filepath.Join(b.TempDir(), "manifest")
	if err := d.Write(name); err != nil {
		b.Fatal(err)
	}
	before, err := release.Read(name)
	if err != nil {
		b.Fatal(err)
	}
	next := release.Draft{Before: before, Files: d.Files[:1], Folders: d.Folders}
	next.Kept = slices.Repeat([]bool{true}, before.Len())
	next.Kept[0] = false
	b.ReportAllocs()
	for b.Loop() {
		if err := next.Write(name); err != nil {
			b.Fatal(err)
		}
	}
}

func large(pages int) release.Draft {
	d := release.Draft{Folders: []release.Folder{{Path: "."}}}
	for i := range pages {
		folder := fmt.Sprintf("projekt/p%06d", i)
		f := release.File{Path: folder + "/index.html", Stamp: release.Stamp{Size: int64(i)}}
		for _, name := range []string{"text", "links", "cards", "totals", "kin", "words", "templates", "shared"} {
			f.Inputs = append(f.Inputs, release.Input{Name: name, Sum: release.Sum{byte(i)}})
		}
		d.Files, d.Folders = append(d.Files, f), append(d.Folders, release.Folder{Path: folder})
	}
	return d
}
