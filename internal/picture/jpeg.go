package picture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// The markers of JPEG (ITU-T T.81, table B.1) that are met here.
const (
	jpegSOF0 = 0xc0
	jpegSOF2 = 0xc2
	jpegDHT  = 0xc4
	jpegJPG  = 0xc8
	jpegDAC  = 0xcc
	jpegRST0 = 0xd0
	jpegRST7 = 0xd7
	jpegSOI  = 0xd8
	jpegEOI  = 0xd9
	jpegSOS  = 0xda
	jpegAPP0 = 0xe0
	jpegAPP1 = 0xe1
	jpegAPP2 = 0xe2
	jpegAPPE = 0xee
	jpegAPPF = 0xef
	jpegCOM  = 0xfe
	jpegTEM  = 0x01
)

// jpegMarker reads up to the next marker and gives its code. Bytes between segments are skipped, as decoders do.
func jpegMarker(r io.ByteReader) (byte, error) {
	for {
		b, err := r.ReadByte()
		if err != nil {
			return 0, err
		}
		if b != 0xff {
			continue
		}
		for b == 0xff {
			if b, err = r.ReadByte(); err != nil {
				return 0, err
			}
		}
		if b != 0 {
			return b, nil
		}
	}
}

// bare tells whether a marker stands alone, without a segment.
func bare(marker byte) bool {
	return marker == jpegTEM || marker >= jpegRST0 && marker <= jpegEOI
}

// jpegSegment reads a segment's payload.
func jpegSegment(r *bufio.Reader) ([]byte, error) {
	var size [2]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return nil, err
	}
	n := int(binary.BigEndian.Uint16(size[:])) - 2
	if n < 0 {
		return nil, errMalformed
	}
	payload := make([]byte, n)
	_, err := io.ReadFull(r, payload)
	return payload, err
}

func inspectJPEG(r *bufio.Reader) (header, error) {
	o := upright
	for {
		marker, err := jpegMarker(r)
		if err != nil {
			return header{}, err
		}
		if bare(marker) {
			continue
		}
		if marker == jpegSOS {
			return header{}, errMalformed // pixels before their size is known
		}
		payload, err := jpegSegment(r)
		if err != nil {
			return header{}, err
		}
		switch {
		case marker == jpegAPP1 && bytes.HasPrefix(payload, []byte("Exif\x00\x00")):
			o = exifOrientation(payload)
		case isSOF(marker):
			return jpegFrame(marker, payload, o)
		}
	}
}

func isSOF(marker byte) bool {
	return marker >= jpegSOF0 && marker <= 0xcf && marker != jpegDHT && marker != jpegJPG && marker != jpegDAC
}

// jpegFrame reads a frame header (ITU-T T.81, B.2.2).
func jpegFrame(marker byte, b []byte, o orientation) (header, error) {
	if len(b) < 6 || len(b) < 6+3*int(b[5]) || b[5] == 0 {
		return header{}, errMalformed
	}
	if marker > jpegSOF2 || b[0] != 8 {
		return header{}, &Error{"the picture is a JPEG of a rare kind (lossless, arithmetic or with more than 8 bits), which browsers do not show", works}
	}
	stored := [2]int{int(binary.BigEndian.Uint16(b[3:])), int(binary.BigEndian.Uint16(b[1:]))}
	if stored[0] == 0 || stored[1] == 0 {
		return header{}, errMalformed
	}
	var samples, most int64 // a picture's samples are the sum over its components of h·v in each group of most pixels
	for c := range int64(b[5]) {
		f := b[6+3*c+1]
		n := int64(f>>4) * int64(f&15)
		samples += n
		most = max(most, n)
	}
	if most == 0 {
		return header{}, errMalformed
	}
	perPixel := float64(samples) / float64(most)
	if marker == jpegSOF2 {
		perPixel *= 1 + 4 // all coefficients are kept until the last scan
	}
	if b[5] == 4 {
		perPixel += 4 // CMYK is put together from its planes
	}
	h := header{orientation: o, lossy: true, memory: int64(perPixel * float64(stored[0]) * float64(stored[1]))}
	h.Format = JPEG
	h.Width, h.Height = o.shown(stored[0], stored[1])
	return h, nil
}

// stripJPEG gives the same pixels without metadata: of the segments that applications add it keeps JFIF's (without
// its thumbnail), the colour profile and Adobe's, without which colours change. What stands behind the end of the
// picture (second pictures, videos of telephones) is left out.
func stripJPEG(data []byte) ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, len(data)))
	out.Write([]byte{0xff, jpegSOI})
	rest := data[2:]
	for {
		if len(rest) < 4 {
			return nil, damaged()
		}
		if rest[0] != 0xff || rest[1] == 0xff || bare(rest[1]) && rest[1] != jpegEOI {
			rest = rest[1:] // filling, or a marker that says nothing here
			continue
		}
		marker, n := rest[1], 2+int(binary.BigEndian.Uint16(rest[2:]))
		if n < 4 || n > len(rest) || marker == jpegEOI {
			return nil, damaged()
		}
		segment := rest[:n]
		rest = rest[n:]
		switch {
		case marker == jpegSOS:
			out.Write(segment)
			n, marker := jpegScan(rest)
			out.Write(rest[:n])
			rest = rest[n:]
			if marker == jpegEOI {
				out.Write([]byte{0xff, jpegEOI})
				return out.Bytes(), nil
			}
		case keepsSegment(marker, segment[4:]):
			out.Write(segment)
		case marker == jpegAPP0 && bytes.HasPrefix(segment[4:], []byte("JFIF\x00")) && len(segment) >= 18:
			fmt.Fprintf(out, "\xff%c\x00\x10%s\x00\x00", jpegAPP0, segment[4:16])
		}
	}
}

func keepsSegment(marker byte, payload []byte) bool {
	switch {
	case marker == jpegAPP2:
		return bytes.HasPrefix(payload, []byte(jpegICC))
	case marker == jpegAPPE:
		return bytes.HasPrefix(payload, []byte("Adobe"))
	}
	return marker != jpegCOM && (marker < jpegAPP0 || marker > jpegAPPF)
}

// jpegScan gives the length of the entropy-coded data at the start of b, and the marker behind it; 0 is none.
func jpegScan(b []byte) (int, byte) {
	for i := 0; i+1 < len(b); i++ {
		if m := b[i+1]; b[i] == 0xff && m != 0 && m != 0xff && (m < jpegRST0 || m > jpegRST7) {
			return i, m
		}
	}
	return len(b), 0
}
