package picture

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/webp"
)

// rows gives a decoded picture row by row, as straight (not premultiplied) red, green, blue and alpha of 8 bits.
type rows struct {
	width, height int
	read          func(y int, row []uint8)
}

// decode decodes a picture whose header has been checked. A decoder that falls over its input has met a damaged
// file, as one that returns an error has.
func decode(data []byte, f Format) (m image.Image, err error) {
	defer func() {
		if recover() != nil {
			m, err = nil, damaged()
		}
	}()
	r := bytes.NewReader(data)
	switch f {
	case JPEG:
		m, err = jpeg.Decode(r)
	case PNG:
		m, err = png.Decode(r)
	case WebP:
		m, err = webp.Decode(r)
	case GIF:
		m, err = decodeGIF(r)
	default:
		err = errors.ErrUnsupported
	}
	if err != nil {
		return nil, damaged() // the bytes are in memory: no trouble of the machine can be among these errors
	}
	return m, nil
}

// decodeGIF puts the only frame on its canvas.
func decodeGIF(r *bytes.Reader) (image.Image, error) {
	all, err := gif.DecodeAll(r)
	if err != nil {
		return nil, err
	}
	canvas, frame := image.Rect(0, 0, all.Config.Width, all.Config.Height), all.Image[0]
	if frame.Rect == canvas {
		return frame, nil
	}
	m := image.NewNRGBA(canvas)
	draw.Draw(m, frame.Rect, frame, frame.Rect.Min, draw.Src)
	return m, nil
}

// rowsOf reads any picture that the decoders give. Of WebP (video), YCbCr is that of television, from 16 to 235,
// which image.YCbCr, made for JPEG's, does not know.
func rowsOf(m image.Image, video bool) rows {
	b := m.Bounds()
	r := rows{width: b.Dx(), height: b.Dy()}
	switch m := m.(type) {
	case *image.NRGBA:
		r.read = func(y int, row []uint8) { copy(row, m.Pix[y*m.Stride:]) }
	case *image.NRGBA64:
		r.read = func(y int, row []uint8) {
			p := m.Pix[y*m.Stride:]
			for i := range row {
				row[i] = p[2*i]
			}
		}
	case *image.Paletted:
		table := straightPalette(m.Palette)
		r.read = func(y int, row []uint8) {
			for x, index := range m.Pix[y*m.Stride:][:r.width] {
				copy(row[4*x:], table[index][:])
			}
		}
	case *image.NYCbCrA:
		r.read = func(y int, row []uint8) {
			videoRow(&m.YCbCr, y, row)
			for x := range r.width {
				row[4*x+3] = m.A[y*m.AStride+x]
			}
		}
	case *image.YCbCr:
		if video {
			r.read = func(y int, row []uint8) { videoRow(m, y, row) }
			break
		}
		r.read = opaqueRows(m)
	default:
		r.read = opaqueRows(m)
	}
	return r
}

// opaqueRows reads a picture without transparency, for which straight and premultiplied colours are the same.
func opaqueRows(m image.Image) func(int, []uint8) {
	b := m.Bounds()
	return func(y int, row []uint8) {
		line := &image.RGBA{Pix: row, Stride: len(row), Rect: image.Rect(0, 0, b.Dx(), 1)}
		draw.Draw(line, line.Rect, m, image.Pt(b.Min.X, b.Min.Y+y), draw.Src)
	}
}

// straightPalette gives the colours of a palette; an index beyond it is transparent black.
func straightPalette(p color.Palette) *[256][4]uint8 {
	var table [256][4]uint8
	for i, c := range p {
		n := color.NRGBAModel.Convert(c).(color.NRGBA)
		table[i] = [4]uint8{n.R, n.G, n.B, n.A}
	}
	return &table
}

// videoRow converts a row of YCbCr in the range of television (ITU-R BT.601) by the whole numbers that decoders of
// WebP use, at 14 bits.
func videoRow(m *image.YCbCr, y int, row []uint8) {
	for x := range m.Rect.Dx() {
		c := m.COffset(x, y)
		luma, cb, cr := int32(m.Y[m.YOffset(x, y)])*19077>>8, int32(m.Cb[c]), int32(m.Cr[c])
		row[4*x] = clip6(luma + cr*26149>>8 - 14234)
		row[4*x+1] = clip6(luma - cb*6419>>8 - cr*13320>>8 + 8708)
		row[4*x+2] = clip6(luma + cb*33050>>8 - 17685)
		row[4*x+3] = 255
	}
}

func clip6(v int32) uint8 { return uint8(min(max(v>>6, 0), 255)) }

// copied is the whole picture at its own size.
func copied(src rows) *image.NRGBA {
	out := image.NewNRGBA(image.Rect(0, 0, src.width, src.height))
	for y := range src.height {
		src.read(y, out.Pix[y*out.Stride:][:4*src.width])
	}
	return out
}

// scaled gives the picture in the size wanted.
func scaled(ctx context.Context, src rows, width, height int) (*image.NRGBA, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if width == src.width && height == src.height {
		return copied(src), nil
	}
	return resize(src, width, height), nil
}
