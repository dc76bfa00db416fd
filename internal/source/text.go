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
	held *markdown.Body // nil: it lies in a pack

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
	rooms      sync.Pool                             // of *bodyRoom
}

// AppendHTML appends the HTML of the body to dst, as [markdown.Body.AppendHTML] does. The error is trouble of the machine.
func (t *Text) AppendHTML(dst []byte, resolve func(int, *markdown.Link) markdown.Target) ([]byte, error) {
	if t.held != nil {
		return t.held.AppendHTML(dst, resolve), nil
	}
	room, _ := t.from.rooms.Get().(*bodyRoom)
	if room == nil {
		room = new(bodyRoom)
	}
	defer t.from.rooms.Put(room)
	if t.kept(room) {
		return room.body.AppendHTML(dst, resolve), nil
	}
	again, err := t.again()
	if err != nil {
		return nil, err
	}
	return again.Text.held.AppendHTML(dst, resolve), nil
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

// bodyRoom is memory into which one body after the other is read.
type bodyRoom struct {
	record []byte
	body   markdown.Body
}

// kept reads the body as it lies in the pack, and tells whether that holds.
func (t *Text) kept(room *bodyRoom) bool {
	record, err := t.pack.Body(room.record, t.at, t.sum[:])
	if err != nil {
		return false
	}
	room.record = record
	return readBody(record, &room.body)
}

// appendBody writes a body for readBody.
func appendBody(dst []byte, w *wire.Writer, body *markdown.Body) []byte {
	w.Reset()
	html := markdown.AppendBody(w, body)
	dst = appendLength(dst, len(w.Marks))
	dst = appendLength(dst, len(w.Texts))
	return append(append(append(dst, w.Marks...), w.Texts...), html...)
}

// readBody reads a body, whose HTML stays where it is, and tells whether there is one.
func readBody(record []byte, body *markdown.Body) bool {
	marks, ok := cutLength(&record)
	texts, there := cutLength(&record)
	if !ok || !there || marks > len(record) || texts > len(record)-marks {
		return false
	}
	all := string(record[:marks+texts])
	r := wire.NewReader(all[:marks], all[marks:])
	body.Read(r, record[marks+texts:])
	return r.Done()
}
