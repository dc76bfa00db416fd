package picture_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/iotest"

	"vitrin/internal/picture"
)

// TestInfo holds what a page is told of a picture.
func TestInfo(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want picture.Info
	}{
		"jpeg":                 {jpegOf(t, scene(40, 30)), picture.Info{Format: picture.JPEG, Width: 40, Height: 30}},
		"jpeg on its side":     {withSegment(jpegOf(t, scene(40, 30)), 0xe1, exif(6)), picture.Info{Format: picture.JPEG, Width: 30, Height: 40}},
		"jpeg, no orientation": {withSegment(jpegOf(t, scene(40, 30)), 0xe1, exif(9)), picture.Info{Format: picture.JPEG, Width: 40, Height: 30}},
		"jpeg, circle in exif": {withSegment(jpegOf(t, scene(40, 30)), 0xe1, circle()), picture.Info{Format: picture.JPEG, Width: 40, Height: 30}},
		"png":                  {pngOf(t, scene(40, 30)), picture.Info{Format: picture.PNG, Width: 40, Height: 30}},
		"png on its side":      {withChunk(pngOf(t, scene(40, 30)), "eXIf", exif(8)[6:]), picture.Info{Format: picture.PNG, Width: 30, Height: 40}},
		"gif":                  {gifOf(t, 20, 10, 1), picture.Info{Format: picture.GIF, Width: 20, Height: 10}},
		"animated gif":         {gifOf(t, 20, 10, 5), picture.Info{Format: picture.GIF, Width: 20, Height: 10}},
		"lossy webp":           {webpOf(t, scene(30, 20), false), picture.Info{Format: picture.WebP, Width: 30, Height: 20}},
		"webp on its side":     {webpWithEXIF(t, scene(30, 20), 6), picture.Info{Format: picture.WebP, Width: 20, Height: 30}},
		"animated webp":        {movingWebP(t, scene(30, 20), 0), picture.Info{Format: picture.WebP, Width: 30, Height: 20}},
		"svg": {
			[]byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="10mm" viewBox="0 0 20 10"/>`),
			picture.Info{Format: picture.SVG, Width: 38, Height: 19},
		},
		"svg in pixels":    {[]byte("\xef\xbb\xbf\n<svg width='300px' height=\"150.4\"><g/></svg>"), picture.Info{Format: picture.SVG, Width: 300, Height: 150}},
		"svg in per cents": {[]byte(`<svg width="100%" height="100%" viewBox="0,0,640,480"></svg>`), picture.Info{Format: picture.SVG, Width: 640, Height: 480}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := mustMake(t, c.data).Info; got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// circle is an EXIF block whose two directories each name the other as the next.
func circle() []byte {
	return []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08" + "\x00\x00\x00\x00\x00\x0e" + "\x00\x00\x00\x00\x00\x08")
}

func half(data []byte) []byte { return data[:len(data)/2] }

func TestRefused(t *testing.T) {
	jpg := jpegOf(t, scene(40, 30))
	svg := func(inside string) []byte { return []byte(`<svg width="10" height="10">` + inside + `</svg>`) }
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":                 {nil, "is empty"},
		"text":                    {[]byte("Hej, det här är ingen bild."), "no picture that is known"},
		"a page":                  {[]byte("<html><body>"), "first element is <html>"},
		"jpeg of half its pixels": {half(jpegOf(t, scene(300, 200))), "damaged or cut short"},
		"png of half its pixels":  {half(pngOf(t, scene(300, 200))), "damaged or cut short"},
		"gif of half its pixels":  {half(gifOf(t, 30, 20, 3)), "damaged or cut short"},
		"png of no pixels":        {bomb(3000), "damaged or cut short"},
		"jpeg cut short":          {jpg[:100], "damaged or cut short"},
		"png cut short":           {pngOf(t, scene(9, 9))[:20], "damaged or cut short"},
		"png bomb":                {bomb(60_000), "3600.0 megapixels (60000 × 60000); at most 40"},
		"png of 50 megapixel":     {bomb(7085), "50.2 megapixels"},
		"png of no size":          {bomb(0), "damaged"},
		"png of any size":         {bomb(1<<32 - 1), "damaged"},
		"png too long":            {bomb(70_000), "at most 65500 a side"},
		"gif cut short":           {gifOf(t, 20, 10, 3)[:90], "damaged or cut short"},
		"gif without picture":     {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "damaged"},
		"gif of many frames":      {gifOf(t, 2, 2, 2001), "about 2002 frames"},
		"webp cut short":          {half(webpOf(t, scene(40, 30), false)), "damaged"},
		"lossless cut short":      {half(webpOf(t, scene(40, 30), true)), "damaged"},
		"webp of 50 megapixel":    {riff(vp8x(0, 10_000, 5_000), riffChunk("VP8L", make([]byte, 20))), "50.0 megapixels"},
		"animation cut short":     {half(movingWebP(t, scene(40, 30), 0)), "damaged"},
		"animation with exif":     {movingWebP(t, scene(30, 20), 0x08, riffChunk("EXIF", exif(1)[6:])), "cannot be removed"},
		"heic":                    {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), "kind HEIC"},
		"avif":                    {[]byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00"), "kind AVIF"},
		"tiff":                    {[]byte("II*\x00........"), "kind TIFF"},
		"bmp":                     {[]byte("BM......"), "kind BMP"},
		"wav":                     {[]byte("RIFF\x10\x00\x00\x00WAVEfmt ......"), "no picture that is known"},
		"svg without size":        {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>`), "does not state its size"},
		"svg cut short":           {[]byte(`<svg width="1" height="1"><g>`), "cannot be read: line 1"},
		"svg with script":         {svg(`<script>alert(1)</script>`), "<script>"},
		"svg with event":          {svg(`<g onclick="alert(1)"/>`), "onclick"},
		"svg with load":           {[]byte(`<svg width="10" height="10" onload="alert(1)"/>`), "onload"},
		"svg with link":           {svg(`<a xlink:href=" java&#10;script:alert(1)">x</a>`), "javascript:"},
		"svg with animation":      {svg(`<set attributeName="href" to="javascript:alert(1)"/>`), "javascript:"},
		"svg with a page":         {svg(`<foreignObject/>`), "<foreignObject>"},
		"svg with style":          {[]byte(`<?xml-stylesheet type="text/xsl" href="#x"?><svg width="1" height="1"/>`), "xml-stylesheet"},
		"svg of entities":         {[]byte(`<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg width="1" height="1">&b;</svg>`), "cannot be read"},
		"svg too deep":            {svg(strings.Repeat("<g>", 1000) + strings.Repeat("</g>", 1000)), "500 levels"},
		"svg too large":           {svg(strings.Repeat("<g/>", 1<<20)), "more than 4 megabytes"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := makeSet(t, c.data)
			var told *picture.Error
			if !errors.As(err, &told) || !strings.Contains(told.Message, c.says) || told.Hint == "" {
				t.Errorf("got %v; want one that says %q", err, c.says)
			}
		})
	}
}

// failing is a file that cannot be read to its end.
type failing struct {
	fs.File
	text io.Reader
}

func (f failing) Read(p []byte) (int, error) { return f.text.Read(p) }

// TestMachineError holds that trouble in reading is not taken for a broken picture.
func TestMachineError(t *testing.T) {
	lost := errors.New("the disk is gone")
	_, err := openCache(t, t.TempDir()).Make(t.Context(), picture.File{Path: "x", Open: func() (fs.File, error) {
		f, err := (&file{}).named("x").Open()
		return failing{f, io.MultiReader(bytes.NewReader(jpegOf(t, scene(40, 30))[:50]), iotest.ErrReader(lost))}, err
	}})
	var told *picture.Error
	if !errors.Is(err, lost) || errors.As(err, &told) {
		t.Errorf("got %v", err)
	}
}

// FuzzMake holds that whatever is wrong with bytes is told as the file's fault.
func FuzzMake(f *testing.F) {
	for _, data := range [][]byte{
		jpegOf(f, scene(9, 7)),
		withSegment(jpegOf(f, scene(9, 7)), 0xe1, exif(6)),
		pngOf(f, scene(9, 7)),
		gifOf(f, 9, 7, 2),
		bomb(60_000),
		withChunk(pngOf(f, scene(3, 3)), "eXIf", exif(8)[6:]),
		webpOf(f, scene(9, 7), true),
		webpOf(f, scene(9, 7), false),
		movingWebP(f, scene(9, 7), 0),
		pngOf(f, image.NewPaletted(image.Rect(0, 0, 5, 5), color.Palette{color.White, color.Transparent})),
		[]byte(`<svg width="10mm" height="4in"><g/></svg>`),
	} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if size, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil && size.Width*size.Height > 1<<14 {
			return // for speed alone
		}
		c := openCache(t, t.TempDir())
		var told *picture.Error
		if _, err := c.Make(t.Context(), (&file{data: data}).named("x")); err != nil && !errors.As(err, &told) {
			t.Errorf("an error that is not the file's: %v", err)
		}
		if _, err := c.Clean(t.Context(), (&file{data: data}).named("x")); err != nil && !errors.As(err, &told) {
			t.Errorf("an error that is not the file's: %v", err)
		}
	})
}
