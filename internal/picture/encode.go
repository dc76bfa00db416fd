package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"

	"github.com/HugoSmits86/nativewebp"
	"golang.org/x/image/webp"
)

const (
	// settings is the version of everything that decides what bytes come out of which: it is part of a cache's
	// keys. Raise it when a number, an encoder or the choice between them changes.
	settings = "1"

	jpegQuality  = 80
	cleanQuality = 92 // of a photograph that is turned to be kept, not to be shown
	// losslessPixels is the greatest picture that is tried as lossless WebP, whose encoder takes 50 bytes a pixel.
	losslessPixels = 3_000_000
	losslessMemory = 56 * losslessPixels
	webpSide       = 16383
)

// blob is an encoded picture.
type blob struct {
	format Format
	data   []byte
}

// smallest chooses among encodings; of equals the first.
func smallest(of []blob) blob {
	return slices.MinFunc(of, func(a, b blob) int { return len(a.data) - len(b.data) })
}

// plain chooses among the encodings that every program shows.
func plain(of []blob) blob {
	return smallest(slices.DeleteFunc(slices.Clone(of), func(b blob) bool { return b.format == WebP }))
}

// encodings gives a picture in the formats that suit it: a photograph with loss, all else without. The first is
// one that every program shows.
func encodings(m *image.NRGBA, photo bool) ([]blob, error) {
	if photo {
		data, err := encodeJPEG(m, jpegQuality)
		return []blob{{JPEG, data}}, err
	}
	data, err := encodePNG(m)
	if err != nil {
		return nil, err
	}
	all := []blob{{PNG, data}}
	if data := losslessWebP(m); data != nil {
		all = append(all, blob{WebP, data})
	}
	return all, nil
}

// opaque is the picture as the encoder of JPEG reads it fastest: without transparency it is the same bytes.
func opaque(m *image.NRGBA) *image.RGBA {
	return &image.RGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
}

func encodeJPEG(m *image.NRGBA, quality int) ([]byte, error) {
	var b bytes.Buffer
	err := jpeg.Encode(&b, opaque(m), &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}

func encodePNG(m *image.NRGBA) ([]byte, error) {
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	var source image.Image = m
	if p := paletted(m); p != nil {
		source = p
	}
	err := e.Encode(&b, source)
	return b.Bytes(), err
}

// paletted is the picture with a palette, or nil when it has more colours than one holds.
func paletted(m *image.NRGBA) *image.Paletted {
	index := make(map[color.NRGBA]uint8, 256)
	var palette color.Palette
	out := image.NewPaletted(m.Rect, nil)
	last, lastIndex := color.NRGBA{}, -1
	for i := range out.Pix {
		p := m.Pix[4*i : 4*i+4 : 4*i+4]
		c := color.NRGBA{p[0], p[1], p[2], p[3]}
		if c != last || lastIndex < 0 {
			at, known := index[c]
			if !known {
				if len(palette) == 256 {
					return nil
				}
				at = uint8(len(palette))
				index[c] = at
				palette = append(palette, c)
			}
			last, lastIndex = c, int(at)
		}
		out.Pix[i] = uint8(lastIndex)
	}
	out.Palette = palette
	return out
}

// losslessWebP gives nil where the picture cannot be WebP, and where what comes out of the encoder does not give
// the same pixels when another implementation reads it: then the picture stays what it was.
func losslessWebP(m *image.NRGBA) (data []byte) {
	b := m.Bounds()
	if max(b.Dx(), b.Dy()) > webpSide || b.Dx()*b.Dy() > losslessPixels {
		return nil
	}
	defer func() {
		if recover() != nil { // the encoder falls over pictures of one colour
			data = nil
		}
	}()
	var out bytes.Buffer
	var source image.Image = m
	if p := paletted(m); p != nil {
		source = p
	}
	if err := nativewebp.Encode(&out, source, nil); err != nil {
		return nil
	}
	back, err := webp.Decode(bytes.NewReader(out.Bytes()))
	if err != nil {
		return nil
	}
	if n, ok := back.(*image.NRGBA); !ok || n.Rect != m.Rect || !bytes.Equal(n.Pix, m.Pix) {
		return nil
	}
	return out.Bytes()
}
