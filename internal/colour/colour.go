// Package colour reads the accent colour that a site chooses and measures how well it can be read: a
// colour and a background in, a contrast ratio or a readable variant out. It knows neither pages nor
// settings. It is the only importer of go-colorful.
package colour

import (
	"fmt"

	colorful "github.com/lucasb-eyer/go-colorful"
)

// The contrasts that WCAG 2.2 asks for.
const (
	Text     = 4.5 // of text against its background, success criterion 1.4.3
	Enhanced = 7   // of text against its background, success criterion 1.4.6
)

// The backgrounds on which text stands, in each scheme the one with the least contrast to it: that of
// boxes, a shade off the page. They are --surface in static/css/tokens.css.
var (
	LightGround = Colour{colorful.Color{R: 0xf5 / 255.0, G: 0xf4 / 255.0, B: 0xf0 / 255.0}}
	DarkGround  = Colour{colorful.Color{R: 0x20 / 255.0, G: 0x24 / 255.0, B: 0x28 / 255.0}}
)

// Colour is a colour of the sRGB space (IEC 61966-2-1).
type Colour struct{ c colorful.Color }

// Parse reads a colour written #rrggbb.
func Parse(s string) (Colour, error) {
	c, err := colorful.Hex(s)
	if err != nil || len(s) != len("#rrggbb") {
		return Colour{}, fmt.Errorf("%q is not a colour", s)
	}
	return Colour{c}, nil
}

// String writes the colour as #rrggbb.
func (c Colour) String() string { return c.c.Clamped().Hex() }

// Contrast is the contrast ratio of WCAG 2.2 between two colours, from 1 to 21.
func Contrast(a, b Colour) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2, from 0 to 1.
func (c Colour) luminance() float64 {
	r, g, b := c.c.LinearRgb()
	return 0.2126*r + 0.7152*g + 0.0722*b
}

// lightening is the step in which a colour is made lighter, as a part of OKLab's lightness.
const lightening = 0.01

// Lightened gives the colour of the same hue that is just light enough to have a contrast with a dark
// background; where none is, white. Lightness is that of OKLCH (CSS Color 4, section 9.2), in which hues stay
// what they look like.
func (c Colour) Lightened(ground Colour, contrast float64) Colour {
	l, chroma, hue := c.c.OkLch()
	for ; l < 1; l += lightening {
		lighter := Colour{colorful.OkLch(l, chroma, hue).Clamped()}
		// What is printed is rounded to eight bits a channel, and has to hold.
		if rounded, err := Parse(lighter.String()); err == nil && Contrast(rounded, ground) >= contrast {
			return rounded
		}
	}
	return Colour{colorful.Color{R: 1, G: 1, B: 1}}
}
