package picture

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
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

	entry  string // the cache's file that holds the bytes
	offset int64
	root   *os.Root
}

// Ext is the extension that a file of these bytes has, with its dot; it need not be that of the picture's own file.
func (v Variant) Ext() string { return v.Format.Ext() }

// WriteTo writes the bytes. Bytes that are not those that were promised are an error; [Cache.Make] has checked them.
func (v Variant) WriteTo(w io.Writer) (int64, error) {
	f, err := v.root.Open(v.entry)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	hash := sha256.New()
	n, err := io.Copy(io.MultiWriter(w, hash), io.NewSectionReader(f, v.offset, v.Size))
	if err == nil && hex.EncodeToString(hash.Sum(nil)) != v.Hash {
		err = fmt.Errorf("%s was changed while it was in use", v.entry)
	}
	return n, err
}
