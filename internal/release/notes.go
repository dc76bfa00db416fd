package release

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Notes are files of a release in the making, as they come. They lie in a file, so that memory holds no more of each than
// its path. Any number of goroutines may add to them at once.
type Notes struct {
	name string // of the file

	mu      sync.Mutex
	file    *os.File // nil until something is noted
	out     *bufio.Writer
	size    int64 // of what was written to out
	all     []noted
	names   names
	added   int
	inputs  int // of all
	sorted  bool
	removed bool  // the file has no name any more
	err     error // the first: what was noted then is not to be had
}

// noted is where a file is noted: a record as in a manifest, with the number of its inputs in the place of their end,
// and the inputs behind it.
type noted struct {
	path string
	at   int64
}

// NewNotes gives notes that will lie in a file with a name, which is written over. They have to be closed.
func NewNotes(name string) *Notes { return &Notes{name: name, names: newNames()} }

// Add notes a file, whose path no other has. If it cannot be, [Draft.Write] tells.
func (n *Notes) Add(f File) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.added++
	if n.err == nil && n.file == nil {
		n.err = n.open()
	}
	if n.err != nil {
		return
	}
	n.all, n.sorted = append(n.all, noted{f.Path, n.size}), false
	b := n.names.appendInputs(appendFile(n.out.AvailableBuffer(), &f, len(f.Inputs)), f.Inputs)
	n.size += int64(len(b))
	n.inputs += len(f.Inputs)
	_, n.err = n.out.Write(b)
}

// open makes the file, which loses its name at once where the system allows that: nobody else is to find it.
func (n *Notes) open() (err error) {
	if err := os.MkdirAll(filepath.Dir(n.name), 0o755); err != nil {
		return err
	}
	_ = os.Remove(n.name) // which may be anything
	if n.file, err = os.Create(n.name); err != nil {
		return err
	}
	n.removed = os.Remove(n.name) == nil
	n.out = bufio.NewWriterSize(n.file, 64<<10)
	return nil
}

// Len gives the number of files that were added.
func (n *Notes) Len() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.added
}

// Close lets go of the notes.
func (n *Notes) Close() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.file == nil {
		return nil
	}
	err := n.file.Close()
	if !n.removed {
		err = errors.Join(err, os.Remove(n.name))
	}
	n.file, n.all = nil, nil
	return err
}

// finish makes notes ready to be read, sorted by path.
func (n *Notes) finish() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.err == nil && n.file != nil {
		n.err = n.out.Flush()
	}
	if !n.sorted {
		slices.SortFunc(n.all, func(a, b noted) int { return strings.Compare(a.path, b.path) })
		n.sorted = true
	}
	return n.err
}

// window reads notes. Most lie in the order of their paths, so it reads somewhat more than it is asked for.
type window struct {
	notes *Notes
	held  []byte
	at    int64 // of what is held
}

// windowSize is how many bytes are read at least: some twenty notes.
const windowSize = 4 << 10

// read gives size bytes of the notes, which hold until the next call.
func (w *window) read(at int64, size int) ([]byte, error) {
	if at < w.at || at+int64(size) > w.at+int64(len(w.held)) {
		room := max(size, int(min(windowSize, w.notes.size-at)))
		w.held, w.at = slices.Grow(w.held[:0], room)[:room], at
		if _, err := w.notes.file.ReadAt(w.held, at); err != nil {
			w.held = w.held[:0]
			return nil, err
		}
	}
	from := int(at - w.at)
	return w.held[from : from+size], nil
}

// record gives the record of a note.
func (w *window) record(n noted) ([]byte, error) { return w.read(n.at, fileSize) }

// inputs gives the inputs of a note.
func (w *window) inputs(n noted) ([]byte, error) {
	record, err := w.record(n)
	if err != nil {
		return nil, err
	}
	return w.read(n.at+fileSize, inputSize*int(order.Uint32(record[fileInputs:])))
}
