package build_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"vitrin/internal/build"
)

// photograph makes a JPEG of a size, with an EXIF block that says where it was taken.
func photograph(t *testing.T, width, height int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.Set(x, y, color.RGBA{uint8(x * 255 / width), uint8(y * 255 / height), uint8(x * y % 97), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	exif := append([]byte{0xff, 0xe1, 0, 2 + 6 + 14}, "Exif\x00\x00GPS 59.33 18.07"[:20]...)
	return append(append([]byte{0xff, 0xd8}, exif...), b.Bytes()[2:]...)
}

func TestPictures(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) {
		path := filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", []byte("title: Bilder\nbase_url: https://example.org/del/\nlanguages: [sv]\n"))
	write("projects/bro/index.md", []byte("---\ntitle: Bron\nimage: {file: \"bron, södra.jpg\", alt: Bron i dimma}\ndocuments: [{title: Pressbild, file: press.jpeg}]\n---\n\n![Fästet](fäste.jpg)\n"))
	write("projects/bro/bron, södra.jpg", photograph(t, 1000, 500))
	write("projects/bro/fäste.jpg", photograph(t, 300, 200))
	write("projects/bro/press.jpeg", photograph(t, 700, 300))
	site := buildSite(t, dir, "https://example.org/del/")
	page, err := os.ReadFile(filepath.Join(site, "projekt", "bro", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<img src="/del/filer/projects/bro/bron,%20s%C3%B6dra-1000-[0-9a-f]{10}\.jpg" srcset="/del/filer/projects/bro/bron%2C%20s%C3%B6dra-480-[0-9a-f]{10}\.(jpg|webp) 480w, [^"]*-800-[^"]* 800w, [^"]*-1000-[^"]* 1000w" sizes="[^"]+" alt="Bron i dimma" width="1000" height="500" decoding="async">`,
		`<img src="/del/filer/projects/bro/f%C3%A4ste-300-[0-9a-f]{10}\.(jpg|webp)" alt="Fästet" width="300" height="200" loading="lazy">`,
		`<meta property="og:image" content="https://example.org/del/filer/projects/bro/bron,%20s%C3%B6dra-1000-[0-9a-f]{10}\.jpg">`,
		`<a href="/del/filer/projects/bro/press\.jpeg">Pressbild</a> <span class="note">JPEG, `,
	} {
		if !regexp.MustCompile(want).Match(page) {
			t.Errorf("the page lacks %s", want)
		}
	}
	published, err := filepath.Glob(filepath.Join(site, "filer", "projects", "bro", "*"))
	if err != nil {
		t.Fatal(err)
	}
	if len(published) < 5 {
		t.Errorf("only %q are published", published)
	}
	for _, file := range published {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "Exif") || strings.Contains(string(data), "GPS") {
			t.Errorf("%s says where it was taken", file)
		}
	}
}

// TestPicturesAreKept holds that what was encoded once is not encoded again.
func TestPicturesAreKept(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	kept := func() map[string]string {
		if _, problems, err := build.Build(t.Context(), build.Options{Dir: dir, Now: day}); err != nil || problems.Errors() > 0 {
			t.Fatal(problems, err)
		}
		entries, err := filepath.Glob(filepath.Join(dir, ".vitrin", "pictures", "*.pictures"))
		if err != nil || len(entries) == 0 {
			t.Fatalf("nothing is kept: %v", err)
		}
		state := map[string]string{}
		for _, name := range entries {
			info, err := os.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			state[name] = info.ModTime().String()
		}
		return state
	}
	first, second := kept(), kept()
	for name, modified := range second {
		if first[name] != modified {
			t.Errorf("%s was written again", name)
		}
	}
}
