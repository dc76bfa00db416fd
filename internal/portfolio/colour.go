package portfolio

import (
	"fmt"
	"math"
	"strconv"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// minContrast is what WCAG 2.2, success criterion 1.4.3, asks of text against its background.
const minContrast = 4.5

// colour reads an accent colour, written #rrggbb, that can be read as text on white.
func (d *decoder) colour(n *syntax.Node) string {
	value := d.text(n)
	rgb, err := strconv.ParseUint(value[min(1, len(value)):], 16, 32)
	if len(value) != 7 || value[0] != '#' || err != nil {
		d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q is not a colour", value), `write it as "#0b5d53", in quotes, because # begins a comment`)
		return ""
	}
	if contrast := contrastWithWhite(uint32(rgb)); contrast < minContrast {
		d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("the colour %s has a contrast of %.1f to 1 with white; text needs %.1f", value, contrast, minContrast),
			"choose a darker one")
		return ""
	}
	return value
}

// contrastWithWhite is the contrast ratio of WCAG 2.2 between a colour 0xrrggbb and white.
func contrastWithWhite(rgb uint32) float64 {
	luminance := 0.2126*linear(rgb>>16&0xff) + 0.7152*linear(rgb>>8&0xff) + 0.0722*linear(rgb&0xff)
	return 1.05 / (luminance + 0.05)
}

func linear(channel uint32) float64 {
	c := float64(channel) / 255
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}
