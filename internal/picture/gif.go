package picture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
)

// The blocks of GIF 89a, sections 17 to 27.
const (
	gifExtension   = 0x21
	gifImage       = 0x2c
	gifTrailer     = 0x3b
	gifControl     = 0xf9 // graphic control extension
	gifApplication = 0xff
)

// gifWalk reads a GIF block by block. It gives each block's bytes to keep, where that is not nil, and tells the size
// of the canvas and the number of frames. Frames that leave the canvas are malformed, as they are to image/gif.
func gifWalk(r *bufio.Reader, keep *bytes.Buffer) (width, height, frames int, err error) {
	g := gifReader{r: r}
	head, err := g.read(13)
	if err != nil {
		return 0, 0, 0, err
	}
	width, height = int(binary.LittleEndian.Uint16(head[6:])), int(binary.LittleEndian.Uint16(head[8:]))
	if err := g.colours(head[10]); err != nil {
		return 0, 0, 0, err
	}
	for {
		g.flush(keep)
		kind, err := g.read(1)
		if err != nil {
			return 0, 0, 0, err
		}
		switch kind[0] {
		case gifTrailer:
			g.flush(keep)
			return width, height, frames, nil
		case gifImage:
			frames++
			if frames > maxFrames {
				return width, height, frames, animation(frames, width, height)
			}
			err = g.frame(width, height)
		case gifExtension:
			err = g.extension()
		default:
			err = errMalformed
		}
		if err != nil {
			return 0, 0, 0, err
		}
	}
}

// gifReader holds the bytes of the block that is being read.
type gifReader struct {
	r     *bufio.Reader
	block []byte
}

// read reads n more bytes of the block.
func (g *gifReader) read(n int) ([]byte, error) {
	at := len(g.block)
	g.block = append(g.block, make([]byte, n)...)
	_, err := io.ReadFull(g.r, g.block[at:])
	return g.block[at:], err
}

func (g *gifReader) flush(keep *bytes.Buffer) {
	if keep != nil {
		keep.Write(g.block)
	}
	g.block = g.block[:0]
}

// colours reads a colour table, where the flags before it tell of one.
func (g *gifReader) colours(flags byte) error {
	if flags&0x80 == 0 {
		return nil
	}
	_, err := g.read(3 << (flags&7 + 1))
	return err
}

// subBlocks reads sub-blocks up to the empty one that ends them.
func (g *gifReader) subBlocks() error {
	for {
		size, err := g.read(1)
		if err != nil {
			return err
		}
		if size[0] == 0 {
			return nil
		}
		if _, err := g.read(int(size[0])); err != nil {
			return err
		}
	}
}

func (g *gifReader) frame(width, height int) error {
	d, err := g.read(9)
	if err != nil {
		return err
	}
	at := func(i int) int { return int(binary.LittleEndian.Uint16(d[i:])) }
	if at(0)+at(4) > width || at(2)+at(6) > height {
		return errMalformed
	}
	if err := g.colours(d[8]); err != nil {
		return err
	}
	if _, err := g.read(1); err != nil { // the size of codes
		return err
	}
	return g.subBlocks()
}

// extension reads an extension and forgets it where it says nothing of what is seen: comments, plain text and the
// blocks of applications, except the one that lets an animation repeat.
func (g *gifReader) extension() error {
	label, err := g.read(1)
	if err != nil {
		return err
	}
	kind := label[0]
	if err := g.subBlocks(); err != nil {
		return err
	}
	repeats := kind == gifApplication && bytes.Contains(g.block, []byte("NETSCAPE2.0"))
	if kind != gifControl && !repeats {
		g.block = g.block[:0]
	}
	return nil
}

func inspectGIF(r *bufio.Reader) (header, error) {
	w, h, frames, err := gifWalk(r, nil)
	if err != nil {
		return header{}, err
	}
	if frames == 0 {
		return header{}, errMalformed
	}
	info := header{orientation: upright, animated: frames > 1, memory: 5 * int64(w) * int64(h)}
	info.Format, info.Width, info.Height = GIF, w, h
	if info.animated {
		return info, animation(frames, w, h)
	}
	return info, nil
}

// stripGIF gives the same frames without comments and the blocks of programs.
func stripGIF(data []byte) ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, len(data)))
	if _, _, _, err := gifWalk(bufio.NewReader(bytes.NewReader(data)), out); err != nil {
		return nil, broken(err)
	}
	return out.Bytes(), nil
}
