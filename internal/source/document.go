package source

import (
	"bufio"
	"bytes"
	"fmt"
	"path"

	"golang.org/x/text/unicode/norm"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
	"vitrin/internal/syntax"
)

// maxFile is the size of the largest Markdown file that is read, in bytes.
const maxFile = 20 << 20

// newDocument makes the document of a page, without what its bytes say.
func newDocument(p *page) *Document {
	return &Document{Path: p.path, Collection: p.collection, ID: p.id, Lang: p.lang, Bundle: p.bundle, Dir: path.Dir(p.path)}
}

// bench is what one file after the other is read and parsed with. Its memory is that of the document which was parsed last.
// The zero bench is ready for use.
type bench struct {
	src   []byte
	lines *bufio.Reader
	room  syntax.Room
	body  *markdown.Room // nil: bodies have memory of their own
}

// parse makes a document of a file's bytes, all in memory.
func (b *bench) parse(p *page, src []byte, converter *markdown.Converter) *Document {
	d := newDocument(p)
	d.front, d.BodyLine = noFront(p.path), 1
	src = b.document(d, src)
	if d.Broken {
		src = nil
	}
	body := b.convert(converter, src)
	d.outline, d.Text = &body.Outline, &Text{path: p.path, held: &body.Body}
	if body.Limit != "" {
		d.Problems.Warn(diag.Pos{File: d.Path, Line: d.BodyLine}, diag.Limit,
			"the text below is shown as it was typed: "+body.Limit, "simplify the text, or divide it into several pages")
	}
	return d
}

func (b *bench) convert(converter *markdown.Converter, src []byte) *markdown.Document {
	if b.body == nil {
		return converter.Parse(src)
	}
	return converter.ParseIn(b.body, src)
}

// noFront is the front matter of a file without any.
func noFront(path string) *syntax.Node {
	return &syntax.Node{Kind: syntax.Mapping, Pos: diag.Pos{File: path}}
}

// document checks the bytes of a document, takes in its front matter and gives the body.
func (b *bench) document(d *Document, src []byte) []byte {
	if len(src) > maxFile {
		d.Broken = true
		d.Problems.Error(diag.Pos{File: d.Path}, diag.Limit, fmt.Sprintf("this file is larger than %d MiB", maxFile>>20),
			"divide it into several pages, or publish it as a document")
		return nil
	}
	src = bytes.TrimPrefix(src, []byte(byteOrderMark))
	if problem, ok := checkEncoding(d.Path, src); !ok {
		d.Broken = true
		d.Problems = append(d.Problems, problem)
		return nil
	}
	if !composed(src) {
		// Names are compared in this form, whatever the keyboard or the file system made.
		src = norm.NFC.Bytes(src)
	}
	d.Problems = append(d.Problems, personalNumbers(d.Path, src)...)
	d.Remarks = privateMail(d.Path, src)
	parts, found := b.split(d.Path, src)
	d.Problems = append(d.Problems, found...)
	d.BodyLine = parts.bodyLine
	if found.Errors() > 0 {
		d.Broken = true
		return nil
	}
	if parts.read != nil {
		front, found := parts.read(d.Path, parts.front, parts.frontLine)
		d.Problems = append(d.Problems, found...)
		if front == nil {
			d.Broken = true
			return nil
		}
		d.front = front
	}
	d.Remarks = append(d.Remarks, controlCharacters(d.Path, src, parts.body)...)
	d.Remarks = append(d.Remarks, controlReferences(d.Path, src, parts.body)...)
	return parts.body
}
