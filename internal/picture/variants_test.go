package picture_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/picture"
)

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
		"chart":          {pngOf(t, chart(1300, 120)), []int{1300}, picture.PNG},
		"photo as png":   {pngOf(t, scene(700, 60)), []int{480, 700}, picture.JPEG},
		"grey":           {pngOf(t, grey), []int{70}, picture.PNG},
		"sixteen bits":   {pngOf(t, deep), []int{70}, picture.PNG},
		"grey jpeg":      {jpegOf(t, grey), []int{70}, picture.JPEG},
		"webp, lossy":    {webpOf(t, scene(700, 60), false), []int{480, 700}, picture.JPEG},
		"webp, lossless": {webpOf(t, chart(500, 60), true), []int{500}, picture.PNG},
		"animated webp":  {movingWebP(t, chart(500, 60), 0), []int{500}, picture.WebP},
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

// every makes all that is published of a picture, shown or linked to.
func every(t testing.TB, data []byte) []picture.Variant {
	t.Helper()
	whole, err := openCache(t, t.TempDir()).Clean(t.Context(), (&file{data: data}).named("x"))
	if err != nil {
		t.Fatal(err)
	}
	return append(published(mustMake(t, data)), whole)
}

// TestUpright holds each of the eight orientations against where the red quarter is shown.
func TestUpright(t *testing.T) {
	for o, red := range map[uint16][2]int{1: {1, 1}, 2: {3, 1}, 3: {3, 3}, 4: {1, 3}, 5: {1, 1}, 6: {3, 1}, 7: {3, 3}, 8: {1, 3}} {
		for _, v := range every(t, withSegment(jpegOf(t, scene(48, 32)), 0xe1, exif(o))) {
			if upright := o < 5; upright != (v.Width == 48 && v.Height == 32) {
				t.Errorf("orientation %d: %d × %d", o, v.Width, v.Height)
			}
			m := decoded(t, v)
			for _, x := range []int{1, 3} {
				for _, y := range []int{1, 3} {
					r, g, _, _ := m.At(x*v.Width/4, y*v.Height/4).RGBA()
					if (r > 2*g) != (red == [2]int{x, y}) {
						t.Errorf("orientation %d: wrong at %d, %d quarters", o, x, y)
					}
				}
			}
		}
	}
}

// TestNoMetadata puts a place into each format wherever it can stand.
func TestNoMetadata(t *testing.T) {
	photo, drawing := jpegOf(t, scene(300, 200)), pngOf(t, chart(300, 200))
	comment := func(g []byte) []byte { // before the end of a GIF
		return append(append(bytes.Clone(g[:len(g)-1]), 0x21, 0xfe, byte(len(place))), place+"\x00;"...)
	}
	for name, data := range map[string][]byte{
		"png text":     withChunk(drawing, "tEXt", []byte("Comment\x00"+place)),
		"png exif":     withChunk(drawing, "eXIf", exif(1)[6:]),
		"png exif 6":   withChunk(drawing, "eXIf", exif(6)[6:]),
		"jpeg exif":    withSegment(photo, 0xe1, exif(1)),
		"jpeg exif 6":  withSegment(photo, 0xe1, exif(6)),
		"jpeg xmp":     withSegment(photo, 0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00"+place)),
		"jpeg iptc":    withSegment(photo, 0xed, []byte("Photoshop 3.0\x00"+place)),
		"jpeg comment": withSegment(photo, 0xfe, []byte(place)),
		"jpeg behind":  append(bytes.Clone(photo), place...),
		"gif comment":  comment(gifOf(t, 30, 20, 1)),
		"animated gif": comment(gifOf(t, 30, 20, 3)),
		"webp":         webpWithEXIF(t, scene(300, 200), 1),
	} {
		t.Run(name, func(t *testing.T) {
			if !bytes.Contains(data, []byte(place)) {
				t.Fatal("there is nothing to remove")
			}
			for _, v := range every(t, data) {
				if b := bytesOf(t, v); bytes.Contains(b, []byte(place)) || bytes.Contains(bytes.ToLower(b), []byte("exif")) {
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
	all := every(t, pngOf(t, m))
	if whole := all[len(all)-1]; whole.Format != picture.PNG {
		t.Errorf("the whole is %s", whole.Format)
	}
	for _, v := range all {
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
	for name, data := range map[string][]byte{"photograph": jpegOf(t, scene(900, 100)), "chart": pngOf(t, chart(900, 100))} {
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

// TestAnimation holds that frames stay.
func TestAnimation(t *testing.T) {
	data := gifOf(t, 30, 20, 4)
	want, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range every(t, data) {
		got, err := gif.DecodeAll(bytes.NewReader(bytesOf(t, v)))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	}
	moving := movingWebP(t, chart(30, 20), 0)
	for _, v := range every(t, moving) {
		if !bytes.Equal(moving, bytesOf(t, v)) {
			t.Error("an animated WebP is another one")
		}
	}
}

// TestClean holds what kind of file the whole of each becomes.
func TestClean(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want picture.Format
	}{
		"jpeg":           {jpegOf(t, scene(1700, 40)), picture.JPEG},
		"photo as png":   {pngOf(t, scene(1700, 40)), picture.PNG},
		"gif":            {gifOf(t, 1700, 20, 1), picture.PNG},
		"webp, lossy":    {webpOf(t, scene(1700, 40), false), picture.JPEG},
		"webp, lossless": {webpOf(t, chart(1700, 40), true), picture.PNG},
		"svg":            {[]byte(`<svg width="9" height="9"/>`), picture.SVG},
	} {
		t.Run(name, func(t *testing.T) {
			v, err := openCache(t, t.TempDir()).Clean(t.Context(), (&file{data: c.data}).named("x"))
			if err != nil {
				t.Fatal(err)
			}
			if v.Format != c.want {
				t.Errorf("a file of the kind %s", v.Format)
			}
			if c.want == picture.SVG {
				return
			}
			if b := decoded(t, v).Bounds(); b.Dx() != v.Width || b.Dy() != v.Height || v.Width != 1700 {
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
