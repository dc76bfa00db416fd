package picture

import (
	"context"
	"image"
	"slices"
)

// widths are those that a picture is offered in, so far as it has them: a telephone's, half a page of text, a whole
// one, and a whole one on a screen of twice the pixels.
func widths() []int { return []int{480, 800, 1200, 1600} }

const (
	greatestWidth = 1600
	fallbackWidth = 1200
	// noisy is the number of bytes a pixel of a PNG above which an opaque picture is a photograph: flat colours,
	// lines and letters take far less, and noise keeps no edges that JPEG would spoil.
	noisy = 1.2
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

// memory is what making a picture takes, roughly, from above.
func (h header) work(size int64) int64 {
	if h.Format == SVG || h.animated {
		return 2 * size
	}
	w, height := fit(h.Info, greatestWidth)
	pixels := int64(w) * int64(height)
	return h.memory + 2*size + 20*pixels + min(losslessMemory, 56*pixels)
}

// fit gives the size in a width, no larger than the picture is.
func fit(i Info, width int) (int, int) {
	if width >= i.Width {
		return i.Width, i.Height
	}
	return width, max((i.Height*width+i.Width/2)/i.Width, 1)
}

// sizes are the widths of a picture's variants.
func sizes(i Info) []int {
	var all []int
	for _, w := range widths() {
		if w < i.Width {
			all = append(all, w)
		}
	}
	if i.Width <= greatestWidth {
		all = append(all, i.Width)
	}
	return all
}

// variants makes a picture ready for pages.
func variants(ctx context.Context, data []byte, h header) (made, error) {
	if h.Format == SVG || h.animated {
		clean, err := strip(data, h)
		return made{h.Info, []piece{{blob{h.Format, clean}, h.Width, h.Height}}, 0}, err
	}
	pictures, converted, err := render(ctx, data, h)
	if err != nil {
		return made{}, err
	}
	photo, err := isPhoto(pictures[0], h)
	if err != nil {
		return made{}, err
	}
	var all []piece
	var fallback piece
	for _, m := range pictures {
		if err := ctx.Err(); err != nil {
			return made{}, err
		}
		of, err := encodings(m, photo)
		if err != nil {
			return made{}, err
		}
		w, height := m.Rect.Dx(), m.Rect.Dy()
		if w == h.Width && !converted && h.orientation == upright && h.Format != GIF {
			of = append(of, original(data, h)...)
		}
		all = append(all, piece{smallest(of), w, height})
		if w <= fallbackWidth || len(all) == 1 {
			fallback = piece{plain(of), w, height}
		}
	}
	return made{Info: h.Info}.with(worthwhile(all), fallback), nil
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

// original is the file itself without metadata, for the width that it has: what its editor made is not made worse
// where it is no larger than ours.
func original(data []byte, h header) []blob {
	clean, err := strip(data, h)
	if err != nil {
		return nil
	}
	return []blob{{h.Format, clean}}
}

// render decodes a picture and gives it upright in its variants' sizes, ascending, in sRGB. It tells whether the
// colours had to be converted.
func render(ctx context.Context, data []byte, h header) ([]*image.NRGBA, bool, error) {
	m, err := decode(data, h.Format)
	if err != nil {
		return nil, false, err
	}
	all := sizes(h.Info)
	pictures := make([]*image.NRGBA, len(all))
	last := len(all) - 1
	// The greatest is made of the stored picture, which lies on its side where width and height change places.
	w, height := h.orientation.shown(fit(h.Info, all[last]))
	if pictures[last], err = scaled(ctx, rowsOf(m, h.Format == WebP), w, height); err != nil {
		return nil, false, err
	}
	profile := colourProfile(data, h.Format)
	profile.apply(pictures[last])
	pictures[last] = h.orientation.turn(pictures[last])
	for i := last - 1; i >= 0; i-- {
		w, height := fit(h.Info, all[i])
		if pictures[i], err = scaled(ctx, rowsOf(pictures[i+1], false), w, height); err != nil {
			return nil, false, err
		}
	}
	return pictures, profile != nil, nil
}

// isPhoto tells whether a picture is one that may lose what nobody sees. One with transparency is not, since JPEG
// has none.
func isPhoto(m *image.NRGBA, h header) (bool, error) {
	if !m.Opaque() || h.lossy {
		return m.Opaque(), nil
	}
	data, err := encodePNG(m)
	pixels := m.Rect.Dx() * m.Rect.Dy()
	return pixels > 64*64 && float64(len(data)) > noisy*float64(pixels), err
}

// strip gives the same picture without metadata.
func strip(data []byte, h header) ([]byte, error) {
	switch h.Format {
	case JPEG:
		return stripJPEG(data)
	case PNG:
		return stripPNG(data)
	case GIF:
		return stripGIF(data)
	case WebP:
		return stripWebP(data)
	}
	return data, nil
}

// clean makes the one picture of full size that keeps its format.
func clean(ctx context.Context, data []byte, h header) (made, error) {
	one := func(b blob) made {
		return made{Info: h.Info, variants: []piece{{b, h.Width, h.Height}}}
	}
	if h.orientation == upright || h.animated {
		data, err := strip(data, h)
		return one(blob{h.Format, data}), err
	}
	m, err := decode(data, h.Format)
	if err != nil {
		return made{}, err
	}
	w, height := h.orientation.shown(h.Width, h.Height)
	full, err := scaled(ctx, rowsOf(m, h.Format == WebP), w, height)
	if err != nil {
		return made{}, err
	}
	colourProfile(data, h.Format).apply(full)
	full = h.orientation.turn(full)
	if h.lossy && full.Opaque() {
		data, err := encodeJPEG(full, cleanQuality)
		return one(blob{JPEG, data}), err
	}
	data, err = encodePNG(full)
	return one(blob{PNG, data}), err
}
