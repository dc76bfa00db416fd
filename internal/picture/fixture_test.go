package picture_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"testing"

	"github.com/gen2brain/webp"
)

// The pictures of these tests are drawn here: no file of somebody else's, and every byte has a reason.

// scene is a picture of w × h pixels with a gradient and something like the noise of a lens; its top left quarter
// is red, so that one sees how it lies.
func scene(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	seed := uint32(1)
	for y := range h {
		for x := range w {
			seed = seed*1664525 + 1013904223
			noise := int(seed>>26) - 32
			c := color.NRGBA{level(60 + 120*x/w + noise), level(120 + 60*y/h + noise), level(150 - 50*x/w + noise), 255}
			if x < w/2 && y < h/2 {
				c = color.NRGBA{level(210 + noise), level(40 + noise), level(40 + noise), 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func level(v int) uint8 { return uint8(min(max(v, 0), 255)) }

// chart is a picture of flat colours, lines and a circle with soft edges.
func chart(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{255, 255, 255, 255}
			switch {
			case x/40%3 == 1 && y > h-(x/40*37)%h:
				c = color.NRGBA{0, 90, 140, 255}
			case y%50 == 0:
				c = color.NRGBA{200, 200, 200, 255}
			case math.Abs(math.Hypot(float64(x-w/2), float64(y-h/2))-float64(h)/3) < 12:
				edge := math.Abs(math.Hypot(float64(x-w/2), float64(y-h/2)) - float64(h)/3)
				c = color.NRGBA{level(180 + int(6*edge)), level(20 * int(edge)), level(x * 255 / w), 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gifOf(t testing.TB, w, h, frames int) []byte {
	t.Helper()
	g := &gif.GIF{Config: image.Config{Width: w, Height: h}}
	for i := range frames {
		m := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.White, color.Black, color.RGBA{200, 0, 0, 255}})
		for x := range w {
			m.SetColorIndex(x, i%h, 1)
			m.SetColorIndex(x, h/2, 2)
		}
		g.Image, g.Delay = append(g.Image, m), append(g.Delay, 10)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// place is what a telephone writes of where a picture was taken; no byte of it may be published.
const place = "59.3293N18.0686E"

// exif is an EXIF block with an orientation and a place, as big-endian TIFF.
func exif(orientation uint16) []byte {
	b := []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08")
	b = append(b, 0, 2)
	b = append(b, 0x01, 0x12, 0, 3, 0, 0, 0, 1, byte(orientation>>8), byte(orientation), 0, 0)
	b = append(b, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38) // the GPS directory
	b = append(b, 0, 0, 0, 0)
	b = append(b, 0, 1)
	b = append(b, 0, 27, 0, 7, 0, 0, 0, byte(len(place)), 0, 0, 0, 56)
	b = append(b, 0, 0, 0, 0)
	return append(b, place...)
}

// withSegment puts a segment behind the start of a JPEG.
func withSegment(data []byte, marker byte, payload []byte) []byte {
	out := append([]byte{0xff, 0xd8, 0xff, marker}, byte((len(payload)+2)>>8), byte(len(payload)+2))
	return append(append(out, payload...), data[2:]...)
}

func pngChunk(kind string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, kind...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// withChunk puts a chunk behind the IHDR of a PNG.
func withChunk(data []byte, kind string, content []byte) []byte {
	const ihdr = 8 + 25
	return append(append(bytes.Clone(data[:ihdr]), pngChunk(kind, content)...), data[ihdr:]...)
}

// bomb is a PNG of a few bytes that claims to be very large.
func bomb(side uint32) []byte {
	head := binary.BigEndian.AppendUint32(nil, side)
	head = binary.BigEndian.AppendUint32(head, side)
	head = append(head, 8, 6, 0, 0, 0)
	b := append([]byte("\x89PNG\r\n\x1a\n"), pngChunk("IHDR", head)...)
	b = append(b, pngChunk("IDAT", []byte("\x78\x9c\x63\x00\x00\x00\x01\x00\x01"))...)
	return append(b, pngChunk("IEND", nil)...)
}

// webpOf is a WebP, lossless or not.
func webpOf(t testing.TB, m image.Image, lossless bool) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := webp.Encode(&b, m, webp.Options{Lossless: lossless, Quality: 90, Method: 2}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// riff is a WebP of chunks (RFC 9649, section 2.3).
func riff(chunks ...[]byte) []byte {
	body := append([]byte("WEBP"), bytes.Join(chunks, nil)...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func riffChunk(kind string, data []byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(data)))
	b = append(b, data...)
	return append(b, make([]byte, len(data)%2)...)
}

// vp8x is the chunk of an extended WebP (RFC 9649, section 2.7).
func vp8x(flags byte, w, h int) []byte {
	return riffChunk("VP8X", []byte{flags, 0, 0, 0, byte(w - 1), byte((w - 1) >> 8), 0, byte(h - 1), byte((h - 1) >> 8), 0})
}

// webpWithEXIF puts an EXIF block before the pixels of a WebP, where readers that miss the byte behind a chunk of odd
// length find it too.
func webpWithEXIF(t testing.TB, m image.Image, orientation uint16) []byte {
	t.Helper()
	return riff(vp8x(0x08, m.Bounds().Dx(), m.Bounds().Dy()), riffChunk("EXIF", exif(orientation)[6:]), webpOf(t, m, true)[12:])
}

// movingWebP is an animation of two equal frames, and of what else is given.
func movingWebP(t testing.TB, m image.Image, flags byte, more ...[]byte) []byte {
	t.Helper()
	size := vp8x(0, m.Bounds().Dx(), m.Bounds().Dy())[12:18]
	frame := riffChunk("ANMF", append(append(append(make([]byte, 6), size...), 100, 0, 0, 0), webpOf(t, m, true)[12:]...))
	return riff(append([][]byte{vp8x(flags|0x02, m.Bounds().Dx(), m.Bounds().Dy()), riffChunk("ANIM", make([]byte, 6)), frame, frame}, more...)...)
}
