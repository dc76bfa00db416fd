package picture

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
	"math"
	"slices"
)

const (
	jpegICC = "ICC_PROFILE\x00"
	maxICC  = 4 << 20
)

// colours turns a picture's colours into sRGB. It knows profiles of three curves and a matrix (ICC.1:2022, section
// F.3), which cameras, telephones and screens have: Display P3, Adobe RGB, ProPhoto. Profiles of tables, which
// printing presses and scanners have, are left aside, and the colours taken for sRGB.
type colours struct {
	linear [3][256]float64
	matrix [3][3]float64 // from the linear values to linear sRGB
}

// fromD50 turns XYZ under D50, in which profiles speak, into linear sRGB (IEC 61966-2-1, adapted by Bradford).
const (
	d50xr, d50yr, d50zr = 3.1341359569958707, -1.6173863321612538, -0.4906619460083532
	d50xg, d50yg, d50zg = -0.978795502912089, 1.916254567259524, 0.03344273116131949
	d50xb, d50yb, d50zb = 0.07195537988411677, -0.2289768264158322, 1.405386058324125
)

// colourProfile reads the profile of a picture. It gives nil where there is none, where it is not understood, and
// where it is sRGB.
func colourProfile(data []byte, format Format) *colours {
	var icc []byte
	switch format {
	case JPEG:
		icc = jpegProfile(data)
	case PNG:
		icc = pngProfile(data)
	case WebP:
		chunks, _ := webpChunks(data)
		if i := slices.IndexFunc(chunks, func(c chunk) bool { return c.kind == "ICCP" }); i >= 0 {
			icc = chunks[i].data
		}
	}
	c := parseICC(icc)
	if c == nil || c.isSRGB() {
		return nil
	}
	return c
}

// jpegProfile puts the pieces of a profile together (ICC.1:2022, B.4).
func jpegProfile(data []byte) []byte {
	type piece struct {
		at   byte
		data []byte
	}
	var pieces []piece
	for rest := data[2:]; len(rest) >= 4; {
		n := 2 + int(binary.BigEndian.Uint16(rest[2:]))
		if rest[0] != 0xff || rest[1] == jpegSOS || n > len(rest) {
			break
		}
		if payload, ok := bytes.CutPrefix(rest[4:max(n, 4)], []byte(jpegICC)); ok && rest[1] == jpegAPP2 && len(payload) > 2 {
			pieces = append(pieces, piece{payload[0], payload[2:]})
		}
		rest = rest[n:]
	}
	slices.SortStableFunc(pieces, func(a, b piece) int { return cmp.Compare(a.at, b.at) })
	var icc []byte
	for _, p := range pieces {
		icc = append(icc, p.data...)
	}
	return icc
}

func pngProfile(data []byte) []byte {
	for rest := data[len(pngSignature):]; ; {
		c, ok := pngChunk(rest)
		if !ok || c.kind == "IDAT" {
			return nil
		}
		rest = rest[len(c.raw):]
		if c.kind != "iCCP" {
			continue
		}
		_, packed, ok := bytes.Cut(c.data, []byte{0})
		if !ok || len(packed) < 2 {
			return nil
		}
		z, err := zlib.NewReader(bytes.NewReader(packed[1:]))
		if err != nil {
			return nil
		}
		icc, err := io.ReadAll(io.LimitReader(z, maxICC))
		if err != nil {
			return nil
		}
		return icc
	}
}

func parseICC(icc []byte) *colours {
	if len(icc) < 132 || len(icc) > maxICC || string(icc[16:20]) != "RGB " || string(icc[20:24]) != "XYZ " {
		return nil
	}
	tags := map[string][]byte{}
	for entries := icc[132:]; len(entries) >= 12 && len(tags) < int(binary.BigEndian.Uint32(icc[128:])); entries = entries[12:] {
		at, n := int64(binary.BigEndian.Uint32(entries[4:])), int64(binary.BigEndian.Uint32(entries[8:]))
		if at+n > int64(len(icc)) {
			return nil
		}
		tags[string(entries[:4])] = icc[at : at+n]
	}
	var c colours
	for i, primary := range []string{"r", "g", "b"} {
		xyz, curve := tags[primary+"XYZ"], parseCurve(tags[primary+"TRC"])
		if len(xyz) < 20 || curve == nil {
			return nil
		}
		x, y, z := fixed(xyz[8:]), fixed(xyz[12:]), fixed(xyz[16:])
		c.matrix[0][i] = x*d50xr + y*d50yr + z*d50zr
		c.matrix[1][i] = x*d50xg + y*d50yg + z*d50zg
		c.matrix[2][i] = x*d50xb + y*d50yb + z*d50zb
		for v := range 256 {
			c.linear[i][v] = curve(float64(v) / 255)
		}
	}
	return &c
}

// fixed reads an s15Fixed16Number.
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

// parseCurve reads a curve from device values to linear ones, both from 0 to 1 (ICC.1:2022, 10.6 and 10.18).
func parseCurve(b []byte) func(float64) float64 {
	if len(b) < 12 {
		return nil
	}
	if string(b[:4]) == "para" {
		return parametric(int(binary.BigEndian.Uint16(b[8:])), b[12:])
	}
	n := int64(binary.BigEndian.Uint32(b[8:]))
	if string(b[:4]) != "curv" || 12+2*n > int64(len(b)) {
		return nil
	}
	table := b[12:]
	at := func(i int) float64 { return float64(binary.BigEndian.Uint16(table[2*i:])) }
	switch n {
	case 0:
		return func(x float64) float64 { return x }
	case 1:
		gamma := at(0) / 256
		return func(x float64) float64 { return math.Pow(x, gamma) }
	}
	return func(x float64) float64 {
		p := x * float64(n-1)
		i := min(int(p), int(n)-2)
		f := p - float64(i)
		return (at(i)*(1-f) + at(i+1)*f) / 65535
	}
}

// parametric is a curve of the functions 0 to 4: (aX+b)^g + e from d on, cX + f below.
func parametric(kind int, b []byte) func(float64) float64 {
	order := []string{"g", "gab", "gabe", "gabcd", "gabcdef"}
	if kind >= len(order) || len(b) < 4*len(order[kind]) {
		return nil
	}
	p := map[rune]float64{'a': 1}
	for i, name := range order[kind] {
		p[name] = fixed(b[4*i:])
	}
	g, a, o, c, d, e, f := p['g'], p['a'], p['b'], p['c'], p['d'], p['e'], p['f']
	if kind == 1 || kind == 2 {
		if a == 0 {
			return nil
		}
		d, f = -o/a, e // below −b/a it is level
	}
	return func(x float64) float64 {
		if x >= d {
			return math.Pow(max(a*x+o, 0), g) + e
		}
		return c*x + f
	}
}

// srgb gives the device value of a linear one (IEC 61966-2-1).
func srgb(v float64) uint8 {
	switch {
	case !(v > 0): // NaN too, which a bent profile may give
		return 0
	case v >= 1:
		return 255
	case v <= 0.0031308:
		return uint8(math.Round(255 * 12.92 * v))
	}
	return uint8(math.Round(255 * (1.055*math.Pow(v, 1/2.4) - 0.055)))
}

// convert gives a colour in linear sRGB.
func (c *colours) convert(r, g, b uint8) (lr, lg, lb float64) {
	x, y, z := c.linear[0][r], c.linear[1][g], c.linear[2][b]
	m := &c.matrix
	return m[0][0]*x + m[0][1]*y + m[0][2]*z, m[1][0]*x + m[1][1]*y + m[1][2]*z, m[2][0]*x + m[2][1]*y + m[2][2]*z
}

// isSRGB tells whether the profile is sRGB itself, or so near that it makes no difference.
func (c *colours) isSRGB() bool {
	const step = 51
	near := func(v float64, want int) bool { return max(int(srgb(v))-want, want-int(srgb(v))) <= 2 }
	for r := 0; r < 256; r += step {
		for g := 0; g < 256; g += step {
			for b := 0; b < 256; b += step {
				lr, lg, lb := c.convert(uint8(r), uint8(g), uint8(b))
				if !near(lr, r) || !near(lg, g) || !near(lb, b) {
					return false
				}
			}
		}
	}
	return true
}

// apply turns the colours of m into sRGB, in place.
func (c *colours) apply(m *image.NRGBA) {
	if c == nil {
		return
	}
	const fine = 1 << 14 // so fine that the steepest part of sRGB, near black, loses nothing
	var table [fine + 1]uint8
	for i := range table {
		table[i] = srgb(float64(i) / fine)
	}
	at := func(v float64) uint8 { return table[int(math.Round(fine*min(max(v, 0), 1)))] }
	for p := m.Pix; len(p) >= 4; p = p[4:] {
		r, g, b := c.convert(p[0], p[1], p[2])
		p[0], p[1], p[2] = at(r), at(g), at(b)
	}
}
