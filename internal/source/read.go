package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"vitrin/internal/identity"
)

// read gives the page's bytes, none where its file is gone, and tells whether they are, from the first to the last, those
// of the file that was seen there: another may have taken its place since.
func (p *page) read(fsys fs.FS, by *opener, room []byte) (src []byte, same bool, err error) {
	f, err := by.open(fsys, p.real)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("reading %s: %w", p.real, err)
	}
	defer f.Close()
	if src, same, err = p.readOpen(f, room); err != nil {
		return nil, false, fmt.Errorf("reading %s: %w", p.real, err)
	}
	return src, same, nil
}

// readOpen is read for the open file. One that is as long as it was when it was seen, and the same when so much was read, is
// not asked for more.
func (p *page) readOpen(f fs.File, room []byte) (src []byte, same bool, err error) {
	src = room[:0]
	if p.known {
		if src, err = readSome(f, src, min(p.seen.Size, maxFile)); err != nil {
			return nil, false, err
		}
		if same, err = p.is(f); err != nil || same && int64(len(src)) == p.seen.Size {
			return src, same, err
		}
	}
	if src, err = readOn(f, maxFile, src); err != nil {
		return nil, false, err
	}
	same, err = p.is(f)
	return src, same, err
}

// is tells whether an open file is the one that was seen, as far as that is known.
func (p *page) is(f fs.File) (bool, error) {
	info, err := f.Stat()
	if err != nil {
		return false, err
	}
	now, known := identity.Of(info)
	return !p.known || known && now == p.seen, nil
}

// read gives the bytes of a file, and no more than one byte beyond the limit. The error is trouble of the
// machine, with the file's name; it wraps fs.ErrNotExist where the file is gone.
func read(fsys fs.FS, name string, limit int64) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	defer f.Close()
	size := int64(0)
	if info, err := f.Stat(); err == nil {
		size = min(max(0, info.Size()), limit)
	}
	src, err := readOn(f, limit, make([]byte, 0, size+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return src, nil
}

// readSome reads on in a file, at once and as much as a number of bytes and one more, behind what is in src.
func readSome(f fs.File, src []byte, size int64) ([]byte, error) {
	src = slices.Grow(src, int(size)+1)
	n, err := f.Read(src[len(src):cap(src)])
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return src[:len(src)+n], err
}

// readOn reads the rest of a file, behind what is in src, until that is one byte longer than a limit.
func readOn(f fs.File, limit int64, src []byte) ([]byte, error) {
	for int64(len(src)) <= limit {
		if len(src) == cap(src) {
			src = slices.Grow(src, 512)
		}
		n, err := f.Read(src[len(src):cap(src)])
		src = src[:len(src)+n]
		switch {
		case errors.Is(err, io.EOF):
			return src, nil
		case err != nil:
			return nil, err
		}
	}
	return src[:limit+1], nil
}
