package publish

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"runtime/debug"
)

const (
	chunkSize  = 64 << 10 // bytes of an old file that are compared at a time
	keptBuffer = 4 << 20  // a buffer larger than this is given back after its file
)

// writer is one of the goroutines that write resources, with its memory and its own count.
type writer struct {
	stage *stage
	name  string       // path of the resource in hand
	page  bytes.Buffer // its bytes
	chunk []byte       // bytes of the old file
	same  []string     // paths of files that did not change
	tally Result       // all but Removed
}

// run writes resources until there are no more or something failed.
func (w *writer) run(ctx context.Context, stop context.CancelCauseFunc, jobs <-chan Resource) {
	ended := false
	defer func() {
		if !ended { // a Write called runtime.Goexit
			stop(fmt.Errorf("cannot make %s: its goroutine came to an end", w.name))
		}
	}()
	for r := range jobs {
		if ctx.Err() != nil {
			continue
		}
		if err := w.put(r); err != nil {
			stop(err)
		}
	}
	ended = true
}

// put writes one resource to memory, and to the new site if it differs from the old one's file.
func (w *writer) put(r Resource) error {
	w.name = r.Path
	if w.page.Cap() > keptBuffer {
		w.page = bytes.Buffer{}
	}
	w.page.Reset()
	if err := call(r.Write, &w.page); err != nil {
		return fmt.Errorf("cannot make %s: %w", r.Path, err)
	}
	size := int64(w.page.Len())
	w.tally.Bytes += size
	regular, there := w.stage.was[r.Path]
	if regular && !w.stage.clean && w.equals(at(w.stage.old, r.Path)) {
		w.tally.Unchanged++
		w.same = append(w.same, r.Path)
		return nil
	}
	if there {
		w.tally.Changed++
	} else {
		w.tally.Added++
	}
	w.tally.Written += size
	err := w.stage.folder(path.Dir(r.Path))
	if err == nil {
		err = create(at(w.stage.dir, r.Path), func(file io.Writer) error {
			_, err := file.Write(w.page.Bytes())
			return err
		})
	}
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", r.Path, err)
	}
	return nil
}

// call lets a resource write its bytes. A panic there is an error as any other: one page's trouble must
// not leave half a site.
func call(write func(io.Writer) error, page io.Writer) (err error) {
	returned := false
	defer func() {
		if returned {
			return
		}
		if value := recover(); value != nil {
			err = &PanicError{Value: value, Stack: debug.Stack()}
		}
	}()
	err = write(page)
	returned = true
	return err
}

// equals tells whether a file of the old site holds the bytes in hand. One that cannot be read does not.
func (w *writer) equals(name string) bool {
	file, err := os.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	rest := w.page.Bytes()
	if info, err := file.Stat(); err != nil || info.Size() != int64(len(rest)) {
		return false
	}
	if w.chunk == nil {
		w.chunk = make([]byte, chunkSize)
	}
	for len(rest) > 0 {
		n := min(len(rest), len(w.chunk))
		if _, err := io.ReadFull(file, w.chunk[:n]); err != nil || !bytes.Equal(w.chunk[:n], rest[:n]) {
			return false
		}
		rest = rest[n:]
	}
	return true
}
