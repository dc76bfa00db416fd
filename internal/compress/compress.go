// Package compress makes the compressed forms that web servers send in place of text files: gzip (RFC 1952) and
// brotli (RFC 7932). The bytes of a file go in, those of its form come out, the same for the same bytes on every
// machine: no name and no time is in them. It knows nothing of where files and their forms lie.
//
// nginx sends a form that lies beside its file by gzip_static and brotli_static, Caddy by precompressed, Apache by
// content negotiation.
package compress

import (
	"fmt"
	"io"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// The levels are those where the next one costs more than it saves. In percent of a page's size and milliseconds of
// CPU for each page, on pages of 7.5 kB (the example) and of 23 kB (a portfolio of 2,000 projects):
//
//	gzip 5     27.5   0.040     17.5   0.074
//	gzip 6     27.3   0.042     17.3   0.084
//	gzip 7     27.0   0.068     17.1   0.133
//	gzip 9     26.8   0.092     16.7   0.272
//	brotli 4   25.9   0.118     16.7   0.264
//	brotli 5   24.3   0.137     15.5   0.327
//	brotli 6   24.3   0.127     15.4   0.342
//	brotli 9   24.2   0.225     15.3   0.479
//	brotli 10  20.8   4.107     10.7  11.945
//	brotli 11  20.1   9.656     10.4  51.934
//
// So both forms of 14,000 pages of the larger kind take 6 s of CPU, a little more than the build itself; with brotli 10
// it would be 3 minutes, with 11 it would be 12. Nearly every browser takes brotli, so gzip, for the others, need not try hard.
const (
	gzipLevel   = 6
	brotliLevel = 5
)

// brotliWindow is how far back brotli looks for what repeats, as a power of two: 256 KiB. A larger window finds nothing
// more in pages and takes megabytes for each writer. And from 512 KiB on, the library chooses its hash table by the size
// of the first file that a writer is given, so that a form would depend on what the writer wrote before.
const brotliWindow = 18

// MinSize is the size in bytes from which a file gains by a compressed form. A smaller one and the header of its
// answer fit into one packet of a network (1,500 bytes, of which some 1,400 are left, less 300 to 400 of header), and
// nothing shorter than a packet arrives sooner.
const MinSize = 1024

// Encoding is one way to compress. Its methods may be called by several goroutines at once.
type Encoding struct {
	// Suffix is what the name of a form has after the name of its file: ".gz", ".br".
	Suffix string
	// Version changes when a file may get another form than before: with the level, or with the library.
	Version string

	writers *sync.Pool // of resetters: a new one costs as much as the compression of five small pages
	create  func() resetter
}

// resetter is a compressing writer that can begin again.
type resetter interface {
	io.WriteCloser
	Reset(to io.Writer)
}

// Encodings gives the encodings that servers and browsers know, each with writers of its own that it uses again. Their
// versions are those of the libraries with the levels: another release of one may find other repetitions.
func Encodings() []Encoding {
	return []Encoding{
		{Suffix: ".gz", Version: fmt.Sprint(gzipLibrary, " ", gzipLevel), writers: new(sync.Pool), create: newGzip},
		{Suffix: ".br", Version: fmt.Sprint(brotliLibrary, " ", brotliLevel, " ", brotliWindow), writers: new(sync.Pool), create: newBrotli},
	}
}

// The libraries' releases, as go.mod has them.
const (
	gzipLibrary   = "github.com/klauspost/compress v1.20.3"
	brotliLibrary = "github.com/andybalholm/brotli v1.2.8"
)

func newGzip() resetter {
	w, err := gzip.NewWriterLevel(io.Discard, gzipLevel)
	if err != nil {
		panic(err) // a level that gzip does not have; it is a constant
	}
	return untimed{w}
}

// untimed is a gzip writer whose header says that no time is known, which is 0 (RFC 1952, section 2.3.1). Left to itself it
// writes the low half of the seconds to the year 1, which is a day in 2042.
type untimed struct{ *gzip.Writer }

func (w untimed) Reset(to io.Writer) {
	w.Writer.Reset(to)
	w.ModTime = time.Unix(0, 0)
}

func newBrotli() resetter {
	return brotli.NewWriterOptions(io.Discard, brotli.WriterOptions{Quality: brotliLevel, LGWin: brotliWindow})
}

// Encode writes the compressed form of a file's bytes. The error is one of dst.
func (e Encoding) Encode(dst io.Writer, src []byte) error {
	w, ok := e.writers.Get().(resetter)
	if !ok {
		w = e.create()
	}
	w.Reset(dst)
	if _, err := w.Write(src); err != nil {
		return fmt.Errorf("cannot write the form %s: %w", e.Suffix, err)
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("cannot write the form %s: %w", e.Suffix, err)
	}
	w.Reset(io.Discard) // a writer at rest holds on to no file
	e.writers.Put(w)
	return nil
}

// Encodable tells by the name of a file whether it is text, which compresses well. Pictures, fonts for the web, films,
// archives and PDF are compressed in themselves.
func Encodable(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml", ".css", ".js", ".mjs", ".json", ".map", ".webmanifest", ".jsonld", ".geojson", ".topojson",
		".xml", ".atom", ".rss", ".xsl", ".rdf", ".ttl", ".kml", ".gpx", ".svg", ".txt", ".md", ".csv", ".tsv", ".ics", ".vcf",
		".vtt", ".srt", ".bib", ".yaml", ".yml", ".wasm", ".ttf", ".otf", ".ico", ".bmp":
		return true
	}
	return false
}
