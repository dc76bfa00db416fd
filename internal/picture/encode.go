package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/png"

	"github.com/gen2brain/webp"
	"github.com/kovidgoyal/imaging"
)

const (
	// settings is the version of everything that decides what bytes come out of which: it is part of a cache's
	// keys. Raise it when a number, an encoder or the choice between them changes.
	settings = "2"

	jpegQuality    = 80
	webpQuality    = 78 // looks as JPEG does at 80
	lossyMethod    = 4  // 5 and 6 take several times as long for a few per cent
	losslessMethod = 2  // 4 takes up to three times as long for a per cent
	cleanQuality   = 92 // of a photograph that is kept rather than shown
	webpSide       = 16383
	// losslessPixels is the greatest picture that is tried as lossless WebP.
	losslessPixels = 3_000_000

	// What the codecs take, in bytes a pixel, as measured, from above.
	decodingMemory = 20 // a progressive JPEG's coefficients and what is made of them, or a turned copy
	unpacking      = 36 // of a WebP, whose two decodings leave more behind
	losslessMemory = 160
	lossyMemory    = 60
)

// Encoder names the settings and the libwebp in use, for the keys of a cache.
func Encoder() string {
	if webp.Dynamic() == nil {
		return settings + "-system"
	}
	return settings
}

// blob is an encoded picture.
type blob struct {
	format Format
	data   []byte
}

// opaque tells whether no pixel is transparent.
func opaque(m image.Image) bool {
	o, able := m.(interface{ Opaque() bool })
	return able && o.Opaque()
}

// plain encodes a picture for every program: a photograph as JPEG, which has no transparency, all else as PNG.
func plain(m image.Image, photo bool, quality int) (blob, error) {
	var b bytes.Buffer
	if photo && opaque(m) {
		err := imaging.Encode(&b, m, imaging.JPEG, imaging.JPEGQuality(quality))
		return blob{JPEG, b.Bytes()}, err
	}
	err := imaging.Encode(&b, m, imaging.PNG, imaging.PNGCompressionLevel(png.BestCompression))
	return blob{PNG, b.Bytes()}, err
}

// encodeWebP encodes a photograph with loss and all else without. It gives nothing where the picture is too large.
func encodeWebP(m *image.NRGBA, photo bool) (blob, error) {
	b := m.Bounds()
	if max(b.Dx(), b.Dy()) > webpSide || !photo && b.Dx()*b.Dy() > losslessPixels {
		return blob{}, nil
	}
	var out bytes.Buffer
	options := webp.Options{Quality: webpQuality, Method: lossyMethod}
	if !photo {
		options = webp.Options{Lossless: true, Method: losslessMethod} // quality is effort here, 75 of 100 where none is set
	}
	if err := webp.Encode(&out, m, options); err != nil {
		return blob{}, fmt.Errorf("encoding WebP: %w", err)
	}
	return blob{WebP, out.Bytes()}, nil
}
