package picture

import (
	"fmt"
	"io"
	"path/filepath"

	"vitrin/internal/file"
)

// Set is a picture ready for pages.
type Set struct {
	Info
	// Variants are the picture in its widths, ascending, and so are their sizes in bytes; none is wider than the
	// picture or 1600 pixels. An SVG and an animation have one, of their own size.
	Variants []Variant
	// Fallback is for src and for og:image: JPEG or PNG (an animation: its own format; an SVG: SVG), at most 1200
	// pixels wide. It is one of the variants where one is of that kind.
	Fallback Variant
}

// Variant is an encoded picture. Its bytes lie in the cache.
type Variant struct {
	Format Format `json:"format"`
	Width  int    `json:"width"`  // pixels
	Height int    `json:"height"` // pixels
	Size   int64  `json:"size"`   // bytes
	Hash   string `json:"hash"`   // SHA-256 of the bytes, in hexadecimal

	from   *origin
	offset int64 // of the bytes, in the cache's file
}

// origin is where the bytes of variants lie.
type origin struct {
	cache *Cache
	path  string       // of the picture's file
	key   string       // of the entry
	again func() error // makes sure that the entry is whole, of the picture's file
}

// Ext is the extension that a file of these bytes has, with its dot; it need not be that of the picture's own file.
func (v Variant) Ext() string { return v.Format.Ext() }

// WriteTo writes the bytes, and none that are not those that were promised: what is damaged or gone in the cache is made
// anew, if the picture's file is still the same.
func (v Variant) WriteTo(w io.Writer) (int64, error) {
	data, err := v.read()
	if err != nil {
		if failed := v.from.again(); failed != nil {
			return 0, fmt.Errorf("%w, and cannot be made anew: %w; remove what is damaged, if it is there, and build once more", err, failed)
		}
		data, err = v.read()
	}
	if err != nil {
		return 0, fmt.Errorf("%w, and became another one when it was made anew; build once more", err)
	}
	n, err := w.Write(data)
	return int64(n), err
}

// read gives the bytes.
func (v Variant) read() ([]byte, error) {
	name := v.from.key + entryExt
	f, err := file.OpenIn(v.from.cache.root, name)
	if err != nil {
		return nil, fmt.Errorf("what is kept of the picture %s is not to be had: %w", v.from.path, err)
	}
	defer f.Close()
	data := make([]byte, v.Size)
	if _, err := io.ReadFull(io.NewSectionReader(f, v.offset, v.Size), data); err != nil || hexHash(data) != v.Hash {
		return nil, fmt.Errorf("what is kept of the picture %s is damaged, in %s", v.from.path, filepath.Join(v.from.cache.root.Name(), name))
	}
	return data, nil
}
