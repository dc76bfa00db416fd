// Package picture makes the pictures that editors put beside their Markdown ready for the web.
//
// In goes a file's bytes: JPEG, PNG, GIF, WebP or SVG; the bytes decide, not the name. Out comes a [Set]: the
// picture in a few widths, upright, without metadata (photographs carry the place where they were taken), each in
// the smaller of WebP and a format that every program shows, with the widths and heights that a page states. A
// [Cache] keeps what was made by the hash of the bytes, so that nothing is encoded twice, in this build or a later
// one, and knows files that nobody has touched by what the system tells of them, so that neither they nor what was made
// is read. Animations of GIF keep their frames; of an animated PNG the first picture is kept. Colours are taken for
// those of sRGB: no library here converts colour profiles, and those go with the other metadata.
//
// WebP is written by libwebp. A program built with the tag nodynamic always uses the one inside it (WebAssembly, about
// a second to start, which is paid only where a picture is made). Any other program for Linux, one built with
// CGO_ENABLED=0 too, uses the system's libwebp.so where the link of that name is installed. The two may give other
// bytes, so what one has made is not taken for what the other would.
//
// What is wrong with a file, be it broken, too large or of a kind that browsers do not show, is an [*Error] in plain
// words; what the header tells is told before anything is decoded. All other errors are the machine's. Memory is
// bounded: no picture above [MaxPixels] is decoded, and pictures in work at once share one budget.
//
// The package does not know Markdown, templates, addresses or languages.
package picture

import "strings"

const (
	// MaxPixels is the greatest number of pixels of a picture, width times height as stored.
	MaxPixels = 40_000_000
	// MaxBytes is the greatest size of a file.
	MaxBytes = 64 << 20
	// maxAnimation is the greatest number of pixels of all frames of an animation: what a browser has to draw.
	maxAnimation = 400_000_000
	// maxFrames is the greatest number of frames of an animation.
	maxFrames = 2000
	// maxSide is the greatest width or height, which JPEG and PNG can both hold.
	maxSide = 65_500
)

// Format is a kind of file, as its bytes say.
type Format string

// The formats that browsers show and that this package reads.
const (
	JPEG Format = "JPEG" // ITU-T T.81
	PNG  Format = "PNG"  // W3C PNG
	GIF  Format = "GIF"  // GIF 87a and 89a, animated too
	WebP Format = "WebP" // RFC 9649, animated too
	SVG  Format = "SVG"  // SVG 1.1 and 2
)

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

func damaged() error {
	return &Error{"the picture is damaged or cut short", "open it in a program for pictures and save it anew, or copy it here again from where it came"}
}
