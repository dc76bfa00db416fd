package picture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
)

// The flags of a WebP's VP8X chunk (RFC 9649, section 2.7).
const (
	webpAnimation = 1 << 1
	webpXMP       = 1 << 2
	webpEXIF      = 1 << 3
	webpAlpha     = 1 << 4
)

// webpHead is how many bytes of a chunk tell what is in it.
const webpHead = 30

func inspectWebP(r *bufio.Reader) (header, error) {
	var start [12]byte
	if _, err := io.ReadFull(r, start[:]); err != nil {
		return header{}, err
	}
	if string(start[8:]) != "WEBP" {
		return header{}, unknown(start[:])
	}
	w := webpInfo{orientation: upright}
	left := int64(binary.LittleEndian.Uint32(start[4:])) - 4
	for left >= 8 {
		n, err := w.chunk(r)
		if err != nil {
			return header{}, err
		}
		left -= n
	}
	return w.header()
}

// webpInfo gathers what the chunks tell.
type webpInfo struct {
	width, height int // the canvas's, or the picture's where there is no canvas
	frames        int
	animated      bool
	lossy, alpha  bool
	orientation   orientation
	pixels        bool // there is a picture
}

// chunk reads a chunk and gives its length.
func (w *webpInfo) chunk(r *bufio.Reader) (int64, error) {
	var head [8]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, err
	}
	n := int64(binary.LittleEndian.Uint32(head[4:]))
	limit := int64(webpHead)
	kind := string(head[:4])
	if kind == "EXIF" {
		limit = 64 << 10
	}
	data := make([]byte, min(n, limit))
	if _, err := io.ReadFull(r, data); err != nil {
		return 0, err
	}
	padded := n + n&1
	if _, err := io.CopyN(io.Discard, r, padded-int64(len(data))); err != nil && n&1 == 0 {
		return 0, err // the filling of the last chunk is often missing
	}
	return 8 + padded, w.take(kind, data)
}

func (w *webpInfo) take(kind string, b []byte) error {
	width, height := 0, 0
	switch kind {
	case "VP8X":
		if len(b) < 10 {
			return errMalformed
		}
		w.animated, w.alpha = b[0]&webpAnimation != 0, b[0]&webpAlpha != 0
		w.width, w.height = 1+int(uint24(b[4:])), 1+int(uint24(b[7:]))
		return nil
	case "VP8 ":
		if len(b) < 10 || b[0]&1 != 0 || string(b[3:6]) != "\x9d\x01\x2a" {
			return errMalformed
		}
		w.lossy = true
		width, height = int(binary.LittleEndian.Uint16(b[6:])&0x3fff), int(binary.LittleEndian.Uint16(b[8:])&0x3fff)
	case "VP8L":
		if len(b) < 5 || b[0] != 0x2f {
			return errMalformed
		}
		bits := binary.LittleEndian.Uint32(b[1:])
		width, height = 1+int(bits&0x3fff), 1+int(bits>>14&0x3fff)
	case "ANMF":
		w.frames++
		w.pixels = true
		return nil
	case "EXIF":
		w.orientation = exifOrientation(b)
		return nil
	default:
		return nil
	}
	if w.pixels || w.width != 0 && (w.width != width || w.height != height) {
		return errMalformed // a canvas of another size than its only picture: nothing that an honest program writes
	}
	w.width, w.height, w.pixels = width, height, true
	return nil
}

func (w *webpInfo) header() (header, error) {
	if !w.pixels || w.animated != (w.frames > 0) {
		return header{}, errMalformed
	}
	// VP8 keeps a plane of alpha beside one and a half of colour; VP8L keeps two pictures of four bytes while it works.
	h := header{orientation: w.orientation, animated: w.animated, lossy: w.lossy, memory: 8 * int64(w.width) * int64(w.height)}
	h.Format = WebP
	h.Width, h.Height = w.orientation.shown(w.width, w.height)
	if w.animated {
		return h, animation(w.frames, w.width, w.height)
	}
	return h, nil
}

func uint24(b []byte) uint32 { return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 }

// webpChunks takes a WebP apart.
func webpChunks(data []byte) ([]chunk, error) {
	var all []chunk
	end := min(int64(binary.LittleEndian.Uint32(data[4:]))+8, int64(len(data)))
	for rest := data[12:max(end, 12)]; len(rest) >= 8; {
		n := int64(binary.LittleEndian.Uint32(rest[4:]))
		if n+8 > int64(len(rest)) {
			return nil, damaged()
		}
		end := min(n+n&1+8, int64(len(rest)))
		all = append(all, chunk{string(rest[:4]), rest[8 : 8+n], rest[:end]})
		rest = rest[end:]
	}
	return all, nil
}

// stripWebP gives the same pixels without EXIF, XMP and chunks that nobody knows.
func stripWebP(data []byte) ([]byte, error) {
	chunks, err := webpChunks(data)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(make([]byte, 0, len(data)))
	out.WriteString("RIFF\x00\x00\x00\x00WEBP")
	for _, c := range chunks {
		switch c.kind {
		case "VP8X":
			head := bytes.Clone(c.raw)
			head[8] &^= webpXMP | webpEXIF
			out.Write(head)
		case "VP8 ", "VP8L", "ALPH", "ICCP", "ANIM", "ANMF":
			out.Write(c.raw)
			if len(c.raw)&1 != 0 {
				out.WriteByte(0)
			}
		}
	}
	b := out.Bytes()
	binary.LittleEndian.PutUint32(b[4:], uint32(len(b)-8))
	return b, nil
}
