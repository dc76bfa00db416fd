package portfolio

import (
	"fmt"

	"vitrin/internal/colour"
	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// Accent is the colour of links and marks, in the light and in the dark scheme, written #rrggbb.
type Accent struct {
	Light, Dark string
}

// accentHint meets the mistake that YAML makes silent: what follows an unquoted # is nothing to it.
const accentHint = `write it as "#0b5d53", in quotes, because # begins a comment`

// accent reads an accent colour that can be read as text on light backgrounds, and finds the one of the
// same hue that can be read on dark ones.
func (d *decoder) accent(n *syntax.Node) Accent {
	c, err := colour.Parse(d.text(n))
	if err != nil {
		d.problems.Error(n.Pos, diag.Value, err.Error(), accentHint)
		return Accent{}
	}
	if contrast := colour.Contrast(c, colour.LightGround); contrast < colour.Text {
		d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("the colour %s has a contrast of %.1f to 1 with the light background; text needs %.1f (WCAG 2.2, 1.4.3)", c, contrast, colour.Text),
			"choose a darker one")
		return Accent{}
	}
	return Accent{Light: c.String(), Dark: c.Lightened(colour.DarkGround, colour.Enhanced).String()}
}
