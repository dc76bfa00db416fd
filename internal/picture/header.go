package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"github.com/bep/imagemeta"
	"github.com/gen2brain/webp"
	"golang.org/x/image/riff"
)

// header is what is known of a picture before it is decoded.
type header struct {
	Info
	orientation int // EXIF 2.32, section 4.6.4: from 1, upright, to 8; 0 where none is stated
	frames      int // no picture of the file can be beyond this number: 1 but for GIF and animated WebP
	animated    bool
}

// pixels is the number of pixels of a frame.
func (h header) pixels() int64 { return int64(h.Width) * int64(h.Height) }

// kind is how a format begins and how its header is read.
type kind struct {
	start  string
	format Format
	config func(io.Reader) (image.Config, error)
}

func kinds() []kind {
	return []kind{
		{"\xff\xd8\xff", JPEG, jpeg.DecodeConfig},
		{"\x89PNG\r\n\x1a\n", PNG, png.DecodeConfig},
		{"GIF87a", GIF, gif.DecodeConfig},
		{"GIF89a", GIF, gif.DecodeConfig},
		{"RIFF", WebP, webp.DecodeConfig},
	}
}

// inspect reads a picture's header and holds the limits. An SVG is read whole.
func inspect(data []byte) (header, error) {
	if len(data) == 0 {
		return header{}, &Error{"the picture is empty: its file has no bytes", "copy it here anew"}
	}
	if looksLikeXML(data) {
		info, err := inspectSVG(data)
		return header{Info: info}, err
	}
	for _, k := range kinds() {
		if bytes.HasPrefix(data, []byte(k.start)) && (k.format != WebP || bytes.HasPrefix(data[min(8, len(data)):], []byte("WEBP"))) {
			return k.inspect(data)
		}
	}
	return header{}, unknown(data)
}

func (k kind) inspect(data []byte) (header, error) {
	config, err := k.config(bytes.NewReader(data))
	if err != nil {
		return header{}, damaged()
	}
	h := header{Info: Info{k.format, config.Width, config.Height}, frames: 1}
	switch k.format {
	case GIF:
		// Every frame but the first begins with this comma, behind the zero that ends what is before it (GIF 89a,
		// sections 16 and 20); compressed data may hold the two by chance.
		h.frames = 1 + bytes.Count(data, []byte("\x00,"))
	case WebP:
		if h.animated = config.ColorModel == color.RGBAModel; h.animated { // said of no still picture
			if h.frames, err = animation(data); err != nil {
				return header{}, err
			}
		}
	}
	if err := h.check(); err != nil {
		return header{}, err
	}
	if h.orientation = orientation(data, k.format); h.orientation >= 5 {
		h.Width, h.Height = h.Height, h.Width
	}
	return h, nil
}

// animation counts the frames of an animated WebP (RFC 9649, section 2.7). It is published as it is, so it is refused
// where it tells more than its frames.
func animation(data []byte) (frames int, err error) {
	rest := bytes.NewReader(data)
	_, chunks, err := riff.NewReader(rest)
	for err == nil {
		var id riff.FourCC
		if id, _, _, err = chunks.Next(); err != nil {
			break
		}
		switch string(id[:]) {
		case "ANMF":
			frames++
		case "VP8X", "ICCP", "ANIM":
		default:
			return 0, &Error{"the picture is an animated WebP with metadata, which cannot be removed here", "save it anew without metadata (EXIF, XMP), or as GIF"}
		}
	}
	if !errors.Is(err, io.EOF) || rest.Len() > 0 {
		return 0, damaged()
	}
	return frames, nil
}

// orientation gives how a picture lies. Metadata that cannot be read say nothing, to browsers as well. (imagemeta misses
// the block of a WebP where it stands behind a chunk of odd length.)
func orientation(data []byte, f Format) (o int) {
	formats := map[Format]imagemeta.ImageFormat{JPEG: imagemeta.JPEG, PNG: imagemeta.PNG, WebP: imagemeta.WebP}
	format, able := formats[f]
	if !able {
		return 0
	}
	_, _ = imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: format, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool { return tag.Namespace == "IFD0" && tag.Tag == "Orientation" },
		HandleTag: func(tag imagemeta.TagInfo) error {
			if v, ok := tag.Value.(uint16); ok && v <= 8 {
				o = int(v)
			}
			return imagemeta.ErrStopWalking
		},
	})
	return o
}

// check holds the limits before anything is decoded.
func (h header) check() error {
	if h.Width < 1 || h.Height < 1 || h.frames < 1 {
		return damaged()
	}
	if max(h.Width, h.Height) > maxSide {
		return &Error{
			fmt.Sprintf("the picture is %d × %d pixels; at most %d a side are possible", h.Width, h.Height, maxSide),
			"cut it into several pictures or scale it down",
		}
	}
	if h.pixels() > MaxPixels {
		return &Error{
			fmt.Sprintf("the picture has %.1f megapixels (%d × %d); at most %d are possible", float64(h.pixels())/1e6, h.Width, h.Height, MaxPixels/1_000_000),
			"scale it down to 3000 pixels on its longer side, which is more than any screen shows",
		}
	}
	if h.frames > maxFrames || h.frames > 1 && int64(h.frames)*h.pixels() > maxAnimation {
		return &Error{
			fmt.Sprintf("the picture is an animation of about %d frames of %d × %d pixels, which is too much for a page", h.frames, h.Width, h.Height),
			"publish it as a video, or shorten it and scale it down",
		}
	}
	return nil
}

const works = "export it as JPEG (photographs), PNG or WebP (drawings, screenshots) or SVG (diagrams), in a program for pictures"

// unknown names the formats that are met in practice and do not work, by their first bytes.
func unknown(data []byte) error {
	for _, f := range []struct {
		at          int
		start, name string
	}{
		{4, "ftypavi", "AVIF"},
		{4, "ftyp", "HEIC"},
		{0, "II*\x00", "TIFF"},
		{0, "MM\x00*", "TIFF"},
		{0, "BM", "BMP"},
		{0, "%PDF", "PDF"},
		{0, "8BPS", "Photoshop"},
	} {
		if bytes.HasPrefix(data[min(f.at, len(data)):], []byte(f.start)) {
			return &Error{"the picture is a file of the kind " + f.name + "; JPEG, PNG, GIF, WebP and SVG work", works}
		}
	}
	return &Error{"the picture is no picture that is known here: its bytes are not JPEG, PNG, GIF, WebP or SVG, whatever its name says", works}
}
