package picture_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/webp"

	"vitrin/internal/picture"
)

// file is a file of these bytes.
type file struct{ data []byte }

func (f *file) open() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(f.data)), nil }

func openCache(t testing.TB, folder string) *picture.Cache {
	t.Helper()
	c, err := picture.Open(folder, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func makeSet(t testing.TB, data []byte) (*picture.Set, error) {
	t.Helper()
	return openCache(t, t.TempDir()).Make(t.Context(), "x", (&file{data: data}).open)
}

func mustMake(t testing.TB, data []byte) *picture.Set {
	t.Helper()
	s, err := makeSet(t, data)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func bytesOf(t testing.TB, v picture.Variant) []byte {
	t.Helper()
	var b bytes.Buffer
	if n, err := v.WriteTo(&b); err != nil || n != v.Size || int64(b.Len()) != v.Size {
		t.Fatalf("%d of %d bytes, %v", n, v.Size, err)
	}
	return b.Bytes()
}

// decoded reads a variant with other people's decoders.
func decoded(t testing.TB, v picture.Variant) image.Image {
	t.Helper()
	data := bytesOf(t, v)
	if v.Format == picture.WebP {
		m, err := webp.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	m, name, err := image.Decode(bytes.NewReader(data))
	if err != nil || "image/"+name != v.Type() {
		t.Fatalf("%s: %s, %v", v.Type(), name, err)
	}
	return m
}

// published are all variants of a set.
func published(s *picture.Set) []picture.Variant {
	return append(s.Variants[:len(s.Variants):len(s.Variants)], s.Fallback)
}

func widthsOf(s *picture.Set) (w []int) {
	for _, v := range s.Variants {
		w = append(w, v.Width)
	}
	return w
}

func TestMake(t *testing.T) {
	grey := image.NewGray(image.Rect(0, 0, 70, 50))
	deep := image.NewNRGBA64(image.Rect(0, 0, 70, 50))
	draw.Draw(deep, deep.Rect, scene(70, 50), image.Point{}, draw.Src)
	for name, c := range map[string]struct {
		data   []byte
		widths []int
		plain  picture.Format // of the fallback
	}{
		"photograph":     {jpegOf(t, scene(2000, 150)), []int{480, 800, 1200, 1600}, picture.JPEG},
		"smaller":        {jpegOf(t, scene(900, 100)), []int{480, 800, 900}, picture.JPEG},
		"small":          {jpegOf(t, scene(300, 200)), []int{300}, picture.JPEG},
		"of a step":      {jpegOf(t, scene(800, 20)), []int{480, 800}, picture.JPEG},
		"one pixel":      {jpegOf(t, scene(1, 1)), []int{1}, picture.JPEG},
		"one pixel, png": {pngOf(t, scene(1, 1)), []int{1}, picture.PNG},
		"thin":           {pngOf(t, chart(1, 5000)), []int{1}, picture.PNG},
		"flat":           {pngOf(t, chart(5000, 1)), []int{1200, 1600}, picture.PNG},
		"chart":          {pngOf(t, chart(1300, 700)), []int{480, 1300}, picture.PNG},
		"photo as png":   {pngOf(t, scene(700, 500)), []int{480, 700}, picture.JPEG},
		"grey":           {pngOf(t, grey), []int{70}, picture.PNG},
		"sixteen bits":   {pngOf(t, deep), []int{70}, picture.PNG},
		"grey jpeg":      {jpegOf(t, grey), []int{70}, picture.JPEG},
		"webp, lossy":    {webpOf(t, scene(700, 500), false), []int{480, 700}, picture.JPEG},
		"webp, lossless": {webpOf(t, chart(500, 300), true), []int{500}, picture.PNG},
		"animated webp":  {movingWebP(t, chart(500, 300), 0), []int{500}, picture.WebP},
		"gif":            {gifOf(t, 500, 20, 1), []int{500}, picture.PNG},
		"animated gif":   {gifOf(t, 1700, 20, 3), []int{1700}, picture.GIF},
		"svg":            {[]byte(`<svg width="9" height="9"/>`), []int{9}, picture.SVG},
	} {
		t.Run(name, func(t *testing.T) {
			s := mustMake(t, c.data)
			if d := cmp.Diff(c.widths, widthsOf(s)); d != "" {
				t.Error(d)
			}
			if s.Fallback.Format != c.plain || s.Fallback.Width > 1200 && s.Format != picture.GIF {
				t.Errorf("fallback: %s, %d wide", s.Fallback.Format, s.Fallback.Width)
			}
			if s.Format == picture.SVG {
				return
			}
			for _, v := range published(s) {
				if strings.HasPrefix(name, "animated") {
					continue
				}
				if b := decoded(t, v).Bounds(); b.Dx() != v.Width || b.Dy() != v.Height {
					t.Errorf("%d × %d is said to be %d × %d", b.Dx(), b.Dy(), v.Width, v.Height)
				}
			}
			for i := range len(s.Variants) - 1 {
				if s.Variants[i].Size >= s.Variants[i+1].Size {
					t.Errorf("%d pixels take no less than %d", s.Variants[i].Width, s.Variants[i+1].Width)
				}
			}
		})
	}
}

// TestUpright holds that a photograph that its EXIF block turns is published turned and without the block.
func TestUpright(t *testing.T) {
	data := withSegment(jpegOf(t, scene(600, 400)), 0xe1, exif(6))
	data = withSegment(data, 0xfe, []byte("taken at "+place))
	c := openCache(t, t.TempDir())
	s, err := c.Make(t.Context(), "x", (&file{data: data}).open)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := c.Clean(t.Context(), "x", (&file{data: data}).open)
	if err != nil {
		t.Fatal(err)
	}
	if s.Width != 400 || s.Height != 600 || whole.Width != 400 || whole.Height != 600 {
		t.Errorf("%d × %d, %d × %d", s.Width, s.Height, whole.Width, whole.Height)
	}
	for _, v := range append(published(s), whole) {
		b := bytesOf(t, v)
		if bytes.Contains(b, []byte("Exif")) || bytes.Contains(b, []byte(place)) || bytes.Contains(b, []byte("EXIF")) {
			t.Errorf("%s of %d pixels holds metadata", v.Format, v.Width)
		}
		m := decoded(t, v)
		for _, p := range []struct {
			x, y int
			red  bool
		}{{3, 1, true}, {1, 1, false}, {1, 3, false}, {3, 3, false}} { // quarters: the red one came to the right
			r, g, _, _ := m.At(p.x*v.Width/4, p.y*v.Height/4).RGBA()
			if (r > 2*g) != p.red {
				t.Errorf("%s of %d pixels: at %d, %d quarters: red %t", v.Format, v.Width, p.x, p.y, !p.red)
			}
		}
	}
}

// TestEveryOrientation holds each of the eight against where the red quarter is shown.
func TestEveryOrientation(t *testing.T) {
	for o, red := range map[uint16][2]int{1: {1, 1}, 2: {3, 1}, 3: {3, 3}, 4: {1, 3}, 5: {1, 1}, 6: {3, 1}, 7: {3, 3}, 8: {1, 3}} {
		s := mustMake(t, withSegment(jpegOf(t, scene(48, 32)), 0xe1, exif(o)))
		m := decoded(t, s.Fallback)
		for _, x := range []int{1, 3} {
			for _, y := range []int{1, 3} {
				r, g, _, _ := m.At(x*s.Width/4, y*s.Height/4).RGBA()
				if (r > 2*g) != (red == [2]int{x, y}) {
					t.Errorf("orientation %d: wrong at %d, %d quarters", o, x, y)
				}
			}
		}
	}
}

// TestNoMetadata puts a place into each format wherever it can stand.
func TestNoMetadata(t *testing.T) {
	small := pngOf(t, chart(300, 200))
	comment := append([]byte{0x21, 0xfe, byte(len(place))}, place+"\x00"...)
	moving := gifOf(t, 30, 20, 3)
	moving = append(append(bytes.Clone(moving[:len(moving)-1]), comment...), ';')
	still := gifOf(t, 30, 20, 1)
	still = append(append(bytes.Clone(still[:len(still)-1]), comment...), ';')
	tail := append(jpegOf(t, scene(300, 200)), place...)
	for name, data := range map[string][]byte{
		"png text":     withChunk(small, "tEXt", []byte("Comment\x00"+place)),
		"png exif":     withChunk(small, "eXIf", exif(1)[6:]),
		"png exif 6":   withChunk(small, "eXIf", exif(6)[6:]),
		"jpeg xmp":     withSegment(jpegOf(t, scene(300, 200)), 0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00"+place)),
		"jpeg iptc":    withSegment(jpegOf(t, scene(300, 200)), 0xed, []byte("Photoshop 3.0\x00"+place)),
		"jpeg comment": withSegment(jpegOf(t, scene(300, 200)), 0xfe, []byte(place)),
		"jpeg behind":  tail,
		"gif comment":  still,
		"animated gif": moving,
		"webp":         webpWithEXIF(t, scene(300, 200), 1),
	} {
		t.Run(name, func(t *testing.T) {
			if !bytes.Contains(data, []byte(place)) {
				t.Fatal("there is nothing to remove")
			}
			c := openCache(t, t.TempDir())
			s, err := c.Make(t.Context(), "x", (&file{data: data}).open)
			if err != nil {
				t.Fatal(err)
			}
			whole, err := c.Clean(t.Context(), "x", (&file{data: data}).open)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range append(published(s), whole) {
				if b := bytesOf(t, v); bytes.Contains(b, []byte(place)) || bytes.Contains(b, []byte("Exif")) || bytes.Contains(b, []byte("EXIF")) {
					t.Errorf("%s of %d pixels tells the place", v.Format, v.Width)
				}
				decoded(t, v)
			}
		})
	}
}

// TestLossless holds that drawings keep each pixel that is seen, half transparent ones too, also when the whole
// file is cleaned.
func TestLossless(t *testing.T) {
	m := chart(300, 200)
	for i := range 100 {
		m.SetNRGBA(i, i, color.NRGBA{200, uint8(2 * i), 10, uint8(i + 1)})
	}
	c, f := openCache(t, t.TempDir()), &file{data: pngOf(t, m)}
	s, err := c.Make(t.Context(), "x", f.open)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := c.Clean(t.Context(), "x", f.open)
	if err != nil || whole.Format != picture.PNG {
		t.Fatal(whole.Format, err)
	}
	for _, v := range append(published(s), whole) {
		got := decoded(t, v)
		for y := range 200 {
			for x := range 300 {
				if c := color.NRGBAModel.Convert(got.At(x, y)); c != color.Color(m.NRGBAAt(x, y)) {
					t.Fatalf("%s: %v at %d, %d; want %v", v.Format, c, x, y, m.NRGBAAt(x, y))
				}
			}
		}
	}
}

// TestWebPWhereSmaller holds that a photograph and a chart gain by WebP.
func TestWebPWhereSmaller(t *testing.T) {
	for name, data := range map[string][]byte{"photograph": jpegOf(t, scene(900, 600)), "chart": pngOf(t, chart(900, 600))} {
		for _, v := range mustMake(t, data).Variants {
			if v.Format != picture.WebP || v.Size > int64(len(data)) {
				t.Errorf("%s: %s of %d bytes out of %d", name, v.Format, v.Size, len(data))
			}
		}
	}
}

// TestWebPColours holds that black and white come out of a WebP as they are: its YCbCr is not JPEG's.
func TestWebPColours(t *testing.T) {
	for _, grey := range []uint8{0, 128, 255} {
		m := image.NewNRGBA(image.Rect(0, 0, 100, 100))
		draw.Draw(m, m.Rect, image.NewUniform(color.Gray{grey}), image.Point{}, draw.Src)
		got := color.GrayModel.Convert(decoded(t, mustMake(t, webpOf(t, m, false)).Fallback).At(50, 50)).(color.Gray).Y
		if max(got, grey)-min(got, grey) > 2 {
			t.Errorf("%d became %d", grey, got)
		}
	}
}

// TestAnimation holds that frames stay, and that what moves too much is refused.
func TestAnimation(t *testing.T) {
	data := gifOf(t, 30, 20, 4)
	want, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	got, err := gif.DecodeAll(bytes.NewReader(bytesOf(t, mustMake(t, data).Fallback)))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	moving := movingWebP(t, chart(30, 20), 0)
	if !bytes.Equal(moving, bytesOf(t, mustMake(t, moving).Fallback)) {
		t.Error("an animated WebP is another one")
	}
}

func TestDamaged(t *testing.T) {
	jpg, pic := jpegOf(t, scene(300, 200)), pngOf(t, scene(300, 200))
	for name, data := range map[string][]byte{
		"jpeg": jpg[:len(jpg)/2], "png": pic[:len(pic)/2], "png bomb of few pixels": bomb(3000), "gif": gifOf(t, 30, 20, 3)[:150],
	} {
		t.Run(name, func(t *testing.T) {
			c := openCache(t, t.TempDir())
			_, err := c.Make(t.Context(), "x", (&file{data: data}).open)
			var told *picture.Error
			if !errors.As(err, &told) || !strings.Contains(told.Message, "damaged") {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestCacheHit holds that a picture is encoded once: afterwards the entry stays the one that it was.
func TestCacheHit(t *testing.T) {
	folder := t.TempDir()
	f := &file{data: jpegOf(t, scene(600, 400))}
	first, err := openCache(t, folder).Make(t.Context(), "x", f.open)
	if err != nil {
		t.Fatal(err)
	}
	before := stat(t, folder)
	second, err := openCache(t, folder).Make(t.Context(), "renamed", f.open)
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, stat(t, folder)) {
		t.Error("the entry was made again")
	}
	for i, v := range published(first) {
		if !bytes.Equal(bytesOf(t, v), bytesOf(t, published(second)[i])) {
			t.Errorf("variant %d differs", i)
		}
	}
}

// TestSameBytes holds that a picture that is made anew is the same.
func TestSameBytes(t *testing.T) {
	for name, data := range map[string][]byte{"photograph": jpegOf(t, scene(600, 400)), "chart": pngOf(t, chart(600, 400))} {
		a, b := mustMake(t, data), mustMake(t, data)
		for i, v := range published(a) {
			if v.Hash != published(b)[i].Hash {
				t.Errorf("%s: %s of %d pixels differs", name, v.Format, v.Width)
			}
		}
	}
}

// stat is the only entry of a cache.
func stat(t *testing.T, folder string) os.FileInfo {
	t.Helper()
	info, err := os.Stat(entry(t, folder))
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func entry(t *testing.T, folder string) string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(all) != 1 {
		t.Fatalf("%v, %v; want one entry", all, err)
	}
	return all[0]
}

// TestSpoiledEntry holds that an entry that is cut short, changed anywhere or somebody else's is made again.
func TestSpoiledEntry(t *testing.T) {
	f := &file{data: jpegOf(t, scene(600, 400))}
	for name, spoil := range map[string]func([]byte) []byte{
		"empty":           func([]byte) []byte { return nil },
		"cut short":       func(b []byte) []byte { return b[:len(b)-1] },
		"longer":          func(b []byte) []byte { return append(b, 0) },
		"changed pixels":  func(b []byte) []byte { b[len(b)-10] ^= 1; return b },
		"changed width":   func(b []byte) []byte { return bytes.Replace(b, []byte(`"width":480`), []byte(`"width":481`), 1) },
		"somebody else's": func([]byte) []byte { return []byte("{}\n") },
		"another key":     func(b []byte) []byte { return bytes.Replace(b, []byte(`"key":"`), []byte(`"key":"0`), 1) },
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			c := openCache(t, folder)
			want, err := c.Make(t.Context(), "x", f.open)
			if err != nil {
				t.Fatal(err)
			}
			path := entry(t, folder)
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, spoil(bytes.Clone(whole)), 0o666); err != nil {
				t.Fatal(err)
			}
			got, err := c.Make(t.Context(), "x", f.open)
			if err != nil {
				t.Fatal(err)
			}
			now, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(now, whole) {
				t.Errorf("the entry was not made again, %v", err)
			}
			if !bytes.Equal(bytesOf(t, got.Fallback), bytesOf(t, want.Fallback)) {
				t.Error("other bytes")
			}
		})
	}
}

// TestConcurrent makes the same pictures from many goroutines and two caches on one folder, as two processes would.
func TestConcurrent(t *testing.T) {
	folder := t.TempDir()
	caches := []*picture.Cache{openCache(t, folder), openCache(t, folder)}
	files := []*file{{data: jpegOf(t, scene(500, 300))}, {data: pngOf(t, chart(500, 300))}}
	hashes := make([]string, 24)
	var wait sync.WaitGroup
	for i := range hashes {
		wait.Go(func() {
			s, err := caches[i%2].Make(t.Context(), "x", files[i/2%2].open)
			if err != nil {
				t.Error(err)
				return
			}
			for _, v := range s.Variants {
				hashes[i] += v.Hash
			}
			if _, err := s.Fallback.WriteTo(io.Discard); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	for i, h := range hashes {
		if h != hashes[i%4] || h == "" {
			t.Errorf("the set of goroutine %d differs", i)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := openCache(t, t.TempDir()).Make(ctx, "x", (&file{data: jpegOf(t, scene(500, 300))}).open)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestSmallBudget holds that a picture that needs more than the whole budget is made all the same.
func TestSmallBudget(t *testing.T) {
	c, err := picture.Open(t.TempDir(), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			if _, err := c.Make(t.Context(), "x", (&file{data: jpegOf(t, scene(50+i, 30))}).open); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

func TestPrune(t *testing.T) {
	folder := t.TempDir()
	c := openCache(t, folder)
	now := time.Now()
	var sets []*picture.Set
	for i := range 4 { // made four, three, two and one days ago
		_, err := c.Make(t.Context(), "x", (&file{data: jpegOf(t, scene(50+i, 30))}).open)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range list(t, folder) {
			if info, err := os.Stat(path); err != nil || now.Sub(info.ModTime()) < 12*time.Hour {
				age := now.Add(-time.Duration(4-i)*24*time.Hour - time.Hour)
				if err := errors.Join(err, os.Chtimes(path, age, age)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	// The oldest is used now, which renews its mark.
	s, err := c.Make(t.Context(), "x", (&file{data: jpegOf(t, scene(50, 30))}).open)
	if err != nil {
		t.Fatal(err)
	}
	sets = append(sets, s)
	if err := os.WriteFile(filepath.Join(folder, "notes.txt"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := c.Prune(t.Context(), now.Add(-60*time.Hour), 1<<30); err != nil {
		t.Fatal(err)
	}
	if left := list(t, folder); len(left) != 4 { // used now, two days and one day ago, and the notes
		t.Errorf("%d are left: %v", len(left), left)
	}
	kept := sets[0].Fallback.Size + sets[0].Variants[0].Size + 1024
	if err := c.Prune(t.Context(), time.Time{}, kept); err != nil {
		t.Fatal(err)
	}
	if left := list(t, folder); len(left) != 2 {
		t.Errorf("%d are left: %v", len(left), left)
	}
	if _, err := sets[0].Fallback.WriteTo(io.Discard); err != nil {
		t.Errorf("what was used last went: %v", err)
	}
}

func list(t *testing.T, folder string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestClean holds what kind of file the whole of each becomes.
func TestClean(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want picture.Format
	}{
		"jpeg":           {jpegOf(t, scene(1700, 40)), picture.JPEG},
		"photo as png":   {pngOf(t, scene(1700, 40)), picture.PNG},
		"gif":            {gifOf(t, 30, 20, 1), picture.GIF},
		"webp, lossy":    {webpOf(t, scene(1700, 40), false), picture.JPEG},
		"webp, lossless": {webpOf(t, chart(1700, 40), true), picture.PNG},
		"svg":            {[]byte(`<svg width="9" height="9"/>`), picture.SVG},
	} {
		t.Run(name, func(t *testing.T) {
			v, err := openCache(t, t.TempDir()).Clean(t.Context(), "x", (&file{data: c.data}).open)
			if err != nil {
				t.Fatal(err)
			}
			if v.Format != c.want {
				t.Errorf("a file of the kind %s", v.Format)
			}
			if c.want == picture.SVG {
				return
			}
			if b := decoded(t, v).Bounds(); b.Dx() != v.Width || b.Dy() != v.Height || v.Width != 1700 && v.Width != 30 {
				t.Errorf("%v is said to be %d × %d", b, v.Width, v.Height)
			}
		})
	}
}

func BenchmarkMake(b *testing.B) {
	for name, data := range map[string][]byte{
		"photograph of 12 megapixels": jpegOf(b, scene(4000, 3000)),
		"screenshot":                  pngOf(b, chart(1600, 1000)),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				mustMake(b, data)
			}
		})
	}
}
