package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// maxSVG is the greatest size of an SVG. A drawing of more bytes is a map or a traced photograph and slows a page.
const maxSVG = 4 << 20

func looksLikeXML(data []byte) bool {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	return bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("<"))
}

// inspectSVG reads the whole drawing, since what must not be in it may stand anywhere. encoding/xml expands no
// entities of a document's own: one that uses them is refused, and a chain of them cannot grow.
func inspectSVG(data []byte) (Info, error) {
	if len(data) > maxSVG {
		return Info{}, &Error{fmt.Sprintf("the picture is an SVG of more than %d megabytes", maxSVG>>20), "simplify the drawing, or export it as PNG"}
	}
	dec := xml.NewDecoder(bytes.NewReader(data))
	var info Info
	depth := 0
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) && info.Format == SVG && depth == 0 {
			return info, nil
		}
		if err != nil {
			return Info{}, badXML(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > 500 {
				return Info{}, &Error{"the picture is an SVG of more than 500 levels of groups", "ungroup it in the program that made it"}
			}
			if info.Format == "" {
				if info, err = svgRoot(t); err != nil {
					return Info{}, err
				}
			}
			err = svgHarmless(t)
		case xml.EndElement:
			depth--
		case xml.ProcInst:
			if t.Target == "xml-stylesheet" {
				err = active("a style sheet from elsewhere (<?xml-stylesheet?>)")
			}
		}
		if err != nil {
			return Info{}, err
		}
	}
}

func badXML(err error) error {
	what := "the picture is no SVG that can be read"
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		what = fmt.Sprintf("the picture is an SVG that cannot be read: line %d: %s", syntax.Line, syntax.Msg)
	}
	return &Error{what, "export it anew as plain SVG, encoded in UTF-8"}
}

// svgActive are elements that run programs or hold other pages.
const svgActive = " script handler listener foreignobject iframe object embed audio video canvas "

// svgHarmless refuses what could run when somebody opens the drawing by itself. In a page, an img element keeps
// scripts from running; on its own a drawing is a document of the site with all that a document may do.
func svgHarmless(e xml.StartElement) error {
	name := strings.ToLower(e.Name.Local)
	if strings.Contains(svgActive, " "+name+" ") {
		return active("<" + e.Name.Local + ">")
	}
	for _, a := range e.Attr {
		key := strings.ToLower(a.Name.Local)
		if a.Name.Space != "xmlns" && strings.HasPrefix(key, "on") {
			return active("the attribute " + a.Name.Local)
		}
		value := strings.ToLower(strings.Map(visible, a.Value))
		if slices.ContainsFunc(strings.Split(value, ";"), func(v string) bool { return strings.HasPrefix(v, "javascript:") }) {
			return active("a link to a script (javascript:)")
		}
	}
	return nil
}

// visible drops the white space and control characters that browsers skip in addresses.
func visible(r rune) rune {
	if r <= ' ' {
		return -1
	}
	return r
}

func active(what string) error {
	return &Error{"the picture is an SVG with " + what + ", which can run programs in the reader's browser", "export it anew as plain SVG, or remove that part"}
}

// svgRoot reads the size out of the root element (SVG 2, sections 7.2 and 8.2).
func svgRoot(e xml.StartElement) (Info, error) {
	if e.Name.Local != "svg" {
		return Info{}, &Error{"the picture is no picture: it is a document whose first element is <" + e.Name.Local + ">", works}
	}
	attr := func(name string) string {
		for _, a := range e.Attr {
			if a.Name.Space == "" && a.Name.Local == name {
				return a.Value
			}
		}
		return ""
	}
	w, h := cssPixels(attr("width")), cssPixels(attr("height"))
	box := strings.FieldsFunc(attr("viewBox"), func(r rune) bool { return r == ' ' || r == ',' || r == '\t' || r == '\n' || r == '\r' })
	if len(box) == 4 {
		bw, bh := cssPixels(box[2]), cssPixels(box[3])
		switch {
		case bw == 0 || bh == 0:
		case w == 0 && h == 0:
			w, h = bw, bh
		case w == 0:
			w = h * bw / bh
		case h == 0:
			h = w * bh / bw
		}
	}
	if w < 0.5 || h < 0.5 || w > maxSide || h > maxSide {
		return Info{}, &Error{"the picture is an SVG that does not state its size", `give its <svg> a viewBox, as in viewBox="0 0 800 400"`}
	}
	return Info{SVG, int(math.Round(w)), int(math.Round(h))}, nil
}

// cssPixels reads a length in units that do not depend on what is around (CSS Values 3, section 5.2); 0 is no such
// length.
func cssPixels(s string) float64 {
	s = strings.TrimSpace(s)
	for unit, px := range map[string]float64{"px": 1, "pt": 96.0 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4} {
		if number, ok := strings.CutSuffix(s, unit); ok {
			return px * cssPixels(number)
		}
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) || n < 0 {
		return 0
	}
	return n
}
