package picture_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"strings"
	"testing"

	"vitrin/internal/picture"
)

func TestInspect(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want picture.Info
	}{
		"jpeg":                 {jpegOf(t, scene(40, 30)), picture.Info{Format: picture.JPEG, Width: 40, Height: 30}},
		"jpeg on its side":     {withSegment(jpegOf(t, scene(40, 30)), 0xe1, exif(6)), picture.Info{Format: picture.JPEG, Width: 30, Height: 40}},
		"jpeg, no orientation": {withSegment(jpegOf(t, scene(40, 30)), 0xe1, exif(9)), picture.Info{Format: picture.JPEG, Width: 40, Height: 30}},
		"jpeg of printers":     {cmykJPEG(t, 24, 16), picture.Info{Format: picture.JPEG, Width: 24, Height: 16}},
		"png":                  {pngOf(t, scene(40, 30)), picture.Info{Format: picture.PNG, Width: 40, Height: 30}},
		"png on its side":      {withChunk(pngOf(t, scene(40, 30)), "eXIf", exif(8)[6:]), picture.Info{Format: picture.PNG, Width: 30, Height: 40}},
		"one pixel":            {pngOf(t, scene(1, 1)), picture.Info{Format: picture.PNG, Width: 1, Height: 1}},
		"gif":                  {gifOf(t, 20, 10, 1), picture.Info{Format: picture.GIF, Width: 20, Height: 10}},
		"animated gif":         {gifOf(t, 20, 10, 5), picture.Info{Format: picture.GIF, Width: 20, Height: 10}},
		"lossy webp":           {webpFile("VP8 ", vp8Header(300, 200)), picture.Info{Format: picture.WebP, Width: 300, Height: 200}},
		"svg": {
			[]byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="10mm" viewBox="0 0 20 10"/>`),
			picture.Info{Format: picture.SVG, Width: 38, Height: 19},
		},
		"svg in pixels":    {[]byte("\xef\xbb\xbf\n<svg width='300px' height=\"150.4\"><g/></svg>"), picture.Info{Format: picture.SVG, Width: 300, Height: 150}},
		"svg in per cents": {[]byte(`<svg width="100%" height="100%" viewBox="0,0,640,480"></svg>`), picture.Info{Format: picture.SVG, Width: 640, Height: 480}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := picture.Inspect(bytes.NewReader(c.data))
			if err != nil || got != c.want {
				t.Errorf("got %v, %v; want %v", got, err, c.want)
			}
		})
	}
}

// webpFile is a WebP of one chunk.
func webpFile(kind string, data []byte) []byte {
	b := append([]byte("RIFF"), byte(12+len(data)), 0, 0, 0)
	b = append(append(b, "WEBP"+kind...), byte(len(data)), 0, 0, 0)
	return append(b, data...)
}

// vp8Header is the start of a key frame (RFC 6386, 9.1).
func vp8Header(w, h uint16) []byte {
	return append([]byte{0x10, 0, 0, 0x9d, 1, 0x2a, byte(w), byte(w >> 8), byte(h), byte(h >> 8)}, make([]byte, 20)...)
}

func TestRefused(t *testing.T) {
	jpg := jpegOf(t, scene(40, 30))
	svg := func(inside string) []byte { return []byte(`<svg width="10" height="10">` + inside + `</svg>`) }
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":             {nil, "is empty"},
		"text":                {[]byte("Hej, det här är ingen bild."), "no picture that is known"},
		"a page":              {[]byte("<html><body>"), "first element is <html>"},
		"jpeg cut short":      {jpg[:100], "damaged or cut short"},
		"png cut short":       {pngOf(t, scene(9, 9))[:20], "damaged or cut short"},
		"png bomb":            {bomb(60_000), "3600.0 megapixels (60000 × 60000); at most 40"},
		"png of 50 megapixel": {bomb(7085), "50.2 megapixels"},
		"png of no size":      {bomb(0), "damaged"},
		"png of any size":     {bomb(1<<32 - 1), "damaged"},
		"png too long":        {bomb(70_000), "at most 65500 a side"},
		"gif cut short":       {gifOf(t, 20, 10, 3)[:90], "damaged or cut short"},
		"gif without picture": {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "damaged"},
		"webp cut short":      {webpFile("VP8 ", vp8Header(300, 200))[:30], "damaged"},
		"heic":                {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), "is a HEIC file"},
		"avif":                {[]byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00"), "is a AVIF file"},
		"tiff":                {[]byte("II*\x00........"), "is a TIFF file"},
		"bmp":                 {[]byte("BM......"), "is a BMP file"},
		"wav":                 {[]byte("RIFF\x10\x00\x00\x00WAVEfmt ......"), "no picture that is known"},
		"svg without size":    {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>`), "does not state its size"},
		"svg cut short":       {[]byte(`<svg width="1" height="1"><g>`), "cannot be read: line 1"},
		"svg with script":     {svg(`<script>alert(1)</script>`), "<script>"},
		"svg with event":      {svg(`<g onclick="alert(1)"/>`), "onclick"},
		"svg with load":       {[]byte(`<svg width="10" height="10" onload="alert(1)"/>`), "onload"},
		"svg with link":       {svg(`<a xlink:href=" java&#10;script:alert(1)">x</a>`), "javascript:"},
		"svg with animation":  {svg(`<set attributeName="href" to="javascript:alert(1)"/>`), "javascript:"},
		"svg with a page":     {svg(`<foreignObject/>`), "<foreignObject>"},
		"svg with style":      {[]byte(`<?xml-stylesheet type="text/xsl" href="#x"?><svg width="1" height="1"/>`), "xml-stylesheet"},
		"svg of entities":     {[]byte(`<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg width="1" height="1">&b;</svg>`), "cannot be read"},
		"svg too deep":        {svg(strings.Repeat("<g>", 1000) + strings.Repeat("</g>", 1000)), "500 levels"},
		"svg too large":       {svg(strings.Repeat("<g/>", 1<<20)), "more than 4 megabytes"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := picture.Inspect(bytes.NewReader(c.data))
			var told *picture.Error
			if !errors.As(err, &told) || !strings.Contains(told.Message, c.says) || told.Hint == "" {
				t.Errorf("got %v; want one that says %q", err, c.says)
			}
		})
	}
}

// TestInspectReadsHeaders holds that a picture's pixels are not read for its size.
func TestInspectReadsHeaders(t *testing.T) {
	for _, data := range [][]byte{jpegOf(t, scene(800, 600)), pngOf(t, scene(800, 600))} {
		r := bytes.NewReader(data)
		if _, err := picture.Inspect(r); err != nil {
			t.Fatal(err)
		}
		if read := len(data) - r.Len(); read > 64<<10 {
			t.Errorf("%d of %d bytes were read", read, len(data))
		}
	}
}

// TestMachineError holds that trouble in reading is not taken for a broken picture.
func TestMachineError(t *testing.T) {
	lost := errors.New("the disk is gone")
	_, err := picture.Inspect(&failing{jpegOf(t, scene(40, 30))[:50], lost})
	if !errors.Is(err, lost) {
		t.Errorf("got %v", err)
	}
}

type failing struct {
	data []byte
	err  error
}

func (f *failing) Read(b []byte) (int, error) {
	if len(f.data) == 0 {
		return 0, f.err
	}
	n := copy(b, f.data)
	f.data = f.data[n:]
	return n, nil
}

// seeds are small pictures of each kind.
func seeds(f *testing.F) {
	for _, data := range [][]byte{
		jpegOf(f, scene(9, 7)),
		withSegment(jpegOf(f, scene(9, 7)), 0xe1, exif(6)),
		pngOf(f, scene(9, 7)),
		gifOf(f, 9, 7, 2),
		bomb(60_000),
		cmykJPEG(f, 9, 7),
		withChunk(pngOf(f, scene(3, 3)), "eXIf", exif(8)[6:]),
		webpFile("VP8 ", vp8Header(300, 200)),
		pngOf(f, image.NewPaletted(image.Rect(0, 0, 5, 5), color.Palette{color.White, color.Transparent})),
		[]byte(`<svg width="10mm" height="4in"><g/></svg>`),
	} {
		f.Add(data)
	}
}

// FuzzInspect holds that whatever is wrong with bytes is told as the file's fault, and that nothing too large is
// let through.
func FuzzInspect(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := picture.Inspect(bytes.NewReader(data))
		var told *picture.Error
		if err != nil && !errors.As(err, &told) {
			t.Fatalf("an error that is not the file's: %v", err)
		}
		if err == nil && (info.Width < 1 || info.Height < 1 || info.Format != picture.SVG && info.Width*info.Height > picture.MaxPixels) {
			t.Fatalf("let through: %v", info)
		}
	})
}

// FuzzMake decodes what Inspect lets through, where it is small.
func FuzzMake(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := picture.Inspect(bytes.NewReader(data))
		if err != nil || info.Width*info.Height > 1<<14 {
			return
		}
		c := openCache(t, t.TempDir())
		var told *picture.Error
		if _, err := c.Make(t.Context(), "x", (&file{data: data}).open); err != nil && !errors.As(err, &told) {
			t.Errorf("an error that is not the file's: %v", err)
		}
		if _, err := c.Clean(t.Context(), "x", (&file{data: data}).open); err != nil && !errors.As(err, &told) {
			t.Errorf("an error that is not the file's: %v", err)
		}
	})
}
