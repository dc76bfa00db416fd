package picture

import (
	"context"
	"image"
	"slices"

	"github.com/kovidgoyal/imaging"
)

// widths are those that a picture is offered in, so far as it has them: a telephone's, half a page of text, a whole
// one, and a whole one on a screen of twice the pixels.
func widths() []int { return []int{480, 800, 1200, greatestWidth} }

const (
	greatestWidth = 1600
	fallbackWidth = 1200
	// noisy is the number of bytes a pixel of a PNG above which a picture is a photograph: flat colours, lines and
	// letters take far less, and noise keeps no edges that a lossy codec would spoil.
	noisy = 0.8
	// icon is the number of pixels up to which nothing is a photograph that is no JPEG: there is nothing to gain.
	icon = 64 * 64
)

// made is what is kept of a picture: the bytes of each variant, ascending by width, and which is the fallback. One
// that is only the fallback is the last.
type made struct {
	Info
	variants []piece
	fallback int
}

// piece is an encoded picture of a size.
type piece struct {
	blob
	width, height int
}

// one is a picture of its own size only.
func one(h header, b blob) made {
	return made{Info: h.Info, variants: []piece{{b, h.Width, h.Height}}}
}

// memory is how many bytes making a picture takes, roughly, from above.
func (h header) memory(size int) int64 {
	if h.Format == SVG {
		return 2 * int64(size)
	}
	w, height := fit(h.Info, greatestWidth)
	greatest := int64(w) * int64(height)
	decoding, encoding := decodingMemory*h.pixels(), lossyMemory*greatest
	if h.Format == WebP {
		decoding = unpacking * h.pixels()
	}
	if h.Format != JPEG {
		encoding = max(encoding, losslessMemory*min(greatest, losslessPixels))
	}
	return 2*int64(size) + decoding + int64(h.frames)*h.pixels() + encoding
}

// fit gives the size in a width, no larger than the picture is.
func fit(i Info, width int) (int, int) {
	if width >= i.Width {
		return i.Width, i.Height
	}
	return width, max((i.Height*width+i.Width/2)/i.Width, 1)
}

// sizes are the widths of a picture's variants, ascending.
func sizes(i Info) []int {
	smaller := slices.DeleteFunc(widths(), func(w int) bool { return w >= i.Width })
	if i.Width <= greatestWidth {
		smaller = append(smaller, i.Width)
	}
	return smaller
}

// variants makes a picture ready for pages.
func variants(ctx context.Context, data []byte, h header) (made, error) {
	if b, err := sole(data, h); err != nil || b.data != nil {
		return one(h, b), err
	}
	m, err := decode(data, h)
	if err != nil {
		return made{}, err
	}
	pictures := scaled(m, h.Info)
	photo, err := isPhoto(pictures[0], h.Format)
	if err != nil {
		return made{}, err
	}
	var all []piece
	var fallback piece
	for _, m := range pictures {
		if err := ctx.Err(); err != nil {
			return made{}, err
		}
		w, height := m.Rect.Dx(), m.Rect.Dy()
		best, err := plain(m, photo, jpegQuality)
		if err != nil {
			return made{}, err
		}
		if w <= fallbackWidth || len(all) == 0 {
			fallback = piece{best, w, height}
		}
		small, err := encodeWebP(m, photo)
		if err != nil {
			return made{}, err
		}
		if small.data != nil && len(small.data) < len(best.data) {
			best = small
		}
		all = append(all, piece{best, w, height})
	}
	return made{Info: h.Info}.with(worthwhile(all), fallback), nil
}

// sole gives the bytes of what is published in its own size and kind alone, SVG and what moves; of all else nothing.
func sole(data []byte, h header) (blob, error) {
	switch {
	case h.Format == SVG:
		return blob{SVG, data}, nil
	case h.Format == GIF:
		return movingGIF(data)
	case h.animated:
		return movingWebP(data)
	}
	return blob{}, nil
}

// scaled gives a picture in its widths, ascending, each made of the next wider one.
func scaled(m image.Image, i Info) []*image.NRGBA {
	all := sizes(i)
	pictures := make([]*image.NRGBA, len(all))
	for n, width := range slices.Backward(all) {
		w, h := fit(i, width)
		pictures[n] = imaging.Resize(m, w, h, imaging.CatmullRom)
		m = pictures[n]
	}
	return pictures
}

// isPhoto tells whether a picture is one that may lose what nobody sees.
func isPhoto(m image.Image, f Format) (bool, error) {
	pixels := m.Bounds().Dx() * m.Bounds().Dy()
	if f == JPEG || pixels <= icon {
		return f == JPEG, nil
	}
	b, err := plain(m, false, 0)
	return float64(len(b.data)) > noisy*float64(pixels), err
}

// worthwhile leaves out what is narrower than another variant and yet no smaller a file: sharp lines that are scaled
// down get soft edges of many colours, which lossless formats pay for.
func worthwhile(all []piece) []piece {
	var kept []piece
	for _, p := range slices.Backward(all) {
		if len(kept) == 0 || len(p.data) < len(kept[len(kept)-1].data) {
			kept = append(kept, p)
		}
	}
	slices.Reverse(kept)
	return kept
}

// with adds the variants, and the fallback behind them where it is none of them.
func (m made) with(all []piece, fallback piece) made {
	m.variants = all
	m.fallback = slices.IndexFunc(all, func(p piece) bool { return p.width == fallback.width && p.format == fallback.format })
	if m.fallback < 0 {
		m.fallback = len(all)
		m.variants = append(m.variants, fallback)
	}
	return m
}

// clean makes the one picture of full size.
func clean(_ context.Context, data []byte, h header) (made, error) {
	if b, err := sole(data, h); err != nil || b.data != nil {
		return one(h, b), err
	}
	m, err := decode(data, h)
	if err != nil {
		return made{}, err
	}
	photo := h.Format == JPEG
	if h.Format == WebP {
		if photo, err = isPhoto(m, h.Format); err != nil {
			return made{}, err
		}
	}
	b, err := plain(m, photo, cleanQuality)
	return one(h, b), err
}
