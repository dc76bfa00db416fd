package picture

import (
	"bytes"
	"errors"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"

	"github.com/gen2brain/webp"
	"github.com/kovidgoyal/imaging"
)

// decode gives a picture whose header has been checked, upright. The bytes are in memory: whatever goes wrong is the
// data's fault, and a decoder that falls over them has met a damaged file, as one that returns an error has.
func decode(data []byte, h header) (m image.Image, err error) {
	defer func() {
		if recover() != nil || err != nil {
			m, err = nil, damaged()
		}
	}()
	switch r := bytes.NewReader(data); h.Format {
	case JPEG:
		m, err = jpeg.Decode(r)
	case PNG:
		m, err = png.Decode(r)
	case GIF:
		m, err = decodeGIF(data)
	case WebP:
		m, err = decodeWebP(data)
	default:
		err = errors.ErrUnsupported
	}
	if err != nil {
		return nil, err
	}
	return upright(m, h.orientation), nil
}

// decodeWebP decodes twice: DecodeAll does not notice what is cut short, and Decode gives YCbCr in the range of
// television, which package image takes for that of JPEG.
func decodeWebP(data []byte) (image.Image, error) {
	if _, err := webp.Decode(bytes.NewReader(data)); err != nil {
		return nil, err
	}
	all, err := webp.DecodeAll(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return all.Image[0], nil
}

// decodeGIF gives the first frame where it lies on its canvas.
func decodeGIF(data []byte) (image.Image, error) {
	g, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	m := image.NewNRGBA(image.Rect(0, 0, g.Config.Width, g.Config.Height))
	draw.Draw(m, g.Image[0].Rect, g.Image[0], g.Image[0].Rect.Min, draw.Src)
	return m, nil
}

// movingGIF writes the frames of an animation anew: comments and the blocks of programs are no part of them. It gives
// nothing where there is but one frame.
func movingGIF(data []byte) (blob, error) {
	g, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		return blob{}, damaged()
	}
	if len(g.Image) == 1 {
		return blob{}, nil
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		return blob{}, damaged()
	}
	return blob{GIF, b.Bytes()}, nil
}

// movingWebP gives an animation as it is, since no library here writes one.
func movingWebP(data []byte) (blob, error) {
	if _, err := webp.Decode(bytes.NewReader(data)); err != nil { // the first frame
		return blob{}, damaged()
	}
	return blob{WebP, data}, nil
}

// upright undoes an orientation of EXIF 2.32, section 4.6.4.
func upright(m image.Image, orientation int) image.Image {
	switch orientation {
	case 2:
		return imaging.FlipH(m)
	case 3:
		return imaging.Rotate180(m)
	case 4:
		return imaging.FlipV(m)
	case 5:
		return imaging.Transpose(m)
	case 6:
		return imaging.Rotate270(m) // counter-clockwise
	case 7:
		return imaging.Transverse(m)
	case 8:
		return imaging.Rotate90(m)
	}
	return m
}
