package picture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"strings"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// chunk is a piece of a PNG or a RIFF file.
type chunk struct {
	kind string
	data []byte
	raw  []byte // with its length, and its checksum or filling
}

func inspectPNG(r *bufio.Reader) (header, error) {
	var start [8 + 25]byte // the signature and IHDR (PNG, 11.2.1)
	if _, err := io.ReadFull(r, start[:]); err != nil {
		return header{}, err
	}
	if string(start[12:16]) != "IHDR" {
		return header{}, errMalformed
	}
	w, h := binary.BigEndian.Uint32(start[16:]), binary.BigEndian.Uint32(start[20:])
	if w > 1<<31-1 || h > 1<<31-1 {
		return header{}, errMalformed
	}
	info := header{orientation: upright, memory: int64(w) * int64(h) * pngPixel(start[24], start[25])}
	frames, err := pngAncillary(r, &info)
	if err != nil {
		return header{}, err
	}
	info.Format = PNG
	info.Width, info.Height = info.orientation.shown(int(w), int(h))
	if info.animated = frames > 1; info.animated {
		return info, animation(frames, info.Width, info.Height)
	}
	return info, nil
}

// pngPixel is the number of bytes that a decoded pixel takes.
func pngPixel(depth, colour byte) int64 {
	switch {
	case depth == 16 && colour != 0:
		return 8
	case depth == 16:
		return 2
	case colour == 0, colour == 3:
		return 1
	}
	return 4
}

// pngAncillary reads what stands before the pixels: the orientation, and the number of frames of an animation.
func pngAncillary(r *bufio.Reader, h *header) (frames int, err error) {
	for {
		var head [8]byte
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return 0, err
		}
		n, kind := binary.BigEndian.Uint32(head[:]), string(head[4:])
		if n > 1<<31-1 {
			return 0, errMalformed
		}
		skip := int64(n) + 4
		switch {
		case kind == "IDAT", kind == "IEND":
			return frames, nil
		case kind == "acTL" && n == 8, kind == "eXIf" && n <= 64<<10:
			data := make([]byte, n)
			if _, err := io.ReadFull(r, data); err != nil {
				return 0, err
			}
			skip = 4
			if kind == "acTL" {
				frames = int(binary.BigEndian.Uint32(data) & (1<<31 - 1))
			} else {
				h.orientation = exifOrientation(data)
			}
		}
		if _, err := io.CopyN(io.Discard, r, skip); err != nil {
			return 0, err
		}
	}
}

// pngKept are the chunks, beside those that a decoder must know (their names begin with a capital), that change
// what is seen: transparency, colour, the shape of pixels, and animation.
const pngKept = "tRNS gAMA cHRM sRGB iCCP cICP sBIT pHYs acTL fcTL fdAT"

// stripPNG gives the same pixels without metadata.
func stripPNG(data []byte) ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, len(data)))
	out.WriteString(pngSignature)
	for rest := data[len(pngSignature):]; ; {
		c, ok := pngChunk(rest)
		if !ok {
			return nil, damaged()
		}
		rest = rest[len(c.raw):]
		if c.kind[0]&0x20 == 0 || strings.Contains(pngKept, c.kind) {
			out.Write(c.raw)
		}
		if c.kind == "IEND" {
			return out.Bytes(), nil
		}
	}
}

// pngChunk takes the first chunk of b.
func pngChunk(b []byte) (chunk, bool) {
	if len(b) < 12 {
		return chunk{}, false
	}
	n := int64(binary.BigEndian.Uint32(b))
	if n+12 > int64(len(b)) {
		return chunk{}, false
	}
	return chunk{kind: string(b[4:8]), data: b[8 : 8+n], raw: b[:12+n]}, true
}
