package site

import (
	"vitrin/internal/chart"
	"vitrin/internal/portfolio"
)

// sign gives the shape of a part that is a place and not a length, about the middle of a track, in pixels.
func sign(known chart.Known) string {
	switch known {
	case chart.OpenStart:
		return "M-2-6h-5V6h5ZM-9-6h-3V6h3ZM-14-6h-1V6h1Z"
	case chart.OpenEnd:
		return "M2-6h5V6h-5ZM9-6h3V6H9ZM14-6h1V6h-1Z"
	default:
		return "M0-7 7 0 0 7-7 0Z"
	}
}

// appendTrack draws the parts of a row, in the style of a status. It is no template, since a list has many rows, and a
// template takes ten times as long for each; nothing that an editor wrote comes into it. What was cancelled is struck
// out.
func appendTrack(b []byte, parts []chart.Part, state portfolio.Status) []byte {
	write := func(texts ...string) {
		for _, t := range texts {
			b = append(b, t...)
		}
	}
	write(`<svg class="time-track" width="100%" height="24" aria-hidden="true" focusable="false"`)
	if state != "" {
		write(` data-state="`, string(state), `"`)
	}
	write(`>`)
	for _, p := range parts {
		if p.Width == "" {
			write(`<svg data-part="`, string(p.Known), `" x="`, p.X, `" y="12" aria-hidden="true"><path d="`, sign(p.Known), `"/></svg>`)
			continue
		}
		write(`<rect data-part="`, string(p.Known), `" x="`, p.X, `" y="6" width="`, p.Width, `" height="12"/>`)
		if state == portfolio.Cancelled {
			write(`<rect data-part="strike" x="`, p.X, `" y="11" width="`, p.Width, `" height="2"/>`)
		}
	}
	write(`</svg>`)
	return b
}
