// Package picture makes the pictures that editors put beside their Markdown ready for the web.
//
// In goes a file's bytes: JPEG, PNG, GIF, WebP or SVG; the bytes decide, not the name. Out comes a [Set]: the
// picture in a few widths, upright, in sRGB, without metadata (photographs carry the place where they were taken),
// each in the smaller of WebP and the picture's own kind, with the widths and heights that a page states. A [Cache]
// keeps what was made by the hash of the bytes, so that nothing is encoded twice, in this build or a later one.
//
// What is wrong with a file, be it broken, too large or of a kind that browsers do not show, is an [*Error] in plain
// words, told before anything is decoded where the header tells it. All other errors are the machine's. Memory is
// bounded: no picture above [MaxPixels] is decoded, and pictures in work at once share one budget.
//
// The package does not know Markdown, templates, addresses or languages.
package picture

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

const (
	// MaxPixels is the greatest number of pixels of a picture, width times height as stored.
	MaxPixels = 40_000_000
	// MaxBytes is the greatest size of a file.
	MaxBytes = 64 << 20
	// maxAnimation is the greatest number of pixels of all frames of an animation: what a browser has to draw.
	maxAnimation = 400_000_000
	// maxFrames is the greatest number of frames of an animation.
	maxFrames = 2000
	// maxSide is the greatest width or height, which the formats that we write can all hold.
	maxSide = 65_500
)

// Format is a kind of file, as its bytes say.
type Format string

// The formats that browsers show and that this package reads.
const (
	JPEG Format = "JPEG" // ITU-T T.81
	PNG  Format = "PNG"  // W3C PNG, animated too
	GIF  Format = "GIF"  // GIF 87a and 89a, animated too
	WebP Format = "WebP" // RFC 9649, animated too
	SVG  Format = "SVG"  // SVG 1.1 and 2
)

// Type is the format's media type.
func (f Format) Type() string {
	if f == SVG {
		return "image/svg+xml"
	}
	return "image/" + strings.ToLower(string(f))
}

// Ext is the format's usual extension with its dot.
func (f Format) Ext() string {
	if f == JPEG {
		return ".jpg"
	}
	return "." + strings.ToLower(string(f))
}

// Info is what a page must know of a picture before it shows it.
type Info struct {
	Format Format `json:"format"`
	// Width and Height are in pixels, as the picture is shown: after the orientation that its EXIF block states
	// has been applied. An SVG's are in CSS pixels, rounded.
	Width  int `json:"width"`
	Height int `json:"height"`
}

// Error says what is wrong with a picture's file, to the one who put it there.
type Error struct {
	Message string // what is wrong, beginning with "the picture"
	Hint    string // how to mend it
}

// Error joins the two.
func (e *Error) Error() string { return e.Message + "; " + e.Hint }

// Inspect tells the format and the size of a picture. It reads no further than the header, except where the format
// has what is needed at its end (the frames of a GIF, the EXIF block of a WebP) and for SVG, which is read whole.
// What cannot be published is an [*Error].
func Inspect(r io.Reader) (Info, error) {
	h, err := inspect(r)
	return h.Info, err
}

// header is what the first bytes of a file tell.
type header struct {
	Info
	orientation orientation
	animated    bool
	lossy       bool  // it has gone through a lossy codec: noise, and no sharp edges to keep
	memory      int64 // bytes that its decoded form takes, roughly, from above
}

// inspectors hold how each format begins and is read.
func inspectors() []struct {
	prefix  string
	inspect func(*bufio.Reader) (header, error)
} {
	return []struct {
		prefix  string
		inspect func(*bufio.Reader) (header, error)
	}{
		{"\xff\xd8\xff", inspectJPEG},
		{pngSignature, inspectPNG},
		{"GIF87a", inspectGIF},
		{"GIF89a", inspectGIF},
		{"RIFF", inspectWebP},
	}
}

func inspect(r io.Reader) (header, error) {
	br := bufio.NewReaderSize(r, 32<<10)
	start, err := br.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return header{}, err
	}
	if len(start) == 0 {
		return header{}, &Error{"the picture is empty: its file has no bytes", "copy it here anew"}
	}
	read := inspectSVG
	known := looksLikeXML(start)
	for _, f := range inspectors() {
		if bytes.HasPrefix(start, []byte(f.prefix)) {
			read, known = f.inspect, true
		}
	}
	if !known {
		return header{}, unknown(start)
	}
	h, err := read(br)
	if err != nil {
		return header{}, broken(err)
	}
	return h, h.check()
}

// check holds the limits before anything is decoded.
func (h header) check() error {
	if h.Format == SVG {
		return nil
	}
	if h.Width < 1 || h.Height < 1 {
		return damaged()
	}
	if max(h.Width, h.Height) > maxSide {
		return &Error{
			fmt.Sprintf("the picture is %d × %d pixels; at most %d a side are possible", h.Width, h.Height, maxSide),
			"cut it into several pictures or scale it down",
		}
	}
	if pixels := int64(h.Width) * int64(h.Height); pixels > MaxPixels {
		return &Error{
			fmt.Sprintf("the picture has %.1f megapixels (%d × %d); at most %d are possible", float64(pixels)/1e6, h.Width, h.Height, MaxPixels/1_000_000),
			"scale it down to 3000 pixels on its longer side, which is more than any screen shows",
		}
	}
	return nil
}

// animation holds the limits of what moves.
func animation(frames, width, height int) error {
	if frames <= maxFrames && int64(frames)*int64(width)*int64(height) <= maxAnimation {
		return nil
	}
	return &Error{
		fmt.Sprintf("the picture is an animation of %d frames of %d × %d pixels, which is too much for a page", frames, width, height),
		"publish it as a video, or shorten it and scale it down",
	}
}

// broken turns a reader's error about the data into one about the file.
func broken(err error) error {
	var told *Error
	switch {
	case errors.As(err, &told):
		return told
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, errMalformed):
		return damaged()
	}
	return err
}

// errMalformed is what the readers of this package say of data that breaks its format's rules.
var errMalformed = errors.New("malformed picture")

func damaged() error {
	return &Error{"the picture is damaged or cut short", "open it in a program for pictures and save it anew, or copy it here again from where it came"}
}

const works = "export it as JPEG (photographs), PNG or WebP (drawings, screenshots) or SVG (diagrams), in a program for pictures"

// unknown names the formats that are met in practice and do not work, by their first bytes.
func unknown(start []byte) error {
	name := ""
	switch {
	case len(start) >= 12 && string(start[4:8]) == "ftyp":
		name = "HEIC"
		if strings.HasPrefix(string(start[8:12]), "avi") {
			name = "AVIF"
		}
	case bytes.HasPrefix(start, []byte("II*\x00")), bytes.HasPrefix(start, []byte("MM\x00*")):
		name = "TIFF"
	case bytes.HasPrefix(start, []byte("BM")):
		name = "BMP"
	case bytes.HasPrefix(start, []byte("%PDF")):
		name = "PDF"
	case bytes.HasPrefix(start, []byte("8BPS")):
		name = "Photoshop"
	}
	if name == "" {
		return &Error{"the picture is no picture that is known here: its bytes are not JPEG, PNG, GIF, WebP or SVG, whatever its name says", works}
	}
	return &Error{"the picture is a " + name + " file; JPEG, PNG, GIF, WebP and SVG work", works}
}
