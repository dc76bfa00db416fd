package source

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"sync"

	"vitrin/internal/markdown"
	"vitrin/internal/pack"
	"vitrin/internal/wire"
)

// Text is the body of a document. It lies in the store until somebody asks for it, or in memory where there is no store.
type Text struct {
	path string
	held *markdown.Document // nil: it lies in a pack

	pack *pack.Pack
	at   pack.Place
	from *origin
	real string // what to open where the pack does not hold it any more
	lang string
	sum  [sha256.Size]byte // of the file's bytes
}

// textOf gives the body of a page that lies in a pack.
func (from *origin) textOf(p *page, in *pack.Pack, at pack.Place, sum [sha256.Size]byte) *Text {
	return &Text{path: p.path, pack: in, at: at, from: from, real: p.real, lang: p.lang, sum: sum}
}

// origin is what files are read and parsed with.
type origin struct {
	fsys       fs.FS
	converters map[string]func() *markdown.Converter // by language; made when they are needed
	rooms      sync.Pool                             // of *[]byte, into which records are read
}

// Body gives the body. The error is trouble of the machine.
func (t *Text) Body() (*markdown.Document, error) {
	if t.held != nil {
		return t.held, nil
	}
	if body := t.kept(); body != nil {
		return body, nil
	}
	again, err := t.again()
	if err != nil {
		return nil, err
	}
	return again.Text.held, nil
}

// again parses the file once more: the store is damaged, which nobody needs to know of as long as the file is there.
func (t *Text) again() (*Document, error) {
	src, err := read(t.from.fsys, t.real, maxFile)
	if err != nil {
		return nil, fmt.Errorf("the text of %s is not to be had: %w", t.path, err)
	}
	if sha256.Sum256(src) != t.sum {
		return nil, fmt.Errorf("%s has changed while the site was built; build it again", t.path)
	}
	return new(bench).parse(&page{path: t.path}, src, t.from.converters[t.lang]()), nil
}

// kept gives the body as it lies in the pack; nil where that does not hold.
func (t *Text) kept() *markdown.Document {
	room, _ := t.from.rooms.Get().(*[]byte)
	if room == nil {
		room = new([]byte)
	}
	defer t.from.rooms.Put(room)
	record, err := t.pack.Body(*room, t.at, t.sum[:])
	if err != nil {
		return nil
	}
	*room = record
	return readBody(record)
}

// appendBody writes a body for readBody.
func appendBody(dst []byte, w *wire.Writer, body *markdown.Document) []byte {
	w.Reset()
	markdown.AppendOutline(w, &body.Outline)
	markdown.AppendBody(w, body)
	dst = appendLength(dst, len(w.Marks))
	return append(append(dst, w.Marks...), w.Texts...)
}

// readBody reads a body; nil where there is none.
func readBody(record []byte) *markdown.Document {
	all := string(record)
	marks, ok := cutLength(&all)
	if !ok || marks > len(all) {
		return nil
	}
	r := wire.NewReader(all[:marks], all[marks:])
	body := markdown.ReadBody(r, markdown.ReadOutline(r))
	if !r.Done() {
		return nil
	}
	return body
}
