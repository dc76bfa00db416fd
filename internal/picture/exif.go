package picture

import (
	"bytes"
	"encoding/binary"
	"image"
)

// orientation is how a stored picture is turned before it is shown: the values 1 to 8 of EXIF 3.0, section 4.6.5,
// tag 0x0112. 1 is upright; from 5 on, width and height change places.
type orientation uint8

const (
	upright        orientation = 1
	mirrored       orientation = 2
	upsideDown     orientation = 3
	flipped        orientation = 4
	transposed     orientation = 5
	turnedRight    orientation = 6
	transverse     orientation = 7
	turnedLeft     orientation = 8
	tagOrientation             = 0x0112
	tiffShort                  = 3
)

// swaps tells whether width and height change places.
func (o orientation) swaps() bool { return o >= transposed }

// shown gives the size as shown of a picture stored as width × height.
func (o orientation) shown(width, height int) (int, int) {
	if o.swaps() {
		return height, width
	}
	return width, height
}

// exifOrientation reads the orientation out of a TIFF structure (EXIF without its "Exif\0\0"). What cannot be read
// is upright, as browsers hold it: a picture is not refused for its metadata.
func exifOrientation(b []byte) orientation {
	b = bytes.TrimPrefix(b, []byte("Exif\x00\x00"))
	if len(b) < 8 {
		return upright
	}
	var order binary.ByteOrder = binary.LittleEndian
	if b[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(b[4:]))
	if at+2 > int64(len(b)) {
		return upright
	}
	entries := b[at+2:]
	for range order.Uint16(b[at:]) {
		if len(entries) < 12 {
			break
		}
		if order.Uint16(entries) == tagOrientation && order.Uint16(entries[2:]) == tiffShort {
			if o := order.Uint16(entries[8:]); o >= uint16(upright) && o <= uint16(turnedLeft) {
				return orientation(o)
			}
		}
		entries = entries[12:]
	}
	return upright
}

// turn gives the picture as it is shown.
func (o orientation) turn(m *image.NRGBA) *image.NRGBA {
	if o <= upright {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	sw, sh := o.shown(w, h)
	out := image.NewNRGBA(image.Rect(0, 0, sw, sh))
	for y := range h {
		row := m.Pix[y*m.Stride:]
		for x := range w {
			tx, ty := o.place(x, y, w, h)
			copy(out.Pix[ty*out.Stride+4*tx:][:4], row[4*x:][:4])
		}
	}
	return out
}

// place is where the stored pixel x, y of a picture of w × h pixels is shown.
func (o orientation) place(x, y, w, h int) (int, int) {
	switch o {
	case mirrored:
		return w - 1 - x, y
	case upsideDown:
		return w - 1 - x, h - 1 - y
	case flipped:
		return x, h - 1 - y
	case transposed:
		return y, x
	case turnedRight:
		return h - 1 - y, x
	case transverse:
		return h - 1 - y, w - 1 - x
	case turnedLeft:
		return y, w - 1 - x
	}
	return x, y
}
